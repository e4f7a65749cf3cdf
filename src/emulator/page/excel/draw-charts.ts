import { boxOf } from '../../excel/edit/sizes.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { areasOfReference } from '../../excel/model/references.ts';
import type { ChartSeriesState, ChartState } from '../../excel/model/workbook-state.ts';
import { valueAxis, type ValueAxis } from './value-axis.ts';
import { headerHeight, headerWidth, type PaperColors, type Viewport } from './draw-grid.ts';

const pixelsPerPoint = 96 / 72;
const palette = ['#2f6f6a', '#c0653a', '#5b6fb5', '#b59b2e', '#8a4f8f', '#5d8f3f'];
const margin = { top: 34, right: 16, bottom: 44, left: 16 };
/** The room of names beside bars and below columns, at most; longer ones are cut. */
const longestName = 90;
const gap = 6;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Drawn {
  readonly name: string;
  readonly color: string;
  readonly values: readonly number[];
  readonly categories: readonly string[];
  /** Of the first cell with a value. */
  readonly numberFormat: string;
}

/** Draws the charts of the active sheet over its cells: columns, bars, lines, areas, points and pies, plainly. */
export function drawCharts(
  canvas: CanvasRenderingContext2D,
  document: ExcelDocument,
  view: Viewport,
  colors: PaperColors,
): void {
  for (const chart of document.state.charts) {
    if (chart.sheetId !== document.activeSheet.id) continue;
    const { left, top, width, height } = boxOf(document.activeSheet, chart.place);
    const box = {
      x: headerWidth + left * pixelsPerPoint - view.left,
      y: headerHeight + top * pixelsPerPoint - view.top,
      width: width * pixelsPerPoint,
      height: height * pixelsPerPoint,
    };
    if (box.x > view.width || box.y > view.height || box.x + box.width < 0 || box.y + box.height < 0) continue;
    canvas.save();
    drawChart(canvas, document, chart, box, colors);
    canvas.restore();
  }
}

/** Draws one chart into a box, on paper. */
export function drawChart(
  canvas: CanvasRenderingContext2D,
  document: ExcelDocument,
  chart: ChartState,
  box: Box,
  colors: PaperColors,
): void {
  canvas.beginPath();
  canvas.rect(box.x, box.y, box.width, box.height);
  canvas.fillStyle = colors.paper;
  canvas.fill();
  canvas.strokeStyle = colors.line;
  canvas.lineWidth = 1;
  canvas.stroke();
  canvas.clip();
  canvas.fillStyle = colors.ink;
  canvas.textBaseline = 'middle';
  canvas.textAlign = 'center';
  canvas.font = '600 14px system-ui, "Open Sans", "Noto Sans SC", sans-serif';
  if (chart.titleVisible)
    canvas.fillText(fitted(canvas, chart.title, box.width - 16), box.x + box.width / 2, box.y + 18);
  const series = chart.series.map((each, at) => readSeries(document, each, at));
  canvas.font = '11px system-ui, "Open Sans", "Noto Sans SC", sans-serif';
  if (chart.legendVisible) drawLegend(canvas, chart.kind.includes('Pie') ? slices(series) : series, box, colors);
  const plot = {
    x: box.x + margin.left,
    y: box.y + margin.top,
    width: box.width - margin.left - margin.right,
    height: box.height - margin.top - margin.bottom - (chart.legendVisible ? 16 : 0),
  };
  if (series.every(({ values }) => values.length === 0)) return;
  if (chart.kind.includes('Pie') || chart.kind.includes('Doughnut')) return drawPie(canvas, series, plot);
  const values = series.flatMap(({ values: own }) => own);
  const axis = valueAxis(values, series[0]?.numberFormat ?? 'General', document.state);
  if (chart.kind.startsWith('Bar')) drawBars(canvas, series, axis, plot, colors);
  else drawUpright(canvas, chart.kind, series, axis, plot, colors);
}

function readSeries(document: ExcelDocument, series: ChartSeriesState, at: number): Drawn {
  const cells = (reference: string): [row: number, column: number, sheet: ExcelDocument['activeSheet']][] => {
    const found = reference === '' ? null : areasOfReference(document, document.activeSheet, reference);
    if (!found) return [];
    return found.areas.flatMap((area) => {
      const inside: [number, number, ExcelDocument['activeSheet']][] = [];
      for (let row = area.top; row <= area.bottom; row += 1)
        for (let column = area.left; column <= area.right; column += 1) inside.push([row, column, found.sheet]);
      return inside;
    });
  };
  const drawn = cells(series.valuesFormula);
  const [first] = drawn.filter(([row, column, sheet]) => typeof document.value(sheet, row, column) === 'number');
  return {
    name: series.name,
    color: series.color === '' ? (palette[at % palette.length] ?? '') : series.color,
    values: drawn.map(([row, column, sheet]) => {
      const value = document.value(sheet, row, column);
      return typeof value === 'number' ? value : 0;
    }),
    categories: cells(series.categoriesFormula).map(([row, column, sheet]) => document.textAt(sheet, row, column)),
    numberFormat: first ? document.formats.get(first[2].styleAt(first[0], first[1])).numberFormat : 'General',
  };
}

/** The parts of a pie as if each were a series, for their colours and names. */
function slices([first]: readonly Drawn[]): Drawn[] {
  return (first?.values ?? []).map((value, at) => ({
    name: first?.categories[at] ?? '',
    color: palette[at % palette.length] ?? '',
    values: [value],
    categories: [],
    numberFormat: 'General',
  }));
}

function drawLegend(canvas: CanvasRenderingContext2D, series: readonly Drawn[], box: Box, { ink }: PaperColors): void {
  const most = Math.max(24, (box.width - 16) / series.length - 28);
  const names = series.map(({ name }) => fitted(canvas, name, most));
  const widths = names.map((name) => canvas.measureText(name).width + 28);
  let x = box.x + Math.max(8, (box.width - widths.reduce((sum, width) => sum + width, 0)) / 2);
  const y = box.y + box.height - 14;
  canvas.textAlign = 'left';
  series.forEach(({ color }, at) => {
    canvas.fillStyle = color;
    canvas.fillRect(x, y - 5, 10, 10);
    canvas.fillStyle = ink;
    canvas.fillText(names[at] ?? '', x + 14, y);
    x += widths[at] ?? 0;
  });
}

function drawPie(canvas: CanvasRenderingContext2D, series: readonly Drawn[], plot: Box): void {
  const parts = slices(series);
  const total = parts.reduce((sum, { values: [value = 0] }) => sum + Math.max(0, value), 0);
  if (total === 0) return;
  const radius = Math.min(plot.width, plot.height) / 2;
  const [x, y] = [plot.x + plot.width / 2, plot.y + plot.height / 2];
  let angle = -Math.PI / 2;
  for (const { color, values } of parts) {
    const turn = (Math.max(0, values[0] ?? 0) / total) * 2 * Math.PI;
    canvas.beginPath();
    canvas.moveTo(x, y);
    canvas.arc(x, y, radius, angle, angle + turn);
    canvas.closePath();
    canvas.fillStyle = color;
    canvas.fill();
    angle += turn;
  }
}

function drawUpright(
  canvas: CanvasRenderingContext2D,
  kind: string,
  series: readonly Drawn[],
  { low, high, lines }: ValueAxis,
  given: Box,
  colors: PaperColors,
): void {
  const labels = widest(canvas, lines) + gap;
  const plot = { ...given, x: given.x + labels, width: given.width - labels };
  const heightOf = (value: number): number => plot.y + plot.height * (1 - (value - low) / (high - low));
  canvas.strokeStyle = colors.line;
  canvas.fillStyle = colors.ink;
  canvas.textAlign = 'right';
  for (const { value, label } of lines) {
    canvas.beginPath();
    canvas.moveTo(plot.x, heightOf(value));
    canvas.lineTo(plot.x + plot.width, heightOf(value));
    canvas.stroke();
    canvas.fillText(label, plot.x - gap, heightOf(value));
  }
  const count = Math.max(...series.map(({ values }) => values.length));
  const slot = plot.width / count;
  drawCategories(canvas, series[0]?.categories ?? [], count, slot, plot, colors);
  const isColumns = kind.startsWith('Column');
  series.forEach(({ values, color }, at) => {
    canvas.fillStyle = color;
    canvas.strokeStyle = color;
    if (isColumns) {
      const width = (slot * 0.7) / series.length;
      values.forEach((value, index) => {
        const x = plot.x + slot * (index + 0.15) + width * at;
        canvas.fillRect(x, Math.min(heightOf(value), heightOf(0)), width, Math.abs(heightOf(0) - heightOf(value)));
      });
      return;
    }
    const points = values.map((value, index) => [plot.x + slot * (index + 0.5), heightOf(value)] as const);
    if (kind.startsWith('XY')) {
      for (const [x, y] of points) canvas.fillRect(x - 3, y - 3, 6, 6);
      return;
    }
    canvas.beginPath();
    for (const [x, y] of points) canvas.lineTo(x, y);
    canvas.lineWidth = 2;
    canvas.stroke();
    canvas.lineWidth = 1;
    if (!kind.startsWith('Area')) return;
    canvas.lineTo(points.at(-1)?.[0] ?? plot.x, heightOf(0));
    canvas.lineTo(points[0]?.[0] ?? plot.x, heightOf(0));
    canvas.globalAlpha = 0.5;
    canvas.fill();
    canvas.globalAlpha = 1;
  });
}

/** As many names as have room. */
function drawCategories(
  canvas: CanvasRenderingContext2D,
  names: readonly string[],
  count: number,
  slot: number,
  plot: Box,
  { ink }: PaperColors,
): void {
  const room = Math.min(longestName, Math.max(1, ...names.map((name) => canvas.measureText(name).width + gap)));
  const every = Math.max(1, Math.ceil(room / slot));
  canvas.fillStyle = ink;
  canvas.textAlign = 'center';
  for (let index = 0; index < count; index += every) {
    const name = fitted(canvas, names[index] ?? '', Math.max(longestName, slot) - gap);
    canvas.fillText(name, plot.x + slot * (index + 0.5), plot.y + plot.height + 14);
  }
}

function drawBars(
  canvas: CanvasRenderingContext2D,
  series: readonly Drawn[],
  { low, high, lines }: ValueAxis,
  given: Box,
  colors: PaperColors,
): void {
  const names = (series[0]?.categories ?? []).map((name) => fitted(canvas, name, longestName));
  const labels = Math.max(0, ...names.map((name) => canvas.measureText(name).width)) + gap;
  const plot = { ...given, x: given.x + labels, width: given.width - labels };
  const across = (value: number): number => plot.x + ((value - low) / (high - low)) * plot.width;
  canvas.strokeStyle = colors.line;
  canvas.fillStyle = colors.ink;
  canvas.textAlign = 'center';
  // Numbers stand beside each other here: only as many as have room.
  const every = Math.ceil(((widest(canvas, lines) + 2 * gap) * (lines.length - 1)) / plot.width) || 1;
  lines.forEach(({ value, label }, at) => {
    canvas.beginPath();
    canvas.moveTo(across(value), plot.y);
    canvas.lineTo(across(value), plot.y + plot.height);
    canvas.stroke();
    if (at % every === 0) canvas.fillText(label, across(value), plot.y + plot.height + 14);
  });
  const count = Math.max(...series.map(({ values }) => values.length));
  const slot = plot.height / count;
  const height = (slot * 0.7) / series.length;
  series.forEach(({ values, color }, at) => {
    values.forEach((value, index) => {
      const y = plot.y + plot.height - slot * (index + 0.85) + height * at;
      canvas.fillStyle = color;
      canvas.fillRect(Math.min(across(0), across(value)), y, Math.abs(across(value) - across(0)), height);
      if (at > 0) return;
      canvas.fillStyle = colors.ink;
      canvas.textAlign = 'right';
      canvas.fillText(names[index] ?? '', plot.x - gap, y + (height * series.length) / 2);
    });
  });
}

function widest(canvas: CanvasRenderingContext2D, lines: ValueAxis['lines']): number {
  return Math.max(...lines.map(({ label }) => canvas.measureText(label).width));
}

/** A text that fits: cut, with an ellipsis, where it is longer. */
function fitted(canvas: CanvasRenderingContext2D, text: string, width: number): string {
  if (canvas.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 0 && canvas.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end)}…`;
}
