import type { DocxPackage } from '../package/docx-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';
import { attributeW, childrenW, childW, createW, setW, toggleW } from '../model/xml.ts';
import { editPart } from './ensure-part.ts';
import { placeChild } from './schema-order.ts';
import { ensureStyle } from './styles.ts';

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

/** The properties of the document's sections in order; the last stand at the end of the body. */
export function sectionsOf(pkg: DocxPackage): Element[] {
  const body = childW(pkg.xml(pkg.documentPart).documentElement, 'body');
  if (!body) return [];
  const sections = [...body.getElementsByTagNameNS(ns.w, 'sectPr')].filter((each) => each.parentElement === body || each.parentElement?.localName === 'pPr'); // prettier-ignore
  if (!childW(body, 'sectPr')) {
    pkg.edit(pkg.documentPart);
    const made = createW(body.ownerDocument, 'sectPr');
    body.append(made);
    sections.push(made);
  }
  return sections;
}

/** The header or footer that a section shows, its own or that of the nearest section before it; `null` for none. */
export function runningPart(
  pkg: DocxPackage,
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
  pkg: DocxPackage,
  section: Element | undefined,
  kind: RunningKind,
  type: RunningType,
): RunningPart | null {
  const reference = section && childrenW(section, `${kind}Reference`).find((each) => (attributeW(each, 'type') ?? 'default') === fileTypes[type]); // prettier-ignore
  const id = reference?.getAttributeNS(ns.r, 'id');
  const part = pkg.relationships(pkg.documentPart).find((each) => each.id === id)?.target;
  return part !== undefined && pkg.has(part) ? { part, root: pkg.xml(part).documentElement } : null;
}

/**
 * The header or footer of a section for writing. A section that only shows one of a section before it, or none, gets an
 * empty one of its own; a first page's or even pages' one is switched on.
 */
export function ensureRunningPart(
  pkg: DocxPackage,
  section: Element,
  kind: RunningKind,
  type: RunningType,
): RunningPart {
  const known = runningPart(pkg, section, kind, type);
  if (known) {
    pkg.edit(known.part);
    return known;
  }
  const part = pkg.freshPartName(`word/${kind}#.xml`);
  const element = kind === 'header' ? 'hdr' : 'ftr';
  const style = ensureStyle(pkg, kind) ?? '';
  pkg.setPart(
    part,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:${element} xmlns:w="${ns.w}" xmlns:r="${ns.r}"><w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr></w:p></w:${element}>`,
    contentTypes[kind],
  );
  const id = pkg.relate(pkg.documentPart, relationshipTypes[kind], part);
  pkg.edit(pkg.documentPart);
  const reference = createW(section.ownerDocument, `${kind}Reference`);
  setW(reference, 'type', fileTypes[type]);
  reference.setAttributeNS(ns.r, 'r:id', id);
  placeChild(section, reference);
  if (type === 'FirstPage' && toggleW(section, 'titlePg') !== true) {
    childW(section, 'titlePg')?.remove();
    placeChild(section, createW(section.ownerDocument, 'titlePg'));
  }
  if (type === 'EvenPages') {
    const settings = editPart(pkg, 'settings');
    if (toggleW(settings, 'evenAndOddHeaders') !== true) {
      childW(settings, 'evenAndOddHeaders')?.remove();
      placeChild(settings, createW(settings.ownerDocument, 'evenAndOddHeaders'));
    }
  }
  return { part, root: pkg.edit(part).documentElement };
}
