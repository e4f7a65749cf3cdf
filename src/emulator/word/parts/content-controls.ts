import { ns } from '../package/namespaces.ts';
import { splitContent } from '../model/edit-text.ts';
import { spanWithin } from '../model/marks.ts';
import { forgetStory, spanOf, storyOf, type Span } from '../model/story.ts';
import { forgetLeaves } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childW, createW, isW, setW, toggleW } from '../model/xml.ts';
import { declareExtension } from './ensure-part.ts';
import { placeChild } from './schema-order.ts';

/** Content controls, `w:sdt` (ECMA-376 part 1 §17.5.2). */

export type ContentControlType =
  | 'RichText'
  | 'PlainText'
  | 'CheckBox'
  | 'DropDownList'
  | 'ComboBox'
  | 'DatePicker'
  | 'Picture'
  | 'Group'
  | 'RepeatingSection'
  | 'BuildingBlockGallery'
  | 'Unknown';

/** The content controls below an element in document order, inner ones after those around them, those of text boxes not. */
export function contentControlsIn(container: Element): Element[] {
  const boxes = [...container.getElementsByTagNameNS(ns.w, 'txbxContent')];
  return [...container.getElementsByTagNameNS(ns.w, 'sdt')].filter((each) => !boxes.some((box) => box.contains(each)));
}

export function contentOf(control: Element): Element {
  const content = childW(control, 'sdtContent') ?? createW(control.ownerDocument, 'sdtContent');
  if (!content.parentNode) control.append(content);
  return content;
}

/** Whether a control stands in a paragraph, among its runs. */
export function isInline(control: Element): boolean {
  return ancestorW(control, 'p') !== null;
}

/** The text of a control; `null` when it has no paragraph. */
export function spanOfControl(control: Element): Span | null {
  return isInline(control) ? spanWithin(control) : spanOf(control);
}

/** What a control is around: text, paragraphs, or (a part of) a table. */
export type ContentControlShape = 'inline' | 'paragraphs' | 'table' | 'row' | 'cell';

export function shapeOf(control: Element): ContentControlShape {
  if (isInline(control)) return 'inline';
  const [only, ...others] = [...(childW(control, 'sdtContent')?.children ?? [])];
  if (isW(only, 'tr')) return 'row';
  if (isW(only, 'tc')) return 'cell';
  return isW(only, 'tbl') && others.length === 0 ? 'table' : 'paragraphs';
}

/** Makes a control within a paragraph one around the whole paragraph, those around it first. */
export function liftControl(control: Element): void {
  const paragraph = ancestorW(control, 'p');
  if (!paragraph) return;
  for (let outer = ancestorW(control, 'sdt'); outer && paragraph.contains(outer); outer = ancestorW(control, 'sdt'))
    liftControl(outer);
  const content = contentOf(control);
  for (const node of [...content.childNodes]) control.before(node);
  paragraph.before(control);
  content.append(paragraph);
  forgetLeaves(paragraph);
  forgetStory(storyOf(control));
}

/**
 * Wraps text of one paragraph, within the control that it is in. Links, insertions and fields that the ends cut through are
 * taken in whole.
 */
export function wrapInline(paragraph: Element, start: number, end: number): Element {
  const last = splitContent(paragraph, end);
  // The stop is a node that the cut at the start does not move.
  const first = splitContent(paragraph, start);
  const base = commonBase(first.parent, last.parent, paragraph);
  const stop = climb(last.parent, last.before, base);
  const from = start === end ? stop : climbStart(first.parent, first.before, base);
  const control = newControl(paragraph);
  base.insertBefore(control, from);
  const content = contentOf(control);
  for (let node: Node | null = from; node && node !== stop;) {
    const next: Node | null = node.nextSibling;
    content.append(node);
    node = next;
  }
  forgetLeaves(paragraph);
  return control;
}

/** The content of the innermost control around both ends, or the paragraph. */
function commonBase(first: Element, last: Element, paragraph: Element): Element {
  for (let at: Element | null = first; at && at !== paragraph; at = at.parentElement) {
    if (isW(at, 'sdtContent') && at.contains(last)) return at;
  }
  return paragraph;
}

/** The child of the base before which a wrapped stretch ends. */
function climb(parent: Element, before: Node | null, base: Element): Node | null {
  if (parent === base) return before;
  let at: Element = parent;
  while (at.parentElement && at.parentElement !== base) at = at.parentElement;
  return at.nextSibling;
}

/** The child of the base at which it begins; what ends just there is not taken in. */
function climbStart(parent: Element, before: Node | null, base: Element): Node | null {
  if (parent === base) return before;
  const { parentElement } = parent;
  if (!parentElement) return before;
  return before === null
    ? climbStart(parentElement, parent.nextSibling, base)
    : climbStart(parentElement, parent, base);
}

/** Wraps whole blocks that stand one after another in one container. */
export function wrapBlocks(blocks: readonly Element[]): Element {
  const [first] = blocks;
  if (!first) throw new Error('There is nothing to wrap.');
  const story = first.isConnected ? storyOf(first) : null;
  const control = newControl(first);
  first.before(control);
  const content = contentOf(control);
  for (const block of blocks) content.append(block);
  if (story) forgetStory(story);
  return control;
}

const firstId = 100_000_001;

function newControl(near: Element): Element {
  const document = near.ownerDocument;
  const taken = new Set(
    [...document.getElementsByTagNameNS(ns.w, 'sdtPr')].map((each) => attributeW(childW(each, 'id'))),
  );
  let id = firstId;
  while (taken.has(String(id))) id += 1;
  const properties = createW(document, 'sdtPr', {}, [createW(document, 'id', { val: String(id) })]);
  return createW(document, 'sdt', {}, [properties, createW(document, 'sdtContent')]);
}

/** Gives a new control a number that no other of the document bears. */
export function giveFreshId(control: Element, all: readonly Element[]): void {
  const taken = new Set(all.filter((each) => each !== control).map((each) => contentControlFacts(each).id));
  let id = firstId;
  while (taken.has(String(id))) id += 1;
  const element = property(control, 'id');
  if (element) setW(element, 'val', String(id));
}

/** Says of a new control that it holds plain text. */
export function makePlainText(control: Element): void {
  placeChild(propertiesOf(control), createW(control.ownerDocument, 'text'));
}

/** Takes a control away; its content stays, or goes with it. */
export function removeContentControl(control: Element, keepContent: boolean): void {
  const story = control.isConnected ? storyOf(control) : null;
  const paragraph = ancestorW(control, 'p');
  const container = control.parentElement;
  if (keepContent) for (const node of [...contentOf(control).childNodes]) control.before(node);
  control.remove();
  if (!keepContent && isW(container, 'tc') && !isW(container?.lastElementChild, 'p')) {
    container?.append(createW(control.ownerDocument, 'p'));
  }
  if (paragraph) forgetLeaves(paragraph);
  else if (story) forgetStory(story);
}

// ---- Properties ----

export interface ContentControlFacts {
  readonly id: string;
  readonly title: string;
  readonly tag: string;
  readonly type: ContentControlType;
  readonly appearance: 'BoundingBox' | 'Tags' | 'Hidden';
  /** `#RRGGBB`, or empty. */
  readonly color: string;
  readonly cannotDelete: boolean;
  readonly cannotEdit: boolean;
  readonly removeWhenEdited: boolean;
  /** Whether its content is only the prompt to type something. */
  readonly isPlaceholder: boolean;
}

const types: readonly (readonly [element: string, type: ContentControlType])[] = [
  ['text', 'PlainText'],
  ['checkbox', 'CheckBox'],
  ['dropDownList', 'DropDownList'],
  ['comboBox', 'ComboBox'],
  ['date', 'DatePicker'],
  ['picture', 'Picture'],
  ['group', 'Group'],
  ['repeatingSection', 'RepeatingSection'],
  ['docPartList', 'BuildingBlockGallery'],
  ['docPartObj', 'BuildingBlockGallery'],
];

export function propertiesOf(control: Element): Element {
  const known = childW(control, 'sdtPr');
  if (known) return known;
  const made = createW(control.ownerDocument, 'sdtPr');
  control.prepend(made);
  return made;
}

/** A property of WordprocessingML or of Word's extensions of it. */
export function property(control: Element, name: string): Element | null {
  return [...(childW(control, 'sdtPr')?.children ?? [])].find((each) => each.localName === name) ?? null;
}

function valueOf(element: Element | null): string | null {
  return [...(element?.attributes ?? [])].find(({ localName }) => localName === 'val')?.value ?? null;
}

export function contentControlFacts(control: Element): ContentControlFacts {
  const lock = valueOf(property(control, 'lock')) ?? 'unlocked';
  const appearance = valueOf(property(control, 'appearance'));
  const color = valueOf(property(control, 'color'));
  return {
    id: valueOf(property(control, 'id')) ?? '',
    title: valueOf(property(control, 'alias')) ?? '',
    tag: valueOf(property(control, 'tag')) ?? '',
    type: types.find(([name]) => property(control, name))?.[1] ?? 'RichText',
    appearance: appearance === 'tags' ? 'Tags' : appearance === 'hidden' ? 'Hidden' : 'BoundingBox',
    color: color === null || color === 'auto' ? '' : `#${color.toUpperCase()}`,
    cannotDelete: lock === 'sdtLocked' || lock === 'sdtContentLocked',
    cannotEdit: lock === 'contentLocked' || lock === 'sdtContentLocked',
    removeWhenEdited: toggleW(childW(control, 'sdtPr'), 'temporary') === true,
    isPlaceholder: toggleW(childW(control, 'sdtPr'), 'showingPlcHdr') === true,
  };
}

export type ContentControlChange = Partial<
  Pick<
    ContentControlFacts,
    'title' | 'tag' | 'appearance' | 'color' | 'cannotDelete' | 'cannotEdit' | 'removeWhenEdited'
  >
>;

export function setContentControl(control: Element, change: ContentControlChange): void {
  const properties = propertiesOf(control);
  const put = (name: string, value: string | null): void => {
    property(control, name)?.remove();
    if (value !== null)
      placeChild(properties, createW(control.ownerDocument, name, value === '' ? {} : { val: value }));
  };
  if (change.title !== undefined) put('alias', change.title === '' ? null : change.title);
  if (change.tag !== undefined) put('tag', change.tag === '' ? null : change.tag);
  if (change.removeWhenEdited !== undefined) put('temporary', change.removeWhenEdited ? '' : null);
  if (change.cannotDelete !== undefined || change.cannotEdit !== undefined) {
    const now = contentControlFacts(control);
    const [fixed, closed] = [change.cannotDelete ?? now.cannotDelete, change.cannotEdit ?? now.cannotEdit];
    put('lock', fixed && closed ? 'sdtContentLocked' : fixed ? 'sdtLocked' : closed ? 'contentLocked' : null);
  }
  if (change.appearance !== undefined)
    putExtended(
      control,
      'appearance',
      change.appearance === 'BoundingBox' ? 'boundingBox' : change.appearance.toLowerCase(),
    );
  if (change.color !== undefined)
    putExtended(control, 'color', change.color === '' ? null : change.color.replace(/^#/, '').toUpperCase());
}

/** Appearance and colour came with Word 2013, in its own namespace. */
function putExtended(control: Element, name: string, value: string | null): void {
  property(control, name)?.remove();
  if (value === null) return;
  declareExtension(control.ownerDocument.documentElement, 'w15', ns.w15);
  const element = control.ownerDocument.createElementNS(ns.w15, `w15:${name}`);
  const [prefix, uri] = name === 'color' ? ['w', ns.w] : ['w15', ns.w15];
  element.setAttributeNS(uri, `${prefix}:val`, value);
  placeChild(propertiesOf(control), element);
}
