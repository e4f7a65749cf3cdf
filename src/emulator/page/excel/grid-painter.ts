import { ConditionalLooks } from '../../excel/conditional/conditional-looks.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { el } from '../dom.ts';
import { drawCharts } from './draw-charts.ts';
import { drawGrid, paperColors, type GridColors, type Viewport } from './draw-grid.ts';
import type { SheetAxes } from './sheet-axes.ts';

/** How much was drawn: each draw covers what is in sight. */
export interface GridWork {
  readonly draws: number;
  readonly rows: number;
  readonly cells: number;
}

/** The canvas behind the cells, on which what is in sight of the active sheet is drawn, however long the sheet is. */
export class GridPainter {
  readonly element = el('canvas', { attributes: { 'aria-hidden': 'true' } });
  readonly #document: ExcelDocument;
  readonly #looks: ConditionalLooks;
  #work: GridWork = { draws: 0, rows: 0, cells: 0 };

  constructor(document: ExcelDocument) {
    this.#document = document;
    this.#looks = new ConditionalLooks(document);
  }

  /** What was drawn so far: it must not grow with the sheet. */
  get work(): GridWork {
    return this.#work;
  }

  close(): void {
    this.#looks.close();
  }

  paint(axes: SheetAxes, view: Viewport): void {
    const ratio = devicePixelRatio || 1;
    this.#resize(view, ratio);
    const canvas = this.element.getContext('2d');
    if (!canvas) return;
    canvas.setTransform(ratio, 0, 0, ratio, 0, 0);
    const colors = colorsOf(this.element);
    const charts = (): void => drawCharts(canvas, this.#document, view, colors);
    const drawn = drawGrid(canvas, this.#document, axes, view, colors, this.#looks, charts);
    this.#work = {
      draws: this.#work.draws + 1,
      rows: this.#work.rows + drawn.rows,
      cells: this.#work.cells + drawn.cells,
    };
  }

  /** As many pixels as the screen has there; setting a size clears the canvas. */
  #resize({ width, height }: Viewport, ratio: number): void {
    const { element } = this;
    if (element.width === width * ratio && element.height === height * ratio) return;
    element.width = width * ratio;
    element.height = height * ratio;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  }
}

/** The page's colours; cells are paper, white in both themes. */
function colorsOf(element: HTMLElement): GridColors {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ...paperColors,
    header: token('--surface-quiet'),
    headerInk: token('--ink'),
    headerOn: token('--accent-soft'),
    accent: '#1f6f6b',
  };
}
