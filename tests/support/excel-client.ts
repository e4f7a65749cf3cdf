import { createExcelObjectModel } from '../../src/emulator/excel/api/excel-object-model.ts';
import { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { Client } from './object-model-client.ts';

/** A new workbook with cells from A1 on. */
export function workbookOf(rows: readonly (readonly unknown[])[]): ExcelDocument {
  const document = new ExcelDocument();
  const columns = Math.max(...rows.map((row) => row.length));
  const padded = rows.map((row) => Array.from({ length: columns }, (_, index) => row[index] ?? ''));
  const sheet = sheetOf(document);
  sheet
    .call('getRange', 'A1')
    .call('getResizedRange', rows.length - 1, columns - 1)
    .set('values', padded);
  return document;
}

/** `Excel.Workbook` over an opened workbook. */
export function excelRootOf(document: ExcelDocument): Client {
  return new Client(createExcelObjectModel(document, 'book.xlsx').objectModel.root);
}

/** The active sheet. */
export function sheetOf(document: ExcelDocument): Client {
  return excelRootOf(document).at('worksheets').call('getActiveWorksheet');
}

/** The values of a range of the active sheet. */
export function valuesAt(document: ExcelDocument, address: string): unknown {
  return sheetOf(document).call('getRange', address).value('values');
}

/** Puts rows in above those of an address such as `1:1`, on the active sheet. */
export function insertRows(document: ExcelDocument, address: string): void {
  sheetOf(document).call('getRange', address).call('insert', 'Down');
}
