import { ns } from '../package/namespaces.ts';
import { splitContent } from '../model/edit-text.ts';
import { forgetStory, storyOf } from '../model/story.ts';
import { forgetLeaves } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childW, createW, isW } from '../model/xml.ts';
import { declareExtension } from './ensure-part.ts';
import { placeChild } from './schema-order.ts';

/** Content controls, `w:sdt` (ECMA-376 part 1 §17.5.2). */

export type ContentControlType = 'RichText' | 'PlainText' | 'CheckBox' | 'DropDownList' | 'ComboBox' | 'DatePicker' | 'Picture' | 'Group' | 'RepeatingSection' | 'BuildingBlockGallery' | 'Unknown'; // prettier-ignore

/** The content controls below an element in document order, inner ones after those around them. */
export function contentControlsIn(container: Element): Element[] {
  return [...container.getElementsByTagNameNS(ns.w, 'sdt')];
}

/** The content control directly around a node; `null` when there is none. */
export function contentControlAround(node: Node): Element | null {
  return ancestorW(node, 'sdt');
}

export function contentOf(control: Element): Element {
  const content = childW(control, 'sdtContent') ?? createW(control.ownerDocument, 'sdtContent');
  if (!content.parentNode) control.append(content);
  return content;
}

/** Wraps text of one paragraph. Links, insertions and fields that the ends cut through are taken in whole. */
export function wrapInline(paragraph: Element, start: number, end: number): Element {
  const last = splitContent(paragraph, end);
  const stop = climb(last.parent, last.before, paragraph);
  // The stop is a node that the cut at the start does not move.
  const first = splitContent(paragraph, start);
  const from = climbStart(first.parent, first.before, paragraph);
  const control = newControl(paragraph);
  paragraph.insertBefore(control, from);
  const content = contentOf(control);
  for (let node: Node | null = from; node && node !== stop;) {
    const next: Node | null = node.nextSibling;
    content.append(node);
    node = next;
  }
  forgetLeaves(paragraph);
  return control;
}

/** The child of the paragraph before which a wrapped stretch ends. */
function climb(parent: Element, before: Node | null, paragraph: Element): Node | null {
  if (parent === paragraph) return before;
  let at: Element = parent;
  while (at.parentElement && at.parentElement !== paragraph) at = at.parentElement;
  return at.nextSibling;
}

function climbStart(parent: Element, before: Node | null, paragraph: Element): Node | null {
  if (parent === paragraph) return before;
  let at: Element = parent;
  while (at.parentElement && at.parentElement !== paragraph) at = at.parentElement;
  return at;
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

function newControl(near: Element): Element {
  const document = near.ownerDocument;
  const taken = new Set(
    [...document.getElementsByTagNameNS(ns.w, 'sdtPr')].map((each) => attributeW(childW(each, 'id'))),
  );
  let id = 100_000_001;
  while (taken.has(String(id))) id += 1;
  const properties = createW(document, 'sdtPr', {}, [createW(document, 'id', { val: String(id) })]);
  return createW(document, 'sdt', {}, [properties, createW(document, 'sdtContent')]);
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

function propertiesOf(control: Element): Element {
  const known = childW(control, 'sdtPr');
  if (known) return known;
  const made = createW(control.ownerDocument, 'sdtPr');
  control.prepend(made);
  return made;
}

/** A property of WordprocessingML or of Word's extensions of it. */
function property(control: Element, name: string): Element | null {
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
    removeWhenEdited: property(control, 'temporary') !== null,
    isPlaceholder: property(control, 'showingPlcHdr') !== null,
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
  if (change.appearance !== undefined) putExtended(control, 'appearance', change.appearance === 'BoundingBox' ? 'boundingBox' : change.appearance.toLowerCase()); // prettier-ignore
  if (change.color !== undefined) putExtended(control, 'color', change.color === '' ? null : change.color.replace(/^#/, '').toUpperCase()); // prettier-ignore
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
