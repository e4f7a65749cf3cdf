import { ns } from '../package/namespaces.ts';
import { paragraphsIn, spanOf, storyOf, storyParagraphs, type Span } from '../model/story.ts';
import { leavesOf, lengthOf, type TextLeaf } from '../model/text-leaves.ts';
import { ancestorW, attributeW, isW } from '../model/xml.ts';

/** Reading tracked changes: what the markup of ECMA-376 part 1 §17.13.5 says was changed, by whom and when. */

export type RevisionKind =
  /** Text and objects: `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo` around runs. */
  | 'content'
  /** The end of a paragraph. */
  | 'mark'
  | 'row'
  | 'cell'
  /** Properties: `w:rPrChange`, `w:pPrChange` … */
  | 'format';

export interface Revision {
  /** The element that says so: `w:ins`, `w:rPrChange` … */
  readonly element: Element;
  readonly kind: RevisionKind;
  /** As the API names it. Moved text is deleted in one place and added in the other. */
  readonly type: 'Added' | 'Deleted' | 'Formatted';
  readonly isMove: boolean;
  readonly author: string;
  /** As the file has it, `2026-01-02T03:04:05Z`; empty when it does not say. */
  readonly date: string;
}

const contentNames = ['ins', 'del', 'moveFrom', 'moveTo'];
const cellNames = ['cellIns', 'cellDel', 'cellMerge'];
const formatNames = [
  'rPrChange',
  'pPrChange',
  'sectPrChange',
  'tblPrChange',
  'tblPrExChange',
  'tblGridChange',
  'trPrChange',
  'tcPrChange',
  'numberingChange',
];

/** The tracked changes below an element in reading order (a paragraph's end after its text); those of text boxes are left out. */
export function revisionsOf(container: Element): Revision[] {
  return [...contentNames, ...cellNames, ...formatNames]
    .flatMap((name) => [...container.getElementsByTagNameNS(ns.w, name)])
    .filter((element) => !isInTextBox(element, container))
    .sort(byReading)
    .flatMap((element) => revisionOf(element) ?? []);
}

function byReading(one: Element, other: Element): number {
  const [first, second] = [endOfParagraph(one), endOfParagraph(other)];
  if (first !== second) {
    if (first?.contains(other)) return 1;
    if (second?.contains(one)) return -1;
  }
  return isBefore(one, other) ? -1 : 1;
}

/** The paragraph whose end an element marks; the mark stands in the properties, before the text. */
function endOfParagraph(element: Element): Element | null {
  return kindOf(element) === 'mark' ? ancestorW(element, 'p') : null;
}

function isInTextBox(element: Element, container: Element): boolean {
  for (let at = element.parentElement; at && at !== container; at = at.parentElement) {
    if (at.localName === 'txbxContent') return true;
  }
  return false;
}

/** What an element of tracked changes says; `null` for one that says nothing we know. */
export function revisionOf(element: Element): Revision | null {
  const kind = kindOf(element);
  if (!kind) return null;
  const name = element.localName;
  return {
    element,
    kind,
    type:
      kind === 'format' || name === 'cellMerge'
        ? 'Formatted'
        : ['ins', 'moveTo', 'cellIns'].includes(name)
          ? 'Added'
          : 'Deleted',
    isMove: name === 'moveFrom' || name === 'moveTo',
    author: attributeW(element, 'author') ?? '',
    date: attributeW(element, 'date') ?? '',
  };
}

function kindOf(element: Element): RevisionKind | null {
  if (formatNames.includes(element.localName)) return 'format';
  if (cellNames.includes(element.localName)) return 'cell';
  const parent = element.parentElement;
  if (isW(parent, 'trPr')) return 'row';
  if (isW(parent, 'numPr')) return 'format';
  if (isW(parent, 'rPr')) return isW(parent?.parentElement, 'pPr') ? 'mark' : null;
  // Math has its own: w:ins in m:ctrlPr marks a sign of the equation, which goes with the run around it.
  return parent?.namespaceURI === ns.m ? null : 'content';
}

/** Where a revision stands in the text: offsets in its paragraph's leaves. `null` for rows, cells, tables and sections. */
export function placeOf({ element, kind }: Revision): {
  readonly paragraph: Element;
  readonly start: number;
  readonly end: number;
} | null {
  const paragraph = ancestorW(element, 'p');
  if (!paragraph || kind === 'row' || kind === 'cell') return null;
  if (kind === 'mark') return { paragraph, start: lengthOf(paragraph), end: lengthOf(paragraph) };
  const holder = kind === 'content' ? element : ancestorW(element, 'r');
  if (!holder) return { paragraph, start: 0, end: lengthOf(paragraph) };
  const inside = leavesOf(paragraph).filter((leaf) => holder.contains(leaf.element));
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) {
    const before = leavesOf(paragraph).findLast((leaf) => isBefore(leaf.element, holder));
    const at = before ? endOf(before) : 0;
    return { paragraph, start: at, end: at };
  }
  return { paragraph, start: first.start, end: endOf(last) };
}

function endOf(leaf: TextLeaf): number {
  return leaf.start + leaf.length;
}

/** What one person did in one go, as Word's user interface and API count it: neighbouring marks of the same kind together. */
export interface TrackedChange {
  readonly type: Revision['type'];
  readonly author: string;
  readonly date: string;
  /** The text that was added, deleted or formatted; a paragraph's end in it is `\r`. */
  readonly text: string;
  readonly revisions: readonly Revision[];
}

/** The tracked changes below an element with neighbours of one author, kind and minute taken together. */
export function trackedChangesOf(container: Element): TrackedChange[] {
  const groups: Revision[][] = [];
  for (const revision of revisionsOf(container)) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && belongTogether(last, revision)) group.push(revision);
    else groups.push([revision]);
  }
  return groups.map(changeOf);
}

/** The text that a change concerns; of rows and cells, all that is in them. `null` where there is no text at all. */
export function spanOfChange({ revisions }: TrackedChange): Span | null {
  const spans = revisions.map(spanOfRevision).filter((span) => span !== null);
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

function spanOfRevision(revision: Revision): Span | null {
  const place = placeOf(revision);
  if (place) {
    const { paragraph, start, end } = place;
    return { start: { paragraph, offset: start }, end: { paragraph, offset: end } };
  }
  const { element } = revision;
  const holder = ['tc', 'tr', 'tbl'].map((name) => ancestorW(element, name)).find((each) => each !== null);
  return spanOf(holder ?? storyOf(element));
}

function changeOf(revisions: readonly Revision[]): TrackedChange {
  const [first] = revisions;
  if (!first) throw new Error('A change has no revision.');
  return {
    type: first.type,
    author: first.author,
    date: first.date,
    text: revisions.map(textOfRevision).join(''),
    revisions,
  };
}

function belongTogether(one: Revision, other: Revision): boolean {
  if (one.type !== other.type || one.author !== other.author || one.isMove !== other.isMove) return false;
  if (one.date.slice(0, 16) !== other.date.slice(0, 16)) return false;
  if (one.kind === 'row' || other.kind === 'row' || one.kind === 'cell' || other.kind === 'cell') {
    return one.kind === other.kind && ancestorW(one.element, 'tbl') === ancestorW(other.element, 'tbl');
  }
  const [from, to] = [placeOf(one), placeOf(other)];
  if (!from || !to) return false;
  if (from.paragraph === to.paragraph) return to.start <= from.end;
  if (one.kind !== 'mark' || to.start > 0) return false;
  const paragraphs = storyParagraphs(storyOf(from.paragraph));
  return paragraphs[paragraphs.indexOf(from.paragraph) + 1] === to.paragraph;
}

function textOfRevision(revision: Revision): string {
  if (revision.kind === 'mark') return '\r';
  if (revision.kind === 'row') {
    const row = ancestorW(revision.element, 'tr');
    return row
      ? paragraphsIn(row)
          .map((each) =>
            leavesOf(each)
              .map(({ text }) => text)
              .join(''),
          )
          .join('\t')
      : '';
  }
  const place = placeOf(revision);
  if (!place) return '';
  return leavesOf(place.paragraph)
    .filter((leaf) => leaf.start >= place.start && endOf(leaf) <= place.end)
    .map(({ text }) => text)
    .join('');
}

export function isBefore(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
