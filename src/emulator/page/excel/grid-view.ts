import { setInputs } from '../../excel/edit/set-cells.ts';
import { ConditionalLooks } from '../../excel/conditional/conditional-looks.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellArea, cellName, maxColumns, maxRows, type Area } from '../../excel/model/address.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';
import { drawCharts } from './draw-charts.ts';
import { drawGrid, headerHeight, headerWidth, paperColors, type Box, type GridColors } from './draw-grid.ts';
import { ShapeLayer } from './shape-layer.ts';
import { axesOf, type SheetAxes } from './sheet-axes.ts';

/** How far a sheet can be scrolled: browsers stop at some ten million pixels. */
const longestScroll = 8_000_000;

/** How much was drawn: each draw covers what is in sight. */
export interface GridWork {
  readonly draws: number;
  readonly rows: number;
  readonly cells: number;
}

export interface GridEvents {
  readonly onRefused: (message: string) => void;
  /** The pointer came over another cell. */
  readonly onPoint: (row: number, column: number) => void;
  readonly strings: Strings;
  /** Does what may take long, and says so first where it may. */
  readonly work: (run: () => void) => void;
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where the pointer is: over a cell, or over the heading of its row or column. */
interface Place extends Cell {
  readonly inRowHeading: boolean;
  readonly inColumnHeading: boolean;
}

/**
 * A sheet on a canvas: only what is in sight is drawn, however long it is. One text box stands in the active cell; it has the focus,
 * tells screen readers where they are, and takes what is typed, so that input methods work.
 */
export class GridView {
  readonly root: HTMLElement;
  readonly #document: ExcelDocument;
  readonly #events: GridEvents;
  readonly #canvas = el('canvas', { attributes: { 'aria-hidden': 'true' } });
  readonly #spacer = el('div', { class: 'grid-spacer' });
  readonly #scroller: HTMLElement;
  readonly #box: HTMLTextAreaElement;
  readonly #stops: (() => void)[] = [];
  readonly #looks: ConditionalLooks;
  readonly #shapes: ShapeLayer;
  #work: GridWork = { draws: 0, rows: 0, cells: 0 };
  #axes: SheetAxes;
  #isDrawDue = false;
  #isEditing = false;
  #anchor: Cell;

  constructor(document: ExcelDocument, events: GridEvents) {
    this.#document = document;
    this.#events = events;
    this.#looks = new ConditionalLooks(document);
    this.#axes = axesOf(document.activeSheet);
    this.#anchor = document.selection.activeCell;
    this.#box = el('textarea', {
      class: 'cell-box',
      attributes: { rows: '1', spellcheck: 'false', autocomplete: 'off', 'aria-roledescription': 'cell' },
    });
    this.#shapes = new ShapeLayer(document, events.strings, () => this.focus());
    this.#scroller = el(
      'div',
      { class: 'grid-scroller', attributes: { tabindex: '-1' } },
      this.#spacer,
      this.#box,
      this.#shapes.root,
    );
    this.root = el(
      'div',
      { class: 'grid', attributes: { role: 'group', 'aria-label': events.strings.sheet } },
      this.#canvas,
      this.#scroller,
    );
    this.#scroller.addEventListener('keydown', (event) => this.#undoKey(event));
    this.#scroller.addEventListener('scroll', () => this.draw());
    this.#scroller.addEventListener('pointerdown', (event) => this.#press(event));
    this.#scroller.addEventListener('pointermove', (event) => {
      const { row, column } = this.#cellAt(event);
      this.#scroller.title = document.errorMessage(document.activeSheet, row, column);
    });
    this.#scroller.addEventListener('dblclick', () => this.edit());
    this.#scroller.addEventListener('pointermove', (event) => {
      const { row, column } = this.#cellAt(event);
      events.onPoint(row, column);
    });
    this.#box.addEventListener('keydown', (event) => this.#key(event));
    this.#box.addEventListener('input', () => this.#typed());
    this.#box.addEventListener('blur', () => this.#commit());
    const resizing = new ResizeObserver(() => this.draw());
    resizing.observe(this.root);
    this.#stops.push(
      () => this.#looks.close(),
      () => this.#shapes.close(),
      () => resizing.disconnect(),
      document.onEvents((happened) => {
        if (happened.some(({ type }) => type !== 'selected')) this.#axes = axesOf(document.activeSheet);
        if (happened.some(({ type }) => type === 'selected' || type === 'activated')) this.#follow();
        this.draw();
      }),
    );
    this.#follow();
  }

  /** What was drawn so far: it must not grow with the sheet. */
  get work(): GridWork {
    return this.#work;
  }

  /** Where a cell stands within the element that scrolls; cards are put beside it. */
  boxOf(row: number, column: number): Box {
    const { rows, columns } = this.#axes;
    return {
      x: headerWidth + columns.start(column),
      y: headerHeight + rows.start(row),
      width: columns.size(column),
      height: rows.size(row),
    };
  }

  /** The element that scrolls. */
  get scroller(): HTMLElement {
    return this.#scroller;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.root.remove();
  }

  focus(): void {
    this.#box.focus({ preventScroll: true });
  }

  /** Draws before the next frame, however often it is asked. */
  draw(): void {
    if (this.#isDrawDue) return;
    this.#isDrawDue = true;
    requestAnimationFrame(() => {
      this.#isDrawDue = false;
      this.#drawNow();
    });
  }

  /** Begins to edit the active cell with what it holds. */
  edit(): void {
    if (this.#document.readOnly) return;
    this.#isEditing = true;
    this.#box.value = this.content();
    this.#box.classList.add('editing');
    this.#place();
    this.focus();
  }

  /** What the active cell holds as it would be typed: its formula, or its value. */
  content(): string {
    const sheet = this.#document.activeSheet;
    const { row, column } = this.#document.selection.activeCell;
    const formula = sheet.grid.formula(row, column);
    if (formula) return `=${formula.text}`;
    const value = this.#document.value(sheet, row, column);
    return value === null ? '' : typeof value === 'object' ? value.error : String(value);
  }

  /** Puts an input into the active cell, as if it was typed; false when the sheet refuses. */
  enter(input: string): boolean {
    const { activeSheet, selection } = this.#document;
    const { row, column } = selection.activeCell;
    try {
      this.#document.transact('typing', () => setInputs(this.#document, activeSheet, cellArea(row, column), [[input]]));
      return true;
    } catch (error) {
      this.#events.onRefused(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  #drawNow(): void {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.#scroller;
    if (this.#canvas.width !== width * ratio || this.#canvas.height !== height * ratio) {
      this.#canvas.width = width * ratio;
      this.#canvas.height = height * ratio;
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    const { rows, columns } = this.#axes;
    this.#spacer.style.width = `${Math.min(longestScroll, columns.start(this.#reach().column) + headerWidth)}px`;
    this.#spacer.style.height = `${Math.min(longestScroll, rows.start(this.#reach().row) + headerHeight)}px`;
    const canvas = this.#canvas.getContext('2d');
    if (!canvas) return;
    canvas.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { scrollLeft: left, scrollTop: top } = this.#scroller;
    const view = { left, top, width, height };
    const colors = colorsOf(this.root);
    const over = (): void => drawCharts(canvas, this.#document, view, colors);
    const drawn = drawGrid(canvas, this.#document, this.#axes, view, colors, this.#looks, over);
    this.#work = {
      draws: this.#work.draws + 1,
      rows: this.#work.rows + drawn.rows,
      cells: this.#work.cells + drawn.cells,
    };
    this.#shapes.draw(view);
    this.#place();
  }

  /** The sheet reaches some way beyond what is used and what is selected, as far as anybody scrolls. */
  #reach(): Cell {
    const used = this.#document.usedArea(this.#document.activeSheet);
    const { activeCell } = this.#document.selection;
    return {
      row: Math.min(maxRows, Math.max(200, (used?.bottom ?? 0) + 100, activeCell.row + 60)),
      column: Math.min(maxColumns, Math.max(40, (used?.right ?? 0) + 20, activeCell.column + 20)),
    };
  }

  #place(): void {
    const { row, column } = this.#document.selection.activeCell;
    const { rows, columns } = this.#axes;
    const { style } = this.#box;
    style.left = `${headerWidth + columns.start(column)}px`;
    style.top = `${headerHeight + rows.start(row)}px`;
    style.minWidth = `${columns.size(column)}px`;
    style.height = `${rows.size(row)}px`;
  }

  /** Brings the active cell into sight and says where it is. */
  #follow(): void {
    this.#isEditing = false;
    this.#box.classList.remove('editing');
    this.#box.value = '';
    const { row, column } = this.#document.selection.activeCell;
    const text = this.#document.textAt(this.#document.activeSheet, row, column);
    this.#box.setAttribute('aria-label', `${cellName(row, column)} ${text}`.trim());
    const { rows, columns } = this.#axes;
    const scroller = this.#scroller;
    const width = scroller.clientWidth - headerWidth;
    const height = scroller.clientHeight - headerHeight;
    const [left, top] = [columns.start(column), rows.start(row)];
    if (width > 0 && (left < scroller.scrollLeft || left + columns.size(column) > scroller.scrollLeft + width)) {
      scroller.scrollLeft = left < scroller.scrollLeft ? left : left + columns.size(column) - width;
    }
    if (height > 0 && (top < scroller.scrollTop || top + rows.size(row) > scroller.scrollTop + height)) {
      scroller.scrollTop = top < scroller.scrollTop ? top : top + rows.size(row) - height;
    }
    this.draw();
  }

  #cellAt(event: PointerEvent): Place {
    const bounds = this.#scroller.getBoundingClientRect();
    // The page may be zoomed; the axes are not.
    const scale = bounds.width / this.#scroller.offsetWidth || 1;
    const x = (event.clientX - bounds.left) / scale;
    const y = (event.clientY - bounds.top) / scale;
    return {
      row: this.#axes.rows.at(Math.max(0, y - headerHeight) + this.#scroller.scrollTop),
      column: this.#axes.columns.at(Math.max(0, x - headerWidth) + this.#scroller.scrollLeft),
      inRowHeading: x < headerWidth,
      inColumnHeading: y < headerHeight,
    };
  }

  #press(event: PointerEvent): void {
    if (event.target === this.#box && this.#isEditing) return;
    // A card over the cells takes its own clicks.
    if (event.target instanceof Element && event.target.closest('.card')) return;
    const bounds = this.#scroller.getBoundingClientRect();
    // The scroll bars are the browser's own.
    if (
      event.clientX - bounds.left > this.#scroller.clientWidth ||
      event.clientY - bounds.top > this.#scroller.clientHeight
    )
      return;
    event.preventDefault();
    this.#commit();
    this.focus();
    const start = this.#cellAt(event);
    if (!event.shiftKey) this.#anchor = { row: start.row, column: start.column };
    const extend = (to: Place): void => {
      const area = spanning(this.#anchor, to);
      if (start.inRowHeading && start.inColumnHeading)
        this.#select({ top: 0, left: 0, bottom: maxRows - 1, right: maxColumns - 1 });
      else if (start.inColumnHeading) this.#select({ ...area, top: 0, bottom: maxRows - 1 });
      else if (start.inRowHeading) this.#select({ ...area, left: 0, right: maxColumns - 1 });
      else this.#select(area);
    };
    extend(start);
    if (!start.inRowHeading && !start.inColumnHeading) this.#tellClick(event, start);
    const move = (later: PointerEvent): void => extend(this.#cellAt(later));
    const end = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  }

  #tellClick(event: PointerEvent, { row, column }: Cell): void {
    const bounds = this.#scroller.getBoundingClientRect();
    const scale = bounds.width / this.#scroller.offsetWidth || 1;
    const box = this.boxOf(row, column);
    const points = (pixels: number): number => (pixels * 72) / 96;
    const x = points((event.clientX - bounds.left) / scale + this.#scroller.scrollLeft - box.x);
    const y = points((event.clientY - bounds.top) / scale + this.#scroller.scrollTop - box.y);
    this.#document.emit({ type: 'clicked', sheetId: this.#document.activeSheet.id, row, column, x, y });
  }

  #select(area: Area): void {
    this.#document.select(this.#document.activeSheet, [area], this.#anchor);
  }

  #typed(): void {
    if (this.#document.readOnly) {
      this.#box.value = '';
      return;
    }
    this.#isEditing = true;
    this.#box.classList.add('editing');
  }

  #commit(): void {
    if (!this.#isEditing) return;
    this.#isEditing = false;
    const input = this.#box.value;
    this.#box.classList.remove('editing');
    this.#box.value = '';
    if (input !== this.content()) this.enter(input);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    if (this.#isEditing) {
      if (event.key === 'Escape') {
        this.#isEditing = false;
        this.#box.classList.remove('editing');
        this.#box.value = '';
      } else if (event.key === 'Enter' && !event.altKey) this.#commitAndMove(event.shiftKey ? -1 : 1, 0);
      else if (event.key === 'Tab') this.#commitAndMove(0, event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
      return;
    }
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      this.#move(step.row, step.column, event.shiftKey, control);
    } else if (event.key === 'F2') {
      event.preventDefault();
      event.stopPropagation();
      this.edit();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.#clear();
    } else if (control && event.altKey && event.code === 'Digit5') {
      if (this.#shapes.focusFirst()) event.preventDefault();
    } else if (control && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      const used = this.#document.usedArea(this.#document.activeSheet);
      if (used) this.#select(used);
    } else if (control && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      void navigator.clipboard.writeText(this.#selectedText());
    } else if (control && event.key.toLowerCase() === 'v') {
      event.preventDefault();
      void navigator.clipboard.readText().then(
        (text) => this.#paste(text),
        () => undefined,
      );
    }
  }

  /** Undo and redo, from the cells and from what floats over them; a text that is being typed has its own. */
  #undoKey(event: KeyboardEvent): void {
    const isTyping = this.#isEditing || (event.target instanceof HTMLTextAreaElement && event.target !== this.#box);
    if (isTyping || event.isComposing || !(event.ctrlKey || event.metaKey) || this.#document.readOnly) return;
    const key = event.key.toLowerCase();
    if (key === 'y' || (key === 'z' && event.shiftKey)) this.#events.work(() => this.#document.redo());
    else if (key === 'z') this.#events.work(() => this.#document.undo());
    else return;
    event.preventDefault();
  }

  #commitAndMove(rows: number, columns: number): void {
    this.#commit();
    this.#move(rows, columns, false, false);
  }

  /** Moves the active cell, or with Shift the other end; with Ctrl to the edge of what is used. */
  #move(rows: number, columns: number, extends_: boolean, toEdge: boolean): void {
    const { areas, activeCell } = this.#document.selection;
    const [area] = areas;
    const from = extends_ && area ? farEnd(area, activeCell) : activeCell;
    const used = this.#document.usedArea(this.#document.activeSheet);
    const to = {
      row: clamp(toEdge && rows !== 0 ? (rows > 0 ? (used?.bottom ?? 0) : 0) : from.row + rows, maxRows),
      column: clamp(
        toEdge && columns !== 0 ? (columns > 0 ? (used?.right ?? 0) : 0) : from.column + columns,
        maxColumns,
      ),
    };
    if (!extends_) this.#anchor = to;
    else this.#anchor = activeCell;
    this.#select(spanning(this.#anchor, to));
  }

  #clear(): void {
    if (this.#document.readOnly) return;
    const sheet = this.#document.activeSheet;
    const used = this.#document.usedArea(sheet);
    const [area] = this.#document.selection.areas;
    if (!area || !used) return;
    const bounded = { ...area, bottom: Math.min(area.bottom, used.bottom), right: Math.min(area.right, used.right) };
    if (bounded.bottom < bounded.top || bounded.right < bounded.left) return;
    const empty = Array.from({ length: bounded.bottom - bounded.top + 1 }, () =>
      Array<string>(bounded.right - bounded.left + 1).fill(''),
    );
    this.#write(bounded, empty);
  }

  #write(area: Area, inputs: readonly (readonly string[])[]): void {
    const sheet = this.#document.activeSheet;
    this.#events.work(() => {
      try {
        this.#document.transact('typing', () => setInputs(this.#document, sheet, area, inputs));
      } catch (error) {
        this.#events.onRefused(error instanceof Error ? error.message : String(error));
      }
    });
  }

  #selectedText(): string {
    const sheet = this.#document.activeSheet;
    const used = this.#document.usedArea(sheet);
    const [area] = this.#document.selection.areas;
    if (!area || !used) return '';
    const lines: string[] = [];
    for (let row = area.top; row <= Math.min(area.bottom, used.bottom); row += 1) {
      const cells: string[] = [];
      for (let column = area.left; column <= Math.min(area.right, used.right); column += 1) {
        cells.push(this.#document.textAt(sheet, row, column));
      }
      lines.push(cells.join('\t'));
    }
    return lines.join('\n');
  }

  #paste(text: string): void {
    if (this.#document.readOnly || text === '') return;
    const rows = text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((line) => line.split('\t'));
    const { row, column } = this.#document.selection.activeCell;
    const width = Math.max(...rows.map((cells) => cells.length));
    const filled = rows.map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')]);
    this.#write({ top: row, left: column, bottom: row + rows.length - 1, right: column + width - 1 }, filled);
  }
}

const steps: Readonly<Record<string, { readonly row: number; readonly column: number }>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Enter: { row: 1, column: 0 },
  Tab: { row: 0, column: 1 },
  PageUp: { row: -25, column: 0 },
  PageDown: { row: 25, column: 0 },
};

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}

function spanning(one: Cell, other: Cell): Area {
  return {
    top: Math.min(one.row, other.row),
    left: Math.min(one.column, other.column),
    bottom: Math.max(one.row, other.row),
    right: Math.max(one.column, other.column),
  };
}

/** The corner across from the active cell. */
function farEnd({ top, left, bottom, right }: Area, active: Cell): Cell {
  return { row: active.row === top ? bottom : top, column: active.column === left ? right : left };
}

/** The page's colours; cells are paper, white in both themes. */
function colorsOf(root: HTMLElement): GridColors {
  const style = getComputedStyle(root);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ...paperColors,
    header: token('--surface-quiet'),
    headerInk: token('--ink'),
    headerOn: token('--accent-soft'),
    accent: '#1f6f6b',
  };
}
