import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { ancestorW, attributeW, childW, createW, isW, setW } from '../model/xml.ts';
import { fieldsOf, flattenField, isDangerousField } from './fields.ts';
import { OoxmlError, readFlatOpc } from './flat-opc-reader.ts';
import { highestNumber, isReplaced, type MergeContext } from './merge-context.ts';
import { mergeList } from './merge-numbering.ts';
import { mergeComment, mergeNote } from './merge-notes.ts';
import { mergeReferences } from './merge-relationships.ts';
import { mergeStyle } from './merge-styles.ts';

export interface MergeOptions {
  /** What the content will take the place of, so that notes, comments and bookmarks that only it has are used again. */
  readonly replacing?: readonly Element[];
  /** The part that the content goes into; the main document when it is left out. */
  readonly part?: string;
}

const blockNames = new Set(['p', 'tbl', 'sdt', 'customXml', 'bookmarkStart', 'bookmarkEnd']);

/**
 * Makes OOXML from elsewhere part of a document and gives its blocks, ready to be placed; the document's own content is not
 * touched. As Word does it:
 *
 * - styles are matched by name, and the document's own definition wins; styles that it lacks come along with what they are
 *   based on;
 * - lists, links, pictures, charts, footnotes, endnotes and comments come along under ids that are free;
 * - bookmarks whose name is taken are dropped; ids of tracked changes, content controls and drawings are made unique;
 * - the last section's properties stay behind, sections within the content lose their headers and footers.
 *
 * Embedded objects, controls, linked files, fields that fetch or run something, and pictures on other servers do not come
 * along. Throws {@link OoxmlError} for what is no OOXML.
 */
export function mergeOoxml(target: OoxmlPackage, ooxml: string, options: MergeOptions = {}): Element[] {
  return mergePackage(target, readFlatOpc(ooxml), options);
}

/** {@link mergeOoxml} for the content of another document. */
export function mergePackage(
  target: OoxmlPackage,
  source: OoxmlPackage,
  { replacing = [], part = target.documentPart }: MergeOptions = {},
): Element[] {
  const document = source.xml(source.documentPart).documentElement;
  const body = isW(document, 'document') ? childW(document, 'body') : null;
  if (!body) throw new OoxmlError('The OOXML holds no document body.');
  const tree = target.edit(part);
  const blocks = [...body.children]
    .filter((child) => (child.namespaceURI === ns.w ? blockNames.has(child.localName) : child.namespaceURI === ns.m))
    .map((child) => tree.importNode(child, true));
  const context: MergeContext = {
    target,
    source,
    replacing,
    styles: new Map(),
    newStyles: new Set(),
    lists: new Map(),
    notes: new Map(),
    relationships: new Map(),
    parts: new Map(),
    adopt: (element, sourcePart, targetPart) => {
      adopt(context, element, sourcePart, targetPart);
    },
  };
  // A holder lets the blocks be looked at together; it is not part of the document.
  const holder = createW(tree, 'body', {}, blocks);
  adopt(context, holder, source.documentPart, part);
  freshenIds(tree.documentElement, context, holder);
  return [...holder.children];
}

/** Whatever an element and its descendants refer to is made the target's. */
function adopt(context: MergeContext, root: Element, sourcePart: string, targetPart: string): void {
  for (const field of fieldsOf(root)) if (isDangerousField(field.code)) flattenField(field);
  for (const element of [...root.getElementsByTagName('*')]) {
    if (!root.contains(element)) continue;
    if (element.namespaceURI === ns.w && adoptElement(context, element, targetPart)) continue;
    if (element.namespaceURI === officeNamespace && element.localName === 'OLEObject') {
      element.remove();
      continue;
    }
    mergeReferences(context, element, sourcePart, targetPart);
    for (const name of ['paraId', 'textId']) if (!isInComment(element)) element.removeAttributeNS(ns.w14, name);
  }
  for (const link of [...root.getElementsByTagNameNS(ns.w, 'hyperlink')]) {
    if (link.getAttributeNS(ns.r, 'id') === null && attributeW(link, 'anchor') === null)
      link.replaceWith(...link.childNodes);
  }
}

const officeNamespace = 'urn:schemas-microsoft-com:office:office';
/** A comment's last paragraph ties it to its thread. */
function isInComment(element: Element): boolean {
  return isW(element, 'p') && ancestorW(element, 'comment') !== null;
}

/** Deals with one element of WordprocessingML; true when it was taken out. */
function adoptElement(context: MergeContext, element: Element, part: string): boolean {
  switch (element.localName) {
    case 'pStyle':
      return setOrRemove(element, 'val', mergeStyle(context, attributeW(element) ?? '', 'paragraph'));
    case 'rStyle':
      return setOrRemove(element, 'val', mergeStyle(context, attributeW(element) ?? '', 'character'));
    case 'tblStyle':
      return setOrRemove(element, 'val', mergeStyle(context, attributeW(element) ?? '', 'table'));
    case 'numId':
      return setOrRemove(element, 'val', mergeList(context, attributeW(element) ?? '0'));
    case 'footnoteReference':
    case 'endnoteReference': {
      const kind = element.localName === 'footnoteReference' ? 'footnote' : 'endnote';
      // Only the main text has notes.
      const isMain = part === context.target.documentPart;
      return setOrRemove(element, 'id', isMain ? mergeNote(context, kind, attributeW(element, 'id') ?? '') : null);
    }
    case 'commentReference':
    case 'commentRangeStart':
    case 'commentRangeEnd':
      return setOrRemove(element, 'id', mergeComment(context, attributeW(element, 'id') ?? ''));
    case 'altChunk':
    case 'subDoc':
    case 'control':
    case 'permStart':
    case 'permEnd':
    case 'dataBinding':
    case 'placeholder':
    case 'headerReference':
    case 'footerReference':
    case 'printerSettings':
      element.remove();
      return true;
    default:
      return false;
  }
}

function setOrRemove(element: Element, attribute: string, value: string | null): boolean {
  if (value === null) {
    const run = element.parentElement;
    element.remove();
    if (isW(run, 'r') && [...(run?.children ?? [])].every((child) => isW(child, 'rPr'))) run?.remove();
    return true;
  }
  setW(element, attribute, value);
  return false;
}

const revisionNames = [
  'ins',
  'del',
  'moveFrom',
  'moveTo',
  'rPrChange',
  'pPrChange',
  'sectPrChange',
  'tblPrChange',
  'tblPrExChange',
  'tblGridChange',
  'trPrChange',
  'tcPrChange',
  'numberingChange',
  'cellIns',
  'cellDel',
  'cellMerge',
  'customXmlInsRangeStart',
  'customXmlInsRangeEnd',
  'customXmlDelRangeStart',
  'customXmlDelRangeEnd',
  'moveFromRangeStart',
  'moveFromRangeEnd',
  'moveToRangeStart',
  'moveToRangeEnd',
];

/** Ids that must be one of a kind in a document. */
function freshenIds(root: Element, context: MergeContext, holder: Element): void {
  freshenBookmarks(context, root, holder);
  let next = highestNumber(root, [...revisionNames, 'bookmarkStart']) + 1;
  const ranges = new Map<string, string>();
  for (const name of [...revisionNames, 'bookmarkStart', 'bookmarkEnd']) {
    for (const element of holder.getElementsByTagNameNS(ns.w, name)) {
      // The two ends of a range bear one id.
      const range = /(Range)?(Start|End)$/.test(name)
        ? `${name.replace(/(Start|End)$/, '')} ${attributeW(element, 'id')}`
        : null;
      const known = range === null ? undefined : ranges.get(range);
      const id = known ?? String(next++);
      if (range !== null) ranges.set(range, id);
      setW(element, 'id', id);
    }
  }
  freshenControls(root, holder);
  freshenDrawings(root, holder);
}

function freshenBookmarks(context: MergeContext, root: Element, holder: Element): void {
  const taken = new Set(
    [...root.getElementsByTagNameNS(ns.w, 'bookmarkStart')]
      .filter((start) => !isReplaced(context, start))
      .map((start) => attributeW(start, 'name')?.toLowerCase()),
  );
  const ends = [...holder.getElementsByTagNameNS(ns.w, 'bookmarkEnd')];
  const kept = new Set<string | null>();
  for (const start of [...holder.getElementsByTagNameNS(ns.w, 'bookmarkStart')]) {
    const name = attributeW(start, 'name')?.toLowerCase();
    const id = attributeW(start, 'id');
    if (taken.has(name) || !ends.some((end) => attributeW(end, 'id') === id)) start.remove();
    else kept.add(id);
    taken.add(name);
  }
  for (const end of ends) if (!kept.has(attributeW(end, 'id'))) end.remove();
}

function freshenControls(root: Element, holder: Element): void {
  const taken = new Set([...root.getElementsByTagNameNS(ns.w, 'sdtPr')].map((each) => attributeW(childW(each, 'id'))));
  let next = 100_000_000;
  for (const properties of holder.getElementsByTagNameNS(ns.w, 'sdtPr')) {
    const id = childW(properties, 'id');
    if (!id) continue;
    if (taken.has(attributeW(id))) {
      while (taken.has(String(next))) next += 1;
      setW(id, 'val', String(next));
    }
    taken.add(attributeW(id));
  }
}

function freshenDrawings(root: Element, holder: Element): void {
  const properties = (element: Element): Element[] => [...element.getElementsByTagNameNS(ns.wp, 'docPr')];
  let next = Math.max(0, ...properties(root).map((each) => Number(each.getAttribute('id')) || 0)) + 1;
  for (const each of properties(holder)) {
    each.setAttribute('id', String(next));
    next += 1;
  }
}
