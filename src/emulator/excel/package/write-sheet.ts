import { parseXml, serializeXml } from '../../package/ooxml-package.ts';
import type { Pieces } from '../../package/pieces.ts';
import { areaName, cellName } from '../model/address.ts';
import type { Sheet, SheetState } from '../model/sheet.ts';
import { prefixOf, sheetDataOf } from './read-cells.ts';
import { sheetPermissions, withoutCells } from './read-sheet.ts';
import { createElement, ensureChild, placeChild, removeChildren } from './sheet-order.ts';
import { writingCells, type CellContext } from './write-cells.ts';
import { childNamed } from './xml.ts';

/** The text of a sheet's part as it is now. `edit` changes what else hangs on the sheet's element. */
export function* writingSheet(
  sheet: Sheet,
  xml: string,
  before: SheetState | undefined,
  context: CellContext,
  edit: ((root: Element) => void) | null,
): Pieces<string> {
  const cells = yield* writingCells(sheet, xml, context);
  const used = sheet.grid.usedArea();
  const dimension = used ? areaName(used) : 'A1';
  const dimensioned = xml.replace(/(<(?:\w+:)?dimension\s+ref=")[^"]*(")/, `$1${dimension}$2`);
  if (before && !edit && sameShell(before, sheet.state)) return spliceCells(dimensioned, cells);
  const shell = parseXml(withoutCells(dimensioned), 'sheet');
  patchShell(shell.documentElement, before, sheet.state, context);
  edit?.(shell.documentElement);
  const declaration = /^<\?xml[^>]*\?>\s*/.exec(xml)?.[0];
  const text = serializeXml(shell);
  return spliceCells(declaration ? declaration + text.replace(/^<\?xml[^>]*\?>\s*/, '') : text, cells);
}

function spliceCells(xml: string, cells: string): string {
  const prefix = prefixOf(xml);
  const data = sheetDataOf(xml, prefix);
  if (!data) return xml;
  if (data.start !== data.end || xml[data.start - 2] !== '/')
    return xml.slice(0, data.start) + cells + xml.slice(data.end);
  // `<sheetData/>`
  return `${xml.slice(0, data.start - 2)}>${cells}</${prefix}sheetData>${xml.slice(data.end)}`;
}

/** Rows are written with the cells; everything else of the state stands around them. */
function sameShell(before: SheetState, after: SheetState): boolean {
  return (
    before.merges === after.merges &&
    before.columns === after.columns &&
    before.protection === after.protection &&
    before.frozen === after.frozen &&
    before.tabColor === after.tabColor &&
    before.showGridlines === after.showGridlines &&
    before.showHeadings === after.showHeadings &&
    before.defaultColumnWidth === after.defaultColumnWidth
  );
}

function patchShell(root: Element, before: SheetState | undefined, state: SheetState, { styleOf }: CellContext): void {
  if (state.merges !== before?.merges) writeMerges(root, state);
  if (state.columns !== before?.columns) writeColumns(root, state, styleOf);
  if (state.protection !== before?.protection) writeProtection(root, state);
  if (state.tabColor !== (before?.tabColor ?? '')) writeTabColor(root, state.tabColor);
  if (state.defaultColumnWidth !== (before?.defaultColumnWidth ?? state.defaultColumnWidth))
    ensureChild(root, 'sheetFormatPr').setAttribute('defaultColWidth', String(state.defaultColumnWidth));
  const view = childNamed(childNamed(root, 'sheetViews'), 'sheetView');
  if (!view) return;
  if (state.showGridlines !== (before?.showGridlines ?? true)) flag(view, 'showGridLines', state.showGridlines);
  if (state.showHeadings !== (before?.showHeadings ?? true)) flag(view, 'showRowColHeaders', state.showHeadings);
  if (state.frozen !== before?.frozen) writeFrozen(view, state.frozen);
}

/** Attributes that are on where they are absent. */
function flag(element: Element, name: string, on: boolean): void {
  if (on) element.removeAttribute(name);
  else element.setAttribute(name, '0');
}

function writeMerges(root: Element, { merges }: SheetState): void {
  removeChildren(root, 'mergeCells');
  if (merges.length === 0) return;
  const list = placeChild(root, createElement(root, 'mergeCells', { count: String(merges.length) }));
  for (const area of merges) list.append(createElement(root, 'mergeCell', { ref: areaName(area) }));
}

function writeColumns(
  root: Element,
  { columns, defaultColumnWidth }: SheetState,
  styleOf: (style: number) => number,
): void {
  removeChildren(root, 'cols');
  const own = columns.filter(({ width, hidden, style }) => width !== undefined || hidden || style !== undefined);
  if (own.length === 0) return;
  const list = placeChild(root, createElement(root, 'cols'));
  for (const { first, last, width, hidden, style } of own) {
    list.append(
      createElement(root, 'col', {
        min: String(first + 1),
        max: String(last + 1),
        width: String(width ?? defaultColumnWidth),
        ...(style === undefined ? {} : { style: String(styleOf(style)) }),
        ...(hidden ? { hidden: '1' } : {}),
        ...(width === undefined ? {} : { customWidth: '1' }),
      }),
    );
  }
}

function writeProtection(root: Element, { protection }: SheetState): void {
  removeChildren(root, 'sheetProtection');
  if (!protection) return;
  const allowed = sheetPermissions.filter(([name]) => protection.options[name] === true);
  placeChild(
    root,
    createElement(root, 'sheetProtection', {
      ...(protection.password ? { password: legacyHash(protection.password) } : {}),
      sheet: '1',
      objects: '1',
      scenarios: '1',
      ...Object.fromEntries(allowed.map(([, own]) => [own, '0'])),
    }),
  );
}

/** The 16-bit hash by which files have told passwords of sheets since the old format (ECMA-376 part 4 §14.7.1). */
function legacyHash(password: string): string {
  let hash = 0;
  for (const [index, letter] of Array.from(password).entries()) {
    const value = letter.charCodeAt(0) << (index + 1);
    hash ^= (value & 0x7fff) | (value >> 15);
  }
  return ((hash ^ password.length ^ 0xce4b) & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}

function writeTabColor(root: Element, color: string): void {
  const properties = ensureChild(root, 'sheetPr');
  removeChildren(properties, 'tabColor');
  if (color !== '') properties.prepend(createElement(root, 'tabColor', { rgb: `FF${color.slice(1)}` }));
}

function writeFrozen(view: Element, { rows, columns }: SheetState['frozen']): void {
  removeChildren(view, 'pane');
  removeChildren(view, 'selection');
  if (rows === 0 && columns === 0) return;
  const pane = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
  view.prepend(
    createElement(view, 'pane', {
      ...(columns > 0 ? { xSplit: String(columns) } : {}),
      ...(rows > 0 ? { ySplit: String(rows) } : {}),
      topLeftCell: cellName(rows, columns),
      activePane: pane,
      state: 'frozen',
    }),
  );
}
