import type { DocumentContext } from '../../core/document/context.ts';
import { findAnchor } from '../../core/edits/native-anchors.ts';
import type { UndoOutcome } from '../host.ts';
import type { Applied } from './apply-plan.ts';

/**
 * Takes back what one apply did: the passages become what they were, not struck out, unless they were edited since. Where
 * the person's selection is still in them, it is afterwards on what was selected when they were read.
 */
export async function takeBack(
  context: Word.RequestContext,
  { range, before, after, comment }: Applied,
  captured: DocumentContext,
  tracksChanges: boolean,
): Promise<UndoOutcome> {
  if (comment) return takeAway(context, range, comment);
  const { document } = context;
  range.load('text');
  const place = document.getSelection().compareLocationWith(range);
  if (tracksChanges) document.load('changeTrackingMode');
  await context.sync();
  if (range.text !== after) return { status: 'changed' };
  const mode = tracksChanges ? document.changeTrackingMode : undefined;
  if (mode !== undefined) document.changeTrackingMode = Word.ChangeTrackingMode.off;
  const restored = range.insertOoxml(before, Word.InsertLocation.replace);
  if (mode !== undefined) document.changeTrackingMode = mode;
  context.trackedObjects.remove(range);
  await context.sync();
  if (isInside(place.value)) {
    selectAgain(restored, captured);
    // The text is back; that its selection is not is no failure of it.
    await context.sync().catch(() => undefined);
  }
  return { status: 'undone' };
}

/** Takes a comment away, unless it was edited or answered since: what others wrote is theirs. */
async function takeAway(
  context: Word.RequestContext,
  range: Word.Range,
  comment: NonNullable<Applied['comment']>,
): Promise<UndoOutcome> {
  const comments = range.getComments();
  comments.load('items/id,items/content,items/replies/items/id');
  await context.sync();
  const own = comments.items.find(({ id }) => id === comment.id);
  if (own && (own.content !== comment.content || own.replies.items.length > 0)) return { status: 'changed' };
  own?.delete();
  context.trackedObjects.remove(range);
  await context.sync();
  return { status: 'undone' };
}

function isInside(relation: Word.LocationRelation | `${Word.LocationRelation}`): boolean {
  return relation === 'Equal' || relation.startsWith('Inside');
}

/** Selects in restored passages what was selected as they were captured: of several passages all, of one the very part. */
function selectAgain(restored: Word.Range, { selection, isCaret }: DocumentContext): void {
  const [passage] = selection;
  const part = selection.length === 1 ? passage?.selected : undefined;
  const anchor = passage && part ? findAnchor(passage.text, part) : null;
  if (!anchor) {
    restored.select(isCaret ? Word.SelectionMode.start : Word.SelectionMode.select);
    return;
  }
  const outer = restored.search(anchor.outer, { matchCase: true }).getFirst();
  const found = anchor.inner === anchor.outer ? outer : outer.search(anchor.inner, { matchCase: true }).getFirst();
  if (anchor.location === 'replace') found.select(Word.SelectionMode.select);
  else found.select(anchor.location === 'before' ? Word.SelectionMode.start : Word.SelectionMode.end);
}
