import { OoxmlPackage } from '../../package/ooxml-package.ts';
import type { Pieces } from '../../package/pieces.ts';
import { isCutDown } from '../calculation/settled-formula.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { ConditionalLook } from '../model/conditional-format.ts';
import type { CellFormula } from '../model/cell-grid.ts';
import type { Sheet } from '../model/sheet.ts';
import { emptyWorkbookState, type NameState } from '../model/workbook-state.ts';
import { blankPackage, blankSheet } from './blank-workbook.ts';
import { writeCarried } from './carried-elements.ts';
import { writeCustomXml } from './custom-xml.ts';
import { lookXml } from './differential-formats.ts';
import { withFilePrefixes } from './function-names.ts';
import { writeHyperlinks } from './hyperlinks.ts';
import { dynamicMarkIn } from './metadata.ts';
import { contentType, relationship, relationshipNamespace, settingsNamespace } from './part-names.ts';
import { unrelate } from './relations.ts';
import { createElement, removeChildren } from './sheet-order.ts';
import { writeComments } from './write-comments.ts';
import { writeConditionalFormats } from './write-conditional.ts';
import { writeCharts } from './write-charts.ts';
import { removePivots, writePivots } from './write-pivots.ts';
import { writeShapes } from './write-shapes.ts';
import { writeTables } from './write-tables.ts';
import { StringWriter } from './write-strings.ts';
import { StyleWriter } from './write-styles.ts';
import { writingSheet } from './write-sheet.ts';
import { childNamed, childrenNamed } from './xml.ts';

const decoder = new TextDecoder();

/**
 * The workbook as an .xlsx: the file that it came from with what changed patched in. Parts that no edit concerns are the
 * bytes they came as, and so are rows and cells within a sheet that was edited elsewhere. Between the pieces nothing may be edited.
 */
export function* writingWorkbook(document: ExcelDocument): Pieces<Uint8Array> {
  const { opened, state } = document;
  const file = opened ? OoxmlPackage.open(opened.bytes) : blankPackage();
  const main = file.documentPart;
  const before = opened?.before.state ?? emptyWorkbookState;
  const stylesPart = file.related(main, relationship.styles);
  const styles = new StyleWriter(document.formats, () => file.edit(stylesPart ?? '').documentElement);
  const stringsPart = file.related(main, relationship.sharedStrings);
  const strings =
    stringsPart !== undefined && file.has(stringsPart)
      ? new StringWriter(decoder.decode(file.bytes(stringsPart)))
      : null;
  const context = {
    strings: strings?.strings ?? [],
    styleOf: (style: number) => (stylesPart === undefined ? 0 : styles.styleOf(style)),
    stringOf: (text: string) => strings?.numberOf(text) ?? null,
    dynamicMark: () => dynamicMarkIn(file),
    isCutDown: (formula: string, sheet: Sheet, row: number, column: number) =>
      isCutDown(formula, sheet, row, column, document),
  };
  const numberOfLook = (look: ConditionalLook): number | null => {
    const markup = lookXml(look, (code) => styles.numberFormatOf(code));
    return markup === '' || stylesPart === undefined ? null : styles.differential(markup);
  };
  const parts = placeSheets(document, file);
  for (const sheet of document.sheets) {
    const part = parts.get(sheet) ?? '';
    writePivots(file, document, sheet, part, (code) => styles.numberFormatOf(code));
    const known = sheet.part === null ? undefined : opened?.before.sheets.get(sheet.id);
    const edits = [
      writeTables(file, part, ofSheet(before.tables, sheet), ofSheet(state.tables, sheet)),
      writeShapes(file, document, sheet, part),
      writeCharts(file, document, sheet, part),
      writeComments(file, document, sheet, part),
      writeHyperlinks(file, part, ofSheet(state.hyperlinks, sheet), ofSheet(before.hyperlinks, sheet)),
      writeCarried(ofSheet(state.carried, sheet), ofSheet(before.carried, sheet)),
      writeConditionalFormats(
        ofSheet(state.conditionalFormats, sheet),
        ofSheet(before.conditionalFormats, sheet),
        ({ look }) => numberOfLook(look),
      ),
    ].filter((edit) => edit !== null);
    if (known && sheet.edits === 0 && edits.length === 0) continue;
    const original = decoder.decode(file.bytes(part));
    const edit = (root: Element): void => edits.forEach((each) => each(root));
    const text = yield* writingSheet(sheet, original, known, context, edits.length > 0 ? edit : null);
    if (text !== original) file.setPart(part, text, contentType.worksheet);
  }
  const changed = strings?.finish();
  if (changed && stringsPart !== undefined) file.setPart(stringsPart, changed, contentType.sharedStrings);
  if (state.names !== before.names || document.sheets !== opened?.sheets) writeNames(document, file);
  if (state.calculationMode !== before.calculationMode) writeCalculation(document, file);
  if (state.structureProtected !== before.structureProtected) writeProtection(document, file);
  if (formulasChanged(document)) dropCalculationChain(file);
  if (document.settingsChanged) writeSettings(document, file);
  if (document.customXml !== opened?.customXml) writeCustomXml(file, document.customXml);
  return yield* file.saving();
}

/** Brings the list of sheets up to date: names, order, visibility, new and deleted ones. Gives the part of each. */
function placeSheets(document: ExcelDocument, file: OoxmlPackage): ReadonlyMap<Sheet, string> {
  const { opened } = document;
  const main = file.documentPart;
  const parts = new Map<Sheet, string>();
  const isSame =
    opened?.sheets.length === document.sheets.length &&
    document.sheets.every((sheet, index) => {
      const known = opened.before.sheets.get(sheet.id);
      return (
        opened.sheets[index] === sheet && known?.name === sheet.name && known.visibility === sheet.state.visibility
      );
    });
  for (const sheet of document.sheets) if (sheet.part !== null) parts.set(sheet, sheet.part);
  if (isSame) {
    writeActive(document, file);
    return parts;
  }
  const list = childNamed(file.edit(main).documentElement, 'sheets');
  if (!list) throw new Error('The workbook has no list of sheets.');
  const targets = new Map(file.relationships(main).map(({ id, target }) => [target, id]));
  const elements = new Map<string, Element>();
  for (const element of childrenNamed(list, 'sheet'))
    elements.set(element.getAttributeNS(relationshipNamespace, 'id') ?? '', element);
  let lastId = Math.max(0, ...[...elements.values()].map((each) => Number(each.getAttribute('sheetId') ?? 0)));
  const kept = new Set<Element>();
  const ordered = document.sheets.map((sheet) => {
    let part = sheet.part;
    if (part === null) {
      part = file.freshPartName('xl/worksheets/sheet#.xml');
      file.setPart(part, blankSheet, contentType.worksheet);
      parts.set(sheet, part);
    }
    const id = targets.get(part) ?? file.relate(main, relationship.worksheet, part);
    let element = elements.get(id);
    if (!element) {
      lastId += 1;
      element = createElement(list, 'sheet', { name: sheet.name, sheetId: String(lastId) });
      element.setAttributeNS(relationshipNamespace, 'r:id', id);
    }
    element.setAttribute('name', sheet.name);
    if (sheet.state.visibility === 'Visible') element.removeAttribute('state');
    else element.setAttribute('state', sheet.state.visibility === 'Hidden' ? 'hidden' : 'veryHidden');
    kept.add(element);
    return element;
  });
  const ownParts = new Set((opened?.sheets ?? []).flatMap(({ part }) => part ?? []));
  for (const [id, element] of elements) {
    if (kept.has(element)) continue;
    const target = file.relationships(main).find((each) => each.id === id)?.target;
    // A chart sheet is no sheet of ours and stays.
    if (target !== undefined && ownParts.has(target)) removeSheet(file, element, id, target);
  }
  const others = childrenNamed(list, 'sheet').filter((each) => !kept.has(each));
  list.replaceChildren(...ordered, ...others);
  writeActive(document, file, true);
  return parts;
}

function removeSheet(file: OoxmlPackage, element: Element, id: string, part: string): void {
  element.remove();
  removePivots(file, part);
  unrelate(file, file.documentPart, (relation) => relation.id === id);
  const rels = part.replace(/([^/]*)$/, '_rels/$1.rels');
  for (const { target, external, type } of file.relationships(part)) {
    const isOwn = [
      relationship.table,
      relationship.comments,
      relationship.vmlDrawing,
      relationship.drawing,
      relationship.threadedComment,
    ].some((own) => own === type);
    if (!external && isOwn && file.has(target)) file.removePart(target);
  }
  if (file.has(rels)) file.removePart(rels);
  file.removePart(part);
}

function writeActive(document: ExcelDocument, file: OoxmlPackage, force = false): void {
  if (!force && document.activeSheet.id === document.opened?.activeId) return;
  const view = childNamed(childNamed(file.edit(file.documentPart).documentElement, 'bookViews'), 'workbookView');
  view?.setAttribute('activeTab', String(document.sheets.indexOf(document.activeSheet)));
  view?.removeAttribute('firstSheet');
}

function writeNames(document: ExcelDocument, file: OoxmlPackage): void {
  const root = file.edit(file.documentPart).documentElement;
  const known = childNamed(root, 'definedNames');
  const { names } = document.state;
  if (names.length === 0) {
    known?.remove();
    return;
  }
  const list = known ?? createElement(root, 'definedNames');
  list.replaceChildren(...[...names].sort(byName).map((name) => nameElement(document, list, name)));
  if (known) return;
  const after = ['externalReferences', 'functionGroups', 'sheets']
    .map((each) => childNamed(root, each))
    .find((each) => each);
  after?.after(list);
}

function byName(a: NameState, b: NameState): number {
  return a.name.localeCompare(b.name, 'en');
}

function nameElement(document: ExcelDocument, near: Element, name: NameState): Element {
  const position = document.sheets.findIndex(({ id }) => id === name.sheetId);
  const isOwn = name.name.startsWith('_xlnm.');
  const element = createElement(near, 'definedName', {
    name: name.name,
    ...(name.comment === '' ? {} : { comment: name.comment }),
    ...(position < 0 ? {} : { localSheetId: String(position) }),
    ...(name.visible || isOwn ? {} : { hidden: '1' }),
  });
  element.textContent = withFilePrefixes(name.formula);
  return element;
}

function writeCalculation(document: ExcelDocument, file: OoxmlPackage): void {
  const root = file.edit(file.documentPart).documentElement;
  let element = childNamed(root, 'calcPr');
  if (!element) {
    element = createElement(root, 'calcPr');
    const after = ['definedNames', 'externalReferences', 'functionGroups', 'sheets']
      .map((each) => childNamed(root, each))
      .find((each) => each);
    after?.after(element);
  }
  const modes = { Automatic: '', AutomaticExceptTables: 'autoNoTable', Manual: 'manual' };
  const mode = modes[document.state.calculationMode];
  if (mode === '') element.removeAttribute('calcMode');
  else element.setAttribute('calcMode', mode);
}

function writeProtection(document: ExcelDocument, file: OoxmlPackage): void {
  const root = file.edit(file.documentPart).documentElement;
  removeChildren(root, 'workbookProtection');
  if (!document.state.structureProtected) return;
  const before = childNamed(root, 'bookViews') ?? childNamed(root, 'sheets');
  before?.before(createElement(root, 'workbookProtection', { lockStructure: '1' }));
}

/** Whether some formula came, went or moved: the file's order of calculation is then no longer true, and is left to Excel. */
function formulasChanged({ opened, sheets }: ExcelDocument): boolean {
  if (!opened) return false;
  if (opened.sheets.length !== sheets.length) return true;
  return sheets.some((sheet) => {
    const before = opened.formulas.get(sheet.id);
    if (!before) return true;
    const now = new Set<CellFormula>();
    sheet.grid.eachFormula((_, __, formula) => now.add(formula));
    return now.size !== before.size || [...before].some((formula) => !now.has(formula));
  });
}

function dropCalculationChain(file: OoxmlPackage): void {
  const part = file.related(file.documentPart, relationship.calcChain);
  if (part === undefined || !file.has(part)) return;
  unrelate(file, file.documentPart, ({ target }) => target === part);
  file.removePart(part);
}

function writeSettings(document: ExcelDocument, file: OoxmlPackage): void {
  const main = file.documentPart;
  let part = file
    .relationships(main)
    .filter(({ type, target }) => type === relationship.customXml && file.has(target))
    .map(({ target }) => target)
    .find((target) => file.xml(target).documentElement.namespaceURI === settingsNamespace);
  if (part === undefined) {
    if (Object.keys(document.settings).length === 0) return;
    part = file.freshPartName('customXml/item#.xml');
    file.setPart(part, `<settings xmlns="${settingsNamespace}"/>`, 'application/xml');
    file.relate(main, relationship.customXml, part);
  }
  const root = file.edit(part).documentElement;
  root.replaceChildren(
    ...Object.entries(document.settings).map(([name, value]) => {
      const entry = root.ownerDocument.createElementNS(settingsNamespace, 'setting');
      entry.setAttribute('name', name);
      entry.textContent = value;
      return entry;
    }),
  );
}

function ofSheet<T extends { readonly sheetId: string }>(items: readonly T[], sheet: Sheet): readonly T[] {
  return items.filter(({ sheetId }) => sheetId === sheet.id);
}
