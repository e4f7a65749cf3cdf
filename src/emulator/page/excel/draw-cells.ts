import type { CellLook, ConditionalLooks } from '../../excel/conditional/conditional-looks.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import type { Area } from '../../excel/model/address.ts';
import type { CellFormat } from '../../excel/model/cell-format.ts';
import { cellText } from '../../excel/model/cell-text.ts';
import { isCellError } from '../../excel/model/cell-value.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import { drawBar, drawIcon } from './draw-conditional.ts';
import type { Box, PaperColors } from './draw-grid.ts';
import { pivotLookAt } from './pivot-look.ts';

/** Draws cells of a sheet with their formats and texts, on paper that is there already. */
export function drawCells(
  canvas: CanvasRenderingContext2D,
  document: ExcelDocument,
  sheet: Sheet,
  rows: readonly number[],
  columns: readonly number[],
  boxOf: (area: Area) => Box,
  colors: PaperColors,
  looks: ConditionalLooks,
): void {
  canvas.textBaseline = 'middle';
  for (const row of rows) {
    for (const column of columns) drawCell(canvas, document, sheet, row, column, boxOf, colors, looks, drawPaper);
  }
  // Texts go over into the cells beside theirs, so they come when all cells are there.
  for (const row of rows) {
    for (const column of columns) drawCell(canvas, document, sheet, row, column, boxOf, colors, looks, drawText);
  }
}

function drawCell(
  canvas: CanvasRenderingContext2D,
  document: ExcelDocument,
  sheet: Sheet,
  row: number,
  column: number,
  boxOf: (area: Area) => Box,
  colors: PaperColors,
  looks: ConditionalLooks,
  draw: CellDrawing,
): void {
  const merge = sheet.mergeAt(row, column);
  if (merge && (merge.top !== row || merge.left !== column)) return;
  const box = boxOf(merge ?? { top: row, left: column, bottom: row, right: column });
  const own = document.formats.get(sheet.styleAt(row, column));
  const pivot = pivotLookAt(document, sheet, row, column);
  const look = looks.at(sheet, row, column);
  const format = look || pivot ? { ...own, ...pivot, ...look, borders: { ...own.borders, ...look?.borders } } : own;
  draw(canvas, document, sheet, row, column, box, format, colors, look);
}

type CellDrawing = typeof drawText;

const drawPaper: CellDrawing = (canvas, _document, sheet, _row, _column, box, format, colors, look) => {
  if (format.fillColor !== null) {
    canvas.fillStyle = format.fillColor;
    canvas.fillRect(box.x, box.y, box.width, box.height);
  } else if (sheet.state.showGridlines) {
    canvas.strokeStyle = colors.line;
    canvas.lineWidth = 1;
    canvas.strokeRect(box.x - 0.5, box.y - 0.5, box.width, box.height);
  }
  if (look?.bar) drawBar(canvas, box, look.bar);
  drawBorders(canvas, box, format);
};

function drawBorders(canvas: CanvasRenderingContext2D, box: Box, { borders }: CellFormat): void {
  const edges = {
    top: [box.x, box.y, box.x + box.width, box.y],
    bottom: [box.x, box.y + box.height, box.x + box.width, box.y + box.height],
    left: [box.x, box.y, box.x, box.y + box.height],
    right: [box.x + box.width, box.y, box.x + box.width, box.y + box.height],
  } as const;
  for (const [side, [x1, y1, x2, y2]] of Object.entries(edges)) {
    const line = borders[side as keyof typeof edges];
    if (!line) continue;
    canvas.strokeStyle = line.color;
    canvas.lineWidth = line.style === 'thick' ? 3 : line.style === 'medium' ? 2 : 1;
    canvas.setLineDash(/dash|dot/i.test(line.style) ? [3, 2] : []);
    canvas.beginPath();
    canvas.moveTo(x1 - 0.5, y1 - 0.5);
    canvas.lineTo(x2 - 0.5, y2 - 0.5);
    canvas.stroke();
  }
  canvas.setLineDash([]);
}

const padding = 4;

function drawText(
  canvas: CanvasRenderingContext2D,
  document: ExcelDocument,
  sheet: Sheet,
  row: number,
  column: number,
  box: Box,
  format: CellFormat,
  colors: PaperColors,
  look: CellLook | null,
): void {
  if (look?.icon) drawIcon(canvas, box, look.icon);
  const value = document.value(sheet, row, column);
  if (value === null || look?.isValueHidden) return;
  const text = cellText(value, format.numberFormat, document.state);
  const isNumber = typeof value === 'number';
  const side = sideOf(format.horizontal, isNumber, typeof value === 'boolean' || isCellError(value));
  canvas.font = fontOf(format);
  // Cells without a fill are paper, and take its ink where the workbook asks for the usual black.
  canvas.fillStyle = format.fontColor === '#000000' && format.fillColor === null ? colors.ink : format.fontColor;
  canvas.save();
  const room = isNumber || side !== 'left' ? box.width : overflowWidth(document, sheet, row, column, box);
  canvas.beginPath();
  canvas.rect(box.x, box.y, format.wrapText ? box.width : room, box.height);
  canvas.clip();
  const shown =
    isNumber && canvas.measureText(text).width > box.width - 2
      ? '#'.repeat(Math.max(1, Math.floor(box.width / 8)))
      : text;
  const reach = Math.min(room, canvas.measureText(shown).width + 2 * padding);
  if (!format.wrapText && reach > box.width) {
    const { fillStyle } = canvas;
    canvas.fillStyle = format.fillColor ?? colors.paper;
    canvas.fillRect(box.x + box.width - 1, box.y, reach - box.width, box.height - 1);
    canvas.fillStyle = fillStyle;
  }
  const lines = format.wrapText ? wrap(canvas, shown, box.width - 2 * padding) : shown.split('\n').slice(0, 1);
  const step = format.fontSize * 1.6;
  const x =
    side === 'left'
      ? box.x + padding + format.indent * 9
      : side === 'right'
        ? box.x + box.width - padding
        : box.x + box.width / 2;
  const height = lines.length * step;
  const first =
    format.vertical === 'top'
      ? box.y + step / 2
      : format.vertical === 'center'
        ? box.y + (box.height - height) / 2 + step / 2
        : box.y + box.height - height + step / 2;
  canvas.textAlign = side;
  lines.forEach((line, index) => {
    const y = first + index * step;
    canvas.fillText(line, x, y);
    if (format.underline !== 'none' || format.strikethrough) drawRule(canvas, line, x, y, side, format);
  });
  canvas.restore();
}

function drawRule(
  canvas: CanvasRenderingContext2D,
  line: string,
  x: number,
  y: number,
  side: CanvasTextAlign,
  { strikethrough, fontSize }: CellFormat,
): void {
  const { width } = canvas.measureText(line);
  const from = side === 'left' ? x : side === 'right' ? x - width : x - width / 2;
  canvas.fillRect(from, strikethrough ? y : y + fontSize * 0.55, width, 1);
}

function sideOf(horizontal: string, isNumber: boolean, isCentred: boolean): 'left' | 'right' | 'center' {
  if (horizontal === 'left' || horizontal === 'right') return horizontal;
  if (horizontal === 'center' || horizontal === 'centerContinuous') return 'center';
  return isNumber ? 'right' : isCentred ? 'center' : 'left';
}

export function fontOf({ fontName, fontSize, bold, italic }: CellFormat): string {
  return `${italic ? 'italic ' : ''}${bold ? '700 ' : ''}${Math.round((fontSize * 96) / 72)}px "${fontName}", Carlito, "Noto Sans SC", sans-serif`;
}

/** A text goes over into empty cells at its right. */
function overflowWidth(document: ExcelDocument, sheet: Sheet, row: number, column: number, box: Box): number {
  let width = box.width;
  for (let next = column + 1; next < column + 20 && width < 2000; next += 1) {
    if (document.value(sheet, row, next) !== null || sheet.mergeAt(row, next)) break;
    width += Math.round(sheet.columnWidth(next) * 7);
  }
  return width;
}

function wrap(canvas: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    // Chinese breaks between any two characters, other scripts at spaces.
    for (const piece of paragraph.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? ['']) {
      if (line !== '' && canvas.measureText(line + piece).width > width) {
        lines.push(line);
        line = piece;
      } else line += piece;
    }
    lines.push(line);
  }
  return lines;
}
