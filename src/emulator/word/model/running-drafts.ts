import { serializeXml, type OoxmlPackage } from '../../package/ooxml-package.ts';
import {
  attachRunning,
  blankRunning,
  runningPart,
  sectionsOf,
  type RunningKind,
  type RunningType,
} from '../parts/headers-footers.ts';

/** A header or footer that the document has not: empty until it is written to, and a part of the document from then on. */
interface Draft {
  readonly kind: RunningKind;
  readonly type: RunningType;
  readonly tree: XMLDocument;
  readonly blank: string;
}

/**
 * The headers and footers of a document as something to edit. Looking at one that is not there must not change the file, so
 * it is kept apart as a draft and attached by the first edit, as a part of that edit's step.
 */
export class RunningDrafts {
  readonly #package: OoxmlPackage;
  readonly #drafts = new Map<string, Draft>();

  constructor(opened: OoxmlPackage) {
    this.#package = opened;
  }

  /**
   * `w:hdr` or `w:ftr` for a section: its own, or that of the nearest section before it, as Word links them. Where there is
   * none, the first section gets it.
   */
  root(section: Element, kind: RunningKind, type: RunningType): Element {
    const known = runningPart(this.#package, section, kind, type);
    if (known) return known.root;
    const key = `${kind} ${type}`;
    let draft = this.#drafts.get(key);
    if (!draft) {
      const tree = blankRunning(this.#package, kind);
      // The journal watches it from now on.
      this.#package.onTreeParsed(tree, key);
      draft = { kind, type, tree, blank: serializeXml(tree) };
      this.#drafts.set(key, draft);
    }
    return draft.tree.documentElement;
  }

  /** Makes parts of the drafts that were written to, and of the one with `tree` in any case. */
  attach(tree: Document | null = null): void {
    if (this.#drafts.size === 0) return;
    const attached = new Set(this.#package.trees.values());
    for (const draft of this.#drafts.values()) {
      if (attached.has(draft.tree)) continue;
      if (draft.tree !== tree && serializeXml(draft.tree) === draft.blank) continue;
      const [first] = sectionsOf(this.#package);
      if (first) attachRunning(this.#package, first, draft.kind, draft.type, draft.tree);
    }
  }
}
