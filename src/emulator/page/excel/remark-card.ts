import { addComment, addReply, deleteComment, patchComment, remarksAt } from '../../excel/edit/comments.ts';
import { hyperlinkAt } from '../../excel/edit/hyperlinks.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellArea } from '../../excel/model/address.ts';
import type { HyperlinkState } from '../../excel/model/hyperlink.ts';
import type { CommentState, NoteState } from '../../excel/model/workbook-state.ts';
import {
  commentCard,
  newCommentCard,
  type CardContext,
  type CardThread,
  type CommentActions,
} from '../comment-card.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';
import { goTo } from './go-to.ts';
import type { GridView } from './grid-view.ts';
import type { Cell } from './sheet-scroller.ts';

/** The card beside a cell with its thread, its note or its link: of the active cell, or of the one that the pointer is over. */
export class RemarkCard {
  readonly #document: ExcelDocument;
  readonly #grid: GridView;
  readonly #context: CardContext;
  readonly #stop: () => void;
  readonly #authors: string[] = [];
  #card: HTMLElement | null = null;
  #shown: { readonly cell: Cell; readonly key: object | null } | null = null;

  constructor(document: ExcelDocument, grid: GridView, strings: Strings, locale: string) {
    this.#document = document;
    this.#grid = grid;
    this.#context = { strings, locale, authorClass: (author) => `author-${this.#authorNumber(author)}` };
    this.#stop = document.onEvents(() => this.#showActive());
    this.#showActive();
  }

  close(): void {
    this.#stop();
    this.#card?.remove();
  }

  /** Shows what the cell under the pointer has; the active cell's where it has nothing. */
  point(cell: Cell): void {
    // A text that is being written in a card is not taken away.
    if (this.#card?.querySelector('textarea')) return;
    if (this.#at(cell)) this.#show(cell);
    else if (!this.#isOnTheWay(cell)) this.#showActive();
  }

  /** A card to begin a thread at the active cell. */
  begin(): void {
    const { activeSheet, selection, author } = this.#document;
    const cell = selection.activeCell;
    const { comment, note } = remarksAt(this.#document, activeSheet, cell.row, cell.column);
    if (comment || note) {
      this.#show(cell);
      return;
    }
    const post = (content: string): void => {
      this.#document.transact('comment', () =>
        addComment(this.#document, { sheet: activeSheet, ...cell }, { content, mentions: [] }),
      );
      this.#grid.focus();
    };
    const card = newCommentCard(this.#context, author, post, () => {
      this.#place(null, cell);
      this.#grid.focus();
    });
    this.#place(card, cell);
    card.querySelector('textarea')?.focus();
  }

  #showActive(): void {
    if (this.#card?.contains(document.activeElement) && this.#card.querySelector('textarea')) return;
    this.#show(this.#document.selection.activeCell);
  }

  #show(cell: Cell): void {
    const key = this.#at(cell);
    const isSame =
      this.#shown?.key === key && this.#shown.cell.row === cell.row && this.#shown.cell.column === cell.column;
    if (isSame) return;
    this.#shown = { cell, key };
    this.#place(key && this.#cardOf(key), cell);
  }

  /** What there is to show of a cell: what was said at it comes before where it leads. */
  #at({ row, column }: Cell): CommentState | NoteState | HyperlinkState | null {
    const { activeSheet } = this.#document;
    const { comment, note } = remarksAt(this.#document, activeSheet, row, column);
    return comment ?? note ?? hyperlinkAt(this.#document, activeSheet, cellArea(row, column));
  }

  /** Whether the pointer crosses this cell to a link in the card beside it. */
  #isOnTheWay({ row, column }: Cell): boolean {
    const { cell } = this.#shown ?? {};
    return this.#card?.matches('.link-card') === true && cell?.row === row && cell.column + 1 === column;
  }

  #cardOf(shown: CommentState | NoteState | HyperlinkState): HTMLElement {
    if ('documentReference' in shown) return this.#linkCard(shown);
    if (!('replies' in shown)) return this.#noteCard(shown);
    return commentCard(threadOf(shown), this.#context, this.#actions(shown), () => undefined);
  }

  #place(card: HTMLElement | null, cell: Cell): void {
    this.#card?.remove();
    this.#card = card;
    if (!card) {
      this.#shown = null;
      return;
    }
    const { x, y, width } = this.#grid.scroller.boxOf(cell);
    card.classList.add('cell-card');
    card.style.left = `${x + width + 6}px`;
    card.style.top = `${y}px`;
    this.#grid.scroller.element.append(card);
  }

  #noteCard({ author, content }: NoteState): HTMLElement {
    const { strings } = this.#context;
    return el(
      'article',
      { class: 'card note-card', attributes: { 'aria-label': strings.noteBy(author) } },
      el('div', { class: 'by' }, el('b', {}, author), el('span', { class: 'when' }, strings.note)),
      el('p', {}, content),
    );
  }

  /** An address that is none of the web or of mail is told, and leads nowhere. */
  #linkCard({ address, documentReference, screenTip }: HyperlinkState): HTMLElement {
    const { strings } = this.#context;
    const place = documentReference === '' ? '' : `#${documentReference}`;
    const leads = /^(?:https?|mailto):/i.test(address);
    const way = leads
      ? el(
          'a',
          { attributes: { href: address + place, target: '_blank', rel: 'noopener noreferrer' } },
          address + place,
        )
      : el(
          'button',
          { class: 'link', attributes: { type: 'button' } },
          address + (address === '' ? place.slice(1) : place),
        );
    if (way instanceof HTMLButtonElement) {
      way.disabled = address !== '';
      way.addEventListener('click', () => {
        goTo(this.#document, documentReference);
        this.#grid.focus();
      });
    }
    return el(
      'article',
      { class: 'card link-card', attributes: { 'aria-label': strings.link } },
      ...(screenTip === '' ? [] : [el('p', {}, screenTip)]),
      way,
    );
  }

  #actions({ id }: CommentState): CommentActions | null {
    const document = this.#document;
    if (document.readOnly) return null;
    const edit = (change: (thread: CommentState) => void): void => {
      const thread = document.state.comments.find((each) => each.id === id);
      if (thread) document.transact('comment', () => change(thread));
      this.#grid.focus();
    };
    return {
      reply: (_, content) => edit((thread) => void addReply(document, thread, { content, mentions: [] })),
      setResolved: (_, resolved) =>
        edit((thread) =>
          patchComment(document, thread, { resolved }, resolved ? 'CommentResolved' : 'CommentReopened'),
        ),
      remove: () => edit((thread) => deleteComment(document, thread)),
    };
  }

  #authorNumber(author: string): number {
    if (!this.#authors.includes(author)) this.#authors.push(author);
    return this.#authors.indexOf(author) % 6;
  }
}

function threadOf({ id, author, created, content, resolved, replies }: CommentState): CardThread {
  return {
    id,
    author,
    date: created,
    text: content,
    isResolved: resolved,
    replies: replies.map((reply) => ({ id: reply.id, author: reply.author, date: reply.created, text: reply.content })),
  };
}
