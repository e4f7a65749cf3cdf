import type { PictureFit, Pictures } from '../../excel/api/pictures.ts';
import { ConditionalLooks } from '../../excel/conditional/conditional-looks.ts';
import { boxOf } from '../../excel/edit/sizes.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import type { Area } from '../../excel/model/address.ts';
import { el } from '../dom.ts';
import { drawCells } from './draw-cells.ts';
import { drawChart } from './draw-charts.ts';
import { paperColors } from './draw-grid.ts';
import { axesOf } from './sheet-axes.ts';

const pixelsPerPoint = 96 / 72;
/** Pixels: what every browser's canvas holds on a side, and about what an answer of 5 MB can carry. */
const longestSide = 8192;
const mostPixels = 4_000_000;

/** Draws charts and ranges as the grid draws them. */
export function createPictures(document: ExcelDocument): Pictures {
  return {
    chart(chart, wanted, fit) {
      const sheet = document.sheetById(chart.sheetId) ?? document.activeSheet;
      const { width, height } = boxOf(sheet, chart.place);
      const own = { width: width * pixelsPerPoint, height: height * pixelsPerPoint };
      const frame = frameOf(own, wanted, fit);
      return drawOn(frame, (canvas) => {
        canvas.translate(frame.x, frame.y);
        canvas.scale(frame.scale, frame.scale);
        drawChart(canvas, document, chart, { x: 0, y: 0, ...own }, paperColors);
      });
    },
    range(sheet, area) {
      const { rows, columns } = axesOf(sheet);
      const size = {
        width: columns.start(area.right + 1) - columns.start(area.left),
        height: rows.start(area.bottom + 1) - rows.start(area.top),
      };
      const isTooLarge = size.width > longestSide || size.height > longestSide || size.width * size.height > mostPixels;
      if (isTooLarge || size.width < 1 || size.height < 1) return null;
      const looks = new ConditionalLooks(document);
      const boxOfArea = (cells: Area): { x: number; y: number; width: number; height: number } => ({
        x: columns.start(cells.left) - columns.start(area.left),
        y: rows.start(cells.top) - rows.start(area.top),
        width: columns.start(cells.right + 1) - columns.start(cells.left),
        height: rows.start(cells.bottom + 1) - rows.start(cells.top),
      });
      try {
        return drawOn(size, (canvas) =>
          drawCells(
            canvas,
            document,
            sheet,
            shown(area.top, area.bottom, (row) => rows.size(row)),
            shown(area.left, area.right, (column) => columns.size(column)),
            boxOfArea,
            paperColors,
            looks,
          ),
        );
      } finally {
        looks.close();
      }
    },
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the picture is, where in it the drawing begins, and how much it is enlarged. */
function frameOf(
  own: Size,
  wanted: Partial<Size>,
  fit: PictureFit,
): Size & { readonly x: number; readonly y: number; readonly scale: number } {
  const { width, height } = wanted;
  const scales = [
    ...(width === undefined ? [] : [width / own.width]),
    ...(height === undefined ? [] : [height / own.height]),
  ];
  if (scales.length === 0) scales.push(1);
  const scale = fit === 'Fill' ? Math.max(...scales) : Math.min(...scales);
  const drawn = { width: own.width * scale, height: own.height * scale };
  if (width === undefined || height === undefined || fit === 'Fit') return { ...drawn, x: 0, y: 0, scale };
  return { width, height, x: (width - drawn.width) / 2, y: (height - drawn.height) / 2, scale };
}

function shown(first: number, last: number, sizeOf: (index: number) => number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((index) => sizeOf(index) > 0);
}

function drawOn({ width, height }: Size, draw: (canvas: CanvasRenderingContext2D) => void): string {
  const [across, down] = [width, height].map((side) => Math.max(1, Math.min(longestSide, Math.round(side))));
  const element = el('canvas', { attributes: { width: String(across), height: String(down) } });
  const canvas = element.getContext('2d');
  if (!canvas) throw new Error('The browser gives no canvas to draw on.');
  canvas.fillStyle = paperColors.paper;
  canvas.fillRect(0, 0, element.width, element.height);
  draw(canvas);
  return element.toDataURL('image/png').replace(/^.*,/, '');
}
