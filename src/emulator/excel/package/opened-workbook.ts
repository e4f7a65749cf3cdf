import type { CellFormula } from '../model/cell-grid.ts';
import type { CustomXml } from '../model/custom-xml.ts';
import type { FormatTable } from '../model/cell-format.ts';
import type { Sheet, SheetSelection } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';

/** A workbook as it was read from a file. */
export interface OpenedWorkbook {
  /** The file, to be patched when it is saved. */
  readonly bytes: Uint8Array;
  readonly sheets: readonly Sheet[];
  readonly state: WorkbookState;
  readonly formats: FormatTable;
  readonly activeId: string;
  readonly selections: ReadonlyMap<string, SheetSelection>;
  readonly settings: Readonly<Record<string, string>>;
  readonly customXml: readonly CustomXml[];
  /** The formulas that each sheet came with. */
  readonly formulas: ReadonlyMap<string, ReadonlySet<CellFormula>>;
  /** The state with which each sheet and the workbook began, so that saving can tell what changed. */
  readonly before: { readonly state: WorkbookState; readonly sheets: ReadonlyMap<string, Sheet['state']> };
}
