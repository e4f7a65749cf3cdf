import type { PivotTableState } from '../model/pivot-state.ts';
import type { ExcelModel } from './excel-model.ts';

/** The pivot table that a hierarchy, a field or an item belongs to. */
export interface PivotOwner {
  readonly model: ExcelModel;
  readonly state: PivotTableState;
  patch(patch: Partial<PivotTableState>): void;
}
