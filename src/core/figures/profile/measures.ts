import type { WorkingColumn } from './column-type.ts';
import type { Measure } from './profile.ts';

/** Rows with such names are lines of a statement: they are not of one kind, and their sum means nothing. */
const statementLine =
  /\b(?:profit|loss|income|costs?|expenses?|margin|ebitda?|tax|earnings|eps|assets|liabilities|equity|cash|depreciation|dividends?)\b|利润|成本|费用|毛利|净利|税|资产|负债|权益|现金/iu;

/**
 * What is measured: each numeric column by itself, but columns whose headers differ only in the period they name are one
 * measure in time. Columns that add up others belong to these as their total.
 */
export function findMeasures(
  columns: readonly WorkingColumn[],
  totalColumns: ReadonlyMap<number, readonly number[]>,
): Measure[] {
  const groups = new Map<string, WorkingColumn[]>();
  for (const column of columns) {
    if (column.role !== 'measure' || totalColumns.has(column.index)) continue;
    const { header, unit } = column;
    const key = header.period ? `${header.base} ${unit.kind}` : `#${column.index}`;
    const group = groups.get(key);
    if (group) group.push(column);
    else groups.set(key, [column]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (!first) throw new Error('A group of columns is never empty.');
    const total = [...totalColumns].find(([, parts]) => group.every(({ index }) => parts.includes(index)))?.[0];
    return {
      name: first.header.period ? first.header.base : first.header.name,
      unit: group.find(({ unit }) => unit.currency !== undefined)?.unit ?? first.unit,
      additive: first.additive,
      columns: group.map(({ index, header: { period } }) => ({ column: index, ...(period && { period }) })),
      ...(total !== undefined && { totalColumn: total }),
    };
  });
}

/**
 * Whether the rows of the table are of one kind, so that a sum over them means something.
 *
 * @param hasTotal whether the table itself has a total of all its rows
 */
export function rowsAddUp(label: WorkingColumn | undefined, hasTotal: boolean): boolean {
  if (!label || hasTotal) return true;
  const words = label.encoded.words.slice(0, 200);
  const lines = words.filter((word) => statementLine.test(word)).length;
  return lines < 2 && lines < words.length * 0.3;
}
