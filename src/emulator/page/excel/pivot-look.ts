import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellArea } from '../../excel/model/address.ts';
import { pivotsAt, type PivotTableState } from '../../excel/model/pivot-state.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import { layOut } from '../../excel/pivot/lay-out.ts';

interface Emphasis {
  readonly fillColor: string;
  readonly bold: boolean;
}

const emphasis: Emphasis = { fillColor: '#DDEBF7', bold: true };
const outlined: Pick<Emphasis, 'bold'> = { bold: true };

/** The lines of a report that stand out, by how far they are from its top. */
const known = new WeakMap<
  PivotTableState,
  { readonly headings: number; readonly bold: ReadonlySet<number>; readonly last: number | null }
>();

/** How a pivot table's own style shows a cell: headings and grand totals on a tint, outer items bold. */
export function pivotLookAt(
  document: ExcelDocument,
  sheet: Sheet,
  row: number,
  column: number,
): Partial<Emphasis> | null {
  const { pivotTables } = document.state;
  if (pivotTables.length === 0) return null;
  const [pivot] = pivotsAt(pivotTables, sheet.id, cellArea(row, column));
  if (!pivot || pivot.source.kind === 'foreign' || row < pivot.area.top) return null;
  const lines = linesOf(pivot);
  const at = row - pivot.area.top;
  if (at < lines.headings || at === lines.last) return emphasis;
  return lines.bold.has(at) ? outlined : null;
}

function linesOf(pivot: PivotTableState): NonNullable<ReturnType<typeof known.get>> {
  const found = known.get(pivot);
  if (found) return found;
  const { rows, headRows } = layOut(pivot);
  const bold = new Set(
    rows.flatMap(({ kind }, index) => (kind === 'heading' || kind === 'subtotal' ? [headRows + index] : [])),
  );
  const made = {
    headings: rows.length === 0 ? 0 : headRows,
    bold,
    last: rows.at(-1)?.kind === 'grand' ? headRows + rows.length - 1 : null,
  };
  known.set(pivot, made);
  return made;
}
