import type { CellInput } from '../../core/edits/edit-plan.ts';

export type CellContent = string | number | boolean;
export type Cells = readonly (readonly CellContent[])[];

/** Formulas where cells have them, else values: what a person sees in the formula bar. Needs `values` and `formulas` loaded. */
export function contentOf(range: Excel.Range): Cells {
  return mapCells(range, (formula, value) => formula ?? value);
}

/** What makes the cells again when it is written. */
export function inputsOf(range: Excel.Range): Cells {
  return mapCells(range, (formula, value) => formula ?? asText(value));
}

export function inputOf(input: NonNullable<CellInput>): CellContent {
  return 'formula' in input ? input.formula : asText(input.value);
}

/** Excel reads what is written as if it was typed: a text that it would take for something else gets its apostrophe. */
function asText(value: CellContent): CellContent {
  if (typeof value !== 'string') return value;
  return /^[=+\-@'#]|\d|^(?:true|false)$/i.test(value) ? `'${value}` : value;
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

export function isSame(one: Cells, other: Cells): boolean {
  return (
    one.length === other.length &&
    one.every((row, at) => {
      const beside = other[at] ?? [];
      return row.length === beside.length && row.every((cell, column) => cell === beside[column]);
    })
  );
}

/** Some rows of all, by their places. */
export function rowsAt<T>(all: readonly T[], rows: readonly number[]): T[] {
  return rows.flatMap((row) => {
    const own = all[row];
    return own === undefined ? [] : [own];
  });
}
