import { parseXml, type OoxmlPackage } from '../../package/ooxml-package.ts';
import { boxOf, placeFor } from '../edit/sizes.ts';
import type { CellPoint, Place } from '../model/placement.ts';
import type { Sheet } from '../model/sheet.ts';
import { contentType, relationship, relationshipNamespace } from './part-names.ts';
import { createElement, placeChild } from './sheet-order.ts';
import { childNamed, numberAttribute } from './xml.ts';

export const drawingNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
export const mainNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/main';
/** EMU, the unit of lengths in drawings. */
const unitsPerPoint = 12_700;

export function unitsOf(points: number): number {
  return Math.round(points * unitsPerPoint);
}

export function pointsOf(units: number | string | null | undefined): number {
  return Number(units ?? 0) / unitsPerPoint;
}

/** The drawing of a sheet, if it has one. */
export function drawingOf(file: OoxmlPackage, sheetPart: string): string | null {
  const drawing = file.related(sheetPart, relationship.drawing);
  return drawing !== undefined && file.has(drawing) ? drawing : null;
}

/** The anchors of a drawing, in the order in which they lie above each other. */
export function anchorsIn(root: Element): Element[] {
  return [...root.children].filter(({ localName }) => localName.endsWith('Anchor'));
}

/** A sheet's drawing, made when there is none, and what to change in the sheet's element then. */
export function ensureDrawing(
  file: OoxmlPackage,
  sheetPart: string,
): { readonly drawing: string; readonly link: ((root: Element) => void) | null } {
  const known = drawingOf(file, sheetPart);
  if (known !== null) return { drawing: known, link: null };
  const drawing = file.freshPartName('xl/drawings/drawing#.xml');
  const empty = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="${drawingNamespace}" xmlns:a="${mainNamespace}"/>`;
  file.setPart(drawing, empty, contentType.drawing);
  const relation = file.relate(sheetPart, relationship.drawing, drawing);
  const link = (root: Element): void => {
    if (childNamed(root, 'drawing')) return;
    const element = createElement(root, 'drawing');
    element.setAttributeNS(relationshipNamespace, 'r:id', relation);
    placeChild(root, element);
  };
  return { drawing, link };
}

/** The next number that no object of a drawing bears. */
export function freshObjectId(root: Element): number {
  const ids = [...root.getElementsByTagNameNS('*', 'cNvPr')].map((each) => Number(each.getAttribute('id')));
  return Math.max(1, ...ids) + 1;
}

/** Adds an object, as markup, at a place of a sheet, above all others. */
export function addAnchor(root: Element, sheet: Sheet, place: Place, object: string): void {
  const { from, to } = endsOf(sheet, place);
  const how = { TwoCell: '', OneCell: ' editAs="oneCell"', Absolute: ' editAs="absolute"' }[place.placement];
  const markup = `<xdr:twoCellAnchor xmlns:xdr="${drawingNamespace}" xmlns:a="${mainNamespace}"${how}><xdr:from>${pointXml(from)}</xdr:from><xdr:to>${pointXml(to)}</xdr:to>${object}<xdr:clientData/></xdr:twoCellAnchor>`;
  root.append(root.ownerDocument.importNode(parseXml(markup).documentElement, true));
}

/** Where the object of an anchor lies. */
export function readPlace(sheet: Sheet, anchor: Element): Place {
  const [from, to] = ['from', 'to'].map((name) => readPoint(childNamed(anchor, name)));
  const extent = childNamed(anchor, 'ext');
  const size = { width: pointsOf(extent?.getAttribute('cx')), height: pointsOf(extent?.getAttribute('cy')) };
  if (!from) {
    const position = childNamed(anchor, 'pos');
    return {
      placement: 'Absolute',
      left: pointsOf(numberAttribute(position, 'x')),
      top: pointsOf(numberAttribute(position, 'y')),
      ...size,
    };
  }
  if (!to) return { placement: 'OneCell', from, ...size };
  const place: Place = { placement: 'TwoCell', from, to };
  const how = anchor.getAttribute('editAs');
  if (how !== 'oneCell' && how !== 'absolute') return place;
  const { left, top, width, height } = boxOf(sheet, place);
  return how === 'oneCell'
    ? { placement: 'OneCell', from, width, height }
    : { placement: 'Absolute', left, top, width, height };
}

/** Moves an anchor of a file, which stays of its kind as far as the place lets it. */
export function patchPlace(anchor: Element, sheet: Sheet, place: Place): void {
  const box = boxOf(sheet, place);
  if (anchor.localName === 'twoCellAnchor') {
    const { from, to } = endsOf(sheet, place);
    writePoint(childNamed(anchor, 'from'), from);
    writePoint(childNamed(anchor, 'to'), to);
    if (place.placement === 'TwoCell') anchor.removeAttribute('editAs');
    else anchor.setAttribute('editAs', place.placement === 'OneCell' ? 'oneCell' : 'absolute');
  } else {
    if (place.placement === 'OneCell') writePoint(childNamed(anchor, 'from'), place.from);
    const position = childNamed(anchor, 'pos');
    position?.setAttribute('x', String(unitsOf(box.left)));
    position?.setAttribute('y', String(unitsOf(box.top)));
    const extent = childNamed(anchor, 'ext');
    extent?.setAttribute('cx', String(unitsOf(box.width)));
    extent?.setAttribute('cy', String(unitsOf(box.height)));
  }
}

function endsOf(sheet: Sheet, place: Place): { readonly from: CellPoint; readonly to: CellPoint } {
  const tied = place.placement === 'TwoCell' ? place : placeFor(sheet, 'TwoCell', boxOf(sheet, place));
  if (tied.placement !== 'TwoCell') throw new Error('A place between two cells has two ends.');
  return place.placement === 'OneCell' ? { from: place.from, to: tied.to } : tied;
}

function readPoint(element: Element | undefined): CellPoint | null {
  if (!element) return null;
  const number = (name: string): number => Number(childNamed(element, name)?.textContent ?? 0);
  return {
    row: number('row'),
    column: number('col'),
    x: pointsOf(number('colOff')),
    y: pointsOf(number('rowOff')),
  };
}

function pointXml({ row, column, x, y }: CellPoint): string {
  return `<xdr:col>${column}</xdr:col><xdr:colOff>${unitsOf(x)}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${unitsOf(y)}</xdr:rowOff>`;
}

function writePoint(element: Element | undefined, { row, column, x, y }: CellPoint): void {
  const values = { col: column, colOff: unitsOf(x), row, rowOff: unitsOf(y) };
  for (const [name, value] of Object.entries(values)) {
    const child = childNamed(element, name);
    if (child) child.textContent = String(value);
  }
}
