import { Calculation } from './calculation/calculation.ts';
import type { CustomFunctionInfo, CustomFunctionRunner } from './calculation/custom-calls.ts';
import { exceltsCalculator } from './calculation/excelts-calculator.ts';
import { sameName } from './formula/move-references.ts';
import { bounding, cellArea, cellKey, sameArea, type Area } from './model/address.ts';
import { FormatTable } from './model/cell-format.ts';
import type { Cell, CellFormula, GridColumn } from './model/cell-grid.ts';
import { cellText } from './model/cell-text.ts';
import type { CustomXml } from './model/custom-xml.ts';
import { isCellError, type CellValue } from './model/cell-value.ts';
import { LiveAreas } from './model/live-areas.ts';
import { Journal, type Change } from './model/journal.ts';
import type { ModelEvent } from './model/model-event.ts';
import { newSheetState, Sheet, type SheetSelection, type SheetState } from './model/sheet.ts';
import { emptyWorkbookState, type WorkbookState } from './model/workbook-state.ts';
import type { OpenedWorkbook } from './package/opened-workbook.ts';
import { readWorkbook } from './package/read-workbook.ts';
import { writeWorkbook } from './package/write-workbook.ts';

export interface ExcelDocumentOptions {
  /** Name that comments bear. */
  readonly author?: string;
  readonly now?: () => Date;
  readonly readOnly?: boolean;
}

/** One cell to be written, for {@link ExcelDocument.writeCells}. */
export type CellWrite = readonly [row: number, column: number, cell: Cell];

/** Columns of cells for {@link ExcelDocument.replaceColumns}. */
export interface ColumnReplacement {
  /** By index; `undefined` for one that is empty. */
  readonly columns: ReadonlyMap<number, GridColumn | undefined>;
  /** The cells that have other contents now, or may have. */
  readonly area: Area;
  /** The formulas among them that are others now, by which each was before. */
  readonly rewritten: ReadonlyMap<CellFormula, CellFormula>;
  /** Whether cells kept their contents and moved: then only the formulas that are others are told of. */
  readonly isMove: boolean;
}

const firstCell: SheetSelection = { areas: [cellArea(0, 0)], activeCell: { row: 0, column: 0 } };

/**
 * An opened workbook as something to edit: cells that calculate, sheets, tables and the rest, with a selection and exact
 * undo. Both the object model and the page work through it. It knows no Office.js and no page.
 */
export class ExcelDocument {
  readonly readOnly: boolean;
  readonly author: string;
  readonly now: () => Date;
  readonly formats: FormatTable;
  readonly calculation: Calculation;
  readonly liveAreas = new LiveAreas();
  readonly opened: OpenedWorkbook | null;
  /** What add-ins keep in the workbook; like their settings it is no edit of a person's, and undo does not know it. */
  customXml: readonly CustomXml[];
  readonly #journal = new Journal();
  readonly #listeners = new Set<(events: readonly ModelEvent[]) => void>();
  readonly #selections = new Map<string, SheetSelection>();
  #sheets: readonly Sheet[];
  #state: WorkbookState;
  #settings: Readonly<Record<string, string>>;
  #activeId: string;
  #events: ModelEvent[] = [];
  #depth = 0;
  #isCalculationHeld = false;
  #settingsChanged = false;

  constructor(
    opened: OpenedWorkbook | null = null,
    { author = 'Author', now = () => new Date(), readOnly = false }: ExcelDocumentOptions = {},
  ) {
    // oxfmt-ignore
    this.opened = opened;
    this.author = author;
    this.now = now;
    this.readOnly = readOnly;
    this.formats = opened?.formats ?? new FormatTable();
    this.#state = opened?.state ?? emptyWorkbookState;
    this.#settings = opened?.settings ?? {};
    this.customXml = opened?.customXml ?? [];
    this.#sheets = opened?.sheets ?? [new Sheet(this.freshId(), { ...newSheetState, name: 'Sheet1' })];
    for (const [id, selection] of opened?.selections ?? []) this.#selections.set(id, selection);
    this.#activeId = opened?.activeId ?? this.#sheets[0]?.id ?? '';
    this.calculation = new Calculation(this, exceltsCalculator);
    this.calculation.onAnswer = () => this.#settle();
    this.calculation.formulas.rebuild();
    this.#fillIn();
  }

  /** Calculates what the program that wrote the file left without values; that is no edit, and the file is saved as it came. */
  #fillIn(): void {
    if (!this.calculation.isDue || this.#state.calculationMode === 'Manual') return;
    this.calculation.calculate();
    for (const sheet of this.#sheets) sheet.edits = 0;
  }

  /** Opens the bytes of an .xlsx. @throws {DocumentFileError} when it is none. */
  static open(bytes: Uint8Array, options?: ExcelDocumentOptions): ExcelDocument {
    return new ExcelDocument(readWorkbook(bytes), options);
  }

  /** The workbook as an .xlsx; what was not edited is as it came. */
  save(): Uint8Array {
    this.calculateIfDue();
    return writeWorkbook(this);
  }

  // ---- Sheets and state ----

  get sheets(): readonly Sheet[] {
    return this.#sheets;
  }

  get state(): WorkbookState {
    return this.#state;
  }

  get activeSheet(): Sheet {
    const sheet = this.sheetById(this.#activeId) ?? this.#sheets[0];
    if (!sheet) throw new Error('The workbook has no sheet.');
    return sheet;
  }

  sheetById(id: string): Sheet | undefined {
    return this.#sheets.find((sheet) => sheet.id === id);
  }

  sheetByName(name: string): Sheet | undefined {
    return this.#sheets.find((sheet) => sameName(sheet.name, name));
  }

  /** An id that nothing of this workbook had yet. */
  freshId(): string {
    return `{${crypto.randomUUID().toUpperCase()}}`;
  }

  changeSheet(sheet: Sheet, patch: Partial<SheetState>): void {
    this.#apply(() => this.#patchSheet(sheet, patch));
  }

  changeState(patch: Partial<WorkbookState>): void {
    this.#apply(() => this.#patchState(patch));
  }

  /** Puts other sheets, or the same in another order, into the workbook. */
  setSheets(sheets: readonly Sheet[]): void {
    this.#apply(() => this.#replaceSheets(sheets));
  }

  // ---- Cells ----

  /** A cell's value as it is now; calculates first what is due. */
  value(sheet: Sheet, row: number, column: number): CellValue {
    this.calculateIfDue();
    return sheet.grid.value(row, column);
  }

  /** What a cell shows. */
  textAt(sheet: Sheet, row: number, column: number): string {
    const { numberFormat } = this.formats.get(sheet.styleAt(row, column));
    return cellText(this.value(sheet, row, column), numberFormat, this.#state);
  }

  /** The smallest area with everything that a sheet's cells hold, formats included; calculates first what is due. */
  usedArea(sheet: Sheet, valuesOnly = false): Area | null {
    this.calculateIfDue();
    return sheet.grid.usedArea(valuesOnly);
  }

  /** Writes cells of a sheet; `area` bounds them all. */
  writeCells(sheet: Sheet, area: Area, cells: readonly CellWrite[]): void {
    if (cells.length > 0) this.#apply(() => this.#write(sheet, area, cells));
  }

  /** Replaces whole columns of cells, which is how rows and columns come and go and rows are sorted. */
  replaceColumns(sheet: Sheet, replacement: ColumnReplacement): void {
    this.#apply(() => this.#swapColumns(sheet, replacement));
  }

  // ---- Editing ----

  /** Runs an edit as one step of undo (inside another it joins that), calculates, and tells the listeners. */
  transact<T>(label: string, edit: () => T): T {
    this.#depth += 1;
    try {
      return this.#journal.record(label, edit);
    } finally {
      this.#depth -= 1;
      this.#settle();
    }
  }

  undo(): boolean {
    return this.#step(() => this.#journal.undo());
  }

  redo(): boolean {
    return this.#step(() => this.#journal.redo());
  }

  get canUndo(): boolean {
    return this.#journal.canUndo;
  }

  get canRedo(): boolean {
    return this.#journal.canRedo;
  }

  get undoDepth(): number {
    return this.#journal.depth;
  }

  /** Puts down something that happened, which the listeners hear of once the edit is over. */
  emit(event: ModelEvent): void {
    this.#events.push(event);
    if (this.#depth === 0) this.#deliver();
  }

  onEvents(listener: (events: readonly ModelEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // ---- Calculation ----

  /** While held, values stay as they are; the hold ends with the request (`suspendApiCalculationUntilNextSync`). */
  holdCalculation(isHeld: boolean): void {
    this.#isCalculationHeld = isHeld;
  }

  calculateIfDue(): void {
    if (this.#isCalculationHeld) return;
    if (this.#state.calculationMode === 'Manual') this.#tellCalculated(this.calculation.calculateEntered());
    else this.calculate();
  }

  /** Evaluates what is due, whatever the mode. */
  calculate(): void {
    if (this.calculation.isDue) this.#tellCalculated(this.calculation.calculate());
  }

  /** What a formula would give on a sheet, without putting it anywhere. */
  evaluate(sheet: Sheet, formula: string): readonly (readonly CellValue[])[] {
    this.calculateIfDue();
    return this.calculation.evaluator.evaluateOnce(sheet, formula);
  }

  /** What an add-in's function says of the error that a cell shows; empty where none does. */
  errorMessage(sheet: Sheet, row: number, column: number): string {
    const formula = sheet.grid.formula(row, column);
    return formula && isCellError(sheet.grid.value(row, column)) ? this.calculation.customCalls.messageOf(formula) : '';
  }

  /** Makes custom functions known; formulas that name them are calculated. */
  registerFunctions(functions: readonly CustomFunctionInfo[], runner: CustomFunctionRunner): void {
    this.calculation.registerFunctions(functions, runner);
    this.#settle();
  }

  // ---- Selection ----

  selectionOf(sheet: Sheet): SheetSelection {
    return this.#selections.get(sheet.id) ?? firstCell;
  }

  get selection(): SheetSelection {
    return this.selectionOf(this.activeSheet);
  }

  /** Selects areas of a sheet and shows it. */
  select(sheet: Sheet, areas: readonly Area[], activeCell?: SheetSelection['activeCell']): void {
    const [first] = areas;
    if (!first) return;
    const before = this.selectionOf(sheet);
    const cell = activeCell ?? { row: first.top, column: first.left };
    const isSame =
      before.areas.length === areas.length &&
      before.areas.every((area, index) => sameArea(area, areas[index] ?? area)) &&
      cellKey(before.activeCell.row, before.activeCell.column) === cellKey(cell.row, cell.column);
    this.#selections.set(sheet.id, { areas, activeCell: cell });
    if (sheet.id !== this.activeSheet.id) this.activate(sheet);
    else if (!isSame) this.emit({ type: 'selected', sheetId: sheet.id });
  }

  activate(sheet: Sheet): void {
    const previous = this.activeSheet;
    if (previous === sheet) return;
    this.#activeId = sheet.id;
    this.emit({ type: 'activated', sheetId: sheet.id, previousId: previous.id });
    this.emit({ type: 'selected', sheetId: sheet.id });
  }

  get selections(): ReadonlyMap<string, SheetSelection> {
    return this.#selections;
  }

  // ---- Settings of add-ins ----

  get settings(): Readonly<Record<string, string>> {
    return this.#settings;
  }

  set settings(settings: Readonly<Record<string, string>>) {
    this.#settings = { ...settings };
    this.#settingsChanged = true;
    this.emit({ type: 'settings-changed' });
  }

  get settingsChanged(): boolean {
    return this.#settingsChanged;
  }

  #tellCalculated(cells: ReadonlyMap<string, ReadonlySet<number>>): void {
    for (const [sheetId, own] of cells) this.emit({ type: 'calculated', sheetId, cells: own });
  }

  #step(move: () => boolean): boolean {
    this.#depth += 1;
    try {
      return move();
    } finally {
      this.#depth -= 1;
      this.#settle();
    }
  }

  #apply(change: Change): void {
    this.#depth += 1;
    try {
      this.#journal.apply(change);
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#settle();
    }
  }

  #settle(): void {
    if (this.#depth > 0) return;
    this.#isCalculationHeld = false;
    this.#depth += 1;
    try {
      this.calculateIfDue();
    } finally {
      this.#depth -= 1;
    }
    this.#deliver();
  }

  #deliver(): void {
    const events = this.#events;
    if (events.length === 0) return;
    this.#events = [];
    for (const listener of [...this.#listeners]) listener(events);
  }

  #write(sheet: Sheet, area: Area, cells: readonly CellWrite[]): Change {
    const before: CellWrite[] = [];
    const formulas: [row: number, column: number, before: string][] = [];
    let isContent = false;
    for (const [row, column, cell] of cells) {
      const key = cellKey(row, column);
      const isPiece = sheet.spilled.has(key);
      const old = sheet.grid.cell(row, column);
      before.push([row, column, isPiece ? { ...old, value: null } : old]);
      const isSameContent = isPiece
        ? cell.value === null && cell.formula === null
        : old.formula === cell.formula && (cell.formula !== null || old.value === cell.value);
      sheet.grid.setStyle(row, column, cell.style);
      if (isSameContent) continue;
      isContent = true;
      if (isPiece) sheet.spilled.delete(key);
      sheet.grid.setValue(row, column, cell.value);
      if (old.formula === cell.formula) continue;
      if (old.formula?.text !== cell.formula?.text) formulas.push([row, column, old.formula?.text ?? '']);
      sheet.grid.setFormula(row, column, cell.formula);
      this.calculation.formulas.setFormula(sheet, row, column, cell.formula);
    }
    sheet.edits += 1;
    if (isContent) {
      this.calculation.formulas.changed(sheet.id, area);
      const [one] = cells.length === 1 ? before : [];
      this.emit({ type: 'edited', sheetId: sheet.id, area, before: one?.[2].value, after: cells[0]?.[2].value });
    } else this.emit({ type: 'formatted', sheetId: sheet.id, area });
    if (formulas.length > 0) this.emit({ type: 'formulas-changed', sheetId: sheet.id, cells: formulas });
    return () => this.#write(sheet, area, before.reverse());
  }

  #swapColumns(sheet: Sheet, { columns, area, rewritten, isMove }: ColumnReplacement): Change {
    const { formulas } = this.calculation;
    const before = new Map<number, GridColumn | undefined>();
    // Pieces of arrays are put back by calculating.
    formulas.clearSpills(sheet);
    const staying = new Set<CellFormula>();
    for (const column of columns.values()) for (const formula of column?.formulas.values() ?? []) staying.add(formula);
    for (const [index, column] of columns) {
      const own = sheet.grid.column(index);
      // A formula that stays where it is has the value that it has by now.
      for (const [row, formula] of column?.formulas ?? [])
        if (column && own?.formulas.get(row) === formula) column.values[row] = own.values[row] ?? null;
      formulas.dropFormulas(sheet, index, column, staying);
    }
    for (const [index, column] of columns) before.set(index, sheet.grid.replaceColumn(index, column));
    for (const index of columns.keys()) formulas.takeFormulas(sheet, index, before.get(index), rewritten);
    sheet.edits += 1;
    formulas.changed(sheet.id, area);
    if (isMove) this.#tellMoved(sheet, columns, rewritten);
    else this.#tellReplaced(sheet, area, before);
    const back = new Map<CellFormula, CellFormula>();
    for (const [after, earlier] of rewritten) back.set(earlier, after);
    return () => this.#swapColumns(sheet, { columns: before, area, rewritten: back, isMove });
  }

  /** Says of formulas that moved with their columns what it would have said had each been written. */
  #tellMoved(
    sheet: Sheet,
    columns: ReadonlyMap<number, GridColumn | undefined>,
    rewritten: ReadonlyMap<CellFormula, CellFormula>,
  ): void {
    if (rewritten.size === 0) return;
    const cells: [row: number, column: number, before: string][] = [];
    let area: Area | null = null;
    for (const [column, own] of columns) {
      for (const [row, formula] of own?.formulas ?? []) {
        const earlier = rewritten.get(formula);
        if (!earlier) continue;
        cells.push([row, column, earlier.text]);
        area = area ? bounding(area, cellArea(row, column)) : cellArea(row, column);
      }
    }
    const [first] = cells;
    if (!first || !area) return;
    const value = sheet.grid.value(first[0], first[1]);
    const before = cells.length === 1 ? value : undefined;
    this.emit({ type: 'edited', sheetId: sheet.id, area, before, after: value });
    this.emit({ type: 'formulas-changed', sheetId: sheet.id, cells });
  }

  /** Says of cells that have others' contents now what it would have said had each been written. */
  #tellReplaced(sheet: Sheet, area: Area, before: ReadonlyMap<number, GridColumn | undefined>): void {
    const cells: [row: number, column: number, before: string][] = [];
    for (const [column, own] of before) {
      for (let row = area.top; row <= area.bottom; row += 1) {
        const earlier = own?.formulas.get(row)?.text;
        if (earlier !== sheet.grid.formula(row, column)?.text) cells.push([row, column, earlier ?? '']);
      }
    }
    const after = sheet.grid.value(area.top, area.left);
    this.emit({ type: 'edited', sheetId: sheet.id, area, before: undefined, after });
    if (cells.length > 0) this.emit({ type: 'formulas-changed', sheetId: sheet.id, cells });
  }

  #patchSheet(sheet: Sheet, patch: Partial<SheetState>): Change {
    const before = sheet.state;
    sheet.state = { ...before, ...patch };
    sheet.edits += 1;
    const { state } = sheet;
    const sheetId = sheet.id;
    if (state.name !== before.name) {
      this.calculation.formulas.rebindSheets();
      this.emit({ type: 'sheet-renamed', sheetId, before: before.name, after: state.name });
    }
    if (state.visibility !== before.visibility) {
      this.emit({ type: 'sheet-visibility', sheetId, before: before.visibility, after: state.visibility });
    }
    if (state.protection !== before.protection) {
      this.emit({ type: 'sheet-protection', sheetId, isProtected: state.protection !== null });
    }
    if (state.merges !== before.merges) {
      for (const area of [...state.merges, ...before.merges]) this.calculation.formulas.changed(sheetId, area);
    }
    this.emit({ type: 'sheet-changed', sheetId });
    return () => this.#patchSheet(sheet, before);
  }

  #patchState(patch: Partial<WorkbookState>): Change {
    const before = this.#state;
    this.#state = { ...before, ...patch };
    // A name or a table may be what formulas speak of.
    if (this.#state.names !== before.names || this.#state.tables !== before.tables)
      this.calculation.formulas.rebindNames();
    this.emit({ type: 'workbook-changed', before, after: this.#state });
    return () => this.#patchState(before);
  }

  #replaceSheets(sheets: readonly Sheet[]): Change {
    const before = this.#sheets;
    const active = this.activeSheet;
    this.#sheets = sheets;
    for (const sheet of before) {
      if (sheets.includes(sheet)) continue;
      this.emit({ type: 'sheet-deleted', sheetId: sheet.id });
    }
    for (const sheet of sheets) if (!before.includes(sheet)) this.emit({ type: 'sheet-added', sheetId: sheet.id });
    this.emit({ type: 'sheets-moved', sheetId: sheets[0]?.id ?? '' });
    const moved = movedSheet(before, sheets);
    if (moved)
      this.emit({
        type: 'sheet-moved',
        sheetId: moved.id,
        before: before.indexOf(moved),
        after: sheets.indexOf(moved),
      });
    this.calculation.formulas.rebindSheets();
    if (!sheets.includes(active)) {
      const at = Math.min(before.indexOf(active), sheets.length - 1);
      const next = [...sheets.slice(at), ...sheets].find(({ state }) => state.visibility === 'Visible') ?? sheets[0];
      this.#activeId = next?.id ?? '';
      if (next) {
        this.emit({ type: 'activated', sheetId: next.id, previousId: active.id });
        this.emit({ type: 'selected', sheetId: next.id });
      }
    }
    return () => this.#replaceSheets(before);
  }
}

/** The sheet that stands elsewhere among the same ones. */
function movedSheet(before: readonly Sheet[], after: readonly Sheet[]): Sheet | undefined {
  if (before.length !== after.length || before.every((sheet, index) => sheet === after[index])) return undefined;
  return before.find((sheet) => {
    const [rest, others] = [before, after].map((sheets) => sheets.filter((each) => each !== sheet));
    return rest?.every((each, index) => each === others?.[index]);
  });
}
