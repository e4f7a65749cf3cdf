import { areaName } from '../model/address.ts';
import type { PivotTableState } from '../model/pivot-state.ts';
import type { AxisLine } from '../pivot/axis.ts';
import { layOut, type PivotReport } from '../pivot/lay-out.ts';
import { itemsOf } from '../pivot/pivot-items.ts';
import { sheetNamespace } from './part-names.ts';
import { functionNames, shareNames, type NumberFormatOf } from './pivot-words.ts';

import { escapeXml } from './xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** How a pivot table is laid out (ECMA-376 part 1 §18.10.1.73). Items stand in the order of their cache. */
export function pivotXml(pivot: PivotTableState, cacheId: number, numberFormatOf: NumberFormatOf): string {
  const report = layOut(pivot);
  const { layout } = pivot;
  const isCompact = layout.type === 'Compact';
  const attributes = [
    `name="${escapeXml(pivot.name)}" cacheId="${cacheId}"`,
    'applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="Values"',
    layout.emptyText === '' ? '' : `missingCaption="${escapeXml(layout.emptyText)}"`,
    layout.fillEmpty ? '' : 'showMissing="0"',
    `updatedVersion="6" minRefreshableVersion="3" useAutoFormatting="${layout.autoFormat ? 1 : 0}"`,
    layout.preserveFormatting ? '' : 'preserveFormatting="0"',
    layout.rowGrandTotals ? '' : 'rowGrandTotals="0"',
    layout.columnGrandTotals ? '' : 'colGrandTotals="0"',
    'itemPrintTitles="1" createdVersion="6" indent="0"',
    isCompact ? '' : 'compact="0" compactData="0"',
    layout.type === 'Tabular' ? '' : 'outline="1" outlineData="1"',
    'multipleFieldFilters="0"',
  ].filter((each) => each !== '');
  return `${declaration}<pivotTableDefinition xmlns="${sheetNamespace}" ${attributes.join(' ')}>${locationXml(pivot, report)}${fieldsXml(pivot, numberFormatOf)}${axesXml(pivot, report)}${dataXml(pivot, numberFormatOf)}<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" showColStripes="0" showLastColumn="1"/></pivotTableDefinition>`;
}

function locationXml(pivot: PivotTableState, { area, headRows, headColumns }: PivotReport): string {
  const hasColumns = pivot.columnFields.length > 0;
  const isSeveral = !hasColumns && pivot.data.length > 1;
  const filters = pivot.filterFields.length;
  const pages = filters === 0 ? '' : ` rowPageCount="${filters}" colPageCount="1"`;
  return `<location ref="${areaName(area)}" firstHeaderRow="${isSeveral ? 0 : 1}" firstDataRow="${headRows}" firstDataCol="${headColumns}"${pages}/>`;
}

function fieldsXml(pivot: PivotTableState, numberFormatOf: NumberFormatOf): string {
  const fields = pivot.columns.map((column, index) => {
    const state = pivot.fields[index];
    const axes = [
      ['axisRow', pivot.rowFields],
      ['axisCol', pivot.columnFields],
      ['axisPage', pivot.filterFields],
    ] as const;
    const axis = axes.find(([, on]) => on.includes(index))?.[0];
    const isData = pivot.data.some(({ field }) => field === index);
    const format = numberFormatOf(column.numberFormat);
    const hasTotals = state?.subtotals !== false && pivot.layout.subtotals !== 'Off';
    const attributes = [
      state && state.caption !== column.name ? ` name="${escapeXml(state.caption)}"` : '',
      axis === undefined ? '' : ` axis="${axis}"`,
      isData ? ' dataField="1"' : '',
      pivot.layout.type === 'Compact' ? '' : ' compact="0"',
      format === 0 ? '' : ` numFmtId="${format}"`,
      pivot.layout.type === 'Tabular' ? ' outline="0"' : '',
      pivot.layout.subtotals === 'AtBottom' ? ' subtotalTop="0"' : '',
      axis === 'axisPage' ? ' multipleItemSelectionAllowed="1"' : '',
      ` showAll="${state?.showAllItems ? 1 : 0}"`,
      state?.sort === 'Descending' ? ' sortType="descending"' : '',
      hasTotals ? '' : ' defaultSubtotal="0"',
    ].join('');
    if (axis === undefined) return `<pivotField${attributes}/>`;
    const items = itemsOf(column).items.map(
      ({ key }, number) => `<item${state?.hidden.has(key) ? ' h="1"' : ''} x="${number}"/>`,
    );
    const all = hasTotals ? [...items, '<item t="default"/>'] : items;
    return `<pivotField${attributes}><items count="${all.length}">${all.join('')}</items></pivotField>`;
  });
  return `<pivotFields count="${fields.length}">${fields.join('')}</pivotFields>`;
}

function axesXml(pivot: PivotTableState, report: PivotReport): string {
  const width = pivot.data.length;
  const list = (name: string, fields: readonly number[]): string =>
    fields.length === 0
      ? ''
      : `<${name} count="${fields.length}">${fields.map((x) => `<field x="${x}"/>`).join('')}</${name}>`;
  const onColumns = width > 1 ? [...pivot.columnFields, -2] : pivot.columnFields;
  const rows = pivot.rowFields.length === 0 ? ['<i/>'] : linesXml(report.rows, 1);
  const columns = columnsXml(pivot, report.columns, width);
  const pages = pivot.filterFields.map((field) => `<pageField fld="${field}" hier="-1"/>`);
  const items = (name: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `<${name} count="${lines.length}">${lines.join('')}</${name}>`;
  return [
    list('rowFields', pivot.rowFields),
    items('rowItems', rows),
    list('colFields', onColumns),
    items('colItems', columns),
    items('pageFields', pages),
  ].join('');
}

function columnsXml(pivot: PivotTableState, lines: readonly AxisLine[], width: number): string[] {
  if (pivot.columnFields.length > 0) return linesXml(lines, width);
  if (width < 2) return ['<i/>'];
  return pivot.data.map((_, index) => (index === 0 ? '<i><x/></i>' : `<i i="${index}">${x(index)}</i>`));
}

/** Each line by the items that are others than those of the line before (`r` counts what stays). */
function linesXml(lines: readonly AxisLine[], width: number): string[] {
  let before: AxisLine['path'] = [];
  return lines.flatMap(({ kind, path }) => {
    const isTotal = kind === 'subtotal' || kind === 'grand';
    let same = 0;
    while (!isTotal && same < path.length - 1 && path[same] === before[same]) same += 1;
    before = path;
    const depth = Math.max(0, path.length - 1);
    return Array.from({ length: Math.max(1, width) }, (_, index) => {
      const at = index === 0 ? '' : ` i="${index}"`;
      if (kind === 'grand') return `<i t="grand"${at}><x/></i>`;
      if (kind === 'subtotal') return `<i t="default"${repeats(depth)}${at}>${x(path[depth]?.item ?? 0)}</i>`;
      // For further values only the value itself is another.
      const kept = index === 0 ? same : path.length;
      const own = path.slice(kept).map(({ item }) => x(item));
      return `<i${repeats(kept)}${at}>${own.join('')}${width > 1 ? x(index) : ''}</i>`;
    });
  });
}

function repeats(count: number): string {
  return count === 0 ? '' : ` r="${count}"`;
}

function x(number: number): string {
  return number === 0 ? '<x/>' : `<x v="${number}"/>`;
}

function dataXml({ data }: PivotTableState, numberFormatOf: NumberFormatOf): string {
  if (data.length === 0) return '';
  const fields = data.map(({ caption, field, summarizeBy, showAs, numberFormat }) => {
    const by = summarizeBy === 'Sum' ? '' : ` subtotal="${functionNames[summarizeBy]}"`;
    const share = showAs === 'None' ? '' : ` showDataAs="${shareNames[showAs]}"`;
    const code = numberFormat === '' && showAs !== 'None' ? '0.00%' : numberFormat;
    const format = code === '' || code === 'General' ? '' : ` numFmtId="${numberFormatOf(code)}"`;
    return `<dataField name="${escapeXml(caption)}" fld="${field}"${by}${share} baseField="0" baseItem="0"${format}/>`;
  });
  return `<dataFields count="${fields.length}">${fields.join('')}</dataFields>`;
}
