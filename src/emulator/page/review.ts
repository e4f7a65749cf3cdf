import { SideCards, type SideCard } from '../view/side-cards.ts';
import type { Session } from './session.ts';
import type { DocumentChange } from '../word/model/document-change.ts';
import type { WordDocument } from '../word/word-document.ts';
import { comparePositions, isEmpty, paragraphsOf, samePlace, type Span } from '../word/model/story.ts';
import { commentCard, newCommentCard, whenText, type CardContext } from './comment-card.ts';
import type { Command } from './controls.ts';
import { el, icon } from './dom.ts';
import { changesIn, settleBody, settleChanges, type Change } from './revisions.ts';
import { CommentEdits, listComments } from './comments.ts';
import type { CommentThread } from '../word/parts/comments.ts';
import type { Strings } from './strings.ts';

/** Tracked changes and comments of the opened document: cards at the side, going from one to the next, settling them. */
export class Review {
  readonly #document: WordDocument;
  readonly #session: () => Session;
  readonly #cards: SideCards;
  readonly #strings: Strings;
  readonly #onChange: () => void;
  readonly #edits: CommentEdits;
  readonly #locale: string;
  readonly #commentElements = new Map<string, { readonly key: string; readonly element: HTMLElement }>();
  #isShown = true;
  #current: Change | null = null;
  #currentComment: string | null = null;
  #draft: { readonly span: Span; readonly card: SideCard } | null = null;
  #changes: readonly Change[] | null = null;
  #threads: readonly CommentThread[] | null = null;
  #isPlanned = false;
  #isDraftShown = false;

  constructor(
    document: WordDocument,
    session: () => Session,
    scroller: HTMLElement,
    strings: Strings,
    onChange: () => void,
  ) {
    this.#document = document;
    this.#session = session;
    this.#strings = strings;
    this.#onChange = onChange;
    this.#edits = new CommentEdits(document);
    this.#locale = window.document.documentElement.lang;
    this.#cards = new SideCards(scroller, () => session().view.root, strings.comments, onChange);
  }

  start(isShown: boolean): void {
    this.#isShown = isShown;
    this.#plan();
  }

  close(): void {
    for (const name of ['comment', 'comment-current']) CSS.highlights.delete(name);
    this.#cards.close();
  }

  showComments(isShown: boolean): void {
    this.#isShown = isShown;
    this.#plan();
  }

  /** After an edit. */
  follow(change: DocumentChange): void {
    if (change.parts.size > 0) {
      this.#changes = null;
      this.#threads = null;
    }
    this.#plan();
  }

  /** After the view rendered: marks and anchors may be new elements. */
  rendered(): void {
    this.#plan();
  }

  followSelection(): void {
    const revision = this.#changeAt();
    const comment = this.#commentAt();
    if (revision?.element === this.#current?.element && comment === this.#currentComment) return;
    this.#current = revision;
    this.#currentComment = comment;
    this.#plan();
  }

  /** Selects the next or previous change, going round at the ends. */
  go(direction: 'next' | 'previous'): void {
    const changes = this.#all().filter(({ span }) => span !== null);
    const { start, end } = this.#document.selectedSpan;
    const at = changes.findIndex(({ span }) => span && samePlace(span.start, start) && samePlace(span.end, end));
    const step = direction === 'next' ? 1 : -1;
    const near =
      direction === 'next'
        ? changes.find(({ span }) => span && comparePositions(span.start, end) >= 0)
        : changes.findLast(({ span }) => span && comparePositions(span.end, start) <= 0);
    const target = at >= 0 ? changes.at((at + step) % changes.length) : (near ?? changes.at(step === 1 ? 0 : -1));
    if (!target?.span) return;
    this.#document.select({ anchor: target.span.start, focus: target.span.end });
    this.#session().view.root.focus();
  }

  /** Accepts or rejects the change at the selection, or every change within it, and goes on to the next. */
  settleCurrent(how: 'accept' | 'reject'): void {
    const chosen = this.#selected();
    if (chosen.length === 0) {
      this.go('next');
      return;
    }
    settleChanges(this.#document, chosen, how);
    this.#changes = null;
    this.go('next');
    this.#onChange();
  }

  settleAll(how: 'accept' | 'reject'): void {
    settleBody(this.#document, how);
    this.#onChange();
  }

  contextCommands(): readonly Command[] {
    const strings = this.#strings;
    if (this.#document.readOnly) return [];
    const settle = (label: string, how: 'accept' | 'reject'): Command => ({
      label,
      icon: how,
      run: () => this.settleCurrent(how),
    });
    return [
      ...(this.#selected().length > 0
        ? [settle(strings.acceptThis, 'accept'), settle(strings.rejectThis, 'reject')]
        : []),
      ...(isEmpty(this.#document.selectedSpan)
        ? []
        : [{ label: strings.newComment, icon: 'comment' as const, run: () => this.beginComment() }]),
    ];
  }

  /** Opens an empty card for a comment on the selection. */
  beginComment(): void {
    const span = this.#document.selectedSpan;
    this.#isShown = true;
    this.#isDraftShown = false;
    const done = (): void => {
      this.#draft = null;
      this.#session().view.root.focus();
      this.#plan();
    };
    const element = newCommentCard(
      this.#context(),
      this.#document.author,
      (text) => {
        this.#edits.add(span, text);
        done();
      },
      done,
    );
    const anchor = (): Node | null => this.#session().positions.toDom(span.start)?.node ?? null;
    this.#draft = { span, card: { key: 'draft', element, anchor } };
    this.#plan();
  }

  #all(): readonly Change[] {
    this.#changes ??= changesIn(this.#document.body);
    return this.#changes;
  }

  #allThreads(): readonly CommentThread[] {
    this.#threads ??= listComments(this.#document);
    return this.#threads;
  }

  /** Changes that the selection touches; looked for in its own paragraphs, since this runs at every move of the caret. */
  #selected(limit = Number.POSITIVE_INFINITY): readonly Change[] {
    const { start, end } = this.#document.selectedSpan;
    const paragraphs = paragraphsOf({ start, end }).slice(0, limit);
    return paragraphs.flatMap(changesIn).filter(({ span }) => {
      if (!span) return false;
      if (isEmpty({ start, end }))
        return comparePositions(span.start, start) <= 0 && comparePositions(end, span.end) <= 0;
      return comparePositions(span.start, end) < 0 && comparePositions(start, span.end) < 0;
    });
  }

  /** The one change that is meant: the one around the caret, or the only one in a selection. */
  #changeAt(): Change | null {
    const selected = this.#selected(20);
    return isEmpty(this.#document.selectedSpan) || selected.length === 1 ? (selected[0] ?? null) : null;
  }

  /** The comment whose text the caret is in. */
  #commentAt(): string | null {
    const { focus } = this.#document.selection;
    const point = this.#session().positions.toDom(focus);
    if (!point) return null;
    for (const [id, range] of this.#ranges()) if (range.isPointInRange(point.node, point.offset)) return id;
    return null;
  }

  #context(): CardContext {
    const { source } = this.#session();
    return {
      strings: this.#strings,
      locale: this.#locale,
      authorClass: (author) => `author-${source.authorIndex(author)}`,
    };
  }

  /** Lays cards and highlights out anew before the next frame. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    requestAnimationFrame(() => {
      this.#isPlanned = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { view } = this.#session();
    const ranges = this.#isShown ? this.#ranges() : new Map<string, Range>();
    CSS.highlights.set(
      'comment',
      new Highlight(...[...ranges].filter(([id]) => id !== this.#currentComment).map(([, range]) => range)),
    );
    const current = this.#currentComment === null ? undefined : ranges.get(this.#currentComment);
    if (current) CSS.highlights.set('comment-current', new Highlight(current));
    else CSS.highlights.delete('comment-current');
    for (const old of view.root.querySelectorAll('.change.current')) old.classList.remove('current');
    const revision = this.#current && view.nodeOf(this.#current.element);
    if (revision instanceof HTMLElement) revision.classList.add('current');
    this.#cards.set([...this.#commentCards(), ...this.#changeCard(), ...(this.#draft ? [this.#draft.card] : [])]);
    if (this.#draft && !this.#isDraftShown) {
      this.#isDraftShown = true;
      this.#draft.card.element.querySelector('textarea')?.focus();
    }
  }

  /** Where each comment's text is on the page, by its id. */
  #ranges(): Map<string, Range> {
    const { view } = this.#session();
    const ranges = new Map<string, Range>();
    for (const { id, rangeStart, rangeEnd } of this.#allThreads()) {
      const [from, to] = [rangeStart && view.nodeOf(rangeStart), rangeEnd && view.nodeOf(rangeEnd)];
      if (!from?.isConnected || !to?.isConnected) continue;
      const range = window.document.createRange();
      range.setStartAfter(from);
      range.setEndBefore(to);
      ranges.set(id, range);
    }
    return ranges;
  }

  #commentCards(): readonly SideCard[] {
    if (!this.#isShown) return [];
    const { view } = this.#session();
    const actions = this.#document.readOnly ? null : this.#edits;
    return this.#allThreads().map((thread) => {
      const key = JSON.stringify([
        thread.text,
        thread.isResolved,
        thread.replies.map((reply) => [reply.id, reply.text]),
      ]);
      const known = this.#commentElements.get(thread.id);
      const element =
        known?.key === key
          ? known.element
          : commentCard(thread, this.#context(), actions, () => this.#selectComment(thread.id));
      this.#commentElements.set(thread.id, { key, element });
      element.classList.toggle('current', thread.id === this.#currentComment);
      const mark = thread.rangeStart ?? thread.reference;
      return { key: thread.id, element, anchor: () => (mark && view.nodeOf(mark)) ?? null };
    });
  }

  #selectComment(id: string): void {
    if (this.#currentComment === id) return;
    this.#currentComment = id;
    this.#plan();
  }

  /** The card of the change that the caret is in: who, when, and what to do with it. */
  #changeCard(): readonly SideCard[] {
    const revision = this.#current;
    const strings = this.#strings;
    if (!revision?.span) return [];
    const { view } = this.#session();
    const button = (label: string, how: 'accept' | 'reject'): HTMLElement =>
      el(
        'button',
        {
          class: 'control',
          attributes: { type: 'button' },
          on: { click: () => this.settleCurrent(how), mousedown: (event) => event.preventDefault() },
        },
        icon(how, 14),
        label,
      );
    const element = el(
      'article',
      {
        class: `card change-card ${this.#context().authorClass(revision.author)}`,
        attributes: { 'aria-label': strings.changeBy(revision.author, strings[revision.kind]) },
      },
      el(
        'div',
        { class: 'by' },
        el('b', {}, revision.author),
        el('span', {}, strings[revision.kind]),
        el('span', { class: 'when' }, whenText(revision.date, this.#locale)),
      ),
      this.#document.readOnly
        ? null
        : el('div', { class: 'actions' }, button(strings.accept, 'accept'), button(strings.reject, 'reject')),
    );
    return [{ key: 'change', element, anchor: () => view.nodeOf(revision.element) ?? null }];
  }
}
