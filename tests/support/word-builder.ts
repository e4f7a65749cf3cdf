import { contentTypes, ns } from '../../src/emulator/word/package/namespaces.ts';
import { OoxmlPackage } from '../../src/emulator/package/ooxml-package.ts';
import { WordDocument, type WordDocumentOptions } from '../../src/emulator/word/word-document.ts';

/** A package whose body is the given WordprocessingML; `w:`, `r:` and `m:` are declared. */
export function packageOf(body: string): OoxmlPackage {
  return OoxmlPackage.of({
    '[Content_Types].xml': `<Types xmlns="${ns.contentTypes}"><Default Extension="rels" ContentType="${contentTypes.relationships}"/><Override PartName="/word/document.xml" ContentType="${contentTypes.document}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${ns.relationships}"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="${ns.w}" xmlns:r="${ns.r}" xmlns:m="${ns.m}"><w:body>${body}</w:body></w:document>`,
  });
}

/** An opened document with a fixed author and clock. */
export function documentOf(body: string, options: WordDocumentOptions = {}): WordDocument {
  return new WordDocument(packageOf(body), { author: 'Ann', now: () => new Date('2026-01-02T03:04:05Z'), ...options });
}

/** One paragraph of one run. */
export function p(text: string, properties = ''): string {
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** The body's WordprocessingML without namespace declarations, for reading in an assertion. */
export function bodyXml(document: WordDocument): string {
  return new XMLSerializer().serializeToString(document.body).replace(/ xmlns(:\w+)?="[^"]*"/g, '');
}
