import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { areaName, parseArea } from '../model/address.ts';
import type { HyperlinkState } from '../model/hyperlink.ts';
import type { Sheet } from '../model/sheet.ts';
import { removeElement } from './carried-elements.ts';
import { relationship, relationshipNamespace } from './part-names.ts';
import { unrelate } from './relations.ts';
import { createElement, ensureChild } from './sheet-order.ts';
import { childNamed, childrenNamed } from './xml.ts';

/** The links of a sheet (ECMA-376 part 1 §18.3.1.47). */
export function readHyperlinks(file: OoxmlPackage, sheet: Sheet, root: Element): HyperlinkState[] {
  const elements = childrenNamed(childNamed(root, 'hyperlinks'), 'hyperlink');
  if (elements.length === 0 || sheet.part === null) return [];
  const targets = new Map(file.relationships(sheet.part).map(({ id, target }) => [id, target]));
  return elements.flatMap((element, source) => {
    const area = parseArea(element.getAttribute('ref') ?? '');
    if (!area) return [];
    return [
      {
        sheetId: sheet.id,
        area,
        address: targets.get(relationOf(element)) ?? '',
        documentReference: element.getAttribute('location') ?? '',
        screenTip: element.getAttribute('tooltip') ?? '',
        source,
      },
    ];
  });
}

/** Brings the links of a sheet's part up to date; gives what to change in the sheet's element, if anything. */
export function writeHyperlinks(
  file: OoxmlPackage,
  part: string,
  now: readonly HyperlinkState[],
  before: readonly HyperlinkState[],
): ((root: Element) => void) | null {
  if (now.length === before.length && now.every((link, index) => link === before[index])) return null;
  return (root) => {
    const elements = childrenNamed(childNamed(root, 'hyperlinks'), 'hyperlink');
    const bySource = new Map(now.map((link) => [link.source, link]));
    for (const { source } of before) {
      const element = elements[source ?? -1];
      const link = bySource.get(source);
      if (link) element?.setAttribute('ref', areaName(link.area));
      else if (element) removeElement(element);
    }
    for (const link of now)
      if (link.source === null) ensureChild(root, 'hyperlinks').append(made(file, part, root, link));
    const list = childNamed(root, 'hyperlinks');
    const used = new Set(childrenNamed(list, 'hyperlink').map(relationOf));
    unrelate(file, part, ({ type, id }) => type === relationship.hyperlink && !used.has(id));
  };
}

function made(file: OoxmlPackage, part: string, root: Element, link: HyperlinkState): Element {
  const { area, address, documentReference, screenTip } = link;
  const element = createElement(root, 'hyperlink', {
    ref: areaName(area),
    ...(documentReference === '' ? {} : { location: documentReference }),
    ...(screenTip === '' ? {} : { tooltip: screenTip }),
  });
  if (address !== '') {
    const id = file.relate(part, relationship.hyperlink, address, { external: true });
    element.setAttributeNS(relationshipNamespace, 'r:id', id);
  }
  return element;
}

function relationOf(element: Element): string {
  return element.getAttributeNS(relationshipNamespace, 'id') ?? '';
}
