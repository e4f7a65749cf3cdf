import type { DocumentContext, SheetSelection } from '../document/context.ts';
import type { ChartEdit, ChartKind, EditPlan } from '../edits/edit-plan.ts';
import type { Measure, Profile } from '../figures/profile/profile.ts';
import { columnName, rangeAddress, type Area } from '../figures/table.ts';

const mostSlices = 6;
const mostBars = 12;
const mostSeries = 5;
/** How many times larger than the first a series may be, or smaller: beyond that one of them would lie flat. */
const mostApart = 20;

/**
 * A native chart of the table, of the kind that fits: a line for what is followed in time, bars for what is compared (lying ones for
 * many or long names), a pie only when it is asked for and few parts make a whole, points for two measures without names. `null`
 * where there is nothing to draw.
 */
export function planChart(context: DocumentContext, profile: Profile, wanted: ChartKind | 'auto'): EditPlan | null {
  const { sheet } = context;
  const edit = sheet && chartOf(sheet, profile, wanted);
  return edit ? { context, edits: [edit], tracked: false } : null;
}

function chartOf(sheet: SheetSelection, profile: Profile, wanted: ChartKind | 'auto'): ChartEdit | null {
  const rows = detailRows(profile);
  if (!rows) return null;
  const areaOf = (column: number): Area => ({ top: rows.top, left: column, bottom: rows.bottom, right: column });
  const rangeOf = (column: number): string => rangeAddress(sheet.table, areaOf(column));
  const names =
    profile.timeColumn ?? profile.labelColumn ?? profile.columns.find(({ role }) => role === 'category')?.index;
  const measures = profile.measures.filter(({ columns }) => columns.length > 0);
  const at = `${columnName(sheet.table.firstColumn + sheet.table.columns.length + 1)}${sheet.table.firstRow + 1}`;
  const common = { type: 'chart', sheet: sheet.sheet, at } as const;

  if (names === undefined) {
    const [x, y] = measures.map(({ columns }) => columns[0]?.column);
    if (x === undefined || y === undefined) return null;
    return {
      ...common,
      kind: wanted === 'auto' ? 'scatter' : wanted,
      title: `${nameOf(profile, y)} / ${nameOf(profile, x)}`,
      categories: rangeOf(x),
      series: [{ name: nameOf(profile, y), values: rangeOf(y) }],
    };
  }
  const columns = seriesColumns(profile, measures);
  if (columns.length === 0) return null;
  const kind = wanted === 'auto' ? kindFor(profile, names, rows, columns.length) : wanted;
  const shown = kind === 'pie' ? columns.slice(0, 1) : columns.slice(0, mostSeries);
  return {
    ...common,
    kind,
    title: titleOf(profile, shown, names),
    categories: rangeOf(names),
    series: shown.map((column) => ({ name: nameOf(profile, column), values: rangeOf(column) })),
  };
}

/** The first unbroken stretch of rows that are no totals: a total among its parts would dwarf them. */
function detailRows({ body, totals }: Profile): { top: number; bottom: number } | null {
  const isTotal = new Set(totals.map(({ row }) => row));
  let { top } = body;
  while (top <= body.bottom && isTotal.has(top)) top += 1;
  let bottom = top;
  while (bottom < body.bottom && !isTotal.has(bottom + 1)) bottom += 1;
  return top <= body.bottom ? { top, bottom } : null;
}

/** Columns that can share an axis: of the first measure's unit and of like size; a sum beside its parts is left out. */
function seriesColumns({ columns: all }: Profile, measures: readonly Measure[]): number[] {
  const [first] = measures;
  if (!first) return [];
  const sizeOf = (column: number | undefined): number => Math.abs(all[column ?? -1]?.distribution?.median ?? 0);
  const usual = sizeOf(first.columns[0]?.column);
  const isOfLikeSize = (column: number): boolean =>
    sizeOf(column) <= usual * mostApart && sizeOf(column) * mostApart >= usual;
  return measures
    .filter(({ unit }) => unit.kind === first.unit.kind && unit.currency === first.unit.currency)
    .flatMap(({ columns, totalColumn }) =>
      columns.map(({ column }) => column).filter((column) => column !== totalColumn && isOfLikeSize(column)),
    );
}

function kindFor(profile: Profile, names: number, rows: { top: number; bottom: number }, series: number): ChartKind {
  const count = rows.bottom - rows.top + 1;
  if (names === profile.timeColumn) return count < 3 ? 'column' : 'line';
  const hasPeriods = profile.measures.some(({ columns }) => columns.length > 2 && columns[0]?.period !== undefined);
  if (hasPeriods && series > 2) return 'column';
  return count > mostBars || (count > mostSlices && series === 1) ? 'bar' : 'column';
}

function nameOf(profile: Profile, column: number): string {
  return profile.columns[column]?.name ?? '';
}

function titleOf(profile: Profile, columns: readonly number[], names: number): string {
  const [title] = profile.titles;
  if (title !== undefined && title.length <= 60) return title;
  const what = columns.map((column) => nameOf(profile, column)).join(', ');
  const by = nameOf(profile, names);
  return by === '' ? what : `${what} — ${by}`;
}
