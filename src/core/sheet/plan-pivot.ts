import type { DocumentContext } from '../document/context.ts';
import type { EditPlan, PivotEdit, PivotValue } from '../edits/edit-plan.ts';
import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';
import { formatAt, rangeAddress, type Table } from '../figures/table.ts';
import { isKeptAsText } from './kept-as-text.ts';
import { namedColumns } from './named-columns.ts';

const mostValues = 3;
/** More rows, or columns, than these are no summary. */
const mostRows = 100;
const mostColumns = 15;

/** How numbers are brought together; `auto` adds up what can be added and takes the mean of prices and rates. */
export type PivotSummary = 'auto' | 'sum' | 'average' | 'count';

/** Why a table cannot be pivoted. */
export type NoPivot = 'no-category' | 'no-header' | 'totals-inside' | 'text-numbers';

/** A pivot table, and the columns whose numbers it brings together. */
export interface PlannedPivot {
  readonly plan: EditPlan;
  readonly pivot: PivotEdit;
  readonly measures: readonly ColumnProfile[];
}

/**
 * A native pivot table of the table: by the columns that the person named ("revenue by region and month"), else by the category with
 * the fewest kinds that tell something, across another one, of the first measures. Total rows at the end are left out of its source,
 * since it would count them twice.
 */
export function planPivot(
  context: DocumentContext,
  profile: Profile,
  summary: PivotSummary,
  instruction = '',
): PlannedPivot | NoPivot {
  const { sheet } = context;
  if (!sheet) return 'no-category';
  const { table } = sheet;
  const { body } = profile;
  const headers = headersOf(table, profile);
  if (!headers) return 'no-header';
  const bottom = lastDetail(profile);
  if (profile.totals.some(({ row }) => row < bottom)) return 'totals-inside';

  const asked = namedColumns(instruction, profile);
  const by = fieldsOf(profile, asked, instruction);
  if (!by) return 'no-category';
  const headerOf = ({ index }: ColumnProfile): string => headers[index] ?? '';
  const measures = measuresOf(profile, asked);
  // Excel would add them up to nothing.
  if (measures.some(isKeptAsText) && summary !== 'count') return 'text-numbers';
  const values = measures.map((column) => valueOf(profile, table, column, headerOf(column), summary));
  const first = by.rows[0];
  const isChinese = context.language.startsWith('zh');
  const counted: PivotValue[] =
    first && values.length === 0
      ? [{ field: headerOf(first), name: isChinese ? '行数' : 'Rows', by: 'Count' }]
      : values;
  const pivot: PivotEdit = {
    type: 'pivot',
    name: isChinese ? '数据透视表' : 'Pivot',
    sheet: sheet.sheet,
    source: rangeAddress(table, { top: body.top - 1, left: body.left, bottom, right: body.right }),
    rows: by.rows.map(headerOf),
    columns: by.columns.map(headerOf),
    values: counted,
  };
  return { plan: { context, edits: [pivot], tracked: false }, pivot, measures };
}

/** The header row as the cells hold it; a pivot table's source must have a name over each column, none twice. */
function headersOf(table: Table, { body, headerRows }: Profile): string[] | null {
  if (headerRows === 0 || body.top === 0) return null;
  const headers = table.columns.map((column) => String(column[body.top - 1] ?? ''));
  const names = new Set(headers.map((header) => header.trim().toLowerCase()));
  return headers.every((header) => header.trim() !== '') && names.size === headers.length ? headers : null;
}

function lastDetail({ body, totals }: Profile): number {
  const isTotal = new Set(totals.map(({ row }) => row));
  let { bottom } = body;
  while (bottom > body.top && isTotal.has(bottom)) bottom -= 1;
  return bottom;
}

interface Fields {
  readonly rows: readonly ColumnProfile[];
  readonly columns: readonly ColumnProfile[];
}

function canGroup({ role, distinct, type }: ColumnProfile): boolean {
  return (role === 'category' || role === 'time' || type === 'boolean') && distinct >= 2 && distinct <= mostRows;
}

function fieldsOf({ columns: all }: Profile, asked: readonly ColumnProfile[], instruction: string): Fields | null {
  const named = asked.filter(({ role }) => role !== 'measure');
  if (named.length > 0) {
    const across = acrossOf(named, instruction);
    return { rows: named.filter((column) => column !== across), columns: across ? [across] : [] };
  }
  const usable = all.filter(canGroup);
  const byKinds = usable.toSorted((one, other) => rank(one) - rank(other) || one.distinct - other.distinct);
  const [rows, second] = byKinds;
  if (!rows) return null;
  const columns = second && Math.min(second.distinct, rows.distinct) <= mostColumns ? [second] : [];
  const [across] = columns;
  // The longer of two runs down the page, where there is room.
  if (across && across.distinct > rows.distinct) return { rows: [across], columns: [rows] };
  return { rows: [rows], columns };
}

/** Categories before times: what happened where says more than when, which a chart shows. */
function rank({ role }: ColumnProfile): number {
  return role === 'category' ? 0 : 1;
}

/** The column that is to run across the page: named after "across" or 列, or the last of two that fits. */
function acrossOf(named: readonly ColumnProfile[], instruction: string): ColumnProfile | undefined {
  const said = /(?:\bacross\b|\bin columns\b|列)\s*(.*)$/iu.exec(instruction)?.[1] ?? '';
  const last = named.at(-1);
  if (named.length < 2 || !last) return undefined;
  return (said !== '' && said.toLowerCase().includes(last.name.toLowerCase())) || last.distinct <= mostColumns
    ? last
    : undefined;
}

function measuresOf({ columns, measures }: Profile, asked: readonly ColumnProfile[]): ColumnProfile[] {
  const named = asked.filter(({ role }) => role === 'measure');
  if (named.length > 0) return named;
  return measures
    .flatMap((measure) => measure.columns.slice(0, 1).map(({ column }) => columns[column]))
    .filter((column) => column !== undefined)
    .slice(0, mostValues);
}

function valueOf(
  { rowsAddUp, body }: Profile,
  table: Table,
  { index, additive }: ColumnProfile,
  field: string,
  summary: PivotSummary,
): PivotValue {
  const by = summary === 'auto' ? (additive && rowsAddUp ? 'Sum' : 'Average') : summaries[summary];
  const format = formatAt(table, index, body.top);
  const hasFormat = by !== 'Count' && format !== '' && format !== 'General';
  const isChinese = /\p{sc=Han}/u.test(field);
  const name = isChinese ? `${field.trim()}（${names.zh[by]}）` : `${names.en[by]} of ${field.trim()}`;
  return { field, name, by, ...(hasFormat && { numberFormat: format }) };
}

const summaries = { sum: 'Sum', average: 'Average', count: 'Count' } as const;
const names = {
  en: { Sum: 'Sum', Average: 'Average', Count: 'Count' },
  zh: { Sum: '求和', Average: '平均', Count: '计数' },
} as const;
