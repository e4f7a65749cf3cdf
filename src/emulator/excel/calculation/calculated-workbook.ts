import type { Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';

/** What the calculation needs of the workbook. */
export interface CalculatedWorkbook {
  readonly sheets: readonly Sheet[];
  readonly state: WorkbookState;
}
