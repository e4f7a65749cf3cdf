import { ns, relationshipTypes } from '../package/namespaces.ts';
import { attributeW, childrenW, setW } from '../model/xml.ts';
import { partRoot, editPart } from './ensure-part.ts';
import { listComments, linkComment } from './comments.ts';
import { editNotes, type NoteKind } from './notes.ts';
import { isReplaced, type MergeContext } from './merge-context.ts';

/** The target's id for a footnote or endnote of the source; `null` when the source has no such note. */
export function mergeNote(context: MergeContext, kind: NoteKind, id: string): string | null {
  const key = `${kind} ${id}`;
  const known = context.notes.get(key);
  if (known !== undefined) return known;
  const { source, target } = context;
  const sourceRoot = partRoot(source, `${kind}s`);
  const note = sourceRoot ? childrenW(sourceRoot, kind).find((each) => attributeW(each, 'id') === id) : undefined;
  if (!note || attributeW(note, 'type') !== null) {
    context.notes.set(key, null);
    return null;
  }
  const root = editNotes(target, kind);
  const own = childrenW(root, kind).find((each) => attributeW(each, 'id') === id);
  if (own?.isEqualNode(root.ownerDocument.importNode(note, true)) && !isUsed(context, `${kind}Reference`, id)) {
    context.notes.set(key, id);
    return id;
  }
  const fresh = String(Math.max(0, ...childrenW(root, kind).map((each) => Number(attributeW(each, 'id')) || 0)) + 1);
  context.notes.set(key, fresh);
  const copy = root.ownerDocument.importNode(note, true);
  setW(copy, 'id', fresh);
  root.append(copy);
  context.adopt(copy, partName(source, kind), partName(target, kind));
  return fresh;
}

function partName(pkg: MergeContext['source'], kind: NoteKind | 'comment'): string {
  return pkg.related(pkg.documentPart, relationshipTypes[`${kind}s`]) ?? `word/${kind}s.xml`;
}

/** Whether the target refers to an annotation from outside of what is replaced. */
function isUsed(context: MergeContext, name: string, id: string): boolean {
  const root = context.target.xml(context.target.documentPart).documentElement;
  return [...root.getElementsByTagNameNS(ns.w, name)].some(
    (each) => attributeW(each, 'id') === id && !isReplaced(context, each),
  );
}

/** The target's id for a comment of the source, which brings its thread's ties with it; `null` when there is none. */
export function mergeComment(context: MergeContext, id: string): string | null {
  const key = `comment ${id}`;
  const known = context.notes.get(key);
  if (known !== undefined) return known;
  const { source, target } = context;
  const sourceRoot = partRoot(source, 'comments');
  const comment = sourceRoot
    ? childrenW(sourceRoot, 'comment').find((each) => attributeW(each, 'id') === id)
    : undefined;
  if (!comment) {
    context.notes.set(key, null);
    return null;
  }
  const root = editPart(target, 'comments');
  const own = childrenW(root, 'comment').find((each) => attributeW(each, 'id') === id);
  if (own?.isEqualNode(root.ownerDocument.importNode(comment, true)) && !isUsed(context, 'commentReference', id)) {
    context.notes.set(key, id);
    return id;
  }
  const fresh = String(
    Math.max(-1, ...childrenW(root, 'comment').map((each) => Number(attributeW(each, 'id')) || 0)) + 1,
  );
  context.notes.set(key, fresh);
  const copy = root.ownerDocument.importNode(comment, true);
  setW(copy, 'id', fresh);
  root.append(copy);
  context.adopt(copy, partName(source, 'comment'), partName(target, 'comment'));
  const threads = listComments(source);
  const thread = threads.find((each) => each.id === id || each.replies.some((reply) => reply.id === id));
  if (thread) {
    const parent = thread.id === id ? null : mergeComment(context, thread.id);
    const parentElement = childrenW(root, 'comment').find((each) => attributeW(each, 'id') === parent) ?? null;
    if (parentElement || thread.isResolved) {
      linkComment(target, copy, parentElement, thread.isResolved);
      return fresh;
    }
  }
  for (const paragraph of copy.getElementsByTagNameNS(ns.w, 'p')) paragraph.removeAttributeNS(ns.w14, 'paraId');
  return fresh;
}
