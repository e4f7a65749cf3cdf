import { ns } from '../package/namespaces.ts';
import { isW } from './xml.ts';

/**
 * What of a paragraph counts as text, and how long each piece is: the rule behind every offset. Each UTF-16 unit of
 * text counts one, deleted text of tracked changes too (Word's own `text` includes it while changes are shown in line);
 * a tab, break, hyphen, symbol, note mark, picture or equation counts one. Field codes, bookmarks and marks of comments
 * count nothing.
 */
export interface TextLeaf {
  /** `w:t`, `w:delText`, `w:tab`, `w:br`, `w:drawing`, `m:oMath` … */
  readonly element: Element;
  readonly start: number;
  readonly length: number;
  /** What it is in the text: one character for each unit of length. */
  readonly text: string;
}

/** Stands in the text for a footnote's or endnote's mark, as in Word's own character set. */
export const noteMarkCharacter = '\u0002';
/** Stands for a picture, an embedded object or an equation. */
export const objectCharacter = '\ufffc';

const wrappers = new Set([
  'hyperlink',
  'ins',
  'del',
  'moveFrom',
  'moveTo',
  'smartTag',
  'sdt',
  'sdtContent',
  'fldSimple',
  'customXml',
  'bdo',
  'dir',
]);

const fixedText: Readonly<Record<string, string>> = {
  tab: '\t',
  ptab: '\t',
  cr: '\u000b',
  noBreakHyphen: '\u001e',
  softHyphen: '\u001f',
  footnoteReference: noteMarkCharacter,
  endnoteReference: noteMarkCharacter,
  drawing: objectCharacter,
  pict: objectCharacter,
  object: objectCharacter,
  sym: objectCharacter,
};

/** Leaves by paragraph, kept until the paragraph is touched. */
const cache = new WeakMap<Element, readonly TextLeaf[]>();

/** Must be called after any change inside a paragraph; the document's journal does it for all changes it sees. */
export function forgetLeaves(paragraph: Element): void {
  cache.delete(paragraph);
}

export function leavesOf(paragraph: Element): readonly TextLeaf[] {
  const known = cache.get(paragraph);
  if (known) return known;
  const leaves: TextLeaf[] = [];
  let start = 0;
  const add = (element: Element, text: string): void => {
    leaves.push({ element, start, length: text.length, text });
    start += text.length;
  };
  const visit = (container: Element): void => {
    for (let child = container.firstElementChild; child; child = child.nextElementSibling) {
      if (child.namespaceURI === ns.m && (child.localName === 'oMath' || child.localName === 'oMathPara')) {
        add(child, objectCharacter);
      } else if (isW(child, 'r')) visitRun(child);
      else if (child.namespaceURI === ns.w && wrappers.has(child.localName)) visit(child);
    }
  };
  const visitRun = (run: Element): void => {
    for (let child = run.firstElementChild; child; child = child.nextElementSibling) {
      if (child.namespaceURI === ns.mc && child.localName === 'AlternateContent') {
        add(child, objectCharacter);
        continue;
      }
      if (child.namespaceURI !== ns.w) continue;
      const name = child.localName;
      if (name === 't' || name === 'delText') {
        const text = child.textContent;
        if (text !== '') add(child, text);
      } else if (name === 'br') add(child, breakCharacter(child));
      else {
        const text = fixedText[name];
        if (text !== undefined) add(child, text);
      }
    }
  };
  visit(paragraph);
  cache.set(paragraph, leaves);
  return leaves;
}

function breakCharacter(element: Element): string {
  const type = element.getAttributeNS(ns.w, 'type');
  return type === 'page' ? '\u000c' : type === 'column' ? '\u000e' : '\u000b';
}

export function textOf(paragraph: Element): string {
  return leavesOf(paragraph)
    .map(({ text }) => text)
    .join('');
}

export function lengthOf(paragraph: Element): number {
  const last = leavesOf(paragraph).at(-1);
  return last ? last.start + last.length : 0;
}

/** Text without what tracked changes delete (`current`), or without what they insert (`original`). */
export function reviewedText(paragraph: Element, version: 'current' | 'original', start = 0, end = Infinity): string {
  const hidden = version === 'current' ? ['del', 'moveFrom'] : ['ins', 'moveTo'];
  return leavesOf(paragraph)
    .filter((leaf) => !isInside(leaf.element, paragraph, hidden))
    .map((leaf) => leaf.text.slice(Math.max(0, start - leaf.start), Math.max(0, end - leaf.start)))
    .join('');
}

/** Whether an element is inside one of these WordprocessingML elements, below `limit`. */
export function isInside(element: Element, limit: Element, names: readonly string[]): boolean {
  for (let parent = element.parentElement; parent && parent !== limit; parent = parent.parentElement) {
    if (parent.namespaceURI === ns.w && names.includes(parent.localName)) return true;
  }
  return false;
}
