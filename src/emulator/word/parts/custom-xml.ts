import { parseXml, type OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, relationshipTypes } from '../package/namespaces.ts';
import { DocumentFileError } from '../../package/zip.ts';
import { addInSettingsNamespace } from '../model/add-in-settings.ts';

/** Custom XML parts: data that a document carries, each under a GUID that its properties part tells (ECMA-376 part 1 §15.2.5). */

const dataStore = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';

export interface CustomXmlPart {
  readonly name: string;
  /** `{…}`, in capitals. */
  readonly id: string;
}

/** The parts in the order of the file; the one that the emulator keeps settings of add-ins in is none of them. */
export function customXmlParts(pkg: OoxmlPackage): CustomXmlPart[] {
  return pkg
    .relationships(pkg.documentPart)
    .filter(({ type, external, target }) => type === relationshipTypes.customXml && !external && pkg.has(target))
    .map(({ target }) => target)
    .filter((name) => pkg.xml(name).documentElement.namespaceURI !== addInSettingsNamespace)
    .map((name) => ({ name, id: idOf(pkg, name) }));
}

function idOf(pkg: OoxmlPackage, name: string): string {
  const properties = pkg.related(name, relationshipTypes.customXmlProperties);
  const root = properties !== undefined && pkg.has(properties) ? pkg.xml(properties).documentElement : null;
  return root?.getAttributeNS(dataStore, 'itemID')?.toUpperCase() ?? idFromName(name);
}

/** A lasting id for a part whose file tells none. */
function idFromName(name: string): string {
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return `{00000000-0000-4000-8000-${hash.toString(16).toUpperCase().padStart(12, '0')}}`;
}

/** Parses what is to be a part; `null` when it is no XML document. */
export function readCustomXml(xml: string): XMLDocument | null {
  try {
    return parseXml(xml);
  } catch (error) {
    if (error instanceof DocumentFileError) return null;
    throw error;
  }
}

/** Adds a part; `own` is its GUID, where it has one already. */
export function addCustomXml(pkg: OoxmlPackage, xml: string, own?: string): CustomXmlPart {
  const taken = new Set(customXmlParts(pkg).map(({ id }) => id));
  const name = pkg.freshPartName('customXml/item#.xml');
  const properties = pkg.freshPartName('customXml/itemProps#.xml');
  let id = own ?? newGuid();
  while (taken.has(id)) id = newGuid();
  pkg.setPart(name, xml, 'application/xml');
  pkg.relate(pkg.documentPart, relationshipTypes.customXml, name);
  pkg.setPart(
    properties,
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="${id}" xmlns:ds="${dataStore}"><ds:schemaRefs/></ds:datastoreItem>`,
    contentTypes.customXmlProperties,
  );
  pkg.relate(name, relationshipTypes.customXmlProperties, properties);
  return { name, id };
}

/** A random GUID (RFC 9562 version 4); `crypto.randomUUID` is for pages that came over TLS alone. */
function newGuid(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-A${hex.slice(17, 20)}-${hex.slice(20)}}`;
}

/** Replaces all of a part; the live tree stays, so that undo can go back. */
export function setCustomXml(pkg: OoxmlPackage, name: string, root: Element): void {
  const tree = pkg.edit(name);
  tree.replaceChild(tree.importNode(root, true), tree.documentElement);
}

export function removeCustomXml(pkg: OoxmlPackage, name: string): void {
  const properties = pkg.related(name, relationshipTypes.customXmlProperties);
  const relationships = name.replace(/([^/]+)$/, '_rels/$1.rels');
  for (const part of [properties, relationships, name]) if (part !== undefined && pkg.has(part)) pkg.removePart(part);
  pkg.unrelate(pkg.documentPart, name);
}
