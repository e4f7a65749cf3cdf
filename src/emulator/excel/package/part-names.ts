const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Namespace of SpreadsheetML (transitional, ECMA-376 part 4), which Excel writes. */
export const sheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relationshipNamespace = officeDocument;

export const relationship = {
  worksheet: `${officeDocument}/worksheet`,
  styles: `${officeDocument}/styles`,
  sharedStrings: `${officeDocument}/sharedStrings`,
  theme: `${officeDocument}/theme`,
  table: `${officeDocument}/table`,
  comments: `${officeDocument}/comments`,
  vmlDrawing: `${officeDocument}/vmlDrawing`,
  drawing: `${officeDocument}/drawing`,
  chart: `${officeDocument}/chart`,
  hyperlink: `${officeDocument}/hyperlink`,
  calcChain: `${officeDocument}/calcChain`,
  sheetMetadata: `${officeDocument}/sheetMetadata`,
  customXml: `${officeDocument}/customXml`,
  pivotTable: `${officeDocument}/pivotTable`,
  pivotCacheDefinition: `${officeDocument}/pivotCacheDefinition`,
  pivotCacheRecords: `${officeDocument}/pivotCacheRecords`,
  threadedComment: 'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment',
  person: 'http://schemas.microsoft.com/office/2017/10/relationships/person',
} as const;

export const contentType = {
  worksheet: `${spreadsheet}.worksheet+xml`,
  styles: `${spreadsheet}.styles+xml`,
  sharedStrings: `${spreadsheet}.sharedStrings+xml`,
  table: `${spreadsheet}.table+xml`,
  comments: `${spreadsheet}.comments+xml`,
  sheetMetadata: `${spreadsheet}.sheetMetadata+xml`,
  pivotTable: `${spreadsheet}.pivotTable+xml`,
  pivotCacheDefinition: `${spreadsheet}.pivotCacheDefinition+xml`,
  pivotCacheRecords: `${spreadsheet}.pivotCacheRecords+xml`,
  vmlDrawing: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
  drawing: 'application/vnd.openxmlformats-officedocument.drawing+xml',
  chart: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  threadedComments: 'application/vnd.ms-excel.threadedcomments+xml',
  person: 'application/vnd.ms-excel.person+xml',
} as const;

/** Add-in settings are kept in a custom XML part of this namespace, as the emulated Word keeps them. */
export const settingsNamespace = 'urn:office-host-emulator:add-in-settings';
