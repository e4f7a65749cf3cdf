import type { Span } from '../word/model/story.ts';
import { spanOfChange, trackedChangesOf, type TrackedChange } from '../word/parts/revisions.ts';
import { settle, settleAll as settleEverything } from '../word/parts/settle-revisions.ts';
import type { WordDocument } from '../word/word-document.ts';

/** One tracked change as a person sees it: neighbouring marks of one author and kind are one. */
export interface Change extends TrackedChange {
  /** The element of its first mark. */
  readonly element: Element;
  readonly kind: 'inserted' | 'deleted' | 'formatted';
  /** The text that it concerns. */
  readonly span: Span | null;
}

const kinds = { Added: 'inserted', Deleted: 'deleted', Formatted: 'formatted' } as const;

/** Tracked changes below an element, in reading order. */
export function changesIn(container: Element): Change[] {
  return trackedChangesOf(container).flatMap((change) => {
    const [first] = change.revisions;
    if (!first) return [];
    return [{ ...change, element: first.element, kind: kinds[change.type], span: spanOfChange(change) }];
  });
}

/** Accepts or rejects changes; one step of undo. */
export function settleChanges(document: WordDocument, changes: readonly Change[], how: 'accept' | 'reject'): void {
  if (document.readOnly) return;
  const revisions = changes.flatMap((change) => change.revisions);
  document.transact(how, () => settle(revisions, how, document.anchors));
}

/** Accepts or rejects every change of the body; one step of undo. */
export function settleBody(document: WordDocument, how: 'accept' | 'reject'): void {
  if (document.readOnly) return;
  document.transact(how, () => settleEverything(document.body, how, document.anchors));
}
