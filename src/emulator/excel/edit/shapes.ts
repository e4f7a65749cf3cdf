import type { ExcelDocument } from '../excel-document.ts';
import type { Placement, PointBox } from '../model/placement.ts';
import type { ShapeFontState, ShapeState, ShapeTextState } from '../model/shape-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { boxOf, placeFor } from './sizes.ts';

const textFont: ShapeFontState = {
  name: 'Calibri',
  size: 11,
  color: '#000000',
  bold: false,
  italic: false,
  underline: false,
};

/** A text as new shapes hold it, with the margins that DrawingML has where none are said (§21.1.2.1.1). */
export const plainShapeText: ShapeTextState = {
  text: '',
  font: textFont,
  horizontal: 'Left',
  vertical: 'Top',
  margins: { left: 7.2, top: 3.6, right: 7.2, bottom: 3.6 },
  autoSize: 'AutoSizeNone',
};

/** Adds a box of text in the sheet's corner, white with a thin grey edge. */
export function addTextBox(document: ExcelDocument, sheet: Sheet, text: string): ShapeState {
  return addShape(document, sheet, 'TextBox', {
    isTextBox: true,
    outline: 'rect',
    place: placeFor(sheet, 'TwoCell', { left: 0, top: 0, width: 144, height: 72 }),
    text: { ...plainShapeText, text },
    fill: { color: '#FFFFFF', transparency: 0 },
    line: { color: '#7F7F7F', weight: 0.75, dash: 'Solid', transparency: 0 },
  });
}

/** Adds a drawn shape in the sheet's corner, in the first accent colour of Office's theme. */
export function addOutline(document: ExcelDocument, sheet: Sheet, outline: string, name: string): ShapeState {
  return addShape(document, sheet, name, {
    isTextBox: false,
    outline,
    place: placeFor(sheet, 'TwoCell', { left: 0, top: 0, width: 72, height: 72 }),
    text: { ...plainShapeText, font: { ...textFont, color: '#FFFFFF' }, horizontal: 'Center', vertical: 'Middle' },
    fill: { color: '#4472C4', transparency: 0 },
    line: { color: '#2F528F', weight: 1, dash: 'Solid', transparency: 0 },
  });
}

function addShape(
  document: ExcelDocument,
  sheet: Sheet,
  stem: string,
  own: Pick<ShapeState, 'isTextBox' | 'outline' | 'place' | 'text' | 'fill' | 'line'>,
): ShapeState {
  const taken = new Set(document.state.shapes.map(({ name }) => name));
  let number = 1;
  while (taken.has(`${stem} ${number}`)) number += 1;
  const shape: ShapeState = {
    id: document.freshId(),
    name: `${stem} ${number}`,
    sheetId: sheet.id,
    kind: 'GeometricShape',
    rotation: 0,
    flipX: false,
    flipY: false,
    lockAspectRatio: false,
    visible: true,
    title: '',
    description: '',
    picture: null,
    anchor: null,
    ...own,
  };
  document.changeState({ shapes: [...document.state.shapes, shape] });
  return shape;
}

export function patchShape(document: ExcelDocument, { id }: ShapeState, patch: Partial<ShapeState>): void {
  document.changeState({
    shapes: document.state.shapes.map((each) => (each.id === id ? { ...each, ...patch } : each)),
  });
}

/** Moves or resizes a shape; without a placement it stays tied to the cells as it was. */
export function placeShape(
  document: ExcelDocument,
  sheet: Sheet,
  shape: ShapeState,
  box: Partial<PointBox>,
  placement: Placement = shape.place.placement,
): void {
  const wanted = { ...boxOf(sheet, shape.place), ...box };
  // Nothing lies beyond the sheet's corner.
  const place = placeFor(sheet, placement, {
    ...wanted,
    left: Math.max(0, wanted.left),
    top: Math.max(0, wanted.top),
  });
  patchShape(document, shape, { place });
}

export function deleteShape(document: ExcelDocument, { id }: ShapeState): void {
  document.changeState({ shapes: document.state.shapes.filter((each) => each.id !== id) });
}

/** Puts a shape at another height among those of its sheet; 0 is the lowest. */
export function stackShape(document: ExcelDocument, shape: ShapeState, position: number): void {
  const { shapes } = document.state;
  const own = shapes.filter(({ sheetId }) => sheetId === shape.sheetId);
  const others = own.filter(({ id }) => id !== shape.id);
  const at = Math.max(0, Math.min(others.length, position));
  const ordered = [...others.slice(0, at), shape, ...others.slice(at)];
  let next = 0;
  document.changeState({
    shapes: shapes.map((each) => (each.sheetId === shape.sheetId ? (ordered[next++] ?? each) : each)),
  });
}
