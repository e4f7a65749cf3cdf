import { useEffect, useMemo, useState } from 'react';
import { lookAtCells } from '../../../assistant/look-at-cells.ts';
import type { CellInput, CellsEdit, EditPlan, WrittenPlace } from '../../../core/edits/edit-plan.ts';
import { cellAt } from '../../../core/sheet/cell-address.ts';
import { shownCell } from '../../../core/sheet/shown-cell.ts';
import type { CellContents } from '../../../host/host.ts';
import { usePane } from '../../app/pane-context.ts';
import { CellsTable, type ShownChange } from './CellsTable.tsx';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

export interface WritePreviewProps {
  readonly plan: EditPlan;
  /** Whether the cells are shown before they are asked for. */
  readonly isOpen: boolean;
}

/** What a plan would write, cell by cell, with what the cells hold now; looked at in the sheet, not taken from the capture. */
export function WritePreview({ plan, isOpen }: WritePreviewProps): React.JSX.Element | null {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const edits = useMemo(() => plan.edits.filter((edit) => edit.type === 'cells'), [plan]);
  const [now, setNow] = useState<ReadonlyMap<CellsEdit, CellContents>>(new Map());
  useEffect(() => {
    let isCurrent = true;
    // What the plan knows of its cells is compared by the host when it writes.
    const unknown = edits.filter(({ before }) => !before);
    void Promise.all(
      unknown.map(async (edit) => [edit, await lookAtCells(assistant.host, edit.sheet, edit.address)] as const),
    ).then((looks) => {
      if (isCurrent) setNow(new Map(looks.flatMap(([edit, cells]) => (cells ? [[edit, cells] as const] : []))));
    });
    return () => {
      isCurrent = false;
    };
  }, [assistant, edits]);
  const changes = useMemo(
    () => plan.edits.flatMap((edit) => changesOf(edit, edit.type === 'cells' ? now.get(edit) : undefined)),
    [plan, now],
  );
  if (plan.edits.length === 0) return null;
  const lines = plan.edits.flatMap((edit) => lineOf(edit, words.willWrite));
  const filled = edits
    .filter(({ before }) => !before)
    .reduce((sum, edit) => sum + changesOf(edit, now.get(edit)).filter(({ before }) => before !== '').length, 0);
  return (
    <details open={isOpen} className={styles.willWrite}>
      <summary tabIndex={0}>{edits.length > 3 ? words.preview : lines.join(' · ')}</summary>
      {filled > 0 ? (
        <div className={styles.filled} role="status">
          {words.filled(filled)}
        </div>
      ) : null}
      <CellsTable changes={changes} />
    </details>
  );
}

function changesOf(edit: EditPlan['edits'][number], now: CellContents | undefined): ShownChange[] {
  switch (edit.type) {
    case 'cells':
      return cellChanges(edit.sheet, edit.address, edit.cells, edit.before ?? now, edit.numberFormats);
    case 'new-sheet':
      return cellChanges('', 'A1', edit.cells, undefined);
    default:
      return [];
  }
}

function cellChanges(
  sheet: string,
  address: string,
  cells: readonly (readonly CellInput[])[],
  before: CellContents | undefined,
  formats?: readonly (readonly (string | null)[])[],
): ShownChange[] {
  return cells.flatMap((row, at) =>
    row.flatMap((input, column) => {
      if (input === null) return [];
      const after = 'formula' in input ? input.formula : input.value;
      // A date is shown as one, as the cell will.
      const shown = typeof after === 'number' ? shownCell(after, formats?.[at]?.[column] ?? '') : after;
      return [
        {
          sheet,
          address: cellAt(address, at, column),
          before: before?.[at]?.[column] ?? '',
          after,
          ...(shown !== after && { note: String(shown) }),
        },
      ];
    }),
  );
}

function lineOf(
  edit: EditPlan['edits'][number],
  words: Readonly<Record<WrittenPlace['kind'], (cells: number, address: string) => string>>,
): string[] {
  switch (edit.type) {
    case 'cells':
      return [words.cells(cellChanges('', edit.address, edit.cells, undefined).length, edit.address)];
    case 'new-sheet':
      return [words.sheet(edit.cells.flat().length, '')];
    case 'pivot':
      return [words.pivot(0, '')];
    case 'chart':
      return [words.chart(0, edit.at)];
    case 'text-box':
      return [words['text-box'](0, edit.at)];
    default:
      return [];
  }
}
