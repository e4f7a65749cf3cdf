import type { ExcelDocument } from '../../excel/excel-document.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';
import { CellEditor } from './cell-editor.ts';
import { CellClipboard } from './cell-clipboard.ts';
import { clearCells, contentOf, enterCells, typing } from './cell-entry.ts';
import { CellSelector } from './cell-selector.ts';
import { actionOf, arrowOf, type GridAction, type GridCommand, type SheetKey } from './grid-keys.ts';
import { GridPainter, type GridWork } from './grid-painter.ts';
import { ShapeLayer } from './shape-layer.ts';
import { SheetScroller, type Cell } from './sheet-scroller.ts';

export interface GridEvents {
  readonly onRefused: (error: unknown) => void;
  /** The pointer came over another cell. */
  readonly onPoint: (cell: Cell) => void;
  /** A key asks for what the ribbon offers too. */
  readonly onCommand: (name: GridCommand) => void;
  readonly onSheetKey: (key: SheetKey) => void;
  readonly strings: Strings;
  /** Does what may take long, and says so first where it may. */
  readonly work: (run: () => void) => void;
}

/**
 * The sheet of a workbook that is active, as a person sees it and works in it: a canvas with what is in sight, over it the shapes and
 * the text box of the active cell, and what pointer and keys do there.
 */
export class GridView {
  readonly root: HTMLElement;
  /** Cards are put into it, beside their cells. */
  readonly scroller: SheetScroller;
  readonly #document: ExcelDocument;
  readonly #events: GridEvents;
  readonly #painter: GridPainter;
  readonly #shapes: ShapeLayer;
  readonly #editor: CellEditor;
  readonly #selector: CellSelector;
  readonly #clipboard: CellClipboard;
  readonly #stops: (() => void)[] = [];
  #isDrawDue = false;

  constructor(document: ExcelDocument, events: GridEvents) {
    this.#document = document;
    this.#events = events;
    this.scroller = new SheetScroller(document);
    this.#painter = new GridPainter(document);
    this.#shapes = new ShapeLayer(document, events.strings, () => this.focus());
    this.#editor = new CellEditor(document, (input) => this.enter(input));
    this.#selector = new CellSelector(document);
    this.#clipboard = new CellClipboard(document);
    this.scroller.element.append(this.#editor.element, this.#shapes.root);
    this.root = el(
      'div',
      { class: 'grid', attributes: { role: 'group', 'aria-label': events.strings.sheet } },
      this.#painter.element,
      this.scroller.element,
    );
    this.#listen();
    this.#follow();
  }

  /** What was drawn so far: it must not grow with the sheet. */
  get work(): GridWork {
    return this.#painter.work;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.root.remove();
  }

  focus(): void {
    this.#editor.focus();
  }

  /** Draws before the next frame, however often it is asked. */
  draw(): void {
    if (this.#isDrawDue) return;
    this.#isDrawDue = true;
    requestAnimationFrame(() => {
      this.#isDrawDue = false;
      this.scroller.stretch();
      const { view } = this.scroller;
      this.#painter.paint(this.scroller.axes, view);
      this.#shapes.draw(view);
      this.#placeEditor();
    });
  }

  /** What the active cell holds as it would be typed. */
  content(): string {
    return contentOf(this.#document);
  }

  /** Puts an input into the active cell, as if it was typed; false, and said, when the sheet refuses. */
  enter(input: string): boolean {
    return this.#try(() => enterCells(this.#document, typing(this.#document, input)));
  }

  /** Lets an input that was refused be mended in the active cell. */
  mend(input: string): void {
    this.#editor.begin(input);
    this.#placeEditor();
  }

  /** Goes on from the active cell, as after Enter and Tab. */
  move(by: Cell): void {
    this.#selector.move({ by });
  }

  #listen(): void {
    const { element } = this.scroller;
    element.addEventListener('keydown', (event) => this.#undoKey(event));
    element.addEventListener('scroll', () => this.draw());
    element.addEventListener('pointerdown', (event) => this.#press(event));
    element.addEventListener('pointermove', (event) => this.#point(this.scroller.placeAt(event)));
    element.addEventListener('dblclick', (event) => this.#isOnCell(event) && this.#edit());
    this.#editor.element.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (this.#editor.isEditing) this.#editingKey(event);
      else this.#key(event);
    });
    this.#editor.element.addEventListener('copy', (event) => this.#take(event));
    this.#editor.element.addEventListener('cut', (event) => this.#take(event));
    this.#editor.element.addEventListener('paste', (event) => this.#paste(event));
    const resizing = new ResizeObserver(() => this.draw());
    resizing.observe(this.root);
    this.#stops.push(
      () => this.#painter.close(),
      () => this.#shapes.close(),
      () => resizing.disconnect(),
      this.#document.onEvents((happened) => {
        if (happened.some(({ type }) => type !== 'selected')) this.scroller.measure();
        if (happened.some(({ type }) => type === 'selected' || type === 'activated')) this.#follow();
        this.draw();
      }),
    );
  }

  /** Brings the active cell into sight and says where it is. */
  #follow(): void {
    this.#editor.follow();
    this.scroller.reveal(this.#document.selection.activeCell);
    this.draw();
  }

  #placeEditor(): void {
    this.#editor.place(this.scroller.boxOf(this.#document.selection.activeCell));
  }

  #point(cell: Cell): void {
    const { activeSheet } = this.#document;
    this.scroller.element.title = this.#document.errorMessage(activeSheet, cell.row, cell.column);
    this.#events.onPoint(cell);
  }

  #press(event: PointerEvent): void {
    if (event.target === this.#editor.element && this.#editor.isEditing) return;
    // A card over the cells takes its own clicks.
    if (event.target instanceof Element && event.target.closest('.card')) return;
    if (this.scroller.isOnBar(event)) return;
    event.preventDefault();
    // First what was begun elsewhere is entered, which may be refused and come here to be mended.
    this.focus();
    const isEntered = this.#editor.commit();
    if (!isEntered) return;
    const start = this.scroller.placeAt(event);
    const dragTo = this.#selector.press(start, { extends: event.shiftKey, adds: event.ctrlKey || event.metaKey });
    if (!start.inRowHeading && !start.inColumnHeading) this.#tellClick(event, start);
    const move = (later: PointerEvent): void => dragTo(this.scroller.placeAt(later));
    const end = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  }

  /** Not on a heading, nor on a card or a shape, which take their own clicks. */
  #isOnCell(event: MouseEvent): boolean {
    const { target } = event;
    if (target instanceof Element && (target.closest('.card') || this.#shapes.root.contains(target))) return false;
    const { inRowHeading, inColumnHeading } = this.scroller.placeAt(event);
    return !inRowHeading && !inColumnHeading && !this.scroller.isOnBar(event);
  }

  #tellClick(event: PointerEvent, cell: Cell): void {
    const { row, column } = cell;
    const { id: sheetId } = this.#document.activeSheet;
    this.#document.emit({ type: 'clicked', sheetId, row, column, ...this.scroller.offsetIn(cell, event) });
  }

  /** Begins to edit the active cell with what it holds. */
  #edit(): void {
    if (this.#document.readOnly) return;
    this.#editor.begin();
    this.#placeEditor();
  }

  #editingKey(event: KeyboardEvent): void {
    const by = event.shiftKey ? -1 : 1;
    const arrow = this.#editor.isTyping ? arrowOf(event) : undefined;
    if (event.key === 'Escape') this.#editor.cancel();
    else if (arrow) this.#commitAndMove(arrow);
    else if (event.key === 'Enter' && event.altKey) this.#editor.breakLine();
    else if (event.key === 'Enter') this.#commitAndMove({ row: by, column: 0 });
    else if (event.key === 'Tab') this.#commitAndMove({ row: 0, column: by });
    else return;
    event.preventDefault();
  }

  #commitAndMove(by: Cell): void {
    if (this.#editor.commit()) this.move(by);
  }

  #key(event: KeyboardEvent): void {
    const action = actionOf(event);
    if (!action) return;
    if (action.kind === 'to-shapes') {
      if (!this.#shapes.focusFirst()) return;
    } else this.#do(action);
    if (action.kind === 'edit') event.stopPropagation();
    event.preventDefault();
  }

  #do(action: Exclude<GridAction, { kind: 'to-shapes' }>): void {
    switch (action.kind) {
      case 'move':
        this.#selector.move(action);
        return;
      case 'go':
        this.#selector.moveTo(action.to, action.extends);
        return;
      case 'select':
        if (action.what === 'used') this.#selector.selectUsed();
        else this.#selector.selectWhole(action.what);
        return;
      case 'edit':
        this.#edit();
        return;
      case 'command':
        this.#events.onCommand(action.name);
        return;
      case 'sheet':
        this.#events.onSheetKey(action.key);
        return;
      case 'fill':
        this.#change(() => this.#clipboard.fill(action.way));
        return;
      case 'clear':
        this.#change(() => clearCells(this.#document));
    }
  }

  /** The browser's own events are allowed everywhere: without asking, and in pages that came over plain HTTP. */
  #take(event: ClipboardEvent): void {
    if (this.#editor.isEditing) return;
    event.preventDefault();
    this.#try(() => {
      const text = this.#clipboard.take(event.type === 'cut' && !this.#document.readOnly);
      if (text !== undefined) event.clipboardData?.setData('text/plain', text);
    });
  }

  #paste(event: ClipboardEvent): void {
    if (this.#editor.isEditing) return;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    this.#change(() => this.#clipboard.paste(text));
  }

  /** Undo and redo, from the cells and from what floats over them; a text that is being typed has its own. */
  #undoKey(event: KeyboardEvent): void {
    const isOther = event.target instanceof HTMLTextAreaElement && event.target !== this.#editor.element;
    if (this.#editor.isEditing || isOther || event.isComposing) return;
    if (!(event.ctrlKey || event.metaKey) || this.#document.readOnly) return;
    const key = event.key.toLowerCase();
    if (key === 'y' || (key === 'z' && event.shiftKey)) this.#events.work(() => this.#document.redo());
    else if (key === 'z') this.#events.work(() => this.#document.undo());
    else return;
    event.preventDefault();
  }

  /** Changes what may be many cells. */
  #change(edit: () => void): void {
    if (!this.#document.readOnly) this.#events.work(() => this.#try(edit));
  }

  #try(edit: () => void): boolean {
    try {
      edit();
      return true;
    } catch (error) {
      this.#events.onRefused(error);
      return false;
    }
  }
}
