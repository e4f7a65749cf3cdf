import { columnNumber, formulaAt, type Table } from '../table.ts';
import type { FormulaColumn } from './profile.ts';

const reference = /(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w(])/giu;

/**
 * A formula with its references relative to its own cell, as in R1C1 notation, so that a formula that was filled down is
 * the same text in every row. What stands in quotes is left alone.
 */
export function relativeFormula(formula: string, row: number, column: number): string {
  return mapOutsideQuotes(formula, (part) =>
    part.replace(reference, (_match, fixedColumn: string, letters: string, fixedRow: string, digits: string) => {
      const toColumn = columnNumber(letters);
      const toRow = Number(digits) - 1;
      return `R${fixedRow === '$' ? toRow : `[${toRow - row}]`}C${fixedColumn === '$' ? toColumn : `[${toColumn - column}]`}`;
    }),
  );
}

/** Quotes part texts ("…") and names of sheets ('…'): only texts are left as they are; a sheet's name is kept beside its cell. */
function mapOutsideQuotes(formula: string, change: (part: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/u)
    .map((part, at) => (at % 2 === 1 ? part : change(part)))
    .join('');
}

/** The ranges that a formula reads, as they are written, none twice. */
export function precedents(formula: string): string[] {
  const found = new Set<string>();
  const pattern =
    /(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?(?![\w(])/giu;
  for (const match of formula.replace(/"(?:[^"]|"")*"/gu, '""').matchAll(pattern))
    found.add(match[0].replaceAll('$', ''));
  return [...found];
}

/** Numbers written inside a formula that are no row of a reference, and neither 0 nor 1. */
function constants(formula: string): number[] {
  const bare = formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/gu, '').replace(/\$?[A-Z]{1,3}\$?\d{1,7}/giu, '');
  const numbers = [...bare.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?:e[+-]?\d+)?%?/giu)].map(([text]) =>
    text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text),
  );
  return [...new Set(numbers)].filter((number) => number !== 0 && number !== 1);
}

/**
 * For every column of formulas: what it computes, what it reads, and the cells that break the pattern. The pattern is the
 * commonest formula in relative notation when it fills at least half of the column's formula cells.
 *
 * @param isTotalRow rows that are totals: another formula, or a number, is no break there
 */
export function mapFormulas(
  table: Table,
  top: number,
  bottom: number,
  isTotalRow: Uint8Array,
  names: readonly string[],
): FormulaColumn[] {
  if (!table.formulas) return [];
  return table.columns.flatMap((cells, column): FormulaColumn[] => {
    const patterns = new Map<string, { count: number; first: number }>();
    const own = new Map<number, string>();
    for (let row = top; row <= bottom; row += 1) {
      const formula = isTotalRow[row - top] === 1 ? undefined : formulaAt(table, column, row);
      if (formula === undefined) continue;
      const relative = relativeFormula(formula, table.firstRow + row, table.firstColumn + column);
      own.set(row, relative);
      const seen = patterns.get(relative);
      if (seen) seen.count += 1;
      else patterns.set(relative, { count: 1, first: row });
    }
    const common = [...patterns].sort((one, other) => other[1].count - one[1].count)[0];
    if (!common) return [];
    const [pattern, { count, first }] = common;
    const text = formulaAt(table, column, first) ?? '';
    const isRegular = own.size >= 3 && count * 2 >= own.size;
    const inconsistent: number[] = [];
    const hardCoded: number[] = [];
    if (isRegular) {
      for (let row = top; row <= bottom; row += 1) {
        if (isTotalRow[row - top] === 1) continue;
        const relative = own.get(row);
        if (relative === undefined) {
          if (typeof cells[row] === 'number') hardCoded.push(row);
        } else if (relative !== pattern) inconsistent.push(row);
      }
    }
    const isMixed = hardCoded.length > own.size;
    return [
      {
        column,
        formulas: own.size,
        pattern: text,
        first,
        dependsOn: dependencies(table, text, names, column),
        inconsistent: isMixed ? [] : inconsistent,
        hardCoded: isMixed ? [] : hardCoded,
        constants: constants(text),
      },
    ];
  });
}

/** The columns of the table that a formula reads, by name; what lies outside by its address. */
function dependencies(table: Table, formula: string, names: readonly string[], own: number): string[] {
  const found = new Set<string>();
  for (const address of precedents(formula)) {
    const match = /^([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})\d+)?$/iu.exec(address);
    const first = match ? columnNumber(match[1] ?? '') - table.firstColumn : -1;
    const last = match?.[3] === undefined ? first : columnNumber(match[3]) - table.firstColumn;
    const isInside = match && first >= 0 && last < table.columns.length && !formula.includes(`!${address}`);
    if (!isInside) {
      found.add(address);
      continue;
    }
    for (let column = first; column <= last && found.size < 20; column += 1)
      if (column !== own) found.add(names[column] ?? address);
  }
  return [...found];
}
