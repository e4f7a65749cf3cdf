/** Reading WordprocessingML elements by local name, whichever prefix or (transitional, strict) namespace they bear. */

const mathNamespaces = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/math',
  'http://purl.oclc.org/ooxml/officeDocument/math',
]);

/** `p`, `r`, `tbl` … of WordprocessingML and drawings; equations, whose names collide with it, as `m:oMath`, `m:r` …. */
export function kindOf(element: Element): string {
  return mathNamespaces.has(element.namespaceURI ?? '') ? `m:${element.localName}` : element.localName;
}

/** The first child element with this local name. */
export function childOf(element: Element | null | undefined, name: string): Element | null {
  for (let child = element?.firstElementChild ?? null; child; child = child.nextElementSibling) {
    if (child.localName === name) return child;
  }
  return null;
}

/** The child elements, all of them or those with this local name. */
export function childrenOf(element: Element | null | undefined, name?: string): Element[] {
  const found: Element[] = [];
  for (let child = element?.firstElementChild ?? null; child; child = child.nextElementSibling) {
    if (name === undefined || child.localName === name) found.push(child);
  }
  return found;
}

/** The first descendant with this local name. */
export function descendantOf(element: Element | null | undefined, name: string): Element | null {
  for (const child of childrenOf(element)) {
    const found = child.localName === name ? child : descendantOf(child, name);
    if (found) return found;
  }
  return null;
}

/** An attribute by local name: `w:val`, `r:id` and the bare `val` alike. */
export function attributeOf(element: Element | null | undefined, name: string): string | null {
  if (!element) return null;
  for (const attribute of element.attributes) {
    if (attribute.localName === name && attribute.prefix !== 'xmlns') return attribute.value;
  }
  return null;
}

/** `w:val` of the child with this name. */
export function valueOf(element: Element | null | undefined, name: string): string | null {
  return attributeOf(childOf(element, name), 'val');
}

/** An attribute as a whole or fractional number; `undefined` when absent or no number. */
export function numberOf(element: Element | null | undefined, name: string): number | undefined {
  const text = attributeOf(element, name);
  if (text === null || text === '') return undefined;
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? undefined : value;
}

/** An on/off property (ISO 29500-1 §17.17.4): absent is `undefined`, present without a value is on. */
export function toggleOf(element: Element | null | undefined, name: string): boolean | undefined {
  const child = childOf(element, name);
  if (!child) return undefined;
  const value = attributeOf(child, 'val');
  return value === null || !['0', 'false', 'off', 'none'].includes(value);
}

/** Elements that only wrap what they hold. */
const transparent = new Set(['sdt', 'sdtContent', 'customXml', 'smartTag', 'moveFrom', 'moveTo', 'ins', 'del']);

/** The blocks of a body, cell, note or header in order, seen through content controls and custom XML around them. */
export function blocksOf(container: Element): Element[] {
  const blocks: Element[] = [];
  for (const child of childrenOf(container)) {
    const kind = kindOf(child);
    if (kind === 'p' || kind === 'tbl' || kind === 'm:oMathPara' || kind === 'altChunk') blocks.push(child);
    else if (kind === 'AlternateContent') blocks.push(...blocksOf(childOf(child, 'Choice') ?? child));
    else if (transparent.has(kind)) blocks.push(...blocksOf(child));
  }
  return blocks;
}
