import { Calculation } from './calculation/calculation.ts';
import type { CustomFunctionInfo, CustomFunctionRunner } from './calculation/custom-calls.ts';
import { exceltsCalculator } from './calculation/excelts-calculator.ts';
import { sameName } from './formula/move-references.ts';
import type { Area } from './model/address.ts';
import { FormatTable } from './model/cell-format.ts';
import { cellText } from './model/cell-text.ts';
import type { CustomXml } from './model/custom-xml.ts';
import { isCellError, type CellValue } from './model/cell-value.ts';
import { LiveAreas } from './model/live-areas.ts';
import { HeldMoves } from './model/held-moves.ts';
import type { Change } from './model/journal.ts';
import type { ModelEvent } from './model/model-event.ts';
import { Selections } from './model/selections.ts';
import { newSheetState, Sheet, type SheetSelection, type SheetState } from './model/sheet.ts';
import { Transactions } from './model/transactions.ts';
import { emptyWorkbookState, type WorkbookState } from './model/workbook-state.ts';
import type { OpenedWorkbook } from './package/opened-workbook.ts';
import { readWorkbook } from './package/read-workbook.ts';
import { writingWorkbook } from './package/write-workbook.ts';
import { atOnce, type Pieces } from '../package/pieces.ts';
import { patchSheet, replaceColumns, writeCells, type CellWrite, type ColumnReplacement } from './sheet-changes.ts';

export interface ExcelDocumentOptions {
  /** Name that comments bear. */
  readonly author?: string;
  readonly now?: () => Date;
  readonly readOnly?: boolean;
}

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
  readonly heldMoves = new HeldMoves();
  readonly opened: OpenedWorkbook | null;
  /** What add-ins keep in the workbook; like their settings it is no edit of a person's, and undo does not know it. */
  customXml: readonly CustomXml[];
  readonly #transactions = new Transactions(() => {
    this.#isCalculationHeld = false;
    this.calculateIfDue();
  });
  readonly #selections: Selections;
  #sheets: readonly Sheet[];
  #state: WorkbookState;
  #settings: Readonly<Record<string, string>>;
  #isCalculationHeld = false;
  #settingsChanged = false;

  constructor(
    opened: OpenedWorkbook | null = null,
    { author = 'Author', now = () => new Date(), readOnly = false }: ExcelDocumentOptions = {},
  ) {
    this.opened = opened;
    this.author = author;
    this.now = now;
    this.readOnly = readOnly;
    this.formats = opened?.formats ?? new FormatTable();
    this.#state = opened?.state ?? emptyWorkbookState;
    this.#settings = opened?.settings ?? {};
    this.customXml = opened?.customXml ?? [];
    this.#sheets = opened?.sheets ?? [new Sheet(this.freshId(), { ...newSheetState, name: 'Sheet1' })];
    const activeId = opened?.activeId ?? this.#sheets[0]?.id ?? '';
    this.#selections = new Selections(activeId, opened?.selections ?? [], this.emit);
    this.calculation = new Calculation(this, exceltsCalculator);
    this.calculation.onAnswer = () => this.#transactions.settle();
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
    return atOnce(this.saving());
  }

  /** The same in pieces, for a page that is not to be held up; it must not be edited between them. */
  saving(): Pieces<Uint8Array> {
    this.calculateIfDue();
    return writingWorkbook(this);
  }

  // ---- Sheets and state ----

  get sheets(): readonly Sheet[] {
    return this.#sheets;
  }

  get state(): WorkbookState {
    return this.#state;
  }

  get activeSheet(): Sheet {
    const sheet = this.sheetById(this.#selections.activeId) ?? this.#sheets[0];
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
    this.#transactions.apply(() => patchSheet(this, sheet, patch));
  }

  changeState(patch: Partial<WorkbookState>): void {
    this.#transactions.apply(() => this.#patchState(patch));
  }

  /** Puts other sheets, or the same in another order, into the workbook. */
  setSheets(sheets: readonly Sheet[]): void {
    this.#transactions.apply(() => this.#replaceSheets(sheets));
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
    if (cells.length > 0) this.#transactions.apply(() => writeCells(this, sheet, area, cells));
  }

  /** Replaces whole columns of cells, which is how rows and columns come and go and rows are sorted. */
  replaceColumns(sheet: Sheet, replacement: ColumnReplacement): void {
    this.#transactions.apply(() => replaceColumns(this, sheet, replacement));
  }

  // ---- Editing ----

  /** Runs an edit as one step of undo (inside another it joins that), calculates, and tells the listeners. */
  transact<T>(label: string, edit: () => T): T {
    return this.#transactions.run(label, edit);
  }

  undo(): boolean {
    return this.#transactions.undo();
  }

  redo(): boolean {
    return this.#transactions.redo();
  }

  get canUndo(): boolean {
    return this.#transactions.canUndo;
  }

  get canRedo(): boolean {
    return this.#transactions.canRedo;
  }

  get undoDepth(): number {
    return this.#transactions.undoDepth;
  }

  /** Puts down something that happened, which the listeners hear of once the edit is over. */
  readonly emit = (event: ModelEvent): void => this.#transactions.emit(event);

  onEvents(listener: (events: readonly ModelEvent[]) => void): () => void {
    return this.#transactions.onEvents(listener);
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
    this.#transactions.settle();
  }

  // ---- Selection ----

  selectionOf(sheet: Sheet): SheetSelection {
    return this.#selections.of(sheet);
  }

  get selection(): SheetSelection {
    return this.selectionOf(this.activeSheet);
  }

  /** Selects areas of a sheet and shows it. */
  select(sheet: Sheet, areas: readonly Area[], activeCell?: SheetSelection['activeCell']): void {
    const [first] = areas;
    if (!first) return;
    this.#selections.select(sheet, { areas, activeCell: activeCell ?? { row: first.top, column: first.left } });
  }

  activate(sheet: Sheet): void {
    this.#selections.activate(sheet.id);
  }

  get selections(): ReadonlyMap<string, SheetSelection> {
    return this.#selections.bySheet;
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
      if (next) this.#selections.activate(next.id);
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
