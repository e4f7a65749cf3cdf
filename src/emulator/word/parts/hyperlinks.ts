import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns, relationshipTypes } from '../package/namespaces.ts';
import { splitContent } from '../model/edit-text.ts';
import { forgetLeaves, leavesOf } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childW, createW, ensureProperties, setW } from '../model/xml.ts';
import { fieldsOf, hyperlinkOfField } from './fields.ts';
import { placeChild } from './schema-order.ts';
import { ensureStyle } from './styles.ts';

/** Links: `w:hyperlink` with a relationship or a bookmark's name, or a HYPERLINK field (ECMA-376 part 1 §17.16.22). */

/** The address that a run leads to: `https://…`, or `#bookmark` within the document; `null` for none. */
export function hyperlinkOf(pkg: OoxmlPackage, part: string, run: Element): string | null {
  const link = ancestorW(run, 'hyperlink');
  if (link) return addressOf(pkg, part, link);
  const paragraph = ancestorW(run, 'p');
  const field =
    paragraph && fieldsOf(paragraph).find((each) => each.kind === 'HYPERLINK' && each.resultElements.includes(run));
  return field ? hyperlinkOfField(field.code) : null;
}

function addressOf(pkg: OoxmlPackage, part: string, link: Element): string | null {
  const id = link.getAttributeNS(ns.r, 'id');
  const place = attributeW(link, 'anchor');
  const target = pkg.relationships(part).find((each) => each.id === id)?.target ?? '';
  return target === '' && place === null ? null : `${target}${place === null ? '' : `#${place}`}`;
}

/**
 * Lets a stretch of a paragraph lead to an address; `#name` leads to a bookmark, an empty one takes links away. Links that
 * the stretch cuts through are changed whole.
 */
export function setHyperlink(
  pkg: OoxmlPackage,
  part: string,
  paragraph: Element,
  start: number,
  end: number,
  address: string,
): Element[] {
  pkg.edit(part);
  splitContent(paragraph, end);
  splitContent(paragraph, start);
  const runs = [
    ...new Set(
      leavesOf(paragraph)
        .filter((leaf) => leaf.start >= start && leaf.start + leaf.length <= end)
        .flatMap(({ element }) => ancestorW(element, 'r') ?? []),
    ),
  ];
  for (const link of new Set(runs.flatMap((run) => ancestorW(run, 'hyperlink') ?? []))) {
    for (const run of link.getElementsByTagNameNS(ns.w, 'r')) dropLinkStyle(pkg, run);
    for (const node of [...link.childNodes]) link.before(node);
    link.remove();
  }
  const made = address === '' ? [] : wrapInLinks(pkg, part, runs, address);
  forgetLeaves(paragraph);
  return made;
}

/** One link around each row of neighbours; an insertion around runs goes into the link with them. */
function wrapInLinks(pkg: OoxmlPackage, part: string, runs: readonly Element[], address: string): Element[] {
  const made: Element[] = [];
  for (const run of runs) {
    styleAsLink(pkg, run);
    const unit = ['ins', 'del', 'moveTo', 'moveFrom'].includes(run.parentElement?.localName ?? '')
      ? (run.parentElement ?? run)
      : run;
    const last = made.at(-1);
    if (unit.parentElement && unit.parentElement === last) continue;
    if (last && unit.previousElementSibling === last) {
      last.append(unit);
      continue;
    }
    const link = newLink(pkg, part, unit, address);
    unit.before(link);
    link.append(unit);
    made.push(link);
  }
  return made;
}

function newLink(pkg: OoxmlPackage, part: string, near: Element, address: string): Element {
  const [target = '', place] = address.split(/#(.*)/s);
  const link = createW(near.ownerDocument, 'hyperlink');
  if (target !== '') {
    const id = pkg.relate(part, relationshipTypes.hyperlink, target, { external: true });
    link.setAttributeNS(ns.r, 'r:id', id);
  }
  if (place !== undefined && place !== '') setW(link, 'anchor', place);
  setW(link, 'history', '1');
  return link;
}

function styleAsLink(pkg: OoxmlPackage, run: Element): void {
  const styleId = ensureStyle(pkg, 'Hyperlink');
  const properties = ensureProperties(run);
  if (styleId === null || childW(properties, 'rStyle')) return;
  placeChild(properties, createW(run.ownerDocument, 'rStyle', { val: styleId }));
}

function dropLinkStyle(pkg: OoxmlPackage, run: Element): void {
  const properties = childW(run, 'rPr');
  const style = properties && childW(properties, 'rStyle');
  if (style && attributeW(style) === ensureStyle(pkg, 'Hyperlink')) style.remove();
  if (properties && properties.childElementCount === 0) properties.remove();
}
