import { OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from './namespaces.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const wordprocessing = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

interface StyleRow {
  readonly id: string;
  readonly name: string;
  readonly paragraph: string;
  readonly run: string;
}

const heading = (level: number, size: number, before: number): StyleRow => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
  run: `<w:color w:val="1F4E79"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
});

const paragraphStyles: readonly StyleRow[] = [
  {
    id: 'Title',
    name: 'Title',
    paragraph: '<w:spacing w:after="80" w:line="240" w:lineRule="auto"/><w:contextualSpacing/>',
    run: '<w:spacing w:val="-10"/><w:sz w:val="56"/><w:szCs w:val="56"/>',
  },
  heading(1, 36, 360),
  heading(2, 30, 200),
  heading(3, 26, 160),
  { id: 'ListParagraph', name: 'List Paragraph', paragraph: '<w:ind w:left="720"/><w:contextualSpacing/>', run: '' },
  {
    id: 'Quote',
    name: 'Quote',
    paragraph: '<w:spacing w:before="160"/><w:ind w:left="720" w:right="720"/>',
    run: '<w:i/><w:iCs/><w:color w:val="404040"/>',
  },
];

/** A document with one empty paragraph and the usual styles, as its bytes. @param language BCP 47, of its text */
export function blankDocument(language: string): Uint8Array {
  const eastAsia = language.startsWith('zh') ? language : 'zh-CN';
  const styles = paragraphStyles.map(
    ({ id, name, paragraph, run }) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
      `${id === 'ListParagraph' ? '' : '<w:next w:val="Normal"/>'}<w:qFormat/><w:pPr>${paragraph}</w:pPr>${run && `<w:rPr>${run}</w:rPr>`}</w:style>`,
  );
  return OoxmlPackage.of({
    '[Content_Types].xml': `${declaration}<Types xmlns="${ns.contentTypes}"><Default Extension="rels" ContentType="${contentTypes.relationships}"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordprocessing}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${wordprocessing}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${wordprocessing}.settings+xml"/></Types>`,
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/document.xml': `${declaration}<w:document xmlns:w="${ns.w}" xmlns:r="${ns.r}"><w:body><w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships([
      ['styles', 'styles.xml'],
      ['settings', 'settings.xml'],
    ]),
    'word/settings.xml': `${declaration}<w:settings xmlns:w="${ns.w}"><w:defaultTabStop w:val="720"/><w:themeFontLang w:val="en-US" w:eastAsia="${eastAsia}"/></w:settings>`,
    'word/styles.xml':
      `${declaration}<w:styles xmlns:w="${ns.w}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="DengXian" w:hAnsi="Calibri" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/>` +
      `<w:lang w:val="${language.startsWith('zh') ? 'en-US' : language}" w:eastAsia="${eastAsia}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
      `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
      `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
      `${styles.join('')}</w:styles>`,
  }).save();
}

function relationships(rows: readonly (readonly ['officeDocument' | 'styles' | 'settings', string])[]): string {
  const elements = rows.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationshipTypes[type]}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${ns.relationships}">${elements.join('')}</Relationships>`;
}
