import { sheetNamespace } from './part-names.ts';
import { childNamed } from './xml.ts';

/** The order of a worksheet's children (ECMA-376 part 1 §18.3.1.99). */
// oxfmt-ignore
const order = ['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection', 'protectedRanges', 'scenarios', 'autoFilter', 'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells', 'phoneticPr', 'conditionalFormatting', 'dataValidations', 'hyperlinks', 'printOptions', 'pageMargins', 'pageSetup', 'headerFooter', 'rowBreaks', 'colBreaks', 'customProperties', 'cellWatches', 'ignoredErrors', 'smartTags', 'drawing', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst', 'legacyDrawing', 'legacyDrawingHF'];

function rank(name: string): number {
  // Legacy drawings stand between drawings and pictures.
  if (name === 'legacyDrawing') return order.indexOf('drawing') + 0.5;
  if (name === 'legacyDrawingHF') return order.indexOf('drawing') + 0.7;
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}

/** A new element of SpreadsheetML with the prefix that its document uses. */
export function createElement(near: Element, name: string, attributes: Readonly<Record<string, string>> = {}): Element {
  const element = near.ownerDocument.createElementNS(sheetNamespace, near.prefix ? `${near.prefix}:${name}` : name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** The child of a worksheet by name, made in its place when there is none. */
export function ensureChild(root: Element, name: string): Element {
  return childNamed(root, name) ?? placeChild(root, createElement(root, name));
}

export function placeChild(root: Element, element: Element): Element {
  const own = rank(element.localName);
  const next = [...root.children].find((child) => rank(child.localName) > own);
  root.insertBefore(element, next ?? null);
  return element;
}

export function removeChildren(root: Element, name: string): void {
  for (const child of [...root.children]) if (child.localName === name) child.remove();
}
