import { ns } from '../package/namespaces.ts';
import { placeChild } from '../parts/schema-order.ts';

/** Making and finding WordprocessingML elements. */

/** Whether a node is the WordprocessingML element of this local name. */
export function isW(node: Node | null | undefined, name: string): boolean {
  return node?.nodeType === 1 && (node as Element).localName === name && (node as Element).namespaceURI === ns.w;
}

/** The first child element of this local name in WordprocessingML's namespace. */
export function childW(parent: Element, name: string): Element | null {
  for (let child = parent.firstElementChild; child; child = child.nextElementSibling)
    if (isW(child, name)) return child;
  return null;
}

export function childrenW(parent: Element, name: string): Element[] {
  return [...parent.children].filter((child) => isW(child, name));
}

/** The nearest ancestor (not the element itself) of this local name. */
export function ancestorW(node: Node, name: string): Element | null {
  for (let parent = node.parentNode; parent; parent = parent.parentNode)
    if (isW(parent, name)) return parent as Element;
  return null;
}

/** `w:val`, or another attribute of WordprocessingML's namespace. */
export function attributeW(element: Element | null | undefined, name = 'val'): string | null {
  return element?.getAttributeNS(ns.w, name) ?? null;
}

/** A new element `w:name` with attributes of the same namespace, whatever prefix the part uses. */
export function createW(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Node | string)[] = [],
): Element {
  const prefix = document.documentElement.lookupPrefix(ns.w) ?? 'w';
  const element = document.createElementNS(ns.w, `${prefix}:${name}`);
  for (const [attribute, value] of Object.entries(attributes)) setW(element, attribute, value);
  element.append(...children);
  return element;
}

export function setW(element: Element, attribute: string, value: string): void {
  const prefix = element.ownerDocument.documentElement.lookupPrefix(ns.w) ?? 'w';
  element.setAttributeNS(ns.w, `${prefix}:${attribute}`, value);
}

/** Sets the text of a `w:t` or `w:delText`, keeping white space at its ends. */
export function setText(element: Element, text: string): void {
  element.textContent = text;
  if (/^\s|\s$|\s\s/.test(text)) element.setAttributeNS(ns.xml, 'xml:space', 'preserve');
}

/** The child of this name, made in its place by the schema's order when absent. */
export function ensureW(parent: Element, name: string): Element {
  return childW(parent, name) ?? placeChild(parent, createW(parent.ownerDocument, name));
}

/** The properties element that stands first in a paragraph, run, table, row or cell; made when absent. */
export function ensureProperties(element: Element): Element {
  const name = `${element.localName}Pr`;
  const known = childW(element, name);
  if (known) return known;
  const made = createW(element.ownerDocument, name);
  element.prepend(made);
  return made;
}

/** Reads an on/off property: absent `undefined`, present without a value on. */
export function toggleW(properties: Element | null | undefined, name: string): boolean | undefined {
  const child = properties ? childW(properties, name) : null;
  if (!child) return undefined;
  const value = attributeW(child);
  return value === null || !['0', 'false', 'off', 'none'].includes(value);
}
