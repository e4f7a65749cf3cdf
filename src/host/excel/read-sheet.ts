import { AssistantError } from '../../base/errors.ts';
import { guessLanguage } from '../../base/languages.ts';
import type { ActiveCell, DocumentContext, SheetSelection } from '../../core/document/context.ts';
import { tableFromRows, type CellValue, type Table } from '../../core/figures/table.ts';
import { TableBuilder, type OfficeRows } from '../../core/figures/table-builder.ts';
import { readPrecedents } from './read-precedents.ts';
import type { ReadProgress } from '../host.ts';
import { officeErrorCode } from '../to-assistant-error.ts';
import { splitAddress } from './address.ts';

/** Cells that one request reads at first: some 40 bytes each for value, formula and format stay well below Excel's 5 MB. */
const cellsPerRequest = 40_000;
/** Cells that are read with every change of the selection, so that the pane can say what would be sent. */
const cellsAtGlance = 10_000;
/** Cells that are read at all; what lies below is left out and said to be. */
const mostCells = 1_000_000;

/** Columns of the usual width that a chart covers. */
const chartColumns = 9;
const lastColumnOfSheet = 16_383;

export interface SheetFacts {
  readonly title: string;
  readonly readOnly: boolean;
}

/** What a look at the selection tells, without the cells. */
interface Look {
  readonly sheet: string;
  readonly address: string;
  readonly tableAddress: string;
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly freeColumn: number;
  readonly active: ActiveCell;
  readonly headerRow: readonly CellValue[];
  readonly sheets: readonly string[];
  readonly names: SheetSelection['names'];
  readonly tableName: string | null;
  readonly hidden: NonNullable<SheetSelection['hidden']>;
}

/** What a capture is to do besides looking. */
export interface CaptureOptions {
  /** What was selected a moment ago. */
  readonly known: SheetSelection | undefined;
  /** Whether the cells are wanted however many they are. */
  readonly withCells: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ReadProgress | undefined;
}

/**
 * Reads what is selected, and the cells when they are few or `withCells`: in one request where the selection is still what it was, else
 * in two, and in more only for a range of over 40,000 cells and for what the active cell's formula reads. A single selected cell stands for the block of cells around it, or where
 * it is alone (a formula is to go there) for a block in its row or column, else for the cells in use; a whole column or row for its cells in use.
 */
export async function captureSheet(
  context: Excel.RequestContext,
  facts: SheetFacts,
  { known, withCells, signal, onProgress }: CaptureOptions,
): Promise<DocumentContext> {
  // What was selected a moment ago is nearly always still so: its cells come with the same request.
  const isGuessed = withCells && known !== undefined && isReadAtOnce(known);
  const [ask, guess] = await lookAndGuess(context, isGuessed ? known : undefined).catch(toNoBlock);
  const look = withCells ? await withPrecedents(context, readLook(ask)) : readLook(ask);
  const stillSo = known?.sheet === look.sheet && known.tableAddress === look.tableAddress;
  if (!withCells && look.rowCount * look.columnCount > cellsAtGlance) {
    return toContext(facts, look, tableFromRows([look.headerRow], placeOf(look)), null);
  }
  if (guess && stillSo) {
    const builder = new TableBuilder(look.columnCount);
    builder.add(rowsOf(guess));
    return toContext(facts, look, builder.table(placeOf(look)), 0);
  }
  const { table, leftOut } = await readTable(context, look, signal, onProgress);
  return toContext(facts, look, table, leftOut);
}

/** Several areas are selected, or a picture: there is no one range to work on. */
function toNoBlock(error: unknown): never {
  if (officeErrorCode(error) !== 'InvalidSelection') throw error;
  throw new AssistantError('selection-empty', 'No one block of cells is selected.', {
    reason: 'no-block',
    cause: error,
  });
}

async function withPrecedents(context: Excel.RequestContext, look: Look): Promise<Look> {
  const { active, sheet, names } = look;
  if (active.formula === null) return look;
  return { ...look, active: { ...active, precedents: await readPrecedents(context, sheet, active.formula, names) } };
}

/** Looks at the selection and reads the cells that it is thought to be; without these where they are too much for one answer. */
async function lookAndGuess(
  context: Excel.RequestContext,
  known: SheetSelection | undefined,
): Promise<readonly [LookRequest, Excel.Range | null]> {
  try {
    const ask = askForLook(context);
    const guess = known ? askForRows(context, known.sheet, known.tableAddress) : null;
    await context.sync();
    return [ask, guess];
  } catch (error) {
    if (!known) throw error;
    // Long texts, or the sheet is not there any more.
    const ask = askForLook(context);
    await context.sync();
    return [ask, null];
  }
}

function isReadAtOnce({ table, isRead, cellsLeftOut }: SheetSelection): boolean {
  return isRead && cellsLeftOut === 0 && table.columns.length * (table.columns[0]?.length ?? 0) <= cellsPerRequest;
}

interface LookRequest {
  readonly selected: Excel.Range;
  readonly sheet: Excel.Worksheet;
  readonly active: Excel.Range;
  readonly inUse: Excel.Range;
  /** Where cells are that one selected cell may stand for, the nearest first: around it, in its row, in its column, on its sheet. */
  readonly blocks: readonly Excel.Range[];
  /** The first row of each. */
  readonly heads: ReadonlyMap<Excel.Range, Excel.Range>;
  readonly tables: Excel.TableScopedCollection;
  readonly names: Excel.NamedItemCollection;
  readonly sheets: Excel.WorksheetCollection;
  readonly all: Excel.Range;
  readonly charts: OfficeExtension.ClientResult<number>;
}

function askForLook(context: Excel.RequestContext): LookRequest {
  const { workbook } = context;
  const selected = workbook.getSelectedRange();
  // A path to the sheet; what it holds is loaded below.
  // eslint-disable-next-line office-addins/load-object-before-read, office-addins/call-sync-before-read
  const sheet = selected.worksheet;
  const active = workbook.getActiveCell();
  const inUse = selected.getUsedRangeOrNullObject(true);
  const all = sheet.getUsedRangeOrNullObject(true);
  const endsOf = (line: Excel.Range): Excel.Range[] => {
    const used = line.getUsedRangeOrNullObject(true);
    return [used.getLastCell(), used.getCell(0, 0)].map((cell) => cell.getSurroundingRegion());
  };
  const blocks = [
    active.getSurroundingRegion(),
    ...endsOf(active.getEntireRow()),
    ...endsOf(active.getEntireColumn()),
    all,
  ];
  const charts = sheet.charts.getCount();
  const tables = active.getTables(false);
  const { names, worksheets: sheets } = workbook;
  selected.load('address,cellCount,rowIndex,columnIndex,rowCount,columnCount,rowHidden,columnHidden');
  sheet.load('name');
  active.load('address,text,formulas,valueTypes,values');
  for (const block of [inUse, ...blocks])
    block.load('address,rowIndex,columnIndex,rowCount,columnCount,rowHidden,columnHidden');
  const heads = new Map([inUse, ...blocks].map((block) => [block, block.getRow(0)]));
  for (const head of heads.values()) head.load('values');
  tables.load('items/name');
  names.load('items/name,items/formula,items/visible');
  sheets.load('items/name,items/visibility');
  return { selected, sheet, active, inUse, blocks, heads, tables, names, sheets, all, charts };
}

/** The cells that are worked on, and whether they are empty. */
function workOf({ selected, inUse, blocks }: LookRequest): { work: Excel.Range; isEmpty: boolean } {
  if (selected.cellCount > 1)
    return inUse.isNullObject ? { work: selected, isEmpty: true } : { work: inUse, isEmpty: false };
  const block = blocks.find((each) => !each.isNullObject && each.rowCount * each.columnCount > 1);
  return { work: block ?? selected, isEmpty: false };
}

function readLook(ask: LookRequest): Look {
  const { selected, sheet, active, heads, tables, names, sheets, all, charts } = ask;
  const { work, isEmpty } = workOf(ask);
  const formula = String(active.formulas[0]?.[0] ?? '');
  const text = active.text[0]?.[0] ?? '';
  const lastColumn = Math.max(
    work.columnIndex + work.columnCount,
    all.isNullObject ? 0 : all.columnIndex + all.columnCount,
  );
  const isError = active.valueTypes[0]?.[0] === Excel.RangeValueType.error;
  return {
    sheet: sheet.name,
    address: splitAddress(selected.address).range,
    tableAddress: splitAddress(work.address).range,
    rowIndex: work.rowIndex,
    columnIndex: work.columnIndex,
    rowCount: isEmpty ? 0 : work.rowCount,
    columnCount: work.columnCount,
    freeColumn: Math.min(lastColumn + 1 + charts.value * chartColumns, lastColumnOfSheet),
    active: {
      address: splitAddress(active.address).range,
      text,
      formula: formula.startsWith('=') ? formula : null,
      error: isError ? String(active.values[0]?.[0] ?? '') : null,
      precedents: [],
    },
    headerRow: isEmpty ? [] : ((heads.get(work)?.values[0] ?? []) as CellValue[]),
    sheets: sheets.items.filter(({ visibility }) => visibility === 'Visible').map(({ name }) => name),
    names: names.items.filter(({ visible }) => visible).map(({ name, formula: of }) => ({ name, formula: String(of) })),
    tableName: tables.items[0]?.name ?? null,
    // Of rows of which some are hidden Office says null, against its types.
    hidden: {
      rows: (work.rowHidden as boolean | null) !== false,
      columns: (work.columnHidden as boolean | null) !== false,
    },
  };
}

function askForRows(context: Excel.RequestContext, sheet: string, address: string): Excel.Range {
  const range = context.workbook.worksheets.getItem(sheet).getRange(address);
  range.load('values,formulas,numberFormat');
  return range;
}

function rowsOf({ values, formulas, numberFormat }: Excel.Range): OfficeRows {
  return {
    values: values as CellValue[][],
    formulas: formulas as unknown[][],
    numberFormat: numberFormat as string[][],
  };
}

/**
 * Reads the cells in parts that one answer can hold. Where texts are so long that Office refuses a part for its size, it is asked for
 * again in halves, and so are those that follow.
 */
async function readTable(
  context: Excel.RequestContext,
  look: Look,
  signal: AbortSignal | undefined,
  onProgress: ReadProgress | undefined,
): Promise<{ table: Table; leftOut: number }> {
  const { columnCount } = look;
  const rowCount = Math.min(look.rowCount, Math.floor(mostCells / columnCount));
  const sheet = context.workbook.worksheets.getItem(look.sheet);
  const builder = new TableBuilder(columnCount);
  let height = Math.max(1, Math.floor(cellsPerRequest / columnCount));
  for (let row = 0; row < rowCount;) {
    signal?.throwIfAborted();
    const count = Math.min(height, rowCount - row);
    const range = sheet.getRangeByIndexes(look.rowIndex + row, look.columnIndex, count, columnCount);
    range.load('values,formulas,numberFormat');
    try {
      // Each part is as much as one answer may hold.
      // eslint-disable-next-line office-addins/no-context-sync-in-loop
      await context.sync();
    } catch (error) {
      if (officeErrorCode(error) !== 'ResponsePayloadSizeLimitExceeded' || count === 1) throw error;
      height = Math.ceil(count / 2);
      continue;
    }
    builder.add(rowsOf(range));
    range.untrack();
    row += count;
    // A read of one part is over before it could be told.
    if (rowCount > height) onProgress?.({ done: row * columnCount, total: rowCount * columnCount });
  }
  return { table: builder.table(placeOf(look)), leftOut: (look.rowCount - rowCount) * columnCount };
}

function placeOf({ sheet, rowIndex, columnIndex }: Look): { sheet: string; firstRow: number; firstColumn: number } {
  return { sheet, firstRow: rowIndex, firstColumn: columnIndex };
}

function toContext(facts: SheetFacts, look: Look, table: Table, leftOut: number | null): DocumentContext {
  const texts = look.headerRow.filter((cell) => typeof cell === 'string');
  return {
    host: 'excel',
    title: facts.title,
    sheet: {
      sheet: look.sheet,
      address: look.address,
      tableAddress: look.tableAddress,
      table,
      active: look.active,
      isRead: leftOut !== null,
      freeColumn: look.freeColumn,
      cellsLeftOut: leftOut ?? 0,
      sheets: look.sheets,
      tableName: look.tableName,
      ...((look.hidden.rows || look.hidden.columns) && { hidden: look.hidden }),
      names: look.names,
    },
    selection: [],
    isCaret: false,
    headingPath: [look.sheet, ...(look.tableName === null ? [] : [look.tableName])],
    before: [],
    after: [],
    outline: [],
    size: { characters: 0, paragraphs: look.rowCount },
    language: guessLanguage(texts.join(' ')),
    trackingChanges: false,
    readOnly: facts.readOnly,
  };
}
