import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';
import type { Anchors } from '../model/anchors.ts';
import { createRun, deleteInParagraph } from '../model/edit-text.ts';
import { paragraphsIn, partsOf } from '../model/story.ts';
import { forgetLeaves } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childrenW, childW, createW, setText } from '../model/xml.ts';
import { contentControlFacts, contentOf, propertiesOf, spanOfControl } from './content-controls.ts';
import { unusedName } from './ensure-part.ts';
import { elementOf } from './fragments.ts';
import { placeChild } from './schema-order.ts';
import { addCustomStyle, styleByName } from './styles.ts';

/**
 * What an empty content control shows (ECMA-376 part 1 §17.5.2.25, §17.5.2.39): a building block of the glossary document,
 * or Word's own words when the control names none.
 */
const defaultPlaceholder = 'Click or tap here to enter text.';

export function placeholderText(pkg: OoxmlPackage, control: Element): string {
  const stored = buildingBlock(pkg, control);
  if (stored) return textIn(stored);
  if (contentControlFacts(control).isPlaceholder) return textIn(contentOf(control));
  return defaultPlaceholder;
}

function textIn(element: Element): string {
  const texts = [...element.getElementsByTagNameNS(ns.w, 't')];
  return texts.map(({ textContent }) => textContent).join('');
}

function glossaryRoot(pkg: OoxmlPackage): Element | null {
  const part = pkg.related(pkg.documentPart, relationshipTypes.glossaryDocument);
  return part !== undefined && pkg.has(part) ? pkg.xml(part).documentElement : null;
}

/** The body of the building block that a control names. */
function buildingBlock(pkg: OoxmlPackage, control: Element): Element | null {
  const placeholder = childW(propertiesOf(control), 'placeholder');
  const name = attributeW(placeholder && childW(placeholder, 'docPart'));
  const parts = [...(glossaryRoot(pkg)?.getElementsByTagNameNS(ns.w, 'docPart') ?? [])];
  const found = parts.find((part) => {
    const properties = childW(part, 'docPartPr');
    return name !== null && attributeW(properties && childW(properties, 'name')) === name;
  });
  return found ? childW(found, 'docPartBody') : null;
}

/** Keeps the words that a control shows when it is empty; what it shows now stays as it is. */
export function setPlaceholderText(pkg: OoxmlPackage, control: Element, text: string): void {
  const root = editGlossary(pkg);
  const parts = childW(root, 'docParts') ?? root.appendChild(createW(root.ownerDocument, 'docParts'));
  const name = freshName(parts);
  const block = elementOf(
    root.ownerDocument,
    `<w:docPart><w:docPartPr><w:name w:val="${name}"/><w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types><w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{${name.slice(0, 8)}-0000-4000-8000-000000000000}"/></w:docPartPr><w:docPartBody><w:p><w:r><w:rPr><w:color w:val="666666"/></w:rPr><w:t/></w:r></w:p></w:docPartBody></w:docPart>`,
  );
  const [place] = block.getElementsByTagNameNS(ns.w, 't');
  if (place) setText(place, text);
  parts.append(block);
  const properties = propertiesOf(control);
  childW(properties, 'placeholder')?.remove();
  placeChild(
    properties,
    createW(control.ownerDocument, 'placeholder', {}, [createW(control.ownerDocument, 'docPart', { val: name })]),
  );
}

/** Eight hexadecimal digits, as of a GUID, that no building block begins with. */
function freshName(parts: Element): string {
  const taken = childrenW(parts, 'docPart').flatMap(
    (part) => attributeW(childW(childW(part, 'docPartPr') ?? part, 'name')) ?? [],
  );
  for (let number = 1; ; number += 1) {
    const name = number.toString(16).toUpperCase().padStart(8, '0');
    if (!taken.some((each) => each.startsWith(name))) return name.padEnd(32, '0');
  }
}

function editGlossary(pkg: OoxmlPackage): Element {
  const known = pkg.related(pkg.documentPart, relationshipTypes.glossaryDocument);
  if (known !== undefined && pkg.has(known)) return pkg.edit(known).documentElement;
  const part = unusedName(pkg, 'word/glossary/document.xml');
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:glossaryDocument xmlns:w="${ns.w}"><w:docParts/></w:glossaryDocument>`;
  pkg.setPart(part, xml, contentTypes.glossaryDocument);
  pkg.relate(pkg.documentPart, relationshipTypes.glossaryDocument, part);
  return pkg.edit(part).documentElement;
}

/** Shows the placeholder in a control that is empty. No tracked change: it is no text. */
export function showPlaceholder(pkg: OoxmlPackage, control: Element, anchors: Anchors): void {
  const text = placeholderText(pkg, control);
  const paragraph = ancestorW(control, 'p');
  const holder = paragraph ? contentOf(control) : paragraphsIn(contentOf(control))[0];
  const start = spanOfControl(control)?.start;
  if (!holder || !start || text === '') return;
  placeChild(propertiesOf(control), createW(control.ownerDocument, 'showingPlcHdr'));
  const style = createW(control.ownerDocument, 'rStyle', { val: placeholderStyle(pkg) });
  holder.append(createRun(control.ownerDocument, text, createW(control.ownerDocument, 'rPr', {}, [style])));
  forgetLeaves(paragraph ?? holder);
  anchors.replaced(start.paragraph, start.offset, 0, text.length);
}

/** Takes the placeholder out, so that text can go in. */
export function hidePlaceholder(control: Element, anchors: Anchors): void {
  childW(propertiesOf(control), 'showingPlcHdr')?.remove();
  const span = spanOfControl(control);
  if (!span) return;
  for (const { paragraph, start, end } of partsOf(span))
    deleteInParagraph(paragraph, start, end, { anchors, tracked: null });
}

/** The grey of placeholders, as a style that a reader of the document can change. */
function placeholderStyle(pkg: OoxmlPackage): string {
  const known = styleByName(pkg, 'Placeholder Text') ?? makeStyle(pkg);
  return attributeW(known, 'styleId') ?? '';
}

function makeStyle(pkg: OoxmlPackage): Element {
  const style = addCustomStyle(pkg, 'Placeholder Text', 'character');
  style.removeAttributeNS(ns.w, 'customStyle');
  for (const xml of ['<w:uiPriority w:val="99"/>', '<w:semiHidden/>', '<w:rPr><w:color w:val="666666"/></w:rPr>'])
    placeChild(style, elementOf(style.ownerDocument, xml));
  return style;
}
