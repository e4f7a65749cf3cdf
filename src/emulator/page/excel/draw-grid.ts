import type { ExcelDocument } from '../../excel/excel-document.ts';
import { columnName, type Area } from '../../excel/model/address.ts';
import type { ConditionalLooks } from '../../excel/conditional/conditional-looks.ts';
import { drawCells } from './draw-cells.ts';
import { drawRemarkMarks } from './draw-remarks.ts';
import type { SheetAxes } from './sheet-axes.ts';

export const headerHeight = 22;
export const headerWidth = 48;

export interface GridColors {
  readonly paper: string;
  readonly ink: string;
  readonly line: string;
  readonly header: string;
  readonly headerInk: string;
  readonly headerOn: string;
  readonly accent: string;
}

/** Cells, and what is drawn on them, are paper in both themes. */
export const paperColors = { paper: '#ffffff', ink: '#000000', line: '#d3d9d8' } as const;

export type PaperColors = Pick<GridColors, keyof typeof paperColors>;

export interface Viewport {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws the part of a sheet that is in sight: cells, then the selection, then what lies `over` them, then the headings. */
export function drawGrid(
  canvas: CanvasRenderingContext2D,
  document: ExcelDocument,
  axes: SheetAxes,
  view: Viewport,
  colors: GridColors,
  looks: ConditionalLooks,
  over: () => void,
): { readonly rows: number; readonly cells: number } {
  const sheet = document.activeSheet;
  const rows = visible(axes.rows, view.top, view.height - headerHeight);
  const columns = visible(axes.columns, view.left, view.width - headerWidth);
  const boxOf = (area: Area): Box => {
    const x = headerWidth + axes.columns.start(area.left) - view.left;
    const y = headerHeight + axes.rows.start(area.top) - view.top;
    return {
      x,
      y,
      width: axes.columns.start(area.right + 1) - axes.columns.start(area.left),
      height: axes.rows.start(area.bottom + 1) - axes.rows.start(area.top),
    };
  };
  canvas.fillStyle = colors.paper;
  canvas.fillRect(0, 0, view.width, view.height);
  drawCells(canvas, document, sheet, rows, columns, boxOf, colors, looks);
  drawRemarkMarks(canvas, document, sheet, rows, columns, boxOf);
  drawSelection(canvas, document, boxOf, colors);
  over();
  drawHeadings(canvas, document, axes, view, rows, columns, colors);
  return { rows: rows.length, cells: rows.length * columns.length };
}

function visible(axis: SheetAxes['rows'], from: number, length: number): number[] {
  const indexes: number[] = [];
  for (let index = axis.at(from); index < axis.count && axis.start(index) < from + length; index += 1) {
    if (axis.size(index) > 0) indexes.push(index);
  }
  return indexes;
}

function drawSelection(
  canvas: CanvasRenderingContext2D,
  { selection }: ExcelDocument,
  boxOf: (area: Area) => Box,
  { accent }: GridColors,
): void {
  const { areas, activeCell } = selection;
  for (const area of areas) {
    const box = boxOf(area);
    canvas.fillStyle = accent;
    canvas.globalAlpha = 0.12;
    canvas.fillRect(box.x, box.y, box.width, box.height);
    canvas.globalAlpha = 1;
    canvas.strokeStyle = accent;
    canvas.lineWidth = 2;
    canvas.strokeRect(box.x - 1, box.y - 1, box.width + 1, box.height + 1);
  }
  const active = boxOf({
    top: activeCell.row,
    left: activeCell.column,
    bottom: activeCell.row,
    right: activeCell.column,
  });
  canvas.lineWidth = 1;
  canvas.strokeRect(active.x + 1.5, active.y + 1.5, active.width - 4, active.height - 4);
}

function drawHeadings(
  canvas: CanvasRenderingContext2D,
  { selection }: ExcelDocument,
  axes: SheetAxes,
  view: Viewport,
  rows: readonly number[],
  columns: readonly number[],
  colors: GridColors,
): void {
  const isIn = (index: number, from: 'top' | 'left', to: 'bottom' | 'right'): boolean =>
    selection.areas.some((area) => area[from] <= index && index <= area[to]);
  canvas.font = '12px system-ui, "Noto Sans SC", sans-serif';
  canvas.textAlign = 'center';
  const heading = (text: string, box: Box, isOn: boolean): void => {
    canvas.fillStyle = isOn ? colors.headerOn : colors.header;
    canvas.fillRect(box.x, box.y, box.width, box.height);
    canvas.strokeStyle = colors.line;
    canvas.lineWidth = 1;
    canvas.strokeRect(box.x - 0.5, box.y - 0.5, box.width, box.height);
    canvas.fillStyle = colors.headerInk;
    canvas.fillText(text, box.x + box.width / 2, box.y + box.height / 2 + 1);
  };
  for (const column of columns) {
    const x = headerWidth + axes.columns.start(column) - view.left;
    heading(
      columnName(column),
      { x, y: 0, width: axes.columns.size(column), height: headerHeight },
      isIn(column, 'left', 'right'),
    );
  }
  for (const row of rows) {
    const y = headerHeight + axes.rows.start(row) - view.top;
    heading(String(row + 1), { x: 0, y, width: headerWidth, height: axes.rows.size(row) }, isIn(row, 'top', 'bottom'));
  }
  heading('', { x: 0, y: 0, width: headerWidth, height: headerHeight }, false);
}
