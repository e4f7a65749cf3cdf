import type { CellInput, CellsEdit, ChartEdit, EditPlan, NewSheetEdit } from '../../core/edits/edit-plan.ts';
import { addChart } from './add-chart.ts';

type CellContent = string | number | boolean;
type Cells = readonly (readonly CellContent[])[];

/** A range that was written. */
interface WrittenCells {
  readonly kind: 'cells';
  readonly sheet: string;
  readonly address: string;
  /** What makes the cells again as they were, when it is written. */
  readonly before: Cells;
  readonly formatsBefore: readonly (readonly string[])[];
  readonly after: Cells;
}

interface MadeSheet {
  readonly kind: 'sheet';
  readonly sheet: string;
  readonly after: Cells;
}

interface MadeChart {
  readonly kind: 'chart';
  readonly sheet: string;
  readonly name: string;
  readonly at: string;
}

/** What an apply leaves behind: enough to take it back and to show it. */
export type Written = WrittenCells | MadeSheet | MadeChart;

export type SheetOutcome =
  | { readonly status: 'written'; readonly written: readonly Written[]; readonly errorCells: number }
  | { readonly status: 'occupied'; readonly sheet: string; readonly address: string; readonly cellCount: number }
  | { readonly status: 'changed' };

/**
 * Looks at the cells that a plan writes, and writes them when they still hold what the plan takes them to hold: two requests, since
 * Excel cannot look and decide in one. Cells that are written over are looked at before and read back after.
 */
export async function applySheetPlan(
  context: Excel.RequestContext,
  plan: EditPlan,
  overwrite: boolean,
): Promise<SheetOutcome> {
  const { worksheets } = context.workbook;
  const cellEdits = plan.edits.filter((edit) => edit.type === 'cells');
  const targets = cellEdits.map((edit) => {
    const range = worksheets.getItem(edit.sheet).getRange(edit.address);
    range.load('address,values,formulas,numberFormat');
    return { edit, range };
  });
  worksheets.load('items/name');
  await context.sync();

  const refused = targets.map(({ edit, range }) => refusal(edit, contentOf(range), overwrite)).find(Boolean);
  if (refused) return refused;

  const cells = targets.map(({ edit, range }) => writeCells(edit, range));
  const taken = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
  const sheets = plan.edits.filter((edit) => edit.type === 'new-sheet').map((edit) => makeSheet(context, edit, taken));
  const charts = plan.edits.filter((edit) => edit.type === 'chart').map((edit) => makeChart(context, edit));
  await context.sync();
  const written: Written[] = [
    ...cells.map(({ range, made }): Written => ({ ...made, after: contentOf(range) })),
    ...sheets.map(({ range, made }): Written => ({ ...made, after: range ? contentOf(range) : [] })),
    ...charts.map(({ chart, made }): Written => ({ ...made, name: chart.name })),
  ];
  const ranges = [...cells.map(({ range }) => range), ...sheets.flatMap(({ range }) => (range ? [range] : []))];
  return { status: 'written', written, errorCells: ranges.reduce((sum, range) => sum + countErrors(range), 0) };
}

function refusal(edit: CellsEdit, now: Cells, overwrite: boolean): SheetOutcome | undefined {
  if (edit.before) return isSame(now, edit.before) ? undefined : { status: 'changed' };
  if (overwrite) return undefined;
  const cellCount = edit.cells
    .flatMap((row, at) => row.map((input, column) => input !== null && (now[at]?.[column] ?? '') !== ''))
    .filter(Boolean).length;
  return cellCount === 0 ? undefined : { status: 'occupied', sheet: edit.sheet, address: edit.address, cellCount };
}

function writeCells(edit: CellsEdit, range: Excel.Range): { range: Excel.Range; made: Omit<WrittenCells, 'after'> } {
  const before = inputsOf(range);
  const formatsBefore = range.numberFormat as string[][];
  if (edit.numberFormats) {
    range.numberFormat = edit.numberFormats.map((row, at) =>
      row.map((format, column) => format ?? formatsBefore[at]?.[column] ?? 'General'),
    );
  }
  range.formulas = edit.cells.map((row, at) =>
    row.map((input, column) => (input === null ? (before[at]?.[column] ?? '') : inputOf(input))),
  );
  if (edit.wrapText === true) range.format.wrapText = true;
  range.load('values,formulas,valueTypes');
  return { range, made: { kind: 'cells', sheet: edit.sheet, address: edit.address, before, formatsBefore } };
}

function makeSheet(
  context: Excel.RequestContext,
  edit: NewSheetEdit,
  taken: Set<string>,
): { range: Excel.Range | null; made: Omit<MadeSheet, 'after'> } {
  const name = freeName(edit.name, taken);
  taken.add(name.toLowerCase());
  const sheet = context.workbook.worksheets.add(name);
  sheet.activate();
  const made = { kind: 'sheet', sheet: name } as const;
  const columnCount = edit.cells[0]?.length ?? 0;
  if (columnCount === 0) return { range: null, made };
  const range = sheet.getRangeByIndexes(0, 0, edit.cells.length, columnCount);
  range.formulas = edit.cells.map((row) => row.map((input) => (input === null ? '' : inputOf(input))));
  range.load('values,formulas,valueTypes');
  return { range, made };
}

/** Excel's limits on a sheet's name: 31 characters, none of `\ / ? * [ ] :`, no apostrophe at either end. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const plain =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet';
  let name = plain;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    const suffix = ` ${number}`;
    name = plain.slice(0, 31 - suffix.length) + suffix;
  }
  return name;
}

function makeChart(
  context: Excel.RequestContext,
  edit: ChartEdit,
): { chart: Excel.Chart; made: Omit<MadeChart, 'name'> } {
  const chart = addChart(context.workbook.worksheets.getItem(edit.sheet), edit);
  chart.load('name');
  return { chart, made: { kind: 'chart', sheet: edit.sheet, at: edit.at } };
}

function inputOf(input: NonNullable<CellInput>): CellContent {
  return 'formula' in input ? input.formula : asText(input.value);
}

/** Excel reads what is written as if it was typed: a text that it would take for something else gets its apostrophe. */
function asText(value: CellContent): CellContent {
  if (typeof value !== 'string') return value;
  return /^[=+\-@'#]|\d|^(?:true|false)$/i.test(value) ? `'${value}` : value;
}

/** Takes back what was written; `changed` when a cell was edited since, and then nothing is done. */
export async function undoWritten(
  context: Excel.RequestContext,
  written: readonly Written[],
): Promise<'undone' | 'changed'> {
  const { worksheets } = context.workbook;
  const looks = written.map((each) => {
    const sheet = worksheets.getItemOrNullObject(each.sheet);
    if (each.kind === 'chart') return { each, sheet, range: null };
    const range = each.kind === 'cells' ? sheet.getRange(each.address) : sheet.getUsedRangeOrNullObject(true);
    range.load('values,formulas');
    return { each, sheet, range };
  });
  await context.sync();
  const isUntouched = looks.every(
    ({ each, sheet, range }) =>
      !sheet.isNullObject && (each.kind === 'chart' || (range !== null && isSame(contentIn(range), each.after))),
  );
  if (!isUntouched) return 'changed';
  for (const { each, sheet, range } of looks.toReversed()) {
    if (each.kind === 'chart') sheet.charts.getItemOrNullObject(each.name).delete();
    else if (each.kind === 'sheet') sheet.delete();
    else if (range) {
      range.formulas = each.before.map((row) => [...row]);
      range.numberFormat = each.formatsBefore.map((row) => [...row]);
    }
  }
  await context.sync();
  return 'undone';
}

function contentIn(range: Excel.Range): Cells {
  return range.isNullObject ? [] : contentOf(range);
}

/** Formulas where cells have them, else values: what a person sees in the formula bar. */
function contentOf(range: Excel.Range): Cells {
  return mapCells(range, (formula, value) => formula ?? value);
}

/** What makes the cells again when it is written. */
function inputsOf(range: Excel.Range): Cells {
  return mapCells(range, (formula, value) => formula ?? asText(value));
}

function mapCells(
  range: Excel.Range,
  toContent: (formula: string | undefined, value: CellContent) => CellContent,
): Cells {
  const values = range.values as CellContent[][];
  return (range.formulas as CellContent[][]).map((row, at) =>
    row.map((formula, column) => {
      const value = values[at]?.[column] ?? '';
      // A text that begins with `=` is its own formula as Office tells it.
      const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
      return toContent(isFormula ? formula : undefined, value);
    }),
  );
}

function countErrors(range: Excel.Range): number {
  return range.valueTypes.flat().filter((type) => type === Excel.RangeValueType.error).length;
}

function isSame(one: Cells, other: Cells): boolean {
  return (
    one.length === other.length &&
    one.every((row, at) => {
      const beside = other[at] ?? [];
      return row.length === beside.length && row.every((cell, column) => cell === beside[column]);
    })
  );
}
