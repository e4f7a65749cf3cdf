import { AssistantError } from '../../base/errors.ts';
import type { CellsEdit, EditPlan, SheetEdit } from '../../core/edits/edit-plan.ts';
import { addChart } from './add-chart.ts';
import { contentOf, inputOf, inputsOf, isSame, type Cells } from './cell-content.ts';
import { batchesOf } from './in-batches.ts';
import { lookAfterMoving, lookBeforeMoving, moveCells } from './move-cells.ts';
import { freeName, makePivot, makeSheet, makeTextBox } from './make-objects.ts';
import type { Pace } from './pace.ts';
import { slicesOf } from './slice-cells.ts';
import { isAsBefore, takeBack } from './undo-written.ts';
import type { MadeObject, MadeSheet, Written, WrittenCells } from './written.ts';

export type SheetOutcome =
  | { readonly status: 'written'; readonly written: readonly Written[]; readonly errorCells: number }
  | { readonly status: 'occupied'; readonly sheet: string; readonly address: string; readonly cellCount: number }
  | { readonly status: 'changed' };

/** Cells that are to be written, with what they hold now. */
interface Target {
  readonly edit: CellsEdit;
  /** The edit of the plan that this is a slice of. */
  readonly whole: CellsEdit;
  /** Where they are read, then where they are written. */
  range: Excel.Range;
  readonly before: Cells;
  readonly inputs: Cells;
  readonly formats: readonly (readonly string[])[];
}

/**
 * Looks at the cells that a plan writes, and writes them when they still hold what the plan takes them to hold: two requests, since
 * Excel cannot look and decide in one, and more only where one could not hold them. Cells that are written over are looked at before
 * and read back after. Where Excel refuses a part, or the person stops it, what was written before is taken back.
 */
export async function applySheetPlan(
  context: Excel.RequestContext,
  plan: EditPlan,
  overwrite: boolean,
  pace: Pace,
): Promise<SheetOutcome> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  const corners = new Map<SheetEdit, Excel.Range>();
  for (const edit of plan.edits) {
    if (edit.type !== 'text-box') continue;
    const corner = worksheets.getItem(edit.sheet).getRange(edit.at);
    corner.load('left,top');
    corners.set(edit, corner);
  }
  const targets = await lookAt(context, cellsOf(plan), pace);
  const refused = refusal(targets, overwrite);
  if (refused) return refused;
  const moves = await lookBeforeMoving(context, plan, pace);
  if (!moves) return { status: 'changed' };

  const written: Written[] = [];
  try {
    await moveCells(context, moves, written, pace);
    await writeAll(context, targets, written, written.length > 0, pace);
    const taken = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
    const made = await makeAll(context, plan, taken, corners, written);
    const ranges = [...targets.map(({ range }) => range), ...made];
    const lost = await lookAfterMoving(context, written);
    return { status: 'written', written, errorCells: ranges.reduce((sum, range) => sum + countErrors(range), lost) };
  } catch (error) {
    // What Excel did before it refused stays done.
    await takeBack(context, written, pace).catch(async (second: unknown) => {
      if (await isAsBefore(context, written).catch(() => false)) return;
      throw new AssistantError('host-failed', 'A part could not be taken back.', {
        cause: second,
        reason: 'half-written',
      });
    });
    throw error;
  }
}

/** The cells that are written as they stand: those of columns for which there is room among them. */
function cellsOf({ edits }: EditPlan): CellsEdit[] {
  return edits.flatMap((edit): CellsEdit[] => {
    if (edit.type === 'cells') return [edit];
    if (edit.type !== 'add-columns' || edit.room !== 'free') return [];
    const { sheet, address, from, cells } = edit;
    const place = { sheet, address, ...(from !== undefined && { from }) };
    return [{ type: 'cells', ...place, cells, numberFormats: cells.map((row) => row.map(() => 'General')) }];
  });
}

async function lookAt(context: Excel.RequestContext, edits: readonly CellsEdit[], pace: Pace): Promise<Target[]> {
  const targets: Target[] = [];
  const slices = edits.flatMap((whole) => slicesOf(whole).map((edit) => ({ edit, whole })));
  for (const batch of batchesOf(slices, ({ edit }) => cellCount(edit))) {
    pace('looking', targets.length, slices.length);
    const looks = batch.map(({ edit, whole }) => {
      const range = context.workbook.worksheets.getItem(edit.sheet).getRange(edit.from ?? edit.address);
      range.load('values,formulas,numberFormat');
      return { edit, whole, range };
    });
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { edit, whole, range } of looks) {
      targets.push({
        edit,
        whole,
        range,
        before: contentOf(range),
        inputs: inputsOf(range),
        formats: range.numberFormat as string[][],
      });
    }
  }
  // Where there are no cells to look at, what was asked for besides is still to come.
  if (targets.length === 0) await context.sync();
  return targets;
}

function cellCount({ cells }: CellsEdit): number {
  return cells.length * (cells[0]?.length ?? 0);
}

function refusal(targets: readonly Target[], overwrite: boolean): SheetOutcome | undefined {
  if (targets.some(({ edit, before }) => edit.before && !isSame(before, edit.before))) return { status: 'changed' };
  if (overwrite) return undefined;
  const filled = targets
    .filter(({ edit }) => !edit.before)
    .map((target) => ({ whole: target.whole, count: filledIn(target) }))
    .filter(({ count }) => count > 0);
  const whole = filled[0]?.whole;
  if (!whole) return undefined;
  const own = filled.filter((each) => each.whole === whole);
  const count = own.reduce((sum, each) => sum + each.count, 0);
  return { status: 'occupied', sheet: whole.sheet, address: whole.address, cellCount: count };
}

/** Cells that hold something and are to be written. */
function filledIn({ edit, before }: Target): number {
  return edit.cells
    .flatMap((row, at) => row.map((input, column) => input !== null && (before[at]?.[column] ?? '') !== ''))
    .filter(Boolean).length;
}

async function writeAll(
  context: Excel.RequestContext,
  targets: readonly Target[],
  written: Written[],
  hasMoved: boolean,
  pace: Pace,
): Promise<void> {
  let done = 0;
  for (const batch of batchesOf(targets, ({ edit }) => cellCount(edit))) {
    pace('writing', done, targets.length);
    done += batch.length;
    for (const target of batch) {
      // The range that was read has moved, or lost rows.
      if (hasMoved) target.range = context.workbook.worksheets.getItem(target.edit.sheet).getRange(target.edit.address);
      // Known before it is tried, so that a part of a batch can be taken back.
      written.push(writeCells(target));
      target.range.load('values,formulas,valueTypes');
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    written.splice(
      written.length - batch.length,
      batch.length,
      ...batch.map((target): WrittenCells => ({ ...writtenOf(target), after: contentOf(target.range) })),
    );
  }
}

function writeCells(target: Target): WrittenCells {
  const { edit, range, inputs } = target;
  if (edit.numberFormats) range.numberFormat = formatsAfter(target).map((row) => [...row]);
  range.formulas = edit.cells.map((row, at) =>
    row.map((input, column) => (input === null ? (inputs[at]?.[column] ?? '') : inputOf(input))),
  );
  return writtenOf(target);
}

function formatsAfter({ edit, formats }: Target): readonly (readonly string[])[] {
  const given = edit.numberFormats;
  return given ? formats.map((row, at) => row.map((format, column) => given[at]?.[column] ?? format)) : formats;
}

function writtenOf(target: Target): WrittenCells {
  const { edit, whole, inputs, formats, before } = target;
  return {
    kind: 'cells',
    sheet: edit.sheet,
    address: edit.address,
    ...(whole !== edit && { partOf: whole.address }),
    before: inputs,
    formatsBefore: formats,
    after: before,
    formatsAfter: formatsAfter(target),
  };
}

/** Adds sheets, pivot tables, charts and text boxes, in the plan's order; gives the cells of what has some, read back. */
async function makeAll(
  context: Excel.RequestContext,
  plan: EditPlan,
  taken: Set<string>,
  corners: ReadonlyMap<SheetEdit, Excel.Range>,
  written: Written[],
): Promise<Excel.Range[]> {
  const { worksheets } = context.workbook;
  const sheets: { readonly at: number; readonly range: Excel.Range }[] = [];
  const objects: { readonly at: number; readonly made: Excel.Chart | Excel.Shape }[] = [];
  const nameFor = (wanted: string): string => {
    const name = freeName(wanted, taken);
    taken.add(name.toLowerCase());
    return name;
  };
  for (const edit of plan.edits) {
    if (edit.type === 'new-sheet' || edit.type === 'pivot') {
      const sheet = nameFor(edit.name);
      if (edit.type === 'pivot') makePivot(context, edit, sheet);
      else makeSheet(context, edit, sheet);
      const made: MadeSheet = { kind: edit.type === 'pivot' ? 'pivot' : 'sheet', sheet, after: [] };
      sheets.push({ at: written.push(made) - 1, range: worksheets.getItem(sheet).getUsedRangeOrNullObject(true) });
    } else if (edit.type === 'chart' || edit.type === 'text-box') {
      const corner = corners.get(edit);
      const made =
        edit.type === 'chart'
          ? addChart(worksheets.getItem(edit.sheet), edit)
          : corner && makeTextBox(context, edit, corner);
      if (!made) continue;
      made.load('name');
      const object: MadeObject = { kind: edit.type, sheet: edit.sheet, name: '', at: edit.at };
      objects.push({ at: written.push(object) - 1, made });
    }
  }
  if (sheets.length + objects.length === 0) return [];
  // A pivot table is laid out when the request that makes it has ended; only then its cells can be read.
  if (written.some(({ kind }) => kind === 'pivot')) await context.sync();
  for (const { range } of sheets) range.load('values,formulas,valueTypes');
  await context.sync();
  for (const { at, range } of sheets) {
    const made = written[at] as MadeSheet;
    written[at] = { ...made, after: range.isNullObject ? [] : contentOf(range) };
  }
  for (const { at, made } of objects) written[at] = { ...(written[at] as MadeObject), name: made.name };
  return sheets.map(({ range }) => range).filter(({ isNullObject }) => !isNullObject);
}

function countErrors(range: Excel.Range): number {
  return range.valueTypes.flat().filter((type) => type === Excel.RangeValueType.error).length;
}
