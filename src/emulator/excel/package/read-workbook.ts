import { OoxmlPackage } from '../../package/ooxml-package.ts';
import { DocumentFileError } from '../../package/zip.ts';
import type { CellFormula } from '../model/cell-grid.ts';
import type { CarriedState } from '../model/carried.ts';
import type { ConditionalFormatState } from '../model/conditional-format.ts';
import { FormatTable } from '../model/cell-format.ts';
import type { HyperlinkState } from '../model/hyperlink.ts';
import type { ShapeState } from '../model/shape-state.ts';
import type { Sheet, SheetSelection, SheetVisibility } from '../model/sheet.ts';
import {
  emptyWorkbookState,
  type ChartState,
  type CommentState,
  type NameState,
  type NoteState,
  type TableState,
  type WorkbookState,
} from '../model/workbook-state.ts';
import { readCarried } from './carried-elements.ts';
import { readThemeColors } from './colors.ts';
import { readCustomXml } from './custom-xml.ts';
import { readLooks } from './differential-formats.ts';
import { withoutFilePrefixes } from './function-names.ts';
import { readHyperlinks } from './hyperlinks.ts';
import type { OpenedWorkbook } from './opened-workbook.ts';
import { relationship, relationshipNamespace, settingsNamespace } from './part-names.ts';
import { readSheet } from './read-sheet.ts';
import { readFormats } from './read-styles.ts';
import { readComments, readNotes } from './read-comments.ts';
import { readConditionalFormats } from './read-conditional.ts';
import { readCharts } from './read-charts.ts';
import { readPivots } from './read-pivots.ts';
import { TokenizedFormula } from '../formula/tokenized-formula.ts';
import { withTableName } from '../formula/with-table-name.ts';
import { readShapes } from './read-shapes.ts';
import { readTables } from './read-tables.ts';
import { readSharedStrings } from './shared-strings.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

const decoder = new TextDecoder();
const visibilities: Readonly<Record<string, SheetVisibility>> = { hidden: 'Hidden', veryHidden: 'VeryHidden' };

/** Opens the bytes of an .xlsx. @throws {DocumentFileError} when it is none. */
export function readWorkbook(bytes: Uint8Array): OpenedWorkbook {
  const file = OoxmlPackage.open(bytes);
  const main = file.documentPart;
  const workbook = file.xml(main).documentElement;
  if (workbook.localName !== 'workbook')
    throw new DocumentFileError('not-a-document', 'The file is a zip archive but holds no workbook.');
  const related = (type: string): string | undefined => {
    const name = file.related(main, type);
    return name !== undefined && file.has(name) ? name : undefined;
  };
  const themePart = related(relationship.theme);
  const stylesPart = related(relationship.styles);
  const stringsPart = related(relationship.sharedStrings);
  const theme = readThemeColors(themePart === undefined ? null : file.xml(themePart));
  const formats = new FormatTable(readFormats(stylesPart === undefined ? null : file.xml(stylesPart), theme));
  const looks = readLooks(stylesPart === undefined ? null : file.xml(stylesPart), theme);
  const strings = stringsPart === undefined ? [] : readSharedStrings(decoder.decode(file.bytes(stringsPart)));
  const targets = new Map(file.relationships(main).map(({ id, target }) => [id, target]));
  const sheets: Sheet[] = [];
  const selections = new Map<string, SheetSelection>();
  const tables: TableState[] = [];
  const charts: ChartState[] = [];
  const shapes: ShapeState[] = [];
  const comments: CommentState[] = [];
  const notes: NoteState[] = [];
  const conditionalFormats: ConditionalFormatState[] = [];
  const hyperlinks: HyperlinkState[] = [];
  const carried: CarriedState[] = [];
  const byPosition: (Sheet | undefined)[] = [];
  for (const element of childrenNamed(childNamed(workbook, 'sheets'), 'sheet')) {
    const part = targets.get(element.getAttributeNS(relationshipNamespace, 'id') ?? element.getAttribute('r:id') ?? '');
    // A chart sheet or a macro sheet stays in the file, unseen.
    const isWorksheet = part !== undefined && file.has(part) && /worksheet\+xml$/.test(file.contentType(part) ?? '');
    if (!isWorksheet) {
      byPosition.push(undefined);
      continue;
    }
    const visibility = visibilities[element.getAttribute('state') ?? ''] ?? 'Visible';
    const given = {
      id: sheetGuid(numberAttribute(element, 'sheetId') ?? 0),
      name: element.getAttribute('name') ?? '',
      part,
      visibility,
    };
    const { sheet, selection, root } = readSheet(decoder.decode(file.bytes(part)), given, strings, theme);
    if (selection) selections.set(sheet.id, selection);
    sheets.push(sheet);
    byPosition.push(sheet);
    const own = readTables(file, sheet);
    for (const table of own) nameTableIn(sheet, table);
    tables.push(...own);
    charts.push(...readCharts(file, sheet));
    shapes.push(...readShapes(file, sheet, sheets.length, theme));
    conditionalFormats.push(...readConditionalFormats(root, sheet.id, looks, theme));
    hyperlinks.push(...readHyperlinks(file, sheet, root));
    carried.push(...readCarried(root, sheet.id));
    comments.push(...readComments(file, sheet));
    notes.push(...readNotes(file, sheet));
  }
  if (sheets.length === 0) throw new DocumentFileError('not-a-document', 'The workbook has no worksheet.');
  const state: WorkbookState = {
    ...emptyWorkbookState,
    names: readNames(workbook, byPosition),
    tables,
    charts,
    shapes,
    comments,
    notes,
    conditionalFormats,
    hyperlinks,
    carried,
    pivotTables: sheets.flatMap((sheet) => readPivots(file, sheet, sheets)),
    calculationMode: calculationModes[childNamed(workbook, 'calcPr')?.getAttribute('calcMode') ?? ''] ?? 'Automatic',
    structureProtected: isOn(childNamed(workbook, 'workbookProtection')?.getAttribute('lockStructure')),
    date1904: isOn(childNamed(workbook, 'workbookPr')?.getAttribute('date1904')),
  };
  const activeTab = numberAttribute(childNamed(childNamed(workbook, 'bookViews'), 'workbookView'), 'activeTab') ?? 0;
  return {
    bytes,
    sheets,
    state,
    formats,
    activeId:
      (byPosition[activeTab] ?? sheets.find((each) => each.state.visibility === 'Visible') ?? sheets[0])?.id ?? '',
    selections,
    settings: readSettings(file),
    customXml: readCustomXml(file),
    formulas: new Map(sheets.map((sheet) => [sheet.id, formulasOf(sheet)])),
    before: { state, sheets: new Map(sheets.map((sheet) => [sheet.id, sheet.state])) },
  };
}

function formulasOf(sheet: Sheet): ReadonlySet<CellFormula> {
  const formulas = new Set<CellFormula>();
  sheet.grid.eachFormula((_, __, formula) => formulas.add(formula));
  return formulas;
}

/** A lasting id such as Excel gives: the same for the same sheet of a file each time it is opened. */
function sheetGuid(sheetId: number): string {
  return `{00000000-0001-0000-${sheetId.toString(16).toUpperCase().padStart(4, '0')}-000000000000}`;
}

const calculationModes: Readonly<Record<string, WorkbookState['calculationMode']>> = {
  manual: 'Manual',
  autoNoTable: 'AutomaticExceptTables',
};

function readNames(workbook: Element, byPosition: readonly (Sheet | undefined)[]): NameState[] {
  return childrenNamed(childNamed(workbook, 'definedNames'), 'definedName').flatMap((element) => {
    const name = element.getAttribute('name') ?? '';
    const position = numberAttribute(element, 'localSheetId');
    const scope = position === undefined ? null : byPosition[position];
    if (scope === undefined) return [];
    return [
      {
        name,
        formula: withoutFilePrefixes(element.textContent),
        sheetId: scope?.id ?? null,
        comment: element.getAttribute('comment') ?? '',
        // Names such as _xlnm.Print_Area are Excel's own.
        visible: !isOn(element.getAttribute('hidden')) && !name.startsWith('_xlnm.'),
      },
    ];
  });
}

function readSettings(file: OoxmlPackage): Record<string, string> {
  const parts = file.relationships(file.documentPart).filter(({ type }) => type === relationship.customXml);
  for (const { target } of parts) {
    if (!file.has(target)) continue;
    const root = file.xml(target).documentElement;
    if (root.namespaceURI !== settingsNamespace) continue;
    return Object.fromEntries([...root.children].map((each) => [each.getAttribute('name') ?? '', each.textContent]));
  }
  return {};
}

/** Other programs than Excel leave the table's name out of formulas that stand in it. */
function nameTableIn({ grid }: Sheet, { name, area }: TableState): void {
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const formula = grid.formula(row, column);
      if (!formula) continue;
      const { text } = withTableName(new TokenizedFormula(formula.text), name);
      if (text !== formula.text) grid.setFormula(row, column, { ...formula, text });
    }
  }
}
