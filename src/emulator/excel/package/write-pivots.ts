import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { PivotTableState } from '../model/pivot-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { contentType, relationship, relationshipNamespace } from './part-names.ts';
import { cacheXml, recordsXml } from './pivot-cache-xml.ts';
import { pivotXml } from './pivot-table-xml.ts';
import type { NumberFormatOf } from './pivot-words.ts';
import { unrelate } from './relations.ts';
import { createElement } from './sheet-order.ts';
import { childNamed, childrenNamed, numberAttribute } from './xml.ts';

/**
 * Brings the pivot tables of a sheet up to date: each with a cache of its own. One that was not changed keeps its parts, byte
 * for byte.
 */
export function writePivots(
  file: OoxmlPackage,
  document: ExcelDocument,
  sheet: Sheet,
  part: string,
  numberFormatOf: NumberFormatOf,
): void {
  const ofSheet = (pivots: readonly PivotTableState[] | undefined): readonly PivotTableState[] =>
    (pivots ?? []).filter(({ sheetId }) => sheetId === sheet.id);
  const before = ofSheet(document.opened?.before.state.pivotTables);
  const now = ofSheet(document.state.pivotTables);
  for (const pivot of before) {
    if (now.some(({ id }) => id === pivot.id) || pivot.part === null) continue;
    dropCache(file, pivot.part);
    unrelate(file, part, ({ target }) => target === pivot.part);
    removeWithRelations(file, pivot.part);
  }
  for (const pivot of now) {
    const known = before.find(({ id }) => id === pivot.id);
    if (known === pivot) continue;
    if (pivot.source.kind === 'foreign') renameKept(file, pivot);
    else writePivot(file, document, pivot, part, numberFormatOf);
  }
}

/** Takes the pivot tables of a sheet that goes out of the file. */
export function removePivots(file: OoxmlPackage, sheetPart: string): void {
  for (const { type, target } of file.relationships(sheetPart)) {
    if (type !== relationship.pivotTable || !file.has(target)) continue;
    dropCache(file, target);
    removeWithRelations(file, target);
  }
}

function writePivot(
  file: OoxmlPackage,
  document: ExcelDocument,
  pivot: PivotTableState,
  sheetPart: string,
  numberFormatOf: NumberFormatOf,
): void {
  const name = pivot.part ?? file.freshPartName('xl/pivotTables/pivotTable#.xml');
  if (pivot.part !== null) dropCache(file, pivot.part);
  const definition = file.freshPartName('xl/pivotCache/pivotCacheDefinition#.xml');
  const records = file.freshPartName('xl/pivotCache/pivotCacheRecords#.xml');
  file.setPart(records, recordsXml(pivot), contentType.pivotCacheRecords);
  file.setPart(definition, '<pivotCacheDefinition/>', contentType.pivotCacheDefinition);
  const relation = file.relate(definition, relationship.pivotCacheRecords, records);
  file.setPart(definition, cacheXml(document, pivot, relation, numberFormatOf), contentType.pivotCacheDefinition);
  const cacheId = registerCache(file, definition);
  file.setPart(name, pivotXml(pivot, cacheId, numberFormatOf), contentType.pivotTable);
  file.relate(name, relationship.pivotCacheDefinition, definition);
  if (pivot.part === null) file.relate(sheetPart, relationship.pivotTable, name);
}

function renameKept(file: OoxmlPackage, { part, name }: PivotTableState): void {
  if (part !== null && file.has(part)) file.edit(part).documentElement.setAttribute('name', name);
}

/** Puts a cache into the workbook's list and gives its number. */
function registerCache(file: OoxmlPackage, definition: string): number {
  const main = file.documentPart;
  const root = file.edit(main).documentElement;
  let list = childNamed(root, 'pivotCaches');
  if (!list) {
    list = createElement(root, 'pivotCaches');
    const before = [
      'customWorkbookViews',
      'oleSize',
      'calcPr',
      'definedNames',
      'externalReferences',
      'functionGroups',
      'sheets',
    ];
    before
      .map((name) => childNamed(root, name))
      .find((each) => each !== undefined)
      ?.after(list);
  }
  const taken = childrenNamed(list, 'pivotCache').map((each) => numberAttribute(each, 'cacheId') ?? 0);
  const cacheId = Math.max(-1, ...taken) + 1;
  const element = createElement(list, 'pivotCache', { cacheId: String(cacheId) });
  element.setAttributeNS(
    relationshipNamespace,
    'r:id',
    file.relate(main, relationship.pivotCacheDefinition, definition),
  );
  list.append(element);
  return cacheId;
}

/** Lets a pivot table's cache go, and takes it out of the file when no other pivot table reads it. */
function dropCache(file: OoxmlPackage, pivotPart: string): void {
  const definition = file.related(pivotPart, relationship.pivotCacheDefinition);
  if (definition === undefined) return;
  unrelate(file, pivotPart, ({ target }) => target === definition);
  const isRead = file.partNames.some(
    (name) =>
      /^xl\/pivotTables\/[^/]+\.xml$/.test(name) &&
      file.related(name, relationship.pivotCacheDefinition) === definition,
  );
  if (isRead || !file.has(definition)) return;
  const records = file.related(definition, relationship.pivotCacheRecords);
  if (records !== undefined && file.has(records)) file.removePart(records);
  const main = file.documentPart;
  const relation = file.relationships(main).find(({ target }) => target === definition);
  const list = childNamed(file.edit(main).documentElement, 'pivotCaches');
  for (const each of childrenNamed(list, 'pivotCache')) {
    if (each.getAttributeNS(relationshipNamespace, 'id') === relation?.id) each.remove();
  }
  if (list?.children.length === 0) list.remove();
  unrelate(file, main, ({ target }) => target === definition);
  removeWithRelations(file, definition);
}

function removeWithRelations(file: OoxmlPackage, part: string): void {
  const relations = part.replace(/([^/]*)$/, '_rels/$1.rels');
  if (file.has(relations)) file.removePart(relations);
  file.removePart(part);
}
