import { ns } from '../word/package/namespaces.ts';
import type { Span } from '../word/model/story.ts';
import { leavesOf, lengthOf } from '../word/model/text-leaves.ts';
import { ancestorW, attributeW, createW, setText } from '../word/model/xml.ts';
import type { WordDocument } from '../word/word-document.ts';

/** One tracked change of the body. */
export interface Revision {
  /** `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo`, `w:rPrChange` …. */
  readonly element: Element;
  readonly kind: 'inserted' | 'deleted' | 'formatted';
  readonly author: string;
  /** ISO 8601; empty when the file gives none. */
  readonly date: string;
  /** The text that it concerns; `null` for rows and what else has no text of its own. */
  readonly span: Span | null;
}

const kinds: Readonly<Record<string, Revision['kind']>> = {
  ins: 'inserted',
  moveTo: 'inserted',
  del: 'deleted',
  moveFrom: 'deleted',
  rPrChange: 'formatted',
  pPrChange: 'formatted',
};

/** The body's tracked changes in reading order. */
export function listRevisions(document: WordDocument): Revision[] {
  return revisionsIn(document.body);
}

/** Tracked changes below an element, in reading order. */
export function revisionsIn(container: Element): Revision[] {
  const found: Revision[] = [];
  const walker = window.document.createTreeWalker(container, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node as Element;
    const kind = element.namespaceURI === ns.w ? kinds[element.localName] : undefined;
    if (!kind) continue;
    found.push({
      element,
      kind,
      author: attributeW(element, 'author') ?? '',
      date: attributeW(element, 'date') ?? '',
      span: spanOfRevision(element),
    });
  }
  return found;
}

function spanOfRevision(element: Element): Span | null {
  const paragraph = ancestorW(element, 'p');
  if (!paragraph) return null;
  const properties = element.parentElement?.localName === 'rPr' ? element.parentElement : null;
  if (properties?.parentElement?.localName === 'pPr' || element.localName === 'pPrChange') {
    // The paragraph's mark stands at its end.
    const end = { paragraph, offset: lengthOf(paragraph) };
    return { start: end, end };
  }
  const holder = element.localName === 'rPrChange' ? ancestorW(element, 'r') : element;
  const leaves = leavesOf(paragraph).filter((leaf) => holder?.contains(leaf.element));
  const [first, last] = [leaves[0], leaves.at(-1)];
  if (!first || !last) return null;
  return { start: { paragraph, offset: first.start }, end: { paragraph, offset: last.start + last.length } };
}
/** Accepts or rejects changes; one step of undo. */
export function settleRevisions(
  document: WordDocument,
  revisions: readonly Revision[],
  how: 'accept' | 'reject',
): void {
  if (document.readOnly) return;
  document.transact(how, () => {
    for (const { element, kind } of revisions) settle(element, kind, how);
  });
}

function settle(element: Element, kind: Revision['kind'], how: 'accept' | 'reject'): void {
  const isGone = kind === 'formatted' || (kind === 'deleted') === (how === 'accept');
  if (isGone || element.childElementCount === 0) {
    element.remove();
    return;
  }
  for (const text of [...element.getElementsByTagNameNS(ns.w, 'delText')]) {
    const plain = createW(text.ownerDocument, 't');
    setText(plain, text.textContent);
    text.replaceWith(plain);
  }
  element.replaceWith(...element.childNodes);
}
