import { boxOf } from '../../excel/edit/sizes.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { areasOfReference } from '../../excel/model/references.ts';
import type { ChartSeriesState, ChartState } from '../../excel/model/workbook-state.ts';
import { headerHeight, headerWidth, type PaperColors, type Viewport } from './draw-grid.ts';

const pixelsPerPoint = 96 / 72;
const palette = ['#2f6f6a', '#c0653a', '#5b6fb5', '#b59b2e', '#8a4f8f', '#5d8f3f'];
const margin = { top: 34, right: 16, bottom: 44, left: 62 };

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
  if (chart.titleVisible) canvas.fillText(chart.title, box.x + box.width / 2, box.y + 18, box.width - 16);
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
  if (chart.kind.includes('Pie') || chart.kind.includes('Doughnut')) drawPie(canvas, series, plot);
  else if (chart.kind.startsWith('Bar')) drawBars(canvas, series, plot, colors);
  else drawUpright(canvas, chart.kind, series, plot, colors);
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
  return {
    name: series.name,
    color: series.color === '' ? (palette[at % palette.length] ?? '') : series.color,
    values: cells(series.valuesFormula).map(([row, column, sheet]) => {
      const value = document.value(sheet, row, column);
      return typeof value === 'number' ? value : 0;
    }),
    categories: cells(series.categoriesFormula).map(([row, column, sheet]) => document.textAt(sheet, row, column)),
  };
}

/** The parts of a pie as if each were a series, for their colours and names. */
function slices([first]: readonly Drawn[]): Drawn[] {
  return (first?.values ?? []).map((value, at) => ({
    name: first?.categories[at] ?? '',
    color: palette[at % palette.length] ?? '',
    values: [value],
    categories: [],
  }));
}

function drawLegend(canvas: CanvasRenderingContext2D, series: readonly Drawn[], box: Box, { ink }: PaperColors): void {
  const widths = series.map(({ name }) => canvas.measureText(name).width + 28);
  let x = box.x + Math.max(8, (box.width - widths.reduce((sum, width) => sum + width, 0)) / 2);
  const y = box.y + box.height - 14;
  canvas.textAlign = 'left';
  series.forEach(({ name, color }, at) => {
    canvas.fillStyle = color;
    canvas.fillRect(x, y - 5, 10, 10);
    canvas.fillStyle = ink;
    canvas.fillText(name, x + 14, y);
    x += widths[at] ?? 0;
  });
}

function drawPie(canvas: CanvasRenderingContext2D, series: readonly Drawn[], plot: Box): void {
  const parts = slices(series);
  const total = parts.reduce((sum, { values: [value = 0] }) => sum + Math.max(0, value), 0);
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

/** The ends of the value axis and the step between its lines: round numbers, with zero among them. */
function scaleOf(series: readonly Drawn[]): { readonly low: number; readonly high: number; readonly step: number } {
  const values = series.flatMap(({ values: own }) => own);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = (most - least || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  return { low: Math.floor(least / step) * step, high: Math.ceil(most / step) * step, step };
}

function drawUpright(
  canvas: CanvasRenderingContext2D,
  kind: string,
  series: readonly Drawn[],
  plot: Box,
  colors: PaperColors,
): void {
  const { low, high, step } = scaleOf(series);
  const heightOf = (value: number): number => plot.y + plot.height * (1 - (value - low) / (high - low));
  canvas.strokeStyle = colors.line;
  for (let value = low; value <= high + step / 2; value += step) {
    canvas.beginPath();
    canvas.moveTo(plot.x, heightOf(value));
    canvas.lineTo(plot.x + plot.width, heightOf(value));
    canvas.stroke();
    canvas.fillStyle = colors.ink;
    canvas.textAlign = 'right';
    canvas.fillText(numberText(value), plot.x - 6, heightOf(value));
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
  const widest = Math.max(1, ...names.map((name) => canvas.measureText(name).width + 10));
  const every = Math.max(1, Math.ceil(Math.min(widest, 90) / slot));
  canvas.fillStyle = ink;
  canvas.textAlign = 'center';
  for (let index = 0; index < count; index += every) {
    canvas.fillText(names[index] ?? '', plot.x + slot * (index + 0.5), plot.y + plot.height + 14, 90);
  }
}

function drawBars(canvas: CanvasRenderingContext2D, series: readonly Drawn[], plot: Box, colors: PaperColors): void {
  const { low, high } = scaleOf(series);
  const widthOf = (value: number): number => ((value - low) / (high - low)) * plot.width;
  const count = Math.max(...series.map(({ values }) => values.length));
  const slot = plot.height / count;
  const height = (slot * 0.7) / series.length;
  series.forEach(({ values, color, categories }, at) => {
    values.forEach((value, index) => {
      const y = plot.y + plot.height - slot * (index + 0.85) + height * at;
      canvas.fillStyle = color;
      canvas.fillRect(plot.x + Math.min(widthOf(0), widthOf(value)), y, Math.abs(widthOf(value) - widthOf(0)), height);
      if (at > 0) return;
      canvas.fillStyle = colors.ink;
      canvas.textAlign = 'right';
      canvas.fillText(categories[index] ?? '', plot.x - 6, y + (height * series.length) / 2, margin.left - 8);
    });
  });
}

function numberText(value: number): string {
  return new Intl.NumberFormat(document.documentElement.lang || 'en', {
    notation: Math.abs(value) >= 100_000 ? 'compact' : 'standard',
    maximumFractionDigits: 2,
  }).format(value);
}
