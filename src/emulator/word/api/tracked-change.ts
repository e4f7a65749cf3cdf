import { declareApi, HostError } from '../../richapi/object-model.ts';
import { currentSpan, type LiveSpan } from '../model/anchors.ts';
import { comparePositions, isEmpty, storyOf, type Span } from '../model/story.ts';
import { relationshipTypes } from '../package/namespaces.ts';
import { spanOfChange, trackedChangesOf, type TrackedChange as Change } from '../parts/revisions.ts';
import { settle, settleAll, type Settlement } from '../parts/settle-revisions.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { endOf, requireWritable, startOf } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/**
 * `Word.TrackedChange`: neighbouring marks of one author, kind and minute, as a person counts changes. What it says is
 * what it said when it was listed; once it is accepted or rejected there is nothing left to settle.
 */
export class TrackedChange {
  readonly model: WordModel;
  readonly change: Change;
  readonly #live: LiveSpan | null;

  constructor(model: WordModel, change: Change) {
    this.model = model;
    this.change = change;
    const span = spanOfChange(change);
    this.#live = span && model.document.anchors.track(span);
  }

  get span(): Span {
    return this.#live ? currentSpan(this.#live) : notFound();
  }

  getRange(location: unknown): object {
    switch (location ?? 'Whole') {
      case 'Whole':
        return this.model.range(this.span);
      case 'Start':
        return this.model.range(startOf(this.span));
      case 'End':
        return this.model.range(endOf(this.span));
      default:
        throw new HostError('InvalidArgument', `The range location '${String(location)}' is not known.`);
    }
  }

  /** The change after this one in its story, or `null`. */
  nextOrNull(): TrackedChange | null {
    const own = this.change.revisions.at(-1)?.element;
    if (!own?.isConnected) notFound();
    const all = trackedChangesOf(storyOf(own));
    const index = all.findIndex(({ revisions }) => revisions.some(({ element }) => element === own));
    const next = all[index + 1];
    return next ? new TrackedChange(this.model, next) : null;
  }

  settle(how: Settlement): void {
    settleChanges(this.model, [this], how);
  }
}

function settleChanges(model: WordModel, changes: readonly TrackedChange[], how: Settlement): void {
  const { document } = model;
  requireWritable(document);
  const revisions = changes.flatMap(({ change }) => change.revisions).filter(({ element }) => element.isConnected);
  document.transact(how, () => settle(revisions, how, document.anchors));
}

const storyTypes: readonly string[] = [
  relationshipTypes.header,
  relationshipTypes.footer,
  relationshipTypes.footnotes,
  relationshipTypes.endnotes,
];

/** Settles every change of the document, in headers, footers and notes too: `Document.acceptAllRevisions`. */
export function settleDocument({ document }: WordModel, how: Settlement): void {
  requireWritable(document);
  const { package: opened } = document;
  const stories = opened
    .relationships(opened.documentPart)
    .filter(({ type, external, target }) => storyTypes.includes(type) && !external && opened.has(target))
    .map(({ target }) => opened.xml(target).documentElement);
  document.transact(how, () => {
    for (const story of [document.body, ...stories]) settleAll(story, how, document.anchors);
  });
}

/** `Word.TrackedChangeCollection`. */
export class TrackedChangeCollection extends HostCollection {
  readonly #model: WordModel;

  constructor(model: WordModel, items: () => readonly TrackedChange[]) {
    super(items);
    this.#model = model;
  }

  settle(how: Settlement): void {
    settleChanges(this.#model, this.items as readonly TrackedChange[], how);
  }
}

/** The changes that touch any of a span: `getTrackedChanges`. */
export function trackedChangesIn(model: WordModel, span: () => Span): TrackedChangeCollection {
  return new TrackedChangeCollection(model, () => {
    const wanted = span();
    return trackedChangesOf(storyOf(wanted.start.paragraph))
      .filter((change) => touches(spanOfChange(change), wanted))
      .map((change) => new TrackedChange(model, change));
  });
}

/** Whether a change and a span have text in common; a paragraph's end, and a caret, belong to what they stand at. */
function touches(change: Span | null, wanted: Span): boolean {
  if (!change) return false;
  const isPoint = isEmpty(change) || isEmpty(wanted);
  const [before, after] = [comparePositions(change.start, wanted.end), comparePositions(change.end, wanted.start)];
  return isPoint ? before <= 0 && after >= 0 : before < 0 && after > 0;
}

declareApi(TrackedChange, {
  name: 'Word.TrackedChange',
  members: {
    author: { kind: 'property', since: 'WordApi 1.6', get: (self) => self.change.author },
    date: { kind: 'property', since: 'WordApi 1.6', get: (self) => self.change.date },
    text: { kind: 'property', since: 'WordApi 1.6', get: (self) => self.change.text },
    type: { kind: 'property', since: 'WordApi 1.6', get: (self) => self.change.type },
    accept: { kind: 'method', since: 'WordApi 1.6', writes: true, call: (self) => self.settle('accept') },
    reject: { kind: 'method', since: 'WordApi 1.6', writes: true, call: (self) => self.settle('reject') },
    getNext: { kind: 'method', since: 'WordApi 1.6', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.6', call: (self) => self.nextOrNull() },
    getRange: { kind: 'method', since: 'WordApi 1.6', call: (self, location: unknown) => self.getRange(location) },
  },
});

declareCollection(TrackedChangeCollection, 'Word.TrackedChangeCollection', 'WordApi 1.6', {
  acceptAll: { kind: 'method', since: 'WordApi 1.6', writes: true, call: (self) => self.settle('accept') },
  rejectAll: { kind: 'method', since: 'WordApi 1.6', writes: true, call: (self) => self.settle('reject') },
});
