import { OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentType, relationship, relationshipNamespace, sheetNamespace } from './part-names.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of a workbook without sheets, which saving fills. */
export function blankPackage(): OoxmlPackage {
  return OoxmlPackage.of({
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType.styles}"/><Override PartName="/xl/sharedStrings.xml" ContentType="${contentType.sharedStrings}"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${relationshipNamespace}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${sheetNamespace}" xmlns:r="${relationshipNamespace}"><bookViews><workbookView/></bookViews><sheets/></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${relationship.styles}" Target="styles.xml"/><Relationship Id="rId2" Type="${relationship.sharedStrings}" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${declaration}<styleSheet xmlns="${sheetNamespace}"><fonts count="1"><font><sz val="11"/><color rgb="FF000000"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    'xl/sharedStrings.xml': `${declaration}<sst xmlns="${sheetNamespace}" uniqueCount="0"></sst>`,
  });
}

/** The text of a new sheet's part. */
export const blankSheet = `${declaration}<worksheet xmlns="${sheetNamespace}" xmlns:r="${relationshipNamespace}"><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData></sheetData></worksheet>`;
