import type { DocumentView } from './document-view.ts';
import { inOrder, samePosition, type SelectionView, type TextSelection } from './selection-view.ts';
import type { TextPosition, TextPositions } from './text-positions.ts';

/** What typing asks of the document. Each call is one step of undo, and moves the selection as Word would. */
export interface TypingModel {
  readonly isReadOnly: boolean;
  selection(): TextSelection | null;
  select(selection: TextSelection): void;
  /** Puts plain text in place of a stretch of text; line feeds begin new paragraphs, vertical tabs new lines. */
  replace(start: TextPosition, end: TextPosition, text: string): void;
  splitParagraph(start: TextPosition, end: TextPosition): void;
  toggle(format: 'bold' | 'italic' | 'underline'): void;
  undo(): void;
  redo(): void;
  /** First and last place of the body's text. */
  edges(): { readonly first: TextPosition; readonly last: TextPosition } | null;
  /** Moves from a table cell to the next or previous one; `false` outside tables. */
  moveCell(backwards: boolean): boolean;
  /** The selected text as plain text and HTML, for the clipboard. */
  copied(): { readonly text: string; readonly html: string };
}

/**
 * Turns what the browser is about to do to the edited page into edits of the document, and stops the browser from doing
 * it: the page changes only by being rendered again. Only an input method is let loose on the page, since it cannot be
 * stopped; when it is done, its text goes into the document and the blocks it touched are rendered afresh.
 */
export class Typing {
  readonly #view: DocumentView;
  readonly #positions: TextPositions;
  readonly #selection: SelectionView;
  readonly #model: TypingModel;
  readonly #stop = new AbortController();
  #composedAt: readonly [TextPosition, TextPosition] | null = null;

  constructor(view: DocumentView, positions: TextPositions, selection: SelectionView, model: TypingModel) {
    this.#view = view;
    this.#positions = positions;
    this.#selection = selection;
    this.#model = model;
    const { signal } = this.#stop;
    const { root } = view;
    root.addEventListener('beforeinput', (event) => this.#beforeInput(event), { signal });
    root.addEventListener('keydown', (event) => this.#keyDown(event), { signal });
    root.addEventListener('compositionstart', () => this.#startComposing(), { signal });
    root.addEventListener('compositionend', (event) => this.#endComposing(event.data), { signal });
    root.addEventListener('copy', (event) => this.#copy(event), { signal });
    root.addEventListener('cut', (event) => this.#cut(event), { signal });
    root.addEventListener('paste', (event) => this.#paste(event), { signal });
    root.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
  }

  close(): void {
    this.#stop.abort();
  }

  #beforeInput(event: InputEvent): void {
    if (event.inputType === 'insertCompositionText' || event.isComposing) return;
    event.preventDefault();
    this.#selection.sync();
    if (event.inputType === 'historyUndo') {
      this.#model.undo();
      return;
    }
    if (event.inputType === 'historyRedo') {
      this.#model.redo();
      return;
    }
    const range = this.#targetOf(event);
    if (!range || this.#model.isReadOnly) return;
    const [start, end] = range;
    switch (event.inputType) {
      case 'insertText':
      case 'insertReplacementText': {
        this.#model.replace(start, end, event.data ?? event.dataTransfer?.getData('text/plain') ?? '');
        return;
      }
      case 'insertParagraph': {
        this.#model.splitParagraph(start, end);
        return;
      }
      case 'insertLineBreak': {
        this.#model.replace(start, end, '\u000b');
        return;
      }
      case 'formatBold': {
        this.#model.toggle('bold');
        return;
      }
      case 'formatItalic': {
        this.#model.toggle('italic');
        return;
      }
      case 'formatUnderline': {
        this.#model.toggle('underline');
        return;
      }
      default:
        if (event.inputType.startsWith('delete') && !samePosition(start, end)) this.#model.replace(start, end, '');
    }
  }

  /** The stretch of text that the browser is about to change: more than the selection for Backspace or Ctrl+Delete. */
  #targetOf(event: InputEvent): readonly [TextPosition, TextPosition] | null {
    const selected = this.#model.selection();
    const [target] = event.getTargetRanges();
    const isOwnRange = event.inputType.startsWith('delete') || event.inputType === 'insertReplacementText';
    if (target && isOwnRange && (!selected || samePosition(selected.anchor, selected.focus))) {
      const start = this.#positions.fromDom(target.startContainer, target.startOffset);
      const end = this.#positions.fromDom(target.endContainer, target.endOffset);
      if (start && end) return this.#wholeCharacters(event.inputType, start, end, selected?.focus);
    }
    return selected && inOrder(selected);
  }

  /** Where the browser sees nothing to delete (an empty paragraph, a break before a picture), takes the next unit itself. */
  #wholeCharacters(
    inputType: string,
    start: TextPosition,
    end: TextPosition,
    caret: TextPosition | undefined,
  ): readonly [TextPosition, TextPosition] {
    if (!samePosition(start, end) || !caret) return [start, end];
    const isBackward = inputType.includes('Backward');
    if (isBackward && caret.offset > 0) return [{ ...caret, offset: caret.offset - 1 }, caret];
    if (!isBackward && caret.offset < this.#positions.lengthOf(caret.paragraph))
      return [caret, { ...caret, offset: caret.offset + 1 }];
    const neighbour = this.#neighbour(caret.paragraph, isBackward);
    if (!neighbour) return [start, end];
    return isBackward
      ? [{ paragraph: neighbour, offset: this.#positions.lengthOf(neighbour) }, caret]
      : [caret, { paragraph: neighbour, offset: 0 }];
  }

  #neighbour(paragraph: Element, isBackward: boolean): Element | null {
    const shown = this.#view.nodeOf(paragraph);
    if (!(shown instanceof HTMLElement)) return null;
    const all = [...this.#view.root.querySelectorAll<HTMLElement>('.chunk .paragraph')];
    const next = all[all.indexOf(shown) + (isBackward ? -1 : 1)];
    // Joining never crosses the border of a cell.
    if (!next || next.closest('td,th') !== shown.closest('td,th')) return null;
    return this.#view.sourceOf(next) ?? null;
  }

  #keyDown(event: KeyboardEvent): void {
    this.#selection.sync();
    const selected = this.#model.selection();
    // An input method is about to start on a selection: it must find the selection already gone.
    if (event.key === 'Process' && !event.isComposing && selected && !samePosition(selected.anchor, selected.focus)) {
      if (!this.#model.isReadOnly) this.#model.replace(...inOrder(selected), '');
      return;
    }
    if (event.isComposing) return;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.key === 'Tab' && !isCommand) {
      this.#tab(event);
      return;
    }
    if (!isCommand) return;
    const handled = this.#shortcut(key, event.shiftKey);
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #shortcut(key: string, isShifted: boolean): boolean {
    const edges = key === 'a' || key === 'Home' || key === 'End' ? this.#model.edges() : null;
    const selected = this.#model.selection();
    if (key === 'z' && isShifted) this.#model.redo();
    else if (key === 'z') this.#model.undo();
    else if (key === 'y') this.#model.redo();
    else if (key === 'b') this.#model.toggle('bold');
    else if (key === 'i') this.#model.toggle('italic');
    else if (key === 'u') this.#model.toggle('underline');
    else if (key === 'a' && edges) this.#select({ anchor: edges.first, focus: edges.last }, false);
    else if ((key === 'Home' || key === 'End') && edges) {
      const focus = key === 'Home' ? edges.first : edges.last;
      this.#select({ anchor: isShifted && selected ? selected.anchor : focus, focus }, true);
    } else return false;
    return true;
  }

  #select(selection: TextSelection, reveal: boolean): void {
    this.#model.select(selection);
    this.#selection.show(reveal);
  }

  #tab(event: KeyboardEvent): void {
    if (this.#model.moveCell(event.shiftKey)) {
      event.preventDefault();
      this.#selection.show(true);
      return;
    }
    const selected = this.#model.selection();
    if (event.shiftKey || !selected || this.#model.isReadOnly) return;
    event.preventDefault();
    this.#model.replace(...inOrder(selected), '\t');
  }

  #startComposing(): void {
    this.#selection.sync();
    const selected = this.#model.selection();
    this.#composedAt = selected && inOrder(selected);
    this.#selection.isComposing = true;
  }

  #endComposing(text: string): void {
    this.#selection.isComposing = false;
    const at = this.#composedAt;
    this.#composedAt = null;
    if (!at) return;
    // The input method wrote into the page: put the page back before the document changes.
    this.#view.refresh([at[0].paragraph, at[1].paragraph], false);
    if (text && !this.#model.isReadOnly) this.#model.replace(...at, text);
    else this.#selection.show();
  }

  #copy(event: ClipboardEvent): void {
    this.#selection.sync();
    const { text, html } = this.#model.copied();
    if (!text) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
  }

  #cut(event: ClipboardEvent): void {
    this.#copy(event);
    event.preventDefault();
    const selected = this.#model.selection();
    if (selected && !this.#model.isReadOnly) this.#model.replace(...inOrder(selected), '');
  }

  #paste(event: ClipboardEvent): void {
    event.preventDefault();
    this.#selection.sync();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const selected = this.#model.selection();
    if (text && selected && !this.#model.isReadOnly)
      this.#model.replace(...inOrder(selected), text.replace(/\r\n?/g, '\n'));
  }
}
