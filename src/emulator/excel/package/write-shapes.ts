import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { ShapeState } from '../model/shape-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { addAnchor, anchorsIn, drawingOf, ensureDrawing, freshObjectId, patchPlace } from './drawing-part.ts';
import { patchShapeLook } from './patch-shape.ts';
import { fillXml, lineXml, textXml, transformXml } from './shape-xml.ts';
import { escapeXml } from './xml.ts';

/**
 * Writes what changed among the shapes of a sheet into its drawing, and leaves the others as they were; gives what to change in the
 * sheet's element, if anything. Comes before whatever else adds to the drawing: shapes of the file are known by their number in it.
 */
export function writeShapes(
  file: OoxmlPackage,
  { opened, state }: ExcelDocument,
  sheet: Sheet,
  part: string,
): ((root: Element) => void) | null {
  const before = (opened?.before.state.shapes ?? []).filter(({ sheetId }) => sheetId === sheet.id);
  const now = state.shapes.filter(({ sheetId }) => sheetId === sheet.id);
  if (now.length === before.length && now.every((shape, index) => shape === before[index])) return null;
  const known = drawingOf(file, part);
  if (known === null && now.length === 0) return null;
  const { drawing, link } = ensureDrawing(file, part);
  const root = file.edit(drawing).documentElement;
  const anchors = anchorsIn(root);
  const byId = new Map(before.map((shape) => [shape.id, shape]));
  const stays = new Set(now.map(({ id }) => id));
  for (const { id, anchor } of before) if (!stays.has(id)) anchors[anchor ?? -1]?.remove();
  for (const shape of now) {
    const anchor = shape.anchor === null ? undefined : anchors[shape.anchor];
    const known = byId.get(shape.id);
    if (!anchor || !known || known === shape) continue;
    if (known.place !== shape.place) patchPlace(anchor, sheet, shape.place);
    patchShapeLook(anchor, sheet, known, shape);
  }
  // Those that came with the file in another order are put above everything, in the new one.
  const kept = now.filter(({ anchor }) => anchor !== null);
  const firstNew = now.findIndex(({ anchor }) => anchor === null);
  const isRestacked =
    (firstNew >= 0 && firstNew < kept.length) ||
    kept.some(({ anchor }, index) => index > 0 && (anchor ?? 0) < (kept[index - 1]?.anchor ?? 0));
  for (const shape of now) {
    if (shape.anchor === null) addAnchor(root, sheet, shape.place, shapeXml(shape, sheet, freshObjectId(root)));
    else if (isRestacked) root.append(...[anchors[shape.anchor]].filter((each) => each !== undefined));
  }
  return link;
}

function shapeXml(shape: ShapeState, sheet: Sheet, id: number): string {
  const { name, title, description, visible, isTextBox, outline, text, fill, line, lockAspectRatio } = shape;
  const told = [
    description === '' ? '' : ` descr="${escapeXml(description)}"`,
    title === '' ? '' : ` title="${escapeXml(title)}"`,
    visible ? '' : ' hidden="1"',
  ].join('');
  const locks = lockAspectRatio ? '<a:spLocks noChangeAspect="1"/>' : '';
  return `<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="${id}" name="${escapeXml(name)}"${told}/><xdr:cNvSpPr${isTextBox ? ' txBox="1"' : ''}>${locks}</xdr:cNvSpPr></xdr:nvSpPr><xdr:spPr>${transformXml(shape, sheet)}<a:prstGeom prst="${outline}"><a:avLst/></a:prstGeom>${fillXml(fill)}${lineXml(line)}</xdr:spPr>${text ? textXml(text) : ''}</xdr:sp>`;
}
