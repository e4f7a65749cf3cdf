import type { Block } from '../document/blocks.ts';
import { blocksXml } from './block-xml.ts';
import { numberingXml } from './numbering-xml.ts';
import { PackageParts } from './package-parts.ts';
import { stylesXml } from './styles-xml.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordprocessing = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${office}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ');

/** One part of a package: XML as text, or the bytes of a picture in base64. */
export type PackagePart = { readonly name: string; readonly type: string } & (
  | { readonly xml: string }
  | { readonly base64: string }
);

/**
 * Blocks as a flat OPC package (one XML text holding all parts), which `insertOoxml` takes: a document with the styles,
 * lists, links, pictures and notes that it uses. A host keeps its own definitions of the styles that it already has, so
 * headings and quotes look as in the rest of the person's document.
 */
export function writeFlatOpc(blocks: readonly Block[]): string {
  const parts = documentParts(blocks).map((part) =>
    'xml' in part
      ? `<pkg:part pkg:name="${part.name}" pkg:contentType="${part.type}"><pkg:xmlData>${part.xml}</pkg:xmlData></pkg:part>`
      : `<pkg:part pkg:name="${part.name}" pkg:contentType="${part.type}" pkg:compression="store"><pkg:binaryData>${part.base64}</pkg:binaryData></pkg:part>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',
    ...parts,
    '</pkg:package>',
  ].join('');
}

/** The parts of a document of these blocks, its relationships among them. */
export function documentParts(blocks: readonly Block[]): PackagePart[] {
  const parts = new PackageParts();
  const body = blocksXml(blocks, parts);
  const relationships = [
    relationship('rIdStyles', 'styles', 'styles.xml'),
    parts.numberings.length > 0 ? relationship('rIdNumbering', 'numbering', 'numbering.xml') : '',
    parts.footnotes.length > 0 ? relationship('rIdFootnotes', 'footnotes', 'footnotes.xml') : '',
    parts.relationships(),
  ].join('');
  const section =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
  return [
    rels('/_rels/.rels', relationship('rId1', 'officeDocument', 'word/document.xml')),
    {
      name: '/word/document.xml',
      type: `${wordprocessing}.document.main+xml`,
      xml: `<w:document ${namespaces}><w:body>${body}${section}</w:body></w:document>`,
    },
    rels('/word/_rels/document.xml.rels', relationships),
    { name: '/word/styles.xml', type: `${wordprocessing}.styles+xml`, xml: stylesXml(parts.styles) },
    ...(parts.numberings.length > 0
      ? [{ name: '/word/numbering.xml', type: `${wordprocessing}.numbering+xml`, xml: numberingXml(parts.numberings) }]
      : []),
    ...(parts.footnotes.length > 0 ? footnotesParts(parts) : []),
    ...parts.images.map(({ name, type, base64 }) => ({ name: `/word/media/${name}`, type, base64 })),
  ];
}

/** Notes 0 and -1 are the lines between text and notes, which every notes part begins with. */
function footnotesParts(parts: PackageParts): PackagePart[] {
  const separators =
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' +
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>';
  const notes = parts.footnotes
    .map((content, index) => `<w:footnote w:id="${index + 1}">${content}</w:footnote>`)
    .join('');
  return [
    {
      name: '/word/footnotes.xml',
      type: `${wordprocessing}.footnotes+xml`,
      xml: `<w:footnotes ${namespaces}>${separators}${notes}</w:footnotes>`,
    },
    rels('/word/_rels/footnotes.xml.rels', parts.relationships()),
  ];
}

function rels(name: string, content: string): PackagePart {
  return {
    name,
    type: 'application/vnd.openxmlformats-package.relationships+xml',
    xml: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`,
  };
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
}
