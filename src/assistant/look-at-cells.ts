import { AssistantError } from '../base/errors.ts';
import type { CellContents, EvaluatedFormula, FormulaCell, Host } from '../host/host.ts';

/** Where there may be cells to look at, beside an answer about them. What cannot be seen is not shown, and no fault. */
type Workbook = Pick<Host, 'cells'>;

/** Selects cells that an answer speaks of. */
export async function showCells({ cells }: Workbook, sheet: string, address: string): Promise<void> {
  await cells?.showRange(sheet, address).catch(() => undefined);
}

/** What cells hold now; `null` where they cannot be read. */
export async function lookAtCells({ cells }: Workbook, sheet: string, address: string): Promise<CellContents | null> {
  return (await cells?.readCells(sheet, address).catch(() => null)) ?? null;
}

/** The workbook's formulas; none where they cannot be read. */
export async function findFormulas(
  { cells }: Workbook,
  matches: (formula: string) => boolean,
): Promise<readonly FormulaCell[]> {
  return (await cells?.findFormulas({ where: 'workbook', matches }).catch(() => [])) ?? [];
}

/** What a formula gives, tried out before it is written. Rejects where it cannot be tried. */
export async function tryFormula(
  { cells }: Workbook,
  formula: string,
  sheet: string,
  address: string,
): Promise<EvaluatedFormula> {
  if (!cells) throw new AssistantError('host-unsupported', 'There are no cells here.');
  return cells.evaluate(formula, sheet, address);
}
