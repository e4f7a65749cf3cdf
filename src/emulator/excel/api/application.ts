import { declareApi } from '../../richapi/object-model.ts';
import type { CalculationMode } from '../model/workbook-state.ts';
import { change, requireOne } from './arguments.ts';
import type { ExcelModel } from './excel-model.ts';

const modes: readonly CalculationMode[] = ['Automatic', 'AutomaticExceptTables', 'Manual'];

/** `Excel.Application`. */
export class Application {
  readonly model: ExcelModel;

  constructor(model: ExcelModel) {
    this.model = model;
  }

  calculate(type: unknown): void {
    const kind = requireOne(type, ['Recalculate', 'Full', 'FullRebuild'] as const);
    const { document } = this.model;
    if (kind === 'Recalculate') document.calculation.formulas.volatileChanged();
    else document.calculation.everythingChanged(kind === 'FullRebuild');
    document.calculate();
  }
}

declareApi(Application, {
  name: 'Excel.Application',
  members: {
    calculationMode: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.model.document.state.calculationMode,
      set: (self, mode: unknown) => {
        const calculationMode = requireOne(mode, modes);
        change(self.model.document, () => self.model.document.changeState({ calculationMode }));
      },
    },
    calculationState: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => (self.model.document.calculation.isDue ? 'Pending' : 'Done'),
    },
    calculationEngineVersion: { kind: 'property', since: 'ExcelApi 1.9', get: () => 191_029 },
    decimalSeparator: { kind: 'property', since: 'ExcelApi 1.11', get: () => '.' },
    thousandsSeparator: { kind: 'property', since: 'ExcelApi 1.11', get: () => ',' },
    useSystemSeparators: { kind: 'property', since: 'ExcelApi 1.11', get: () => true },
    calculate: { kind: 'method', since: 'ExcelApi 1.1', call: (self, type: unknown) => self.calculate(type) },
    suspendApiCalculationUntilNextSync: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      call: (self) => self.model.document.holdCalculation(true),
    },
    suspendScreenUpdatingUntilNextSync: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      // Who shows the workbook hears of changes once a request is over in any case.
      call: () => undefined,
    },
  },
});
