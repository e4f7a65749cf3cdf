import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellName } from '../../excel/model/address.ts';
import { el } from '../dom.ts';
import { contentOf } from './cell-entry.ts';
import type { Box } from './draw-grid.ts';

/**
 * The text box that stands in the active cell. It has the focus and tells screen readers where they are; what is typed into it
 * begins an edit, so that input methods work, and ends up in the cell when the edit is committed or the focus goes away.
 */
export class CellEditor {
  readonly element = el('textarea', {
    class: 'cell-box',
    attributes: { rows: '1', spellcheck: 'false', autocomplete: 'off', 'aria-roledescription': 'cell' },
  });
  readonly #document: ExcelDocument;
  readonly #enter: (input: string) => boolean;
  #isEditing = false;
  #isTyping = false;

  /** @param enter puts an input into the active cell; false where the sheet refuses it */
  constructor(document: ExcelDocument, enter: (input: string) => boolean) {
    this.#document = document;
    this.#enter = enter;
    this.element.addEventListener('input', () => this.#typed());
    this.element.addEventListener('blur', () => void this.commit());
    // Who clicks into a text is about to mend it.
    this.element.addEventListener('pointerdown', () => (this.#isTyping = false));
  }

  get isEditing(): boolean {
    return this.#isEditing;
  }

  /** Whether a new content is typed, not an old one mended: then arrows lead on to the next cell. In a formula they lead through it. */
  get isTyping(): boolean {
    return this.#isTyping && !this.element.value.startsWith('=');
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Begins an edit with what the cell holds, or with what is to be mended; goes on with one that has begun. */
  begin(text?: string): void {
    this.#isTyping = false;
    if (!this.#isEditing) this.element.value = text ?? contentOf(this.#document);
    this.#setEditing(true);
    this.focus();
  }

  breakLine(): void {
    breakLine(this.element);
  }

  /** Ends the edit and enters what is another content than before. What is refused stays to be mended: then it gives false. */
  commit(): boolean {
    if (!this.#isEditing) return true;
    const input = this.element.value;
    this.cancel();
    if (input === contentOf(this.#document) || this.#enter(input)) return true;
    this.#setEditing(true);
    this.#isTyping = false;
    this.element.value = input;
    return false;
  }

  /** Ends the edit and leaves the cell as it is. */
  cancel(): void {
    this.#setEditing(false);
    this.element.value = '';
  }

  /** Goes to the cell that is active now, and says which one it is. */
  follow(): void {
    this.cancel();
    const { activeSheet, selection } = this.#document;
    const { row, column } = selection.activeCell;
    const text = this.#document.textAt(activeSheet, row, column);
    this.element.setAttribute('aria-label', `${cellName(row, column)} ${text}`.trim());
  }

  /** Stands in the box of a cell; a longer text makes it wider. */
  place({ x, y, width, height }: Box): void {
    const { style } = this.element;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.minWidth = `${width}px`;
    style.setProperty('--cell-height', `${height}px`);
  }

  #typed(): void {
    if (this.#document.readOnly) {
      this.element.value = '';
      return;
    }
    if (!this.#isEditing) this.#isTyping = true;
    this.#setEditing(true);
  }

  #setEditing(isEditing: boolean): void {
    this.#isEditing = isEditing;
    this.element.classList.toggle('editing', isEditing);
  }
}

/** Puts a line break where the caret is. */
export function breakLine(box: HTMLTextAreaElement): void {
  box.setRangeText('\n', box.selectionStart, box.selectionEnd, 'end');
}
