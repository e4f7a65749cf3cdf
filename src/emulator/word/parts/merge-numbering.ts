import { ns } from '../package/namespaces.ts';
import { attributeW, childW, setW } from '../model/xml.ts';
import { abstractOf, editNumbering, freshId, numberingRoot, numOf } from './numbering-definitions.ts';
import { listById } from './numbering.ts';
import type { MergeContext } from './merge-context.ts';
import { placeChild } from './schema-order.ts';

/**
 * The target's id for a list of the source: the same one when both documents define it alike (the content came from this
 * document, and its items go on in their list), else that of a copy with a definition of its own.
 */
export function mergeList(context: MergeContext, id: string): string {
  if (id === '0') return id;
  const known = context.lists.get(id);
  if (known !== undefined) return known;
  const sourceRoot = numberingRoot(context.source);
  const num = numOf(sourceRoot, id);
  const abstract = num && sourceRoot ? (listById(context.source, id)?.abstract ?? abstractOf(sourceRoot, num)) : null;
  if (!num || !abstract) {
    // A list that the source does not define is no list.
    context.lists.set(id, '0');
    return '0';
  }
  const root = editNumbering(context.target);
  const same = numOf(root, id);
  const sameAbstract = same && abstractOf(root, same);
  if (same && sameAbstract && alike(same, num) && alike(sameAbstract, abstract)) {
    context.lists.set(id, id);
    return id;
  }
  const fresh = copyList(context, root, num, abstract);
  context.lists.set(id, fresh);
  return fresh;
}

function alike(own: Element, other: Element): boolean {
  return own.isEqualNode(own.ownerDocument.importNode(other, true));
}

function copyList(context: MergeContext, root: Element, num: Element, abstract: Element): string {
  const abstractId = freshId(root, 'abstractNum');
  const numId = freshId(root, 'num');
  const abstractCopy = root.ownerDocument.importNode(abstract, true);
  setW(abstractCopy, 'abstractNumId', abstractId);
  // Lists of one signature are one list to Word; a copy is another one.
  for (const name of ['nsid', 'tmpl', 'styleLink', 'numStyleLink']) childW(abstractCopy, name)?.remove();
  const numCopy = root.ownerDocument.importNode(num, true);
  setW(numCopy, 'numId', numId);
  const link = childW(numCopy, 'abstractNumId');
  if (link) setW(link, 'val', abstractId);
  placeChild(root, abstractCopy);
  placeChild(root, numCopy);
  context.lists.set(attributeW(num, 'numId') ?? '', numId);
  for (const copy of [abstractCopy, numCopy]) cleanLevels(context, copy);
  return numId;
}

/** Levels keep the style that they belong to only when it came along; picture bullets fall back to their character. */
function cleanLevels(context: MergeContext, copy: Element): void {
  for (const level of copy.getElementsByTagNameNS(ns.w, 'lvl')) {
    childW(level, 'lvlPicBulletId')?.remove();
    const style = childW(level, 'pStyle');
    const merged = style && context.styles.get(`paragraph ${attributeW(style) ?? ''}`);
    if (style && merged && context.newStyles.has(merged)) setW(style, 'val', merged);
    else style?.remove();
  }
}
