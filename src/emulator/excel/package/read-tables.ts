import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { parseArea } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { TableState } from '../model/workbook-state.ts';
import { withoutFilePrefixes } from './function-names.ts';
import { relationship } from './part-names.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

/** The tables of a sheet, from the parts that it is related to. */
export function readTables(file: OoxmlPackage, sheet: Sheet): TableState[] {
  return file
    .relationships(sheet.part ?? '')
    .filter(({ type, target }) => type === relationship.table && file.has(target))
    .flatMap(({ target }) => readTable(file.xml(target).documentElement, sheet.id, target) ?? []);
}

function readTable(root: Element, sheetId: string, part: string): TableState | null {
  const area = parseArea(root.getAttribute('ref') ?? '');
  if (!area) return null;
  const style = childNamed(root, 'tableStyleInfo');
  return {
    id: numberAttribute(root, 'id') ?? 1,
    name: root.getAttribute('displayName') ?? root.getAttribute('name') ?? '',
    sheetId,
    area,
    columns: childrenNamed(childNamed(root, 'tableColumns'), 'tableColumn').map((column) => ({
      id: numberAttribute(column, 'id') ?? 0,
      name: (column.getAttribute('name') ?? '').replaceAll('_x000a_', '\n'),
      totalsFunction: column.getAttribute('totalsRowFunction') ?? 'none',
      totalsLabel: column.getAttribute('totalsRowLabel') ?? '',
      formula: withoutFilePrefixes(childNamed(column, 'calculatedColumnFormula')?.textContent ?? ''),
      filter: null,
    })),
    showHeaders: root.getAttribute('headerRowCount') !== '0',
    showTotals: (numberAttribute(root, 'totalsRowCount') ?? 0) > 0,
    style: style?.getAttribute('name') ?? '',
    showFilterButton: childNamed(root, 'autoFilter') !== undefined,
    showBandedRows: isOn(style?.getAttribute('showRowStripes')),
    showBandedColumns: isOn(style?.getAttribute('showColumnStripes')),
    highlightFirstColumn: isOn(style?.getAttribute('showFirstColumn')),
    highlightLastColumn: isOn(style?.getAttribute('showLastColumn')),
    part,
  };
}
