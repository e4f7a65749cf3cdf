import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { areaName } from '../model/address.ts';
import type { TableState } from '../model/workbook-state.ts';
import { withFilePrefixes } from './function-names.ts';
import { contentType, relationship, relationshipNamespace, sheetNamespace } from './part-names.ts';
import { createElement, placeChild, removeChildren } from './sheet-order.ts';
import { unrelate } from './relations.ts';
import { escapeXml } from './xml.ts';

/** Brings the table parts of a sheet up to date; gives what to change in the sheet's own element, if anything. */
export function writeTables(
  file: OoxmlPackage,
  part: string,
  before: readonly TableState[],
  now: readonly TableState[],
): ((root: Element) => void) | null {
  const gone = before.filter(({ id }) => !now.some((table) => table.id === id));
  const parts = new Map<TableState, string>();
  for (const table of now) {
    const known = before.find(({ id }) => id === table.id);
    const name = table.part ?? file.freshPartName('xl/tables/table#.xml');
    parts.set(table, name);
    if (known === table) continue;
    file.setPart(name, tableXml(table), contentType.table);
    if (table.part === null) file.relate(part, relationship.table, name);
  }
  for (const table of gone) {
    if (table.part === null || !file.has(table.part)) continue;
    unrelate(file, part, ({ target }) => target === table.part);
    file.removePart(table.part);
  }
  const isSameList = gone.length === 0 && now.every(({ part: own }) => own !== null);
  if (isSameList) return null;
  return (root) => {
    removeChildren(root, 'tableParts');
    if (now.length === 0) return;
    const list = placeChild(root, createElement(root, 'tableParts', { count: String(now.length) }));
    const ids = new Map(file.relationships(part).map(({ id, target }) => [target, id]));
    for (const table of now) {
      const element = createElement(root, 'tablePart');
      element.setAttributeNS(relationshipNamespace, 'r:id', ids.get(parts.get(table) ?? '') ?? '');
      list.append(element);
    }
  };
}

function tableXml(table: TableState): string {
  const { area, showHeaders, showTotals } = table;
  const filtered = { ...area, bottom: area.bottom - Number(showTotals) };
  const filter = showHeaders && table.showFilterButton ? `<autoFilter ref="${areaName(filtered)}"/>` : '';
  const columns = table.columns.map(({ id, name, totalsFunction, totalsLabel, formula }) => {
    const totals = showTotals
      ? (totalsFunction === 'none' ? '' : ` totalsRowFunction="${totalsFunction}"`) +
        (totalsLabel === '' ? '' : ` totalsRowLabel="${escapeXml(totalsLabel)}"`)
      : '';
    const calculated =
      formula === ''
        ? ''
        : `<calculatedColumnFormula>${escapeXml(withFilePrefixes(formula))}</calculatedColumnFormula>`;
    const tag = `<tableColumn id="${id}" name="${escapeXml(name).replaceAll('\n', '_x000a_')}"${totals}`;
    return calculated === '' ? `${tag}/>` : `${tag}>${calculated}</tableColumn>`;
  });
  const on = (flag: boolean): string => (flag ? '1' : '0');
  const style = `<tableStyleInfo${table.style === '' ? '' : ` name="${escapeXml(table.style)}"`} showFirstColumn="${on(table.highlightFirstColumn)}" showLastColumn="${on(table.highlightLastColumn)}" showRowStripes="${on(table.showBandedRows)}" showColumnStripes="${on(table.showBandedColumns)}"/>`;
  const rows = `${showHeaders ? '' : ' headerRowCount="0"'}${showTotals ? ' totalsRowCount="1"' : ' totalsRowShown="0"'}`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<table xmlns="${sheetNamespace}" id="${table.id}" name="${escapeXml(table.name)}" displayName="${escapeXml(table.name)}" ref="${areaName(area)}"${rows}>${filter}<tableColumns count="${columns.length}">${columns.join('')}</tableColumns>${style}</table>`;
}
