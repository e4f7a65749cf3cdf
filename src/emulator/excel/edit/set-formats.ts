import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { intersect, isWholeColumns, isWholeRows, type Area } from '../model/address.ts';
import type { BorderLine, BorderSide, CellFormat, FormatPatch } from '../model/cell-format.ts';
import type { ColumnRun, RowInfo, Sheet } from '../model/sheet.ts';

/** Changes how the cells of an area look; whole columns and rows keep the format for cells that are yet to come. */
export function setFormats(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  patch: FormatPatch | ((format: CellFormat, row: number, column: number) => FormatPatch),
): void {
  const patched = new Map<number, number>();
  const styleFor = (style: number, row: number, column: number): number => {
    if (typeof patch === 'function')
      return document.formats.patched(style, patch(document.formats.get(style), row, column));
    const known = patched.get(style);
    if (known !== undefined) return known;
    const made = document.formats.patched(style, patch);
    patched.set(style, made);
    return made;
  };
  const isColumns = isWholeColumns(area);
  const isRows = !isColumns && isWholeRows(area);
  const used = document.usedArea(sheet);
  const cells = isColumns || isRows ? used && intersect(area, used) : area;
  const writes: CellWrite[] = [];
  if (cells) {
    for (let row = cells.top; row <= cells.bottom; row += 1) {
      for (let column = cells.left; column <= cells.right; column += 1) {
        const own = sheet.grid.style(row, column);
        if ((isColumns || isRows) && own === undefined && !sheet.state.rows.get(row)?.style) continue;
        const style = styleFor(sheet.styleAt(row, column), row, column);
        if (style !== own) writes.push([row, column, { ...sheet.grid.cell(row, column), style }]);
      }
    }
  }
  if (isColumns) {
    document.changeSheet(sheet, {
      columns: mapColumns(sheet, area.left, area.right, (run, column) => ({
        ...run,
        style: styleFor(run.style ?? 0, 0, column),
      })),
    });
  } else if (isRows) {
    document.changeSheet(sheet, {
      rows: mapRows(sheet, area.top, area.bottom, (info, row) => ({
        ...info,
        style: styleFor(info.style ?? 0, row, 0),
      })),
    });
  }
  if (cells) document.writeCells(sheet, cells, writes);
}

/** Sets one edge of an area: its outer sides, or the lines between its cells. */
export function setBorder(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  edge: 'top' | 'bottom' | 'left' | 'right' | 'insideHorizontal' | 'insideVertical' | 'diagonalDown' | 'diagonalUp',
  line: BorderLine | null,
): void {
  const last = document.usedArea(sheet);
  const bounded =
    isWholeColumns(area) || isWholeRows(area)
      ? ((last && intersect(area, last)) ?? { ...area, bottom: area.top, right: area.left })
      : area;
  setFormats(document, sheet, bounded, ({ borders }, row, column) => {
    const sides: BorderSide[] = [];
    if (edge === 'diagonalDown' || edge === 'diagonalUp') sides.push(edge);
    if (edge === 'top' && row === bounded.top) sides.push('top');
    if (edge === 'bottom' && row === bounded.bottom) sides.push('bottom');
    if (edge === 'left' && column === bounded.left) sides.push('left');
    if (edge === 'right' && column === bounded.right) sides.push('right');
    if (edge === 'insideHorizontal') {
      if (row > bounded.top) sides.push('top');
      if (row < bounded.bottom) sides.push('bottom');
    }
    if (edge === 'insideVertical') {
      if (column > bounded.left) sides.push('left');
      if (column < bounded.right) sides.push('right');
    }
    if (sides.length === 0) return {};
    const changed: Partial<Record<BorderSide, BorderLine>> = { ...borders };
    for (const side of sides) {
      if (line) changed[side] = line;
      // oxlint-disable-next-line typescript/no-dynamic-delete
      else delete changed[side];
    }
    return { borders: changed };
  });
}

/** The runs of columns with those from one to another changed, one run for each that differs. */
export function mapColumns(
  sheet: Sheet,
  first: number,
  last: number,
  change: (run: ColumnRun, column: number) => ColumnRun,
): readonly ColumnRun[] {
  const runs: ColumnRun[] = [];
  for (const run of sheet.state.columns) {
    if (run.last < first || run.first > last) runs.push(run);
    else {
      if (run.first < first) runs.push({ ...run, last: first - 1 });
      if (run.last > last) runs.push({ ...run, first: last + 1 });
    }
  }
  for (let column = first; column <= last;) {
    const known = sheet.columnRun(column);
    const start = column;
    let end = known ? Math.min(known.last, last) : last;
    if (!known) {
      for (const run of sheet.state.columns) if (run.first > column) end = Math.min(end, run.first - 1);
    }
    runs.push({ ...change(known ?? { first: start, last: end }, start), first: start, last: end });
    column = end + 1;
  }
  return runs.sort((a, b) => a.first - b.first);
}

/** The rows with those from one to another changed; a change over very many rows touches those that hold something. */
export function mapRows(
  sheet: Sheet,
  first: number,
  last: number,
  change: (info: RowInfo, row: number) => RowInfo,
): ReadonlyMap<number, RowInfo> {
  const rows = new Map(sheet.state.rows);
  for (let row = first; row <= last; row += 1) rows.set(row, change(rows.get(row) ?? {}, row));
  return rows;
}
