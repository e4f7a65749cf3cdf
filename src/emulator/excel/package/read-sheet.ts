import { parseArea } from '../model/address.ts';
import { CellGrid } from '../model/cell-grid.ts';
import {
  newSheetState,
  Sheet,
  type ColumnRun,
  type SheetProtection,
  type SheetSelection,
  type SheetState,
} from '../model/sheet.ts';
import { parseXml } from '../../package/ooxml-package.ts';
import { readColor, type ThemeColors } from './colors.ts';
import { prefixOf, readCells, sheetDataOf } from './read-cells.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

export interface SheetRead {
  readonly sheet: Sheet;
  readonly selection: SheetSelection | null;
  /** The sheet's element without its cells, for what else hangs on it. */
  readonly root: Element;
}

/** Reads one worksheet from its text. */
export function readSheet(
  xml: string,
  given: {
    readonly id: string;
    readonly name: string;
    readonly part: string;
    readonly visibility: SheetState['visibility'];
  },
  strings: readonly string[],
  theme: ThemeColors,
): SheetRead {
  const grid = new CellGrid();
  const cells = readCells(xml, grid, strings);
  const root = parseXml(withoutCells(xml), given.part).documentElement;
  const format = childNamed(root, 'sheetFormatPr');
  const view = childNamed(childNamed(root, 'sheetViews'), 'sheetView');
  const pane = childNamed(view, 'pane');
  const isFrozen = /frozen/i.test(pane?.getAttribute('state') ?? '');
  const state: SheetState = {
    ...newSheetState,
    name: given.name,
    visibility: given.visibility,
    tabColor: readColor(childNamed(childNamed(root, 'sheetPr'), 'tabColor'), theme) ?? '',
    merges: childrenNamed(childNamed(root, 'mergeCells'), 'mergeCell').flatMap(
      (each) => parseArea(each.getAttribute('ref') ?? '') ?? [],
    ),
    columns: childrenNamed(childNamed(root, 'cols'), 'col').map(readColumn),
    rows: cells.rows,
    showGridlines: view?.getAttribute('showGridLines') !== '0',
    showHeadings: view?.getAttribute('showRowColHeaders') !== '0',
    protection: readProtection(childNamed(root, 'sheetProtection')),
    frozen: isFrozen
      ? { rows: numberAttribute(pane, 'ySplit') ?? 0, columns: numberAttribute(pane, 'xSplit') ?? 0 }
      : newSheetState.frozen,
    defaultColumnWidth: numberAttribute(format, 'defaultColWidth') ?? newSheetState.defaultColumnWidth,
    defaultRowHeight: numberAttribute(format, 'defaultRowHeight') ?? newSheetState.defaultRowHeight,
  };
  const sheet = new Sheet(given.id, state, { grid, part: given.part });
  for (const [key, area] of cells.spills) sheet.spills.set(key, area);
  for (const [key, anchor] of cells.spilled) sheet.spilled.set(key, anchor);
  return { sheet, selection: readSelection(view), root };
}

/** A sheet's text without its cells: small whatever the sheet. */
export function withoutCells(xml: string): string {
  const data = sheetDataOf(xml, prefixOf(xml));
  return data ? xml.slice(0, data.start) + xml.slice(data.end) : xml;
}

function readColumn(element: Element): ColumnRun {
  const width = numberAttribute(element, 'width');
  const style = numberAttribute(element, 'style');
  return {
    first: (numberAttribute(element, 'min') ?? 1) - 1,
    last: (numberAttribute(element, 'max') ?? 1) - 1,
    ...(width === undefined ? {} : { width }),
    ...(style === undefined ? {} : { style }),
    ...(isOn(element.getAttribute('hidden')) ? { hidden: true } : {}),
  };
}

/** What a protected sheet forbids by default is what its attributes do not allow (ECMA-376 part 1 §18.3.1.85). */
export const sheetPermissions = [
  ['allowAutoFilter', 'autoFilter'],
  ['allowDeleteColumns', 'deleteColumns'],
  ['allowDeleteRows', 'deleteRows'],
  ['allowFormatCells', 'formatCells'],
  ['allowFormatColumns', 'formatColumns'],
  ['allowFormatRows', 'formatRows'],
  ['allowInsertColumns', 'insertColumns'],
  ['allowInsertHyperlinks', 'insertHyperlinks'],
  ['allowInsertRows', 'insertRows'],
  ['allowPivotTables', 'pivotTables'],
  ['allowSort', 'sort'],
] as const;

function readProtection(element: Element | undefined): SheetProtection | null {
  if (!element || !isOn(element.getAttribute('sheet'))) return null;
  const options = Object.fromEntries(sheetPermissions.map(([name, own]) => [name, element.getAttribute(own) === '0']));
  const hasPassword = element.hasAttribute('password') || element.hasAttribute('hashValue');
  return { options, password: hasPassword ? '' : null };
}

function readSelection(view: Element | undefined): SheetSelection | null {
  const selection = childrenNamed(view, 'selection').at(-1);
  const areas = (selection?.getAttribute('sqref') ?? 'A1').split(/\s+/).flatMap((each) => parseArea(each) ?? []);
  const active = parseArea(selection?.getAttribute('activeCell') ?? 'A1');
  if (areas.length === 0 || !active) return null;
  return { areas, activeCell: { row: active.top, column: active.left } };
}
