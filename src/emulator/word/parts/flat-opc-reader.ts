import { OoxmlPackage, parseXml } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';

/** Why OOXML that an add-in handed in was not taken. */
export class OoxmlError extends Error {
  override readonly name = 'OoxmlError';
}

/** Above these an input is refused, so that an add-in cannot fill the memory; Word has limits of its own. */
const maxCharacters = 128 * 1024 * 1024;
const maxParts = 2000;

/**
 * Reads what `insertOoxml` takes: a flat OPC package (`pkg:package`), or a bare `w:document`, `w:body` or block. Document
 * type declarations are refused, so no entity is ever expanded. Throws {@link OoxmlError}.
 */
export function readFlatOpc(text: string): OoxmlPackage {
  if (text.length > maxCharacters) throw new OoxmlError('The OOXML is too large.');
  const root = parsed(text).documentElement;
  if (root.namespaceURI === ns.pkg && root.localName === 'package') return packageOf(root);
  if (root.namespaceURI !== ns.w) throw new OoxmlError(`'${root.nodeName}' is no WordprocessingML.`);
  const xml = new XMLSerializer().serializeToString(root);
  const body = root.localName === 'body' ? xml : `<w:body>${xml}</w:body>`;
  const document = root.localName === 'document' ? xml : `<w:document xmlns:w="${ns.w}">${body}</w:document>`;
  return withContentTypes({ 'word/document.xml': document }, new Map([['word/document.xml', contentTypes.document]]));
}

function parsed(text: string): XMLDocument {
  try {
    return parseXml(text.trimStart(), 'The OOXML');
  } catch (error) {
    throw new OoxmlError(error instanceof Error ? error.message : 'The OOXML could not be read.');
  }
}

function packageOf(root: Element): OoxmlPackage {
  const parts: Record<string, string | Uint8Array> = {};
  const types = new Map<string, string>();
  const elements = [...root.children].filter((each) => each.namespaceURI === ns.pkg && each.localName === 'part');
  if (elements.length > maxParts) throw new OoxmlError('The OOXML has too many parts.');
  const serializer = new XMLSerializer();
  for (const part of elements) {
    const name = attribute(part, 'name').replace(/^\//, '');
    if (name === '' || name === '[Content_Types].xml') continue;
    types.set(name, attribute(part, 'contentType'));
    const content = part.firstElementChild;
    const xml = content?.localName === 'xmlData' ? content.firstElementChild : null;
    if (xml) parts[name] = serializer.serializeToString(xml);
    else if (content?.localName === 'binaryData') parts[name] = bytesOf(content.textContent, name);
  }
  const source = withContentTypes(parts, types);
  if (!source.has(source.documentPart)) throw new OoxmlError('The OOXML holds no document.');
  return source;
}

function attribute(part: Element, name: string): string {
  return part.getAttributeNS(ns.pkg, name) ?? '';
}

function bytesOf(base64: string, name: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    throw new OoxmlError(`The part ${name} is no base64.`);
  }
}

function withContentTypes(
  parts: Readonly<Record<string, string | Uint8Array>>,
  types: ReadonlyMap<string, string>,
): OoxmlPackage {
  const list = parseXml(`<Types xmlns="${ns.contentTypes}"/>`);
  for (const [name, type] of types) {
    const override = list.createElementNS(ns.contentTypes, 'Override');
    override.setAttribute('PartName', `/${name}`);
    override.setAttribute('ContentType', type);
    list.documentElement.append(override);
  }
  const relationships = `<Relationships xmlns="${ns.relationships}"><Relationship Id="rId1" Type="${relationshipTypes.officeDocument}" Target="word/document.xml"/></Relationships>`;
  return OoxmlPackage.of({
    '[Content_Types].xml': new XMLSerializer().serializeToString(list),
    '_rels/.rels': relationships,
    ...parts,
  });
}
