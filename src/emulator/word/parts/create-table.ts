import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { createRun } from '../model/edit-text.ts';
import { forgetLeaves } from '../model/text-leaves.ts';
import { attributeW, childW, createW } from '../model/xml.ts';
import { ensureStyle } from './styles.ts';

/** Making tables and filling new cells. */

export interface TableOptions {
  readonly values?: readonly (readonly string[])[];
  readonly headerRows?: number;
  /** Name of a table style; Table Grid when it is left out. */
  readonly style?: string;
  /** In twentieths of a point, shared evenly by the columns; see {@link textWidth}. */
  readonly width?: number;
}

/** A new table with a paragraph in each cell, ready to be placed. */
export function createTable(
  pkg: OoxmlPackage,
  rows: number,
  columns: number,
  { values = [], headerRows = 0, style = 'Table Grid', width = textWidth(pkg) }: TableOptions = {},
): Element {
  const document = pkg.xml(pkg.documentPart);
  const styleId = ensureStyle(pkg, style);
  const columnWidth = String(Math.max(1, Math.floor(width / Math.max(1, columns))));
  const properties = createW(document, 'tblPr', {}, [
    ...(styleId === null ? [] : [createW(document, 'tblStyle', { val: styleId })]),
    createW(document, 'tblW', { w: '0', type: 'auto' }),
    createW(document, 'tblLook', {
      val: '04A0',
      firstRow: '1',
      lastRow: '0',
      firstColumn: '1',
      lastColumn: '0',
      noHBand: '0',
      noVBand: '1',
    }),
  ]);
  const grid = createW(
    document,
    'tblGrid',
    {},
    Array.from({ length: columns }, () => createW(document, 'gridCol', { w: columnWidth })),
  );
  const table = createW(document, 'tbl', {}, [properties, grid]);
  for (let rowIndex = 0; rowIndex < rows; rowIndex += 1) {
    const row = createW(document, 'tr');
    if (rowIndex < headerRows) row.append(createW(document, 'trPr', {}, [createW(document, 'tblHeader')]));
    for (let column = 0; column < columns; column += 1) {
      row.append(newCell(document, columnWidth, values[rowIndex]?.[column] ?? ''));
    }
    table.append(row);
  }
  return table;
}

function newCell(document: Document, width: string, text: string): Element {
  const cell = createW(document, 'tc', {}, [
    createW(document, 'tcPr', {}, [createW(document, 'tcW', { w: width, type: 'dxa' })]),
    createW(document, 'p'),
  ]);
  fillCell(cell, text);
  return cell;
}

/** Puts text into a new cell with one empty paragraph, whose look each line of it takes. */
export function fillCell(cell: Element, text: string): void {
  const first = childW(cell, 'p');
  if (!first || text === '') return;
  const properties = childW(first, 'pPr');
  const look = properties && childW(properties, 'rPr');
  text.split(/\r\n?|\n/).forEach((line, index) => {
    const paragraph = index === 0 ? first : (first.cloneNode(false) as Element);
    if (index > 0) {
      for (const name of ['paraId', 'textId']) paragraph.removeAttributeNS(ns.w14, name);
      if (properties) paragraph.append(properties.cloneNode(true));
      cell.append(paragraph);
    }
    if (line !== '') paragraph.append(createRun(cell.ownerDocument, line, look));
    forgetLeaves(paragraph);
  });
}

/** The width between the margins of the document's last section, in twentieths of a point. */
export function textWidth(pkg: OoxmlPackage): number {
  const sections = pkg.xml(pkg.documentPart).getElementsByTagNameNS(ns.w, 'sectPr');
  const section = [...sections].at(-1);
  const size = section && childW(section, 'pgSz');
  const margins = section && childW(section, 'pgMar');
  const width = Number(attributeW(size, 'w')) || 12_240;
  const taken = (Number(attributeW(margins, 'left')) || 1440) + (Number(attributeW(margins, 'right')) || 1440);
  return Math.max(1440, width - taken);
}
