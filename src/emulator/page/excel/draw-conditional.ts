import type { CellBar, CellLook } from '../../excel/conditional/conditional-looks.ts';
import type { Box } from './draw-grid.ts';

/** Draws a data bar within a cell, its axis where it has one. */
export function drawBar(canvas: CanvasRenderingContext2D, cell: Box, bar: CellBar): void {
  const inner = { x: cell.x + 2, y: cell.y + 2, width: cell.width - 5, height: cell.height - 5 };
  const x = inner.x + bar.from * inner.width;
  const width = (bar.to - bar.from) * inner.width;
  if (width > 0) {
    canvas.fillStyle = bar.isGradient ? fading(canvas, bar, x, width) : bar.color;
    canvas.fillRect(x, inner.y, width, inner.height);
    if (bar.borderColor !== '') {
      canvas.strokeStyle = bar.borderColor;
      canvas.lineWidth = 1;
      canvas.strokeRect(x + 0.5, inner.y + 0.5, width - 1, inner.height - 1);
    }
  }
  if (bar.axis === null) return;
  canvas.strokeStyle = bar.axisColor;
  canvas.setLineDash([2, 2]);
  canvas.beginPath();
  canvas.moveTo(inner.x + bar.axis * inner.width, cell.y);
  canvas.lineTo(inner.x + bar.axis * inner.width, cell.y + cell.height);
  canvas.stroke();
  canvas.setLineDash([]);
}

/** Full at the axis, pale at the end. */
function fading(canvas: CanvasRenderingContext2D, bar: CellBar, x: number, width: number): CanvasGradient {
  const isLeftwards = bar.axis !== null && bar.to <= bar.axis + 1e-9;
  const gradient = canvas.createLinearGradient(isLeftwards ? x + width : x, 0, isLeftwards ? x : x + width, 0);
  gradient.addColorStop(0, bar.color);
  gradient.addColorStop(1, `${bar.color}33`);
  return gradient;
}

const ramp: Readonly<Record<number, readonly string[]>> = {
  3: ['#D9443F', '#E8B33B', '#4B9B5A'],
  4: ['#D9443F', '#E8B33B', '#9DB84C', '#4B9B5A'],
  5: ['#D9443F', '#E08A3C', '#E8B33B', '#9DB84C', '#4B9B5A'],
};

/** Draws an icon at the left of a cell: arrows that turn upwards, quarters that fill, bars that rise, else lights. */
export function drawIcon(
  canvas: CanvasRenderingContext2D,
  { x, y, height }: Box,
  { style, number, count }: NonNullable<CellLook['icon']>,
): void {
  const size = Math.min(14, height - 4);
  const [middleX, middleY] = [x + 4 + size / 2, y + height / 2];
  const color = style.endsWith('Gray') ? '#6B7472' : (ramp[count]?.[number] ?? '#6B7472');
  canvas.save();
  canvas.translate(middleX, middleY);
  canvas.fillStyle = color;
  canvas.strokeStyle = color;
  canvas.beginPath();
  if (style.includes('Arrow') || style.includes('Triangle')) drawArrow(canvas, size, number / (count - 1));
  else if (style.includes('Quarters')) drawQuarter(canvas, size, number / (count - 1));
  else if (style.includes('Rating')) drawRating(canvas, size, number, count);
  else canvas.arc(0, 0, size / 2 - 1, 0, 2 * Math.PI);
  canvas.fill();
  canvas.restore();
}

/** Downwards for the lowest, upwards for the highest. */
function drawArrow(canvas: CanvasRenderingContext2D, size: number, share: number): void {
  canvas.rotate(Math.PI * (0.5 - share));
  const half = size / 2 - 1;
  const points: readonly (readonly [number, number])[] = [
    [-half, -2],
    [0, -2],
    [0, -half],
    [half, 0],
    [0, half],
    [0, 2],
    [-half, 2],
  ];
  for (const [px, py] of points) canvas.lineTo(px, py);
  canvas.closePath();
}

function drawQuarter(canvas: CanvasRenderingContext2D, size: number, share: number): void {
  const radius = size / 2 - 1;
  canvas.arc(0, 0, radius, 0, 2 * Math.PI);
  canvas.stroke();
  canvas.beginPath();
  canvas.moveTo(0, 0);
  canvas.arc(0, 0, radius, -Math.PI / 2, -Math.PI / 2 + share * 2 * Math.PI);
}

function drawRating(canvas: CanvasRenderingContext2D, size: number, number: number, count: number): void {
  const width = size / count;
  for (let bar = 0; bar < count; bar += 1) {
    const height = ((bar + 1) / count) * (size - 2);
    canvas.globalAlpha = bar <= number ? 1 : 0.25;
    canvas.fillRect(-size / 2 + bar * width, size / 2 - 1 - height, width - 1, height);
  }
}
