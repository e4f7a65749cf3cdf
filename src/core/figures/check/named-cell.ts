import { fold } from '../expression.ts';
import { columnNumber, rangeAddress, type Table } from '../table.ts';
import type { Claim } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';
import type { SheetIndex } from './sheet-index.ts';

const cellAfter = /^\s*(?:(?:in|at)\s+(?:cell\s+)?|[(（[]\s*|单元格\s*)?\$?([A-Z]{1,3})\$?(\d{1,7})(?![\w:])/u;
const cellBefore =
  /(?<![\w:$])\$?([A-Z]{1,3})\$?(\d{1,7})\s*[)）\]]?\s*(?:[,，(（]?\s*(?:which|that|currently|now|it|其值|其中|目前|当前)?\s*(?:is|was|are|shows|holds|contains|has|equals|为|是|显示|等于)?|[:：=])\s*$/u;

/** "1,011 in E24", "E24 is 1,011": the number is that of a cell which the words name by its address. */
export function namedCellClaim(
  { profile }: SheetIndex,
  table: Table,
  text: string,
  { start, end }: NumberMention,
): Claim | undefined {
  const match =
    cellAfter.exec(text.slice(end, end + 30)) ?? cellBefore.exec(text.slice(Math.max(0, start - 24), start));
  if (!match) return undefined;
  const column = columnNumber(match[1] ?? '') - table.firstColumn;
  const row = Number(match[2]) - 1 - table.firstRow;
  const value = table.columns[column]?.[row];
  const own = profile.columns[column];
  if (typeof value !== 'number' || !own) return undefined;
  const area = { top: row, left: column, bottom: row, right: column };
  const name = `${own.name} (${rangeAddress(table, area)})`;
  return {
    kind: 'value',
    value,
    unit: own.unit,
    label: { en: name, zh: name },
    how: fold('value', { areas: [area], where: [] }),
  };
}
