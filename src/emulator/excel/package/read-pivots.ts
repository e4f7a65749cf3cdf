import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { parseArea, type Area } from '../model/address.ts';
import { cellError, type CellValue } from '../model/cell-value.ts';
import {
  newPivotField,
  newPivotLayout,
  type PivotColumn,
  type PivotDataState,
  type PivotFieldState,
  type PivotLayoutState,
  type PivotSource,
  type PivotTableState,
} from '../model/pivot-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { itemsOf } from '../pivot/pivot-items.ts';
import { relationship } from './part-names.ts';
import { functionNames, keyOfName, shareNames } from './pivot-words.ts';
import { builtInNumberFormats } from './read-styles.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

interface Cache {
  readonly source: PivotSource;
  readonly columns: readonly PivotColumn[];
  /** The values that items are numbered by, for each column. */
  readonly shared: readonly (readonly CellValue[])[];
  readonly refreshOnOpen: boolean;
}

/** The pivot tables of a sheet. One with anything that is not computed here is `foreign`: listed and kept. */
export function readPivots(file: OoxmlPackage, sheet: Sheet, sheets: readonly Sheet[]): PivotTableState[] {
  return file
    .relationships(sheet.part ?? '')
    .filter(({ type, target }) => type === relationship.pivotTable && file.has(target))
    .flatMap(({ target }) => readPivot(file, sheet, sheets, target) ?? []);
}

function readPivot(file: OoxmlPackage, sheet: Sheet, sheets: readonly Sheet[], part: string): PivotTableState | null {
  const root = file.xml(part).documentElement;
  const location = childNamed(root, 'location');
  const area = parseArea(location?.getAttribute('ref') ?? '');
  if (!area) return null;
  const cachePart = file.related(part, relationship.pivotCacheDefinition);
  const cache = cachePart !== undefined && file.has(cachePart) ? readCache(file, cachePart, sheets) : null;
  const columns = cache?.columns ?? [];
  const numbers = (list: string, element: string, name: string): number[] =>
    childrenNamed(childNamed(root, list), element).map((each) => numberAttribute(each, name) ?? 0);
  const filterFields = numbers('pageFields', 'pageField', 'fld');
  const pivotFields = childrenNamed(childNamed(root, 'pivotFields'), 'pivotField');
  const fields = pivotFields.map((field, index) =>
    readField(field, columns[index]?.name ?? '', cache?.shared[index] ?? [], columns[index]),
  );
  const data = childrenNamed(childNamed(root, 'dataFields'), 'dataField').map((field, index) =>
    readData(field, index, columns, part),
  );
  const pages = filterFields.length;
  const isComputed =
    cache !== null && cache.source.kind !== 'foreign' && isPlain(root) && data.every((each) => each !== null);
  const top = area.top - (pages === 0 ? 0 : pages + 1);
  const filterArea: Area | null =
    pages === 0 || top < 0 ? null : { top, left: area.left, bottom: area.top - 2, right: area.left + 1 };
  return {
    id: `{${part}}`,
    name: root.getAttribute('name') ?? '',
    sheetId: sheet.id,
    anchor: { row: area.top, column: area.left },
    area,
    filterArea,
    source: isComputed ? cache.source : { kind: 'foreign' },
    columns,
    fields,
    rowFields: numbers('rowFields', 'field', 'x').filter((field) => field >= 0),
    columnFields: numbers('colFields', 'field', 'x').filter((field) => field >= 0),
    filterFields,
    data: data.filter((each) => each !== null),
    layout: readLayout(root, pivotFields),
    refreshOnOpen: cache?.refreshOnOpen ?? false,
    part,
  };
}

/** Whether a pivot table has nothing that our own computing would lose. */
function isPlain(root: Element): boolean {
  const hasOther = [
    'pivotHierarchies',
    'filters',
    'rowHierarchiesUsage',
    'colHierarchiesUsage',
    'calculatedItems',
  ].some((name) => childNamed(root, name));
  // Values on the rows, or before other fields of the columns, are not laid out here.
  const rows = childrenNamed(childNamed(root, 'rowFields'), 'field');
  const columns = childrenNamed(childNamed(root, 'colFields'), 'field');
  const isElsewhere = [...rows, ...columns.slice(0, -1)].some((field) => field.getAttribute('x') === '-2');
  const isFolded = [...root.getElementsByTagNameNS('*', 'item')].some((item) => item.getAttribute('sd') === '0');
  const ownTotals = /Subtotal="(?:1|true)"/.test(
    childrenNamed(childNamed(root, 'pivotFields'), 'pivotField')
      .flatMap((field) => [...field.attributes].filter(({ name }) => name !== 'defaultSubtotal'))
      .map(({ name, value }) => `${name}="${value}"`)
      .join(' '),
  );
  return !hasOther && !isElsewhere && !isFolded && !ownTotals;
}

function readCache(file: OoxmlPackage, part: string, sheets: readonly Sheet[]): Cache {
  const root = file.xml(part).documentElement;
  const elements = childrenNamed(childNamed(root, 'cacheFields'), 'cacheField');
  const shared = elements.map((field) => [...(childNamed(field, 'sharedItems')?.children ?? [])].map(valueOf));
  const recordsPart = file.related(part, relationship.pivotCacheRecords);
  const records =
    recordsPart !== undefined && file.has(recordsPart) ? childrenNamed(file.xml(recordsPart).documentElement, 'r') : [];
  const values: CellValue[][] = elements.map(() => []);
  for (const record of records) {
    [...record.children].forEach((each, index) => {
      const number = each.localName === 'x' ? numberAttribute(each, 'v') : undefined;
      values[index]?.push(number === undefined ? valueOf(each) : (shared[index]?.[number] ?? null));
    });
  }
  const isComputed = elements.every(
    (field) =>
      !childNamed(field, 'fieldGroup') && !field.hasAttribute('formula') && field.getAttribute('databaseField') !== '0',
  );
  return {
    source: isComputed && recordsPart !== undefined ? readSource(root, sheets) : { kind: 'foreign' },
    columns: elements.map((field, index) => ({
      name: field.getAttribute('name') ?? '',
      values: values[index] ?? [],
      numberFormat: builtInNumberFormats[numberAttribute(field, 'numFmtId') ?? 0] ?? 'General',
    })),
    shared,
    refreshOnOpen: isOn(root.getAttribute('refreshOnLoad')),
  };
}

function readSource(root: Element, sheets: readonly Sheet[]): PivotSource {
  const source = childNamed(root, 'cacheSource');
  const place = childNamed(source, 'worksheetSource');
  if (source?.getAttribute('type') !== 'worksheet' || !place || place.hasAttribute('r:id')) return { kind: 'foreign' };
  const name = place.getAttribute('name');
  if (name !== null) return { kind: 'table', table: name };
  const area = parseArea(place.getAttribute('ref') ?? '');
  const sheet = sheets.find((each) => each.name === place.getAttribute('sheet'));
  return area && sheet ? { kind: 'range', sheetId: sheet.id, area } : { kind: 'foreign' };
}

/** A value of the cache; times are days, as cells have them. */
function valueOf(element: Element): CellValue {
  const value = element.getAttribute('v') ?? '';
  switch (element.localName) {
    case 'n':
      return Number(value);
    case 's':
      return value;
    case 'b':
      return isOn(value);
    case 'e':
      return cellError(value);
    case 'd':
      return Date.parse(`${value}Z`) / 86_400_000 + 25_569;
    default:
      return null;
  }
}

function readField(
  field: Element,
  name: string,
  shared: readonly CellValue[],
  column: PivotColumn | undefined,
): PivotFieldState {
  const hiddenValues = childrenNamed(childNamed(field, 'items'), 'item')
    .filter((item) => isOn(item.getAttribute('h')))
    .map((item) => shared[numberAttribute(item, 'x') ?? -1]);
  const items = column ? itemsOf(column).items : [];
  const hidden = items.filter(({ value }) => hiddenValues.some((each) => each === value)).map(({ key }) => key);
  return {
    ...newPivotField(field.getAttribute('name') ?? name),
    sort: field.getAttribute('sortType') === 'descending' ? 'Descending' : 'Ascending',
    subtotals: field.getAttribute('defaultSubtotal') !== '0',
    hidden: new Set(hidden),
  };
}

function readData(field: Element, index: number, columns: readonly PivotColumn[], part: string): PivotDataState | null {
  const number = numberAttribute(field, 'fld') ?? -1;
  const summarizeBy = keyOfName(functionNames, field.getAttribute('subtotal') ?? 'sum');
  const showAs = keyOfName(shareNames, field.getAttribute('showDataAs') ?? 'normal');
  if (!columns[number] || summarizeBy === undefined || showAs === undefined) return null;
  return {
    id: `{${part}#${index}}`,
    field: number,
    caption: field.getAttribute('name') ?? '',
    isNamed: true,
    summarizeBy,
    showAs,
    numberFormat: builtInNumberFormats[numberAttribute(field, 'numFmtId') ?? 0] ?? '',
  };
}

function readLayout(root: Element, fields: readonly Element[]): PivotLayoutState {
  const onAxis = fields.filter((field) => field.getAttribute('axis') === 'axisRow');
  const every = (name: string): boolean =>
    onAxis.length > 0 && onAxis.every((field) => field.getAttribute(name) === '0');
  const isOff = every('defaultSubtotal');
  return {
    ...newPivotLayout,
    type: every('outline') ? 'Tabular' : every('compact') ? 'Outline' : 'Compact',
    subtotals: isOff ? 'Off' : every('subtotalTop') ? 'AtBottom' : 'AtTop',
    rowGrandTotals: root.getAttribute('rowGrandTotals') !== '0',
    columnGrandTotals: root.getAttribute('colGrandTotals') !== '0',
    emptyText: root.getAttribute('missingCaption') ?? '',
    fillEmpty: root.getAttribute('showMissing') !== '0',
  };
}
