import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';
import { unusedName } from './ensure-part.ts';

/** The document's properties: core (ECMA-376 part 2 §11), extended and custom (part 1 §22.2, §22.3). */

/** Core and extended properties by the API's names. */
const elements = {
  title: [ns.dc, 'dc:title'],
  subject: [ns.dc, 'dc:subject'],
  author: [ns.dc, 'dc:creator'],
  comments: [ns.dc, 'dc:description'],
  keywords: [ns.coreProperties, 'cp:keywords'],
  category: [ns.coreProperties, 'cp:category'],
  lastAuthor: [ns.coreProperties, 'cp:lastModifiedBy'],
  revisionNumber: [ns.coreProperties, 'cp:revision'],
  creationDate: [ns.dcterms, 'dcterms:created'],
  lastSaveTime: [ns.dcterms, 'dcterms:modified'],
  lastPrintDate: [ns.coreProperties, 'cp:lastPrinted'],
} as const;

const extended = {
  company: 'Company',
  manager: 'Manager',
  template: 'Template',
  applicationName: 'Application',
  format: 'PresentationFormat',
  security: 'DocSecurity',
} as const;

export type CoreProperty = keyof typeof elements;
export type ExtendedProperty = keyof typeof extended;

const extendedNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties';
const customNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const variantNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

function rootOf(pkg: OoxmlPackage, type: string): Element | null {
  const part = pkg.related('', type);
  return part !== undefined && pkg.has(part) ? pkg.xml(part).documentElement : null;
}

function editRoot(pkg: OoxmlPackage, type: string, name: string, contentType: string, xml: string): Element {
  const known = pkg.related('', type);
  if (known !== undefined && pkg.has(known)) return pkg.edit(known).documentElement;
  const part = unusedName(pkg, name);
  pkg.setPart(part, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`, contentType);
  pkg.relate('', type, part);
  return pkg.edit(part).documentElement;
}

/** A core property's text, dates as the file has them (`2026-01-02T03:04:05Z`); empty when it has none. */
export function coreProperty(pkg: OoxmlPackage, name: CoreProperty): string {
  const [namespace, qualified] = elements[name];
  return (
    rootOf(pkg, relationshipTypes.coreProperties)?.getElementsByTagNameNS(namespace, qualified.replace(/^.*:/, ''))[0]
      ?.textContent ?? ''
  );
}

export function setCoreProperty(pkg: OoxmlPackage, name: CoreProperty, value: string): void {
  const root = editRoot(
    pkg,
    relationshipTypes.coreProperties,
    'docProps/core.xml',
    contentTypes.coreProperties,
    `<cp:coreProperties xmlns:cp="${ns.coreProperties}" xmlns:dc="${ns.dc}" xmlns:dcterms="${ns.dcterms}" xmlns:xsi="${schemaInstance}"/>`,
  );
  const [namespace, qualified] = elements[name];
  const known = root.getElementsByTagNameNS(namespace, qualified.replace(/^.*:/, ''))[0];
  const element = known ?? root.ownerDocument.createElementNS(namespace, qualified);
  if (!known) {
    if (namespace === ns.dcterms) element.setAttributeNS(schemaInstance, 'xsi:type', 'dcterms:W3CDTF');
    root.append(element);
  }
  element.textContent = value;
}

export function extendedProperty(pkg: OoxmlPackage, name: ExtendedProperty): string {
  return (
    rootOf(pkg, relationshipTypes.extendedProperties)?.getElementsByTagNameNS(extendedNamespace, extended[name])[0]
      ?.textContent ?? ''
  );
}

export function setExtendedProperty(pkg: OoxmlPackage, name: ExtendedProperty, value: string): void {
  const root = editRoot(
    pkg,
    relationshipTypes.extendedProperties,
    'docProps/app.xml',
    'application/vnd.openxmlformats-officedocument.extended-properties+xml',
    `<Properties xmlns="${extendedNamespace}"/>`,
  );
  const known = root.getElementsByTagNameNS(extendedNamespace, extended[name])[0];
  const element =
    known ??
    root.ownerDocument.createElementNS(
      extendedNamespace,
      root.prefix ? `${root.prefix}:${extended[name]}` : extended[name],
    );
  if (!known) root.append(element);
  element.textContent = value;
}

export type CustomValue = string | number | boolean | Date;

export interface CustomProperty {
  readonly key: string;
  readonly value: CustomValue;
  readonly type: 'String' | 'Number' | 'Boolean' | 'Date';
}

export function customProperties(pkg: OoxmlPackage): CustomProperty[] {
  const root = rootOf(pkg, relationshipTypes.customProperties);
  return [...(root?.children ?? [])].flatMap((element): CustomProperty[] => {
    const variant = element.firstElementChild;
    const key = element.getAttribute('name') ?? '';
    const text = variant?.textContent ?? '';
    switch (variant?.localName) {
      case undefined:
        return [];
      case 'bool':
        return [{ key, type: 'Boolean', value: text === 'true' || text === '1' }];
      case 'filetime':
      case 'date':
        return [{ key, type: 'Date', value: new Date(text) }];
      case 'i1':
      case 'i2':
      case 'i4':
      case 'int':
      case 'r4':
      case 'r8':
      case 'decimal':
        return [{ key, type: 'Number', value: Number(text) }];
      default:
        return [{ key, type: 'String', value: text }];
    }
  });
}

/** Adds a property, or changes it; keys differ whatever their case. */
export function setCustomProperty(pkg: OoxmlPackage, key: string, value: CustomValue): void {
  const root = editRoot(
    pkg,
    relationshipTypes.customProperties,
    'docProps/custom.xml',
    contentTypes.customProperties,
    `<Properties xmlns="${customNamespace}" xmlns:vt="${variantNamespace}"/>`,
  );
  const document = root.ownerDocument;
  let element = [...root.children].find((each) => each.getAttribute('name')?.toLowerCase() === key.toLowerCase());
  if (!element) {
    const ids = [...root.children].map((each) => Number(each.getAttribute('pid')) || 1);
    element = document.createElementNS(customNamespace, root.prefix ? `${root.prefix}:property` : 'property');
    // The format of all properties that people add; their numbers begin with 2 (part 1 §22.3.2.1).
    element.setAttribute('fmtid', '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}');
    element.setAttribute('pid', String(Math.max(1, ...ids) + 1));
    element.setAttribute('name', key);
    root.append(element);
  }
  const [name, text] = variantOf(value);
  const variant = document.createElementNS(variantNamespace, `vt:${name}`);
  variant.textContent = text;
  element.replaceChildren(variant);
}

function variantOf(value: CustomValue): readonly [name: string, text: string] {
  if (typeof value === 'boolean') return ['bool', String(value)];
  if (typeof value === 'number') {
    const isSmall = Number.isInteger(value) && Math.abs(value) < 2 ** 31;
    return isSmall ? ['i4', String(value)] : ['r8', String(value)];
  }
  if (value instanceof Date) return ['filetime', `${value.toISOString().slice(0, 19)}Z`];
  return ['lpwstr', value];
}

export function removeCustomProperty(pkg: OoxmlPackage, key: string): boolean {
  const part = pkg.related('', relationshipTypes.customProperties);
  if (part === undefined || !pkg.has(part)) return false;
  const found = [...pkg.xml(part).documentElement.children].find(
    (each) => each.getAttribute('name')?.toLowerCase() === key.toLowerCase(),
  );
  if (!found) return false;
  pkg.edit(part);
  found.remove();
  return true;
}

export function removeAllCustomProperties(pkg: OoxmlPackage): void {
  for (const { key } of customProperties(pkg)) removeCustomProperty(pkg, key);
}
