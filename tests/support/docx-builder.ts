import { OoxmlPackage } from '../../src/emulator/package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../../src/emulator/word/package/namespaces.ts';
import { childW } from '../../src/emulator/word/model/xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespaces = `xmlns:w="${ns.w}" xmlns:r="${ns.r}" xmlns:m="${ns.m}" xmlns:w14="${ns.w14}" xmlns:mc="${ns.mc}" mc:Ignorable="w14"`;

export interface DocxSource {
  readonly body: string;
  /** Children of `w:styles` after the defaults; Normal, Default Paragraph Font and Table Normal are always there. */
  readonly styles?: string;
  /** Children of `w:docDefaults`. */
  readonly defaults?: string;
  /** Children of `w:numbering`. */
  readonly numbering?: string;
  readonly settings?: string;
}

const baseStyles =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';

/** A small but whole and valid package, as Word would open it; parts that are not given are left out. */
export function docxOf({ body, styles = '', defaults, numbering, settings }: DocxSource): OoxmlPackage {
  const parts: Record<string, string> = {};
  const overrides = [['/word/document.xml', contentTypes.document]];
  const relationships: string[] = [];
  const add = (name: 'styles' | 'numbering' | 'settings', content: string): void => {
    parts[`word/${name}.xml`] = `${declaration}<w:${name} ${namespaces}>${content}</w:${name}>`;
    overrides.push([`/word/${name}.xml`, contentTypes[name]]);
    relationships.push(
      `<Relationship Id="rId${relationships.length + 1}" Type="${relationshipTypes[name]}" Target="${name}.xml"/>`,
    );
  };
  add('styles', `${defaults === undefined ? '' : `<w:docDefaults>${defaults}</w:docDefaults>`}${baseStyles}${styles}`);
  if (numbering !== undefined) add('numbering', numbering);
  if (settings !== undefined) add('settings', settings);
  return OoxmlPackage.of({
    '[Content_Types].xml': `${declaration}<Types xmlns="${ns.contentTypes}"><Default Extension="rels" ContentType="${contentTypes.relationships}"/><Default Extension="xml" ContentType="application/xml"/>${overrides.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('')}</Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${ns.relationships}"><Relationship Id="rId1" Type="${relationshipTypes.officeDocument}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${declaration}<w:document ${namespaces}><w:body>${body}<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    ...parts,
    'word/_rels/document.xml.rels': `${declaration}<Relationships xmlns="${ns.relationships}">${relationships.join('')}</Relationships>`,
  });
}

/** The main story, marked as edited. */
export function bodyOf(pkg: OoxmlPackage): Element {
  const body = childW(pkg.edit(pkg.documentPart).documentElement, 'body');
  if (!body) throw new Error('The document has no body.');
  return body;
}

/** All elements of this local name in an element or a package's body, in order. */
export function all(source: OoxmlPackage | Element, name: string): Element[] {
  const root = source instanceof OoxmlPackage ? bodyOf(source) : source;
  return [...root.getElementsByTagNameNS(ns.w, name)];
}

/** Paragraph `index` of the body, those of tables counted. */
export function paragraphAt(pkg: OoxmlPackage, index: number): Element {
  const paragraph = all(pkg, 'p')[index];
  if (!paragraph) throw new Error(`The body has no paragraph ${index}.`);
  return paragraph;
}

/** An element as XML without namespace declarations, for reading in an assertion. */
export function xmlOf(element: Element): string {
  return new XMLSerializer().serializeToString(element).replace(/ xmlns(:\w+)?="[^"]*"/g, '');
}
