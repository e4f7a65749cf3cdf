import { relationshipTypes } from './package/namespaces.ts';
import { OoxmlPackage } from '../package/ooxml-package.ts';
import { AddInSettings } from './model/add-in-settings.ts';
import { highestAnnotationId } from './model/annotation-ids.ts';
import { Anchors, currentSpan, type LiveSpan } from './model/anchors.ts';
import { deleteSpan } from './model/delete-span.ts';
import { changeOf, noChange, type DocumentChange } from './model/document-change.ts';
import { isLocked, settleControls, typeAtControl } from './model/edit-control.ts';
import { insertText, splitParagraph, type EditContext, type RevisionAuthor } from './model/edit-text.ts';
import { Journal } from './model/journal.ts';
import { RunningDrafts } from './model/running-drafts.ts';
import {
  comparePositions,
  isEmpty,
  samePlace,
  spanOf,
  storyParagraphs,
  type Position,
  type Span,
} from './model/story.ts';
import { childW, createW } from './model/xml.ts';
import { setTracksRevisions, tracksRevisions } from './parts/settings.ts';

export type TrackingMode = 'Off' | 'TrackAll' | 'TrackMineOnly';

/** Where a selection was begun and where it has got to; `anchor` may come after `focus`. */
export interface DocumentSelection {
  readonly anchor: Position;
  readonly focus: Position;
}

export interface WordDocumentOptions {
  /** Name that tracked changes and comments bear. */
  readonly author?: string;
  readonly now?: () => Date;
  readonly readOnly?: boolean;
}

/**
 * An opened document as something to edit: text and structure over the package's own WordprocessingML, with a selection,
 * tracked changes and exact undo. Both the object model and the page work through it.
 */
export class WordDocument {
  readonly package: OoxmlPackage;
  readonly anchors = new Anchors();
  readonly addInSettings: AddInSettings;
  /** Headers and footers. */
  readonly running: RunningDrafts;
  readonly readOnly: boolean;
  author: string;
  readonly #journal: Journal;
  readonly #now: () => Date;
  readonly #changeListeners = new Set<(change: DocumentChange) => void>();
  readonly #selectionListeners = new Set<() => void>();
  #selection: { readonly live: LiveSpan; readonly isBackward: boolean };
  #trackingMode: TrackingMode;
  /** The step that was the last one when the document was saved. */
  #savedStep: object | null = null;
  #depth = 0;
  #edits = 0;
  #lastId: number | undefined;

  constructor(
    opened: OoxmlPackage,
    { author = 'Reviewer', now = () => new Date(), readOnly = false }: WordDocumentOptions = {},
  ) {
    this.package = opened;
    this.addInSettings = new AddInSettings(opened);
    this.author = author;
    this.readOnly = readOnly;
    this.#now = now;
    if (!childW(this.body, 'p') && storyParagraphs(this.body).length === 0) {
      this.body.prepend(createW(this.body.ownerDocument, 'p'));
    }
    this.#journal = new Journal(opened);
    this.running = new RunningDrafts(opened);
    this.#trackingMode = tracksRevisions(opened) ? 'TrackAll' : 'Off';
    const [first] = storyParagraphs(this.body);
    if (!first) throw new Error('The document has no paragraph.');
    const start = { paragraph: first, offset: 0 };
    this.#selection = { live: this.anchors.track({ start, end: start }), isBackward: false };
  }

  static open(bytes: Uint8Array, options?: WordDocumentOptions): WordDocument {
    return new WordDocument(OoxmlPackage.open(bytes), options);
  }

  /** The main story, `w:body`. */
  get body(): Element {
    const body = childW(this.package.xml(this.package.documentPart).documentElement, 'body');
    if (!body) throw new Error('The document has no body.');
    return body;
  }

  get trackingMode(): TrackingMode {
    return this.#trackingMode;
  }

  set trackingMode(mode: TrackingMode) {
    this.#trackingMode = mode;
    this.#emit(noChange);
  }

  get isTracking(): boolean {
    return this.#trackingMode !== 'Off';
  }

  /** What edits need; `tracked` overrides the document's own mode. */
  editContext({ tracked = this.isTracking }: { readonly tracked?: boolean } = {}): EditContext {
    return { anchors: this.anchors, tracked: tracked ? this.revisionAuthor() : null };
  }

  revisionAuthor(): RevisionAuthor {
    return {
      name: this.author,
      date: () => this.timestamp(),
      nextId: () => this.nextAnnotationId(),
    };
  }

  /** Now, to the second, as annotations bear it. */
  timestamp(): string {
    return `${this.#now().toISOString().slice(0, 19)}Z`;
  }

  /** A number that no tracked change, comment or bookmark bears yet. */
  nextAnnotationId(): number {
    this.#lastId ??= highestAnnotationId(this.stories);
    this.#lastId += 1;
    return this.#lastId;
  }

  // ---- Editing ----

  /**
   * Runs an edit as one step of undo (inside another it joins that) and tells the listeners what changed. `joins` makes
   * it part of the step before when that has the same label: a word typed is one step.
   */
  transact<T>(label: string, edit: () => T, { joins = false }: { readonly joins?: boolean } = {}): T {
    this.#edits += 1;
    if (this.#depth > 0) {
      try {
        return edit();
      } finally {
        this.#edits += 1;
      }
    }
    let result: { readonly value: T } | undefined;
    this.#depth += 1;
    let records: readonly MutationRecord[] = [];
    try {
      records = this.#journal.record(label, () => (result = { value: this.#attaching(edit) }), joins);
    } finally {
      this.#depth -= 1;
      this.#settle(records);
    }
    if (!result) throw new Error('The edit gave no result.');
    return result.value;
  }

  /** What an edit wrote into a header that was not there becomes part of the document with it, also when the edit fails. */
  #attaching<T>(edit: () => T): T {
    try {
      return edit();
    } finally {
      this.running.attach();
    }
  }

  /** The name of the part that an element is in, which relationships of new content belong to. Within an edit. */
  partOf(element: Element): string {
    const { ownerDocument } = element;
    this.running.attach(ownerDocument);
    for (const [name, tree] of this.package.trees) if (tree === ownerDocument) return name;
    return this.package.documentPart;
  }

  /** Puts text in place of a span and leaves the caret after it; one step of undo. */
  type(span: Span, text: string): void {
    if (isLocked(span)) return;
    this.transact(
      text.length === 1 ? 'typing' : 'edit',
      () => {
        const context = this.editContext();
        const inControl = typeAtControl(this.package, span, text, context);
        if (inControl) {
          this.select({ anchor: inControl, focus: inControl });
          return;
        }
        const live = this.anchors.track(span, { growing: true });
        deleteSpan(span, context);
        const { start, end: after } = currentSpan(live);
        // Tracked, what was there stays before the new text.
        const { end } = text === '' ? { end: start } : insertText(context.tracked ? after : start, text, context);
        this.select({ anchor: end, focus: end });
        settleControls(this.package, end, context);
      },
      { joins: text.length === 1 && isEmpty(span) && !/\s/.test(text) },
    );
  }

  /** What Enter does: cuts the paragraph at the span, whose text goes, and puts the caret at the second half. */
  breakParagraph(span: Span): void {
    if (isLocked(span)) return;
    this.transact('paragraph', () => {
      const context = this.editContext();
      const live = this.anchors.track(span, { growing: true });
      deleteSpan(span, context);
      const { second } = splitParagraph(currentSpan(live).start, context);
      const start = { paragraph: second, offset: 0 };
      this.select({ anchor: start, focus: start });
    });
  }

  /** Grows with every edit, also within a request: whoever counted something tells by it whether to count again. */
  get editCount(): number {
    return this.#edits;
  }

  /** Takes the last step back. Within an edit (an add-in's request), what the edit did before is a step of its own. */
  undo(): boolean {
    this.#settle(this.#journal.commit());
    const records = this.#journal.undo();
    if (records) this.#settle(records);
    return records !== null;
  }

  redo(): boolean {
    this.#settle(this.#journal.commit());
    const records = this.#journal.redo();
    if (records) this.#settle(records);
    return records !== null;
  }

  get canUndo(): boolean {
    return this.#journal.canUndo;
  }

  get canRedo(): boolean {
    return this.#journal.canRedo;
  }

  /** Steps that can be undone: lets a caller tell whether anything happened since. */
  get undoDepth(): number {
    return this.#journal.depth;
  }

  /** Whether nothing changed since the document was opened or {@link markSaved}, or all of it was undone. */
  get isSaved(): boolean {
    return this.#journal.last === this.#savedStep;
  }

  /** Takes what there is for saved. Within an edit, what it did before is a step of its own. */
  markSaved(): void {
    this.#settle(this.#journal.commit());
    this.#savedStep = this.#journal.last;
  }

  // ---- Selection ----

  get selection(): DocumentSelection {
    const { start, end } = this.selectedSpan;
    return this.#selection.isBackward ? { anchor: end, focus: start } : { anchor: start, focus: end };
  }

  get selectedSpan(): Span {
    const span = currentSpan(this.#selection.live);
    if (span.start.paragraph.isConnected && span.end.paragraph.isConnected) return span;
    const whole = spanOf(this.body);
    const start = whole?.start ?? span.start;
    return { start, end: start };
  }

  select({ anchor, focus }: DocumentSelection): void {
    const before = this.selection;
    const isBackward = comparePositions(anchor, focus) > 0;
    const span = isBackward ? { start: focus, end: anchor } : { start: anchor, end: focus };
    this.#selection = { live: this.anchors.track(span), isBackward };
    if (samePlace(before.anchor, anchor) && samePlace(before.focus, focus)) return;
    for (const listener of this.#selectionListeners) listener();
  }

  // ---- Listening and saving ----

  onChange(listener: (change: DocumentChange) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  onSelectionChange(listener: () => void): () => void {
    this.#selectionListeners.add(listener);
    return () => this.#selectionListeners.delete(listener);
  }

  /** The document as a .docx; parts that were not edited are the bytes they came as. */
  save(): Uint8Array {
    setTracksRevisions(this.package, this.isTracking);
    this.addInSettings.store();
    return this.package.save();
  }

  /** Marks the parts that changed as edited, and tells the listeners. */
  #settle(records: readonly MutationRecord[]): void {
    this.#edits += 1;
    if (records.length === 0) return;
    const change = changeOf(records, this.package.trees);
    for (const name of change.parts) this.package.edit(name);
    this.#emit(change);
  }

  #emit(change: DocumentChange): void {
    for (const listener of this.#changeListeners) listener(change);
  }

  /** The body, the headers, the footers and the notes: parts whose annotations share their numbers. */
  get stories(): Element[] {
    const { header, footer, footnotes, endnotes } = relationshipTypes;
    const types: readonly string[] = [header, footer, footnotes, endnotes];
    const parts = this.package
      .relationships(this.package.documentPart)
      .filter(({ type, external, target }) => types.includes(type) && !external && this.package.has(target));
    return [this.package.documentPart, ...parts.map(({ target }) => target)].map(
      (name) => this.package.xml(name).documentElement,
    );
  }
}
