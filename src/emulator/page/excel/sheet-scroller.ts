import type { ExcelDocument } from '../../excel/excel-document.ts';
import { maxColumns, maxRows } from '../../excel/model/address.ts';
import { el } from '../dom.ts';
import { headerHeight, headerWidth, type Box, type Viewport } from './draw-grid.ts';
import { axesOf, type SheetAxes } from './sheet-axes.ts';

/** How far a sheet can be scrolled: browsers stop at some ten million pixels. */
const longestScroll = 8_000_000;

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where the pointer is: over a cell, or over the heading of its row or column. */
export interface Place extends Cell {
  readonly inRowHeading: boolean;
  readonly inColumnHeading: boolean;
}

/** The element in which the active sheet is scrolled: what part of it is in sight, and where in it each cell is. In pixels. */
export class SheetScroller {
  readonly #document: ExcelDocument;
  readonly #spacer = el('div', { class: 'grid-spacer' });
  readonly element = el('div', { class: 'grid-scroller', attributes: { tabindex: '-1' } }, this.#spacer);
  #axes: SheetAxes;

  constructor(document: ExcelDocument) {
    this.#document = document;
    this.#axes = axesOf(document.activeSheet);
  }

  get axes(): SheetAxes {
    return this.#axes;
  }

  /** The part of the sheet that is in sight, with the headings. */
  get view(): Viewport {
    const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = this.element;
    return { left, top, width, height };
  }

  /** Takes up the sizes of rows and columns as they are now, or of another sheet. */
  measure(): void {
    this.#axes = axesOf(this.#document.activeSheet);
  }

  /** Makes room to scroll some way beyond what is used and what is selected, as far as anybody does. */
  stretch(): void {
    const { rows, columns } = this.#axes;
    const used = this.#document.usedArea(this.#document.activeSheet);
    const { activeCell } = this.#document.selection;
    const row = Math.min(maxRows, Math.max(200, (used?.bottom ?? 0) + 100, activeCell.row + 60));
    const column = Math.min(maxColumns, Math.max(40, (used?.right ?? 0) + 20, activeCell.column + 20));
    this.#spacer.style.width = `${Math.min(longestScroll, columns.start(column) + headerWidth)}px`;
    this.#spacer.style.height = `${Math.min(longestScroll, rows.start(row) + headerHeight)}px`;
  }

  /** Where a cell stands within the element; what lies over cells is put there. */
  boxOf({ row, column }: Cell): Box {
    const { rows, columns } = this.#axes;
    return {
      x: headerWidth + columns.start(column),
      y: headerHeight + rows.start(row),
      width: columns.size(column),
      height: rows.size(row),
    };
  }

  /** Scrolls no further than it takes to bring a cell into sight. */
  reveal({ row, column }: Cell): void {
    const { rows, columns } = this.#axes;
    const { element } = this;
    const width = element.clientWidth - headerWidth;
    const height = element.clientHeight - headerHeight;
    const [left, top] = [columns.start(column), rows.start(row)];
    // Where the sheet was just shown, or the cell is far from all others, there is no room to scroll there yet.
    this.stretch();
    if (width > 0 && (left < element.scrollLeft || left + columns.size(column) > element.scrollLeft + width)) {
      element.scrollLeft = left < element.scrollLeft ? left : left + columns.size(column) - width;
    }
    if (height > 0 && (top < element.scrollTop || top + rows.size(row) > element.scrollTop + height)) {
      element.scrollTop = top < element.scrollTop ? top : top + rows.size(row) - height;
    }
  }

  placeAt(event: MouseEvent): Place {
    const { x, y } = this.#pointIn(event);
    return {
      row: this.#axes.rows.at(Math.max(0, y - headerHeight) + this.element.scrollTop),
      column: this.#axes.columns.at(Math.max(0, x - headerWidth) + this.element.scrollLeft),
      inRowHeading: x < headerWidth,
      inColumnHeading: y < headerHeight,
    };
  }

  /** How far the pointer is from the upper left corner of a cell, in points. */
  offsetIn(cell: Cell, event: PointerEvent): { readonly x: number; readonly y: number } {
    const point = this.#pointIn(event);
    const box = this.boxOf(cell);
    const inPoints = (pixels: number): number => (pixels * 72) / 96;
    return {
      x: inPoints(point.x + this.element.scrollLeft - box.x),
      y: inPoints(point.y + this.element.scrollTop - box.y),
    };
  }

  /** Whether the pointer is on a scroll bar, which is the browser's own. */
  isOnBar(event: MouseEvent): boolean {
    const bounds = this.element.getBoundingClientRect();
    return (
      event.clientX - bounds.left > this.element.clientWidth || event.clientY - bounds.top > this.element.clientHeight
    );
  }

  #pointIn(event: MouseEvent): { readonly x: number; readonly y: number } {
    const bounds = this.element.getBoundingClientRect();
    // The page may be zoomed; the axes are not.
    const scale = bounds.width / this.element.offsetWidth || 1;
    return { x: (event.clientX - bounds.left) / scale, y: (event.clientY - bounds.top) / scale };
  }
}
