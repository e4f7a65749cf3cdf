import type { ExcelDocument } from '../excel-document.ts';
import { columnsOf, rowsOf, areaName, cellArea, quoteSheetName, type Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ChartSeriesState, ChartState } from '../model/workbook-state.ts';
import { leftOf, placeFor, topOf } from './sizes.ts';

/** What a series looks at, with fixed references as Excel writes them. */
export function fixedReference(sheet: Sheet, area: Area): string {
  const fixed = areaName(area).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  return `${quoteSheetName(sheet.name)}!${fixed}`;
}

/** The series of an area: a first row of texts names them, a first column of texts is their categories. */
export function seriesOf(
  document: ExcelDocument,
  sheet: Sheet,
  given: Area,
  by: 'Auto' | 'Rows' | 'Columns',
  kind: string,
): { readonly series: readonly ChartSeriesState[]; readonly seriesBy: 'Rows' | 'Columns' } {
  const used = document.usedArea(sheet);
  const area = used
    ? {
        ...given,
        bottom: Math.min(given.bottom, Math.max(used.bottom, given.top)),
        right: Math.min(given.right, Math.max(used.right, given.left)),
      }
    : given;
  const isNumber = (row: number, column: number): boolean => typeof document.value(sheet, row, column) === 'number';
  const hasNames =
    rowsOf(area) > 1 &&
    !every(
      area.left + 1,
      area.right,
      (column) => isNumber(area.top, column),
      columnsOf(area) === 1 && isNumber(area.top, area.left),
    );
  const hasCategories =
    columnsOf(area) > 1 && !every(area.top + 1, area.bottom, (row) => isNumber(row, area.left), false);
  const body = { ...area, top: area.top + Number(hasNames), left: area.left + Number(hasCategories) };
  const seriesBy = by === 'Auto' ? (columnsOf(body) > rowsOf(body) ? 'Rows' : 'Columns') : by;
  const isColumns = seriesBy === 'Columns';
  const series: ChartSeriesState[] = [];
  const [first, last] = isColumns ? [body.left, body.right] : [body.top, body.bottom];
  for (let index = first; index <= last; index += 1) {
    const values = isColumns ? { ...body, left: index, right: index } : { ...body, top: index, bottom: index };
    const nameCell = isColumns ? cellArea(area.top, index) : cellArea(index, area.left);
    const hasName = isColumns ? hasNames : hasCategories;
    const categories = isColumns
      ? { ...body, left: area.left, right: area.left }
      : { ...body, top: area.top, bottom: area.top };
    series.push({
      name: hasName ? document.textAt(sheet, nameCell.top, nameCell.left) : `Series${index - first + 1}`,
      nameFormula: hasName ? fixedReference(sheet, nameCell) : '',
      valuesFormula: fixedReference(sheet, values),
      categoriesFormula: (isColumns ? hasCategories : hasNames) ? fixedReference(sheet, categories) : '',
      color: '',
      kind,
    });
  }
  return { series, seriesBy };
}

function every(first: number, last: number, holds: (index: number) => boolean, otherwise: boolean): boolean {
  if (first > last) return otherwise;
  for (let index = first; index <= last; index += 1) if (!holds(index)) return false;
  return true;
}

export function addChart(
  document: ExcelDocument,
  sheet: Sheet,
  kind: string,
  source: { readonly sheet: Sheet; readonly area: Area },
  by: 'Auto' | 'Rows' | 'Columns',
): ChartState {
  // oxfmt-ignore
  const { series, seriesBy } = seriesOf(document, source.sheet, source.area, by, kind);
  const taken = new Set(document.state.charts.map(({ name }) => name));
  let number = 1;
  while (taken.has(`Chart ${number}`)) number += 1;
  const [only] = series.length === 1 ? series : [];
  const chart: ChartState = {
    id: document.freshId(),
    name: `Chart ${number}`,
    sheetId: sheet.id,
    kind,
    title: only?.name ?? 'Chart Title',
    titleVisible: true,
    legendVisible: series.length > 1 || /Pie|Doughnut/.test(kind),
    legendPosition: 'Bottom',
    categoryTitle: '',
    valueTitle: '',
    series,
    seriesBy,
    place: placeFor(sheet, 'TwoCell', {
      left: leftOf(sheet, source.area.right + 2),
      top: topOf(sheet, source.area.top),
      width: 360,
      height: 216,
    }),
    part: null,
    references: [],
  };
  document.changeState({ charts: [...document.state.charts, chart] });
  return chart;
}

export function patchChart(document: ExcelDocument, chart: ChartState, patch: Partial<ChartState>): void {
  document.changeState({
    charts: document.state.charts.map((each) => (each.id === chart.id ? { ...each, ...patch } : each)),
  });
}
