import { estimateTokens } from '../../base/text-size.ts';
import type { Figure } from './figure.ts';
import { showNumber, showValue } from './format-value.ts';
import { sayPeriod } from './notation/period.ts';
import type { ColumnProfile, Profile } from './profile/profile.ts';
import { type CellValue, rangeAddress, type Table } from './table.ts';

export interface RenderedTable {
  readonly text: string;
  /** Tokens, as they are estimated. */
  readonly tokens: number;
  /** How many of the figures and of the rows stand in it. */
  readonly figures: number;
  readonly rows: number;
}

const widestCell = 60;
const firstRows = 3;

/**
 * What a model is told of a table within a budget of tokens: what it is and what its columns hold, then figures with their
 * ids, the most telling first, and a sample of rows with the rest. It need not add up, and is told not to: it cites
 * `{{figure:id}}`. The text is data from a document, to be put inside a fence by the caller.
 */
export function renderForModel(
  table: Table,
  profile: Profile,
  figures: readonly Figure[],
  budget: number,
): RenderedTable {
  const head = renderHead(profile);
  const columns = profile.columns.filter(({ role }) => role !== 'none').map(renderColumn);
  const lines: string[] = [head];
  let tokens = estimateTokens(head);
  const add = (line: string, limit: number): boolean => {
    const cost = estimateTokens(line) + 1;
    if (tokens + cost > limit) return false;
    lines.push(line);
    tokens += cost;
    return true;
  };
  add('Columns:', budget);
  columns.every((line) => add(line, budget * 0.45));
  add('Figures (cite as {{figure:id}}):', budget);
  let cited = 0;
  for (const figure of figures) {
    // The sample of rows keeps a fifth of the budget.
    if (!add(renderFigure(figure), budget * 0.8)) break;
    cited += 1;
  }
  add('Sample rows:', budget);
  let rows = 0;
  for (const row of sampleRows(profile)) {
    if (!add(renderRow(table, row), budget)) break;
    rows += 1;
  }
  return { text: lines.join('\n'), tokens, figures: cited, rows };
}

function renderHead(profile: Profile): string {
  const { place, body, headerRows, rows, totals, titles } = profile;
  const range = rangeAddress(place, { ...body, top: Math.max(0, body.top - headerRows) });
  const counted = totals.length === 0 ? '' : ` (${totals.length} rows of totals not counted)`;
  return [
    `Table ${place.sheet}!${range}: ${rows} rows${counted}, ${profile.columns.length} columns.`,
    ...titles.map((title) => `Title: ${cut(title)}`),
  ].join('\n');
}

function renderColumn(column: ColumnProfile): string {
  const { name, type, unit, missing, errors, distribution, top, span, distinct, totalOf } = column;
  const scale = unit.scale === 1 || unit.kind === 'percent' ? '' : ` in units of ${unit.scale}`;
  const facts = [
    `${cut(name)}: ${type}${unit.currency === undefined ? '' : ` ${unit.currency}`}${unit.name === undefined ? '' : ` ${unit.name}`}${scale}`,
  ];
  if (distribution)
    facts.push(`${showValue(distribution.min, unit, 'en')} to ${showValue(distribution.max, unit, 'en')}`);
  if (span) facts.push(`${sayPeriod(span.first, 'en')} to ${sayPeriod(span.last, 'en')}`);
  if (top.length > 0)
    facts.push(
      `${distinct} values: ${top
        .slice(0, 6)
        .map(({ value }) => cut(value))
        .join(', ')}${distinct > 6 ? ' …' : ''}`,
    );
  const gaps = missing - errors.reduce((sum, { inDetail }) => sum + inDetail, 0);
  if (gaps > 0) facts.push(`${gaps} missing`);
  for (const { text, count } of errors) facts.push(`${text} in ${count}`);
  if (totalOf) facts.push('sum of other columns');
  return `- ${facts.join('; ')}`;
}

function renderFigure({ id, value, unit, label, sources }: Figure): string {
  const where = sources
    .slice(0, 2)
    .map(({ range }) => range)
    .join(', ');
  return `- ${id}: ${label.en} = ${showValue(value, unit, 'en')} [${where}${sources.length > 2 ? ' …' : ''}]`;
}

/** The first rows, then some spread over the rest, then the last. */
function sampleRows({ body }: Profile): number[] {
  const rows = new Set<number>();
  const length = body.bottom - body.top + 1;
  for (let at = 0; at < Math.min(firstRows, length); at += 1) rows.add(body.top + at);
  if (length > 0) rows.add(body.bottom);
  const wanted = 24;
  for (let step = 1; step < wanted; step += 1) rows.add(body.top + Math.floor((length - 1) * (step / wanted)));
  return [...rows].filter((row) => row >= body.top);
}

function renderRow(table: Table, row: number): string {
  const cells = table.columns.map((column) => showCell(column[row] ?? null));
  return `${table.firstRow + row + 1} | ${cells.join(' | ')}`;
}

function showCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    const decimals = Number.isInteger(value) ? 0 : 4;
    return showNumber(value, { factor: 1, decimals, grouped: false, prefix: '', suffix: '' })
      .replace(/(\.\d*?)0+$/u, '$1')
      .replace(/\.$/u, '');
  }
  return cut(String(value));
}

/** One line, not too long; a bar or a line break in a cell would be read as the end of it. */
function cut(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replaceAll('|', '/').trim();
  return line.length > widestCell ? `${line.slice(0, widestCell - 1)}…` : line;
}
