import { lengthOf } from './text-leaves.ts';
import { comparePositions, samePlace, type Position, type Span } from './story.ts';
import { unite } from './compare.ts';

/** A place that follows the edits made around it. */
export class Anchor {
  paragraph: Element;
  offset: number;
  /** Whether text inserted just here goes before it (`true`: it moves on) or after it. */
  readonly movesOn: boolean;

  constructor(position: Position, movesOn: boolean) {
    this.paragraph = position.paragraph;
    this.offset = position.offset;
    this.movesOn = movesOn;
  }

  get position(): Position {
    return { paragraph: this.paragraph, offset: Math.min(this.offset, lengthOf(this.paragraph)) };
  }
}

/** A stretch of text that follows the edits made around it. */
export interface LiveSpan {
  readonly start: Anchor;
  readonly end: Anchor;
}

interface Growth {
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** All anchors of a document, by paragraph, held weakly: who drops a range drops its anchors. */
export class Anchors {
  readonly #byParagraph = new Map<Element, Set<WeakRef<Anchor>>>();

  /** A live span that text inserted at its edges does not join, unless it is `growing`, at both or at one. */
  track(span: Span, { growing = false }: { readonly growing?: boolean | Growth } = {}): LiveSpan {
    const { atStart, atEnd } = typeof growing === 'boolean' ? { atStart: growing, atEnd: growing } : growing;
    return { start: this.#add(new Anchor(span.start, !atStart)), end: this.#add(new Anchor(span.end, atEnd)) };
  }

  /** A live span from the first of some to the last, growing at each edge as one of them does that ends there. */
  around(lives: readonly [LiveSpan, ...LiveSpan[]]): LiveSpan {
    const span = lives.map(currentSpan).reduce(unite);
    const growing = {
      atStart: lives.some(({ start }) => !start.movesOn && samePlace(start.position, span.start)),
      atEnd: lives.some(({ end }) => end.movesOn && samePlace(end.position, span.end)),
    };
    return this.track(span, { growing });
  }

  /** Tells that `removed` units from `at` were replaced by `inserted` units. */
  replaced(paragraph: Element, at: number, removed: number, inserted: number): void {
    this.#each(paragraph, (anchor) => {
      if (anchor.offset < at) return;
      if (removed === 0 && anchor.offset === at) {
        if (anchor.movesOn) anchor.offset += inserted;
      } else if (anchor.offset <= at + removed && removed > 0) {
        anchor.offset =
          anchor.offset === at ? at : anchor.movesOn || anchor.offset === at + removed ? at + inserted : at;
      } else anchor.offset += inserted - removed;
    });
  }

  /** Tells that what stood in `from` at or after `at` now stands in `to`, `shift` units further. */
  moved(from: Element, at: number, to: Element, shift: number): void {
    this.#each(from, (anchor) => {
      if (anchor.offset < at || (anchor.offset === at && !anchor.movesOn && at !== 0)) return false;
      anchor.offset += shift;
      anchor.paragraph = to;
      this.#register(anchor);
      return true;
    });
  }

  /** Tells that a paragraph was cut: what stood after `at` is now in `second`. */
  splitOff(paragraph: Element, at: number, second: Element): void {
    this.#each(paragraph, (anchor) => {
      if (anchor.offset < at || (anchor.offset === at && !anchor.movesOn)) return false;
      anchor.paragraph = second;
      anchor.offset -= at;
      this.#register(anchor);
      return true;
    });
  }

  /** Tells that a paragraph is gone: its anchors go to one place. */
  collapse(paragraph: Element, to: Position): void {
    this.#each(paragraph, (anchor) => {
      anchor.paragraph = to.paragraph;
      anchor.offset = to.offset;
      this.#register(anchor);
      return true;
    });
  }

  #add(anchor: Anchor): Anchor {
    this.#register(anchor);
    return anchor;
  }

  #register(anchor: Anchor): void {
    const set = this.#byParagraph.get(anchor.paragraph) ?? new Set();
    set.add(new WeakRef(anchor));
    this.#byParagraph.set(anchor.paragraph, set);
  }

  /** Visits the live anchors of a paragraph; those for which `visit` says true have left it. */
  #each(paragraph: Element, visit: (anchor: Anchor) => unknown): void {
    const references = this.#byParagraph.get(paragraph);
    if (!references) return;
    for (const reference of [...references]) {
      const anchor = reference.deref();
      if (!anchor || anchor.paragraph !== paragraph || visit(anchor) === true) references.delete(reference);
    }
    if (references.size === 0) this.#byParagraph.delete(paragraph);
  }
}

/** Where a live span is now. Text put in at an empty one leaves it empty, before that text. */
export function currentSpan(live: LiveSpan): Span {
  const { position: start } = live.start;
  const { position: end } = live.end;
  if (start.paragraph === end.paragraph ? start.offset > end.offset : comparePositions(start, end) > 0)
    return { start: end, end };
  return { start, end };
}
