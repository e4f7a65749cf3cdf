import type { ExcelDocument } from '../excel-document.ts';
import { areaName } from '../model/address.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type { PivotColumn, PivotTableState } from '../model/pivot-state.ts';
import { itemsOf } from '../pivot/pivot-items.ts';
import type { NumberFormatOf } from './pivot-words.ts';
import { relationshipNamespace, sheetNamespace } from './part-names.ts';

import { escapeXml } from './xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Whether records name a column's items by number: the values of columns that are only computed with are written out. Items
 * stand in the order of {@link itemsOf}, which so is the file's order too.
 */
function isShared(pivot: PivotTableState, field: number): boolean {
  const { values } = pivot.columns[field] ?? { values: [] };
  const isOnAxis = [...pivot.rowFields, ...pivot.columnFields, ...pivot.filterFields].includes(field);
  return isOnAxis || values.some((value) => typeof value !== 'number');
}

/** What was read of the source (ECMA-376 part 1 §18.10.1.67). */
export function cacheXml(
  document: ExcelDocument,
  pivot: PivotTableState,
  recordsId: string,
  numberFormatOf: NumberFormatOf,
): string {
  const fields = pivot.columns.map((column, field) => {
    const format = numberFormatOf(column.numberFormat);
    return `<cacheField name="${escapeXml(column.name)}" numFmtId="${format}">${sharedItems(column, isShared(pivot, field))}</cacheField>`;
  });
  const count = pivot.columns[0]?.values.length ?? 0;
  const refresh = pivot.refreshOnOpen ? ' refreshOnLoad="1"' : '';
  const days = document.now().getTime() / 86_400_000 + 25_569;
  return `${declaration}<pivotCacheDefinition xmlns="${sheetNamespace}" xmlns:r="${relationshipNamespace}" r:id="${recordsId}"${refresh} refreshedBy="${escapeXml(document.author)}" refreshedDate="${days}" createdVersion="6" refreshedVersion="6" minRefreshableVersion="3" recordCount="${count}"><cacheSource type="worksheet">${sourceXml(document, pivot)}</cacheSource><cacheFields count="${fields.length}">${fields.join('')}</cacheFields></pivotCacheDefinition>`;
}

function sourceXml(document: ExcelDocument, { source }: PivotTableState): string {
  if (source.kind === 'table') return `<worksheetSource name="${escapeXml(source.table)}"/>`;
  if (source.kind === 'foreign' || source.area === null) return '<worksheetSource ref="A1" sheet=""/>';
  const name = document.sheetById(source.sheetId)?.name ?? '';
  return `<worksheetSource ref="${areaName(source.area)}" sheet="${escapeXml(name)}"/>`;
}

function sharedItems(column: PivotColumn, isListed: boolean): string {
  const { items } = itemsOf(column);
  const numbers = items.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const hasText = items.some(({ value }) => typeof value === 'string');
  const hasBlank = items.some(({ value }) => value === null);
  const hasOther = items.some(({ value }) => typeof value === 'boolean' || isCellError(value));
  const isMixed = [numbers.length > 0, hasText, hasOther].filter(Boolean).length > 1;
  const attributes = [
    !hasText && !hasOther && !hasBlank && numbers.length > 0 ? 'containsSemiMixedTypes="0"' : '',
    !hasText && !hasOther && numbers.length > 0 ? 'containsString="0"' : '',
    hasBlank ? 'containsBlank="1"' : '',
    isMixed || (hasOther && !hasText) ? 'containsMixedTypes="1"' : '',
    numbers.length > 0 ? 'containsNumber="1"' : '',
    numbers.length > 0 && numbers.every(Number.isInteger) ? 'containsInteger="1"' : '',
    numbers.length > 0 ? `minValue="${least(numbers)}" maxValue="${most(numbers)}"` : '',
    isListed ? `count="${items.length}"` : '',
  ].filter((each) => each !== '');
  const tag = ['<sharedItems', ...attributes].join(' ');
  return isListed ? `${tag}>${items.map(({ value }) => valueXml(value)).join('')}</sharedItems>` : `${tag}/>`;
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b));
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b));
}

function valueXml(value: CellValue): string {
  if (value === null) return '<m/>';
  if (isCellError(value)) return `<e v="${escapeXml(value.error)}"/>`;
  if (typeof value === 'boolean') return `<b v="${value ? 1 : 0}"/>`;
  return typeof value === 'number' ? `<n v="${value}"/>` : `<s v="${escapeXml(value)}"/>`;
}

export function recordsXml(pivot: PivotTableState): string {
  const columns = pivot.columns.map((column, field) => ({
    values: column.values,
    items: isShared(pivot, field) ? itemsOf(column).ofRecord : null,
  }));
  const count = pivot.columns[0]?.values.length ?? 0;
  const records = Array.from({ length: count }, (_, record) => {
    const values = columns.map(({ values: own, items }) =>
      items ? `<x v="${items[record] ?? 0}"/>` : valueXml(own[record] ?? null),
    );
    return `<r>${values.join('')}</r>`;
  });
  return `${declaration}<pivotCacheRecords xmlns="${sheetNamespace}" xmlns:r="${relationshipNamespace}" count="${count}">${records.join('')}</pivotCacheRecords>`;
}
