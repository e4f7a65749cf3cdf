import { Checkbox } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Turn } from '../../../assistant/turn.ts';
import { findFormulas } from '../../../assistant/look-at-cells.ts';
import type { SheetSelection } from '../../../core/document/context.ts';
import type { EditPlan, RemoveRowsEdit } from '../../../core/edits/edit-plan.ts';
import { columnName, columnNumber } from '../../../core/figures/table.ts';
import { noChoices, type CleanUpChoices, type CleanUpStep } from '../../../core/sheet/clean-up-steps.ts';
import { readsRows } from '../../../core/sheet/formulas-of-rows.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { CellsTable } from './CellsTable.tsx';
import { changesOfStep } from './changes-of-step.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

export interface CleanUpStepsProps {
  readonly turn: Turn;
  readonly sheet: SheetSelection;
  readonly steps: readonly CleanUpStep[];
  readonly plan: EditPlan;
}

/** The steps of a clean-up with a tick each, and under each the cells or rows that it changes, each with a tick of its own. */
export function CleanUpSteps({ turn, sheet, steps, plan }: CleanUpStepsProps): React.JSX.Element {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const writing = useAssistant((state) => state.writing);
  const choices = turn.choices ?? noChoices;
  const isFixed = turn.receipt !== null || writing !== null;
  const choose = (change: Partial<CleanUpChoices>): void => assistant.choose({ ...choices, ...change });
  return (
    <ul className={styles.steps} aria-label={words.steps}>
      {steps.map((step) => (
        <li key={step.id}>
          <Checkbox
            label={step.title[language]}
            checked={step.isOn}
            disabled={isFixed || step.obstacle !== null}
            onChange={(_event, { checked }) => choose({ steps: { ...choices.steps, [step.id]: checked === true } })}
          />
          <div className={styles.stepBody}>
            {step.obstacle ? <div>{step.obstacle[language]}</div> : null}
            {step.isOn && step.split ? (
              <SplitPlace step={step} sheet={sheet} plan={plan} choices={choices} choose={isFixed ? null : choose} />
            ) : null}
            {step.isOn && isOfRows(step) ? <Removal sheet={sheet} plan={plan} /> : null}
            <StepCells step={step} sheet={sheet} choices={choices} choose={isFixed ? null : choose} />
          </div>
        </li>
      ))}
    </ul>
  );
}

interface StepProps {
  readonly step: CleanUpStep;
  readonly sheet: SheetSelection;
  readonly choices: CleanUpChoices;
  /** Nothing where it is written already, or just being. */
  readonly choose: ((change: Partial<CleanUpChoices>) => void) | null;
}

function isOfRows({ kind }: CleanUpStep): boolean {
  return kind === 'same-rows' || kind === 'same-key';
}

/** The cells of a step; of one that is off, only when they are asked for. */
function StepCells({ step, sheet, choices, choose }: StepProps): React.JSX.Element {
  const { language } = usePane();
  const words = sheetStrings(language);
  const { changes, keys, total } = changesOfStep(sheet, step, words);
  const left = new Set(choices.left);
  const onTick = (index: number, isTicked: boolean): void => {
    const key = keys[index] ?? '';
    if (isTicked) left.delete(key);
    else left.add(key);
    choose?.({ left: [...left] });
  };
  return (
    <details open={step.isOn && choose !== null}>
      {/* Fluent UI moves the focus itself on Tab, past what is focusable without saying so. */}
      <summary tabIndex={0}>{words.preview}</summary>
      <CellsTable
        changes={changes}
        total={total}
        ticks={{
          isTicked: (index) => step.isOn && !left.has(keys[index] ?? ''),
          ...(choose && step.isOn && { onTick }),
        }}
      />
    </details>
  );
}

/** Where the parts of a column go, and whether the column itself stays. */
function SplitPlace({
  step,
  sheet,
  plan,
  choices,
  choose,
}: StepProps & { readonly plan: EditPlan }): React.JSX.Element | null {
  const { language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const { split } = step;
  if (!split) return null;
  const { column, headers } = split;
  const source = columnName(sheet.table.firstColumn + column);
  const added = plan.edits.find(
    (edit) =>
      edit.type === 'add-columns' &&
      edit.source.address.startsWith(`${source}${/\d+/u.exec(edit.source.address)?.[0] ?? ''}`),
  );
  if (added?.type !== 'add-columns') return null;
  const isReplaced = choices.replaced.includes(column);
  const [first, last = first] = added.address.split(':').map((cell) => cell.replace(/\d+/gu, ''));
  const columns = first === last ? (first ?? '') : `${first ?? ''}:${last ?? ''}`;
  const room = typeof added.room === 'string' ? added.room : 'table';
  return (
    <div className={styles.place}>
      <span>
        {words.newColumns(columns, isReplaced ? headers.slice(1) : headers)}
        {words.room[room]}
      </span>
      <Checkbox
        label={words.keepOriginal(source)}
        checked={!isReplaced}
        disabled={choose === null}
        onChange={(_event, { checked }) =>
          choose?.({
            replaced:
              checked === true ? choices.replaced.filter((each) => each !== column) : [...choices.replaced, column],
          })
        }
      />
    </div>
  );
}

/** How rows go, and which formulas will miss them. */
function Removal({
  sheet,
  plan,
}: {
  readonly sheet: SheetSelection;
  readonly plan: EditPlan;
}): React.JSX.Element | null {
  const { language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const removal = plan.edits.find((edit) => edit.type === 'remove-rows');
  const readers = useReaders(sheet, removal);
  if (!removal) return null;
  const how = removal.wholeRows ? 'whole' : sheet.around?.table ? 'table' : 'cells';
  return (
    <div className={styles.place}>
      {words.removal[how]}
      {readers.length > 0 ? (
        <div className={styles.filled} role="status">
          {words.readers(readers.length, readers.slice(0, 3).join(', ') + (readers.length > 3 ? ' …' : ''))}
        </div>
      ) : null}
    </div>
  );
}

/** The cells whose formulas read rows that go, but for formulas that go with them. */
function useReaders(sheet: SheetSelection, removal: RemoveRowsEdit | undefined): readonly string[] {
  const { assistant } = usePane();
  const [readers, setReaders] = useState<readonly string[]>([]);
  const rows = removal?.rows.map(({ row }) => sheet.table.firstRow + row).join(',') ?? '';
  useEffect(() => {
    let isCurrent = true;
    const { sheet: name, table } = sheet;
    const gone = {
      sheet: name,
      rows: rows === '' ? [] : rows.split(',').map(Number),
      left: table.firstColumn,
      right: table.firstColumn + table.columns.length - 1,
    };
    const goes = new Set(gone.rows);
    void findFormulas(assistant.host, () => gone.rows.length > 0).then((cells) => {
      if (!isCurrent) return;
      setReaders(
        cells
          .filter(
            (cell) =>
              readsRows(cell.formula, cell.sheet, gone) !== undefined &&
              !(cell.sheet === name && goes.has(rowOf(cell.address)) && isWithin(columnOf(cell.address), gone)),
          )
          .map((cell) => (cell.sheet === name ? cell.address : `${cell.sheet}!${cell.address}`)),
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [assistant, sheet, rows]);
  return readers;
}

function rowOf(address: string): number {
  return Number(/\d+/u.exec(address)?.[0] ?? 1) - 1;
}

function columnOf(address: string): number {
  return columnNumber(/[A-Z]+/u.exec(address)?.[0] ?? 'A');
}

function isWithin(column: number, { left, right }: { readonly left: number; readonly right: number }): boolean {
  return column >= left && column <= right;
}
