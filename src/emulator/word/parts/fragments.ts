import { parseXml } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';

/** Prefixes that {@link elementsOf} knows, as Word itself uses them. */
const prefixes: Readonly<Record<string, string>> = {
  w: ns.w,
  r: ns.r,
  a: ns.a,
  wp: ns.wp,
  pic: ns.pic,
  m: ns.m,
  mc: ns.mc,
  w14: ns.w14,
  w15: ns.w15,
};

/** The elements of a piece of WordprocessingML that we wrote ourselves, as nodes of `document`. */
export function elementsOf(document: Document, xml: string): Element[] {
  const declarations = Object.entries(prefixes)
    .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
    .join('');
  const parsed = parseXml(`<root${declarations}>${xml}</root>`);
  return [...parsed.documentElement.children].map((child) => document.importNode(child, true));
}

/** One such element. */
export function elementOf(document: Document, xml: string): Element {
  const [element] = elementsOf(document, xml);
  if (!element) throw new Error('The XML holds no element.');
  return element;
}

/** Text or an attribute's value as XML; control characters, which XML 1.0 cannot hold, are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
