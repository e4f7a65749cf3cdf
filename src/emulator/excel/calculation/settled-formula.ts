import { mayGiveRange } from '../formula/argument-classes.ts';
import { factsOf, type FormulaFacts } from '../formula/formula-facts.ts';
import { intersectImplicitly } from '../formula/implicit-intersection.ts';
import { sameName } from '../formula/move-references.ts';
import { withPlainReferences, type ReferencedTable } from '../formula/structured-references.ts';
import { withSumRanges } from '../formula/sum-ranges.ts';
import { textOf, TokenizedFormula } from '../formula/tokenized-formula.ts';
import type { ReferenceToken } from '../formula/write-reference.ts';
import { cellArea, contains, isOneCell } from '../model/address.ts';
import type { CellFormula } from '../model/cell-grid.ts';
import type { Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';

interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly state: WorkbookState;
}

/**
 * A formula with all that depends on its cell settled: cells in place of references to tables, and, for a formula
 * of before dynamic arrays, the one cell that it takes of a range.
 */
export function settledFormula(
  { text, isDynamic, arrayArea }: CellFormula,
  sheet: Sheet,
  row: number,
  column: number,
  workbook: Workbook,
): TokenizedFormula {
  const plain = withPlainCells(new TokenizedFormula(text), sheet, row, workbook);
  if (isDynamic || arrayArea || !mayWantOne(factsOf(plain))) return plain;
  return intersectImplicitly(plain, { row, column, rangeOf: (name) => rangeOfName(name, sheet, workbook.state) });
}

/** Whether a formula, taken for one of before dynamic arrays, would look at one cell of a range where it looks at all. */
export function isCutDown(text: string, sheet: Sheet, row: number, column: number, workbook: Workbook): boolean {
  const plain = withPlainCells(new TokenizedFormula(text), sheet, row, workbook);
  if (!mayWantOne(factsOf(plain))) return false;
  const cut = intersectImplicitly(plain, { row, column, rangeOf: (name) => rangeOfName(name, sheet, workbook.state) });
  return withoutMarks(cut) !== withoutMarks(plain);
}

function withoutMarks({ tokens }: TokenizedFormula): string {
  return textOf(tokens.filter(({ text }) => text !== '@'));
}

/** Whether a formula may look at several cells where it wants one; most do not. */
function mayWantOne({ plain, references, names, functions }: FormulaFacts): boolean {
  if (plain) return false;
  return references.some(({ area }) => !isOneCell(area)) || names.length > 0 || [...functions].some(mayGiveRange);
}

/** A formula with the cells that it looks at, in place of references to tables and of ranges that take their size from others. */
export function withPlainCells(
  formula: TokenizedFormula,
  sheet: Sheet,
  row: number,
  workbook: Workbook,
): TokenizedFormula {
  return withSumRanges(withTableCells(formula, sheet, row, workbook));
}

function withTableCells(
  formula: TokenizedFormula,
  sheet: Sheet,
  row: number,
  { sheets, state }: Workbook,
): TokenizedFormula {
  if (state.tables.length === 0) return formula;
  return withPlainReferences(formula, row, (name): ReferencedTable | undefined => {
    const table = state.tables.find((each) =>
      name === ''
        ? each.sheetId === sheet.id && contains(each.area, cellArea(row, each.area.left))
        : sameName(each.name, name),
    );
    const own = table && sheets.find(({ id }) => id === table.sheetId);
    return own && { ...table, sheet: own === sheet ? null : own.name };
  });
}

function rangeOfName(name: string, sheet: Sheet, state: WorkbookState): ReferenceToken | null {
  const found =
    state.names.find((each) => each.sheetId === sheet.id && sameName(each.name, name)) ??
    state.names.find((each) => each.sheetId === null && sameName(each.name, name));
  const [only, ...more] = found ? new TokenizedFormula(found.formula).tokens : [];
  return only?.kind === 'reference' && more.length === 0 ? only : null;
}
