import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { areasOfReference } from '../model/references.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { cellText } from '../model/cell-text.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ChartSeriesState, ChartState } from '../model/workbook-state.ts';
import {
  addAnchor,
  anchorsIn,
  drawingOf,
  ensureDrawing,
  freshObjectId,
  mainNamespace,
  patchPlace,
} from './drawing-part.ts';
import { contentType, relationship, relationshipNamespace } from './part-names.ts';
import { formulasOf } from './read-charts.ts';
import { unrelate } from './relations.ts';
import { escapeXml } from './xml.ts';

const chartNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/chart';

/** Writes charts that were added, moved or deleted into the sheet's drawing; gives what to change in the sheet's element, if anything. */
export function writeCharts(
  file: OoxmlPackage,
  document: ExcelDocument,
  sheet: Sheet,
  part: string,
): ((root: Element) => void) | null {
  const charts = document.state.charts.filter((chart) => chart.sheetId === sheet.id);
  const added = charts.filter((chart) => chart.part === null);
  const known = drawingOf(file, part);
  if (known !== null) {
    removeDeleted(file, document, sheet, known);
    movePlaced(file, document, charts, sheet, known);
  }
  if (added.length === 0) return null;
  const { drawing, link } = ensureDrawing(file, part);
  const root = file.edit(drawing).documentElement;
  for (const chart of added) {
    const name = file.freshPartName('xl/charts/chart#.xml');
    file.setPart(name, chartXml(document, chart), contentType.chart);
    const relation = file.relate(drawing, relationship.chart, name);
    addAnchor(root, sheet, chart.place, frameXml(chart, freshObjectId(root), relation));
  }
  return link;
}

/** Moves the frames of charts that came with the file, and moved with their cells; what they show follows its cells. */
function movePlaced(
  file: OoxmlPackage,
  { opened }: ExcelDocument,
  charts: readonly ChartState[],
  sheet: Sheet,
  drawing: string,
): void {
  const before = new Map((opened?.before.state.charts ?? []).map((chart) => [chart.id, chart]));
  for (const { id, part, place, references } of charts) {
    const known = before.get(id);
    if (!known || part === null) continue;
    if (references.some((formula, index) => formula !== known.references[index])) {
      for (const [index, element] of formulasOf(file.edit(part).documentElement).entries())
        element.textContent = references[index] ?? element.textContent;
    }
    if (known.place === place) continue;
    const relation = file.relationships(drawing).find(({ target }) => target === part)?.id;
    const anchor = anchorsIn(file.edit(drawing).documentElement).find((each) =>
      [...each.getElementsByTagNameNS(chartNamespace, 'chart')].some(
        (reference) => reference.getAttributeNS(relationshipNamespace, 'id') === relation,
      ),
    );
    if (anchor) patchPlace(anchor, sheet, place);
  }
}

/** Takes out the frames of charts that came with the file and were deleted. */
function removeDeleted(file: OoxmlPackage, { opened, state }: ExcelDocument, sheet: Sheet, drawing: string): void {
  const isThere = new Set(state.charts.map(({ id }) => id));
  const gone = (opened?.before.state.charts ?? []).filter(
    ({ id, sheetId }) => sheetId === sheet.id && !isThere.has(id),
  );
  for (const { part: own } of gone) {
    const relation = file.relationships(drawing).find(({ target }) => target === own);
    if (!relation || own === null) continue;
    const root = file.edit(drawing).documentElement;
    for (const reference of [...root.getElementsByTagNameNS(chartNamespace, 'chart')]) {
      if (reference.getAttributeNS(relationshipNamespace, 'id') !== relation.id) continue;
      [...root.children].find((anchor) => anchor.contains(reference))?.remove();
    }
    unrelate(file, drawing, ({ id }) => id === relation.id);
    file.removePart(own);
  }
}

function frameXml({ name }: ChartState, id: number, relation: string): string {
  return `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${id}" name="${escapeXml(name)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${chartNamespace}"><c:chart xmlns:c="${chartNamespace}" xmlns:r="${relationshipNamespace}" r:id="${relation}"/></a:graphicData></a:graphic></xdr:graphicFrame>`;
}

const legendPositions: Readonly<Record<string, string>> = {
  Top: 't',
  Bottom: 'b',
  Left: 'l',
  Right: 'r',
  Corner: 'tr',
};

function chartXml(document: ExcelDocument, chart: ChartState): string {
  const title = chart.titleVisible && chart.title !== '' ? titleXml(chart.title) : '';
  const legend = chart.legendVisible
    ? `<c:legend><c:legendPos val="${legendPositions[chart.legendPosition] ?? 'b'}"/><c:overlay val="0"/></c:legend>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="${chartNamespace}" xmlns:a="${mainNamespace}" xmlns:r="${relationshipNamespace}"><c:roundedCorners val="0"/><c:chart>${title}<c:autoTitleDeleted val="${title === '' ? 1 : 0}"/><c:plotArea><c:layout/>${plotXml(document, chart)}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

function titleXml(text: string): string {
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

/** The plot of one type of chart with its axes. */
function plotXml(document: ExcelDocument, chart: ChartState): string {
  const { kind } = chart;
  const isScatter = kind.startsWith('XYScatter');
  const hasMarkers = kind === 'LineMarkers' || kind === 'XYScatter';
  const series = chart.series
    .map((each, index) => seriesXml(document, each, index, { isScatter, isLine: kind.startsWith('Line'), hasMarkers }))
    .join('');
  const ids = '<c:axId val="111111111"/><c:axId val="222222222"/>';
  const axes = (category: 'catAx' | 'valAx', positions: readonly [string, string]): string =>
    axisXml(category, 111_111_111, 222_222_222, positions[0], chart.categoryTitle) +
    axisXml('valAx', 222_222_222, 111_111_111, positions[1], chart.valueTitle);
  const grouping = kind.endsWith('Stacked100') ? 'percentStacked' : kind.endsWith('Stacked') ? 'stacked' : '';
  if (/^(Column|Bar)/.test(kind)) {
    const isBar = kind.startsWith('Bar');
    const overlap = grouping === '' ? '' : '<c:overlap val="100"/>';
    return `<c:barChart><c:barDir val="${isBar ? 'bar' : 'col'}"/><c:grouping val="${grouping || 'clustered'}"/><c:varyColors val="0"/>${series}<c:gapWidth val="150"/>${overlap}${ids}</c:barChart>${axes('catAx', isBar ? ['l', 'b'] : ['b', 'l'])}`;
  }
  if (kind.startsWith('Line'))
    return `<c:lineChart><c:grouping val="${grouping || 'standard'}"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${ids}</c:lineChart>${axes('catAx', ['b', 'l'])}`;
  if (kind.startsWith('Area'))
    return `<c:areaChart><c:grouping val="${grouping || 'standard'}"/><c:varyColors val="0"/>${series}${ids}</c:areaChart>${axes('catAx', ['b', 'l'])}`;
  if (kind === 'Pie') return `<c:pieChart><c:varyColors val="1"/>${series}<c:firstSliceAng val="0"/></c:pieChart>`;
  if (kind === 'Doughnut')
    return `<c:doughnutChart><c:varyColors val="1"/>${series}<c:firstSliceAng val="0"/><c:holeSize val="50"/></c:doughnutChart>`;
  if (isScatter)
    return `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series}${ids}</c:scatterChart>${axes('valAx', ['b', 'l'])}`;
  return `<c:radarChart><c:radarStyle val="marker"/><c:varyColors val="0"/>${series}${ids}</c:radarChart>${axes('catAx', ['b', 'l'])}`;
}

function axisXml(name: string, id: number, crosses: number, position: string, title: string): string {
  const grid = name === 'valAx' && position !== 'b' ? '<c:majorGridlines/>' : '';
  const own = title === '' ? '' : titleXml(title);
  const format = name === 'valAx' ? '<c:numFmt formatCode="General" sourceLinked="1"/>' : '';
  return `<c:${name}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${position}"/>${grid}${own}${format}<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${crosses}"/><c:crosses val="autoZero"/></c:${name}>`;
}

function seriesXml(
  document: ExcelDocument,
  { name, nameFormula, valuesFormula, categoriesFormula, color }: ChartSeriesState,
  index: number,
  {
    isScatter,
    isLine,
    hasMarkers,
  }: { readonly isScatter: boolean; readonly isLine: boolean; readonly hasMarkers: boolean },
): string {
  const text =
    nameFormula === ''
      ? `<c:v>${escapeXml(name)}</c:v>`
      : `<c:strRef><c:f>${escapeXml(nameFormula)}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(name)}</c:v></c:pt></c:strCache></c:strRef>`;
  const fill = color === '' ? '' : `<c:spPr><a:solidFill><a:srgbClr val="${color.slice(1)}"/></a:solidFill></c:spPr>`;
  const marker = isLine && !hasMarkers ? '<c:marker><c:symbol val="none"/></c:marker>' : '';
  const [x, y] = isScatter ? ['xVal', 'yVal'] : ['cat', 'val'];
  const categories =
    categoriesFormula === '' ? '' : `<c:${x}>${dataXml(document, categoriesFormula, isScatter)}</c:${x}>`;
  const values = valuesFormula === '' ? '' : `<c:${y}>${dataXml(document, valuesFormula, true)}</c:${y}>`;
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${text}</c:tx>${fill}${marker}${categories}${values}${isLine || isScatter ? '<c:smooth val="0"/>' : ''}</c:ser>`;
}

/** A reference with what its cells show now, so that programs that do not calculate can draw the chart. */
function dataXml(document: ExcelDocument, formula: string, isNumbers: boolean): string {
  const found = areasOfReference(document, document.activeSheet, formula);
  const points: string[] = [];
  let count = 0;
  for (const area of found?.areas ?? []) {
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let column = area.left; column <= area.right; column += 1) {
        const value = found ? document.value(found.sheet, row, column) : null;
        const format = found ? document.formats.get(found.sheet.styleAt(row, column)).numberFormat : 'General';
        const shown = isNumbers ? (typeof value === 'number' ? String(value) : '') : cellText(value, format);
        if (shown !== '') points.push(`<c:pt idx="${count}"><c:v>${escapeXml(shown)}</c:v></c:pt>`);
        count += 1;
      }
    }
  }
  const [reference, cache] = isNumbers ? ['numRef', 'numCache'] : ['strRef', 'strCache'];
  const format = isNumbers ? '<c:formatCode>General</c:formatCode>' : '';
  return `<c:${reference}><c:f>${escapeXml(formula)}</c:f><c:${cache}>${format}<c:ptCount val="${count}"/>${points.join('')}</c:${cache}></c:${reference}>`;
}
