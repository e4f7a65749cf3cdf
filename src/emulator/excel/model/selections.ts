import { cellArea, cellKey, sameArea } from './address.ts';
import type { ModelEvent } from './model-event.ts';
import type { Sheet, SheetSelection } from './sheet.ts';

const firstCell: SheetSelection = { areas: [cellArea(0, 0)], activeCell: { row: 0, column: 0 } };

/** Which sheet of a workbook is active, and what is selected on each. */
export class Selections {
  readonly #bySheet: Map<string, SheetSelection>;
  readonly #emit: (event: ModelEvent) => void;
  #activeId: string;

  constructor(
    activeId: string,
    bySheet: Iterable<readonly [string, SheetSelection]>,
    emit: (event: ModelEvent) => void,
  ) {
    this.#activeId = activeId;
    this.#bySheet = new Map(bySheet);
    this.#emit = emit;
  }

  get activeId(): string {
    return this.#activeId;
  }

  /** What was selected on sheets, by their ids; elsewhere it is the first cell. */
  get bySheet(): ReadonlyMap<string, SheetSelection> {
    return this.#bySheet;
  }

  of(sheet: Sheet): SheetSelection {
    return this.#bySheet.get(sheet.id) ?? firstCell;
  }

  /** Selects on the sheet and tells of it, except of what was selected before. */
  select(sheet: Sheet, selection: SheetSelection): void {
    const isSame = sameSelection(this.of(sheet), selection);
    this.#bySheet.set(sheet.id, selection);
    if (sheet.id !== this.#activeId) this.activate(sheet.id);
    else if (!isSame) this.#emit({ type: 'selected', sheetId: sheet.id });
  }

  activate(sheetId: string): void {
    const previousId = this.#activeId;
    if (previousId === sheetId) return;
    this.#activeId = sheetId;
    this.#emit({ type: 'activated', sheetId, previousId });
    this.#emit({ type: 'selected', sheetId });
  }
}

function sameSelection(one: SheetSelection, other: SheetSelection): boolean {
  return (
    one.areas.length === other.areas.length &&
    one.areas.every((area, index) => sameArea(area, other.areas[index] ?? area)) &&
    cellKey(one.activeCell.row, one.activeCell.column) === cellKey(other.activeCell.row, other.activeCell.column)
  );
}
