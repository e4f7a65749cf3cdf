import { parseXml, type OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';
import { attributeW, childrenW, childW, createW, ensureW, isW, setW, toggleW } from '../model/xml.ts';
import { editPart } from './ensure-part.ts';
import { placeChild } from './schema-order.ts';
import { ensureStyle, styleByName } from './styles.ts';

/** Sections and their headers and footers (ECMA-376 part 1 §17.10). */

export type RunningKind = 'header' | 'footer';
/** As the API names them. */
export type RunningType = 'Primary' | 'FirstPage' | 'EvenPages';

const fileTypes = { Primary: 'default', FirstPage: 'first', EvenPages: 'even' } as const;

export interface RunningPart {
  readonly part: string;
  /** `w:hdr` or `w:ftr`. */
  readonly root: Element;
}

/**
 * The document's sections in order, by their properties (`w:sectPr`); the last stand at the end of the body, which itself
 * stands for the last section where they are missing.
 */
export function sectionsOf(pkg: OoxmlPackage): Element[] {
  const body = childW(pkg.xml(pkg.documentPart).documentElement, 'body');
  if (!body) return [];
  const sections = [...body.getElementsByTagNameNS(ns.w, 'sectPr')].filter(
    (each) => each.parentElement === body || each.parentElement?.localName === 'pPr',
  );
  return childW(body, 'sectPr') ? sections : [...sections, body];
}

/** The section that an element of the body is in; `null` for one that is elsewhere. */
export function sectionAround(pkg: OoxmlPackage, element: Element): Element | null {
  const sections = sectionsOf(pkg);
  const last = sections.at(-1);
  if (element.ownerDocument !== last?.ownerDocument) return null;
  return (
    sections.find((each) => (element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) ?? last
  );
}

/** The header or footer that a section shows, its own or that of the nearest section before it; `null` for none. */
export function runningPart(
  pkg: OoxmlPackage,
  section: Element,
  kind: RunningKind,
  type: RunningType,
): RunningPart | null {
  const sections = sectionsOf(pkg);
  for (let index = sections.indexOf(section); index >= 0; index -= 1) {
    const own = ownPart(pkg, sections[index], kind, type);
    if (own) return own;
  }
  return null;
}

function ownPart(
  pkg: OoxmlPackage,
  section: Element | undefined,
  kind: RunningKind,
  type: RunningType,
): RunningPart | null {
  const reference =
    section &&
    childrenW(section, `${kind}Reference`).find((each) => (attributeW(each, 'type') ?? 'default') === fileTypes[type]);
  const id = reference?.getAttributeNS(ns.r, 'id');
  const part = pkg.relationships(pkg.documentPart).find((each) => each.id === id)?.target;
  return part !== undefined && pkg.has(part) ? { part, root: pkg.xml(part).documentElement } : null;
}

/** An empty header or footer that is no part of the document yet: one paragraph in the style of such text. */
export function blankRunning(pkg: OoxmlPackage, kind: RunningKind): XMLDocument {
  const element = kind === 'header' ? 'hdr' : 'ftr';
  const style = styleByName(pkg, kind);
  const styleId = (style && attributeW(style, 'styleId')) ?? (kind === 'header' ? 'Header' : 'Footer');
  return parseXml(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:${element} xmlns:w="${ns.w}" xmlns:r="${ns.r}"><w:p><w:pPr><w:pStyle w:val="${styleId}"/></w:pPr></w:p></w:${element}>`,
  );
}

/**
 * Makes a {@link blankRunning} the header or footer of a section and those after it. A first page's or even pages' one is
 * switched on.
 */
export function attachRunning(
  pkg: OoxmlPackage,
  section: Element,
  kind: RunningKind,
  type: RunningType,
  tree: XMLDocument,
): RunningPart {
  const part = pkg.freshPartName(`word/${kind}#.xml`);
  ensureStyle(pkg, kind);
  pkg.adoptPart(part, tree, contentTypes[kind]);
  const id = pkg.relate(pkg.documentPart, relationshipTypes[kind], part);
  pkg.edit(pkg.documentPart);
  const properties = isW(section, 'body') ? ensureW(section, 'sectPr') : section;
  const reference = createW(properties.ownerDocument, `${kind}Reference`);
  setW(reference, 'type', fileTypes[type]);
  reference.setAttributeNS(ns.r, 'r:id', id);
  placeChild(properties, reference);
  if (type === 'FirstPage' && toggleW(properties, 'titlePg') !== true) {
    childW(properties, 'titlePg')?.remove();
    placeChild(properties, createW(properties.ownerDocument, 'titlePg'));
  }
  if (type === 'EvenPages') {
    const settings = editPart(pkg, 'settings');
    if (toggleW(settings, 'evenAndOddHeaders') !== true) {
      childW(settings, 'evenAndOddHeaders')?.remove();
      placeChild(settings, createW(settings.ownerDocument, 'evenAndOddHeaders'));
    }
  }
  return { part, root: tree.documentElement };
}
