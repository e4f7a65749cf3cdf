import { areaName, maxColumns, maxRows, parseArea, type Area } from '../model/address.ts';
import type { CarriedState } from '../model/carried.ts';
import { mainExcelNamespace, namespace2009 } from './conditional-words.ts';
import { withFilePrefixes, withoutFilePrefixes } from './function-names.ts';
import { sheetNamespace } from './part-names.ts';
import { childNamed, childrenNamed, numberAttribute } from './xml.ts';

/** The attribute in which an element of a worksheet names its cells (ECMA-376 part 1 §18.3.1). */
const attributes: Readonly<Record<string, string>> = {
  autoFilter: 'ref',
  sortState: 'ref',
  sortCondition: 'ref',
  protectedRange: 'sqref',
  dataValidation: 'sqref',
  ignoredError: 'sqref',
  cellWatch: 'r',
};
/** Since 2010 these name their cells in a child, in an extension of the sheet ([MS-XLSX] 2.6). */
const extended: readonly string[] = ['dataValidation', 'sparkline'];
/** What is nothing when it is empty. */
// oxfmt-ignore
const lists = new Set(['protectedRanges', 'dataValidations', 'hyperlinks', 'ignoredErrors', 'cellWatches', 'rowBreaks', 'colBreaks', 'sparklines', 'sparklineGroups', 'ext', 'extLst']);

/** What names cells in the part of a sheet and is carried along; in the order of the part. */
export function readCarried(root: Element, sheetId: string): CarriedState[] {
  return carriedElements(root).map((element, source) => ({
    sheetId,
    source,
    areas: areasOf(element),
    formulas: formulasOf(element).map(({ textContent }) => withoutFilePrefixes(textContent)),
  }));
}

/** What to change in a sheet's element for what is carried, if anything. */
export function writeCarried(
  now: readonly CarriedState[],
  before: readonly CarriedState[],
): ((root: Element) => void) | null {
  if (now.length === before.length && now.every((carried, index) => carried === before[index])) return null;
  const bySource = new Map(now.map((carried) => [carried.source, carried]));
  return (root) => {
    const elements = carriedElements(root);
    for (const old of before) {
      const carried = bySource.get(old.source);
      const element = elements[old.source];
      if (!element || carried === old) continue;
      if (!carried) {
        removeElement(element);
        continue;
      }
      if (carried.areas !== old.areas) place(element, carried.areas);
      if (carried.formulas === old.formulas) continue;
      for (const [index, formula] of formulasOf(element).entries())
        formula.textContent = withFilePrefixes(carried.formulas[index] ?? '');
    }
  };
}

function carriedElements(root: Element): Element[] {
  const own = [...root.getElementsByTagNameNS(sheetNamespace, '*')].filter(
    ({ localName, parentElement }) =>
      localName in attributes || (localName === 'brk' && parentElement?.localName.endsWith('Breaks')),
  );
  return [...own, ...extended.flatMap((name) => [...root.getElementsByTagNameNS(namespace2009, name)])];
}

function areasOf(element: Element): readonly Area[] {
  if (element.localName === 'brk') {
    // Above the row, or before the column, of that number.
    const line = numberAttribute(element, 'id') ?? 0;
    return element.parentElement?.localName === 'rowBreaks'
      ? [{ top: line, bottom: line, left: 0, right: maxColumns - 1 }]
      : [{ top: 0, bottom: maxRows - 1, left: line, right: line }];
  }
  return textOfPlace(element)
    .split(/\s+/)
    .flatMap((each) => parseArea(each) ?? []);
}

function textOfPlace(element: Element): string {
  return element.namespaceURI === namespace2009
    ? (childNamed(element, 'sqref')?.textContent ?? '')
    : (element.getAttribute(attributes[element.localName] ?? '') ?? '');
}

function place(element: Element, areas: readonly Area[]): void {
  const [first] = areas;
  if (element.localName === 'brk' && first) {
    element.setAttribute('id', String(element.parentElement?.localName === 'rowBreaks' ? first.top : first.left));
    return;
  }
  const text = areas.map(areaName).join(' ');
  const child = element.namespaceURI === namespace2009 ? childNamed(element, 'sqref') : undefined;
  if (child) child.textContent = text;
  else element.setAttribute(attributes[element.localName] ?? '', text);
}

function formulasOf(element: Element): Element[] {
  return element.namespaceURI === namespace2009
    ? [...element.getElementsByTagNameNS(mainExcelNamespace, 'f')]
    : ['formula1', 'formula2'].flatMap((name) => childrenNamed(element, name));
}

/** Takes an element out, and with the last of a list the list. */
export function removeElement(element: Element): void {
  const parent = element.parentElement;
  element.remove();
  if (!parent || !lists.has(parent.localName)) return;
  const { length } = parent.children;
  // A group of sparklines holds its colours beside them.
  if (length === 0) removeElement(parent.localName === 'sparklines' ? (parent.parentElement ?? parent) : parent);
  for (const name of ['count', 'manualBreakCount'])
    if (parent.hasAttribute(name)) parent.setAttribute(name, String(length));
}
