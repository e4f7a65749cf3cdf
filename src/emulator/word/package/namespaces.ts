/** Namespaces of the transitional form of WordprocessingML (ECMA-376 part 4), which Word writes. */
export const ns = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/',
  pkg: 'http://schemas.microsoft.com/office/2006/xmlPackage',
  contentTypes: 'http://schemas.openxmlformats.org/package/2006/content-types',
  relationships: 'http://schemas.openxmlformats.org/package/2006/relationships',
  coreProperties: 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
} as const;

const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Types of relationships between parts. */
export const relationshipTypes = {
  officeDocument: `${officeDocument}/officeDocument`,
  styles: `${officeDocument}/styles`,
  numbering: `${officeDocument}/numbering`,
  settings: `${officeDocument}/settings`,
  theme: `${officeDocument}/theme`,
  fontTable: `${officeDocument}/fontTable`,
  footnotes: `${officeDocument}/footnotes`,
  endnotes: `${officeDocument}/endnotes`,
  comments: `${officeDocument}/comments`,
  header: `${officeDocument}/header`,
  footer: `${officeDocument}/footer`,
  image: `${officeDocument}/image`,
  hyperlink: `${officeDocument}/hyperlink`,
  customXml: `${officeDocument}/customXml`,
  customXmlProperties: `${officeDocument}/customXmlProps`,
  glossaryDocument: `${officeDocument}/glossaryDocument`,
  coreProperties: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
  extendedProperties: `${officeDocument}/extended-properties`,
  customProperties: `${officeDocument}/custom-properties`,
  commentsExtended: 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended',
} as const;

const wordprocessing = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Content types of the parts that edits add. */
export const contentTypes = {
  document: `${wordprocessing}.document.main+xml`,
  styles: `${wordprocessing}.styles+xml`,
  numbering: `${wordprocessing}.numbering+xml`,
  settings: `${wordprocessing}.settings+xml`,
  footnotes: `${wordprocessing}.footnotes+xml`,
  endnotes: `${wordprocessing}.endnotes+xml`,
  comments: `${wordprocessing}.comments+xml`,
  commentsExtended: `${wordprocessing}.commentsExtended+xml`,
  glossaryDocument: `${wordprocessing}.document.glossary+xml`,
  header: `${wordprocessing}.header+xml`,
  footer: `${wordprocessing}.footer+xml`,
  relationships: 'application/vnd.openxmlformats-package.relationships+xml',
  coreProperties: 'application/vnd.openxmlformats-package.core-properties+xml',
  customProperties: 'application/vnd.openxmlformats-officedocument.custom-properties+xml',
  customXmlProperties: 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
} as const;
