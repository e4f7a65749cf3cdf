import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { addCustomXml, customXmlParts, removeCustomXml } from '../../word/parts/custom-xml.ts';
import type { CustomXml } from '../model/custom-xml.ts';

const decoder = new TextDecoder();

/** The custom XML parts of a workbook's file, in its order. */
export function readCustomXml(file: OoxmlPackage): CustomXml[] {
  return customXmlParts(file).map(({ name, id }) => ({
    id,
    xml: decoder.decode(file.bytes(name)).replace(/^\uFEFF/, ''),
  }));
}

/** Makes the file carry these parts; one that is as it was keeps its bytes. */
export function writeCustomXml(file: OoxmlPackage, wanted: readonly CustomXml[]): void {
  const known = new Map(customXmlParts(file).map((part) => [part.id, part.name]));
  const before = new Map(readCustomXml(file).map(({ id, xml }) => [id, xml]));
  for (const [id, name] of known) if (!wanted.some((part) => part.id === id)) removeCustomXml(file, name);
  for (const { id, xml } of wanted) {
    const name = known.get(id);
    if (name === undefined) addCustomXml(file, xml, id);
    else if (before.get(id) !== xml) file.setPart(name, xml, 'application/xml');
  }
}
