import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { moveCells } from '../edit/copy.ts';
import { mergeCells, unmergeCells } from '../edit/merge.ts';
import { removeDuplicates } from '../edit/remove-duplicates.ts';
import { clearCells, type ClearWhat } from '../edit/set-cells.ts';
import { deleteCells, insertCells } from '../edit/structure.ts';
import { changeCells, invalid, requireOne } from './arguments.ts';
import type { Range } from './range.ts';

const clearKinds: readonly ClearWhat[] = ['All', 'Contents', 'Formats', 'Hyperlinks', 'RemoveHyperlinks'];

/** `Excel.RemoveDuplicatesResult`. */
export class RemoveDuplicatesResult {
  readonly removed: number;
  readonly uniqueRemaining: number;

  constructor(removed: number, uniqueRemaining: number) {
    this.removed = removed;
    this.uniqueRemaining = uniqueRemaining;
  }
}

declareApi(RemoveDuplicatesResult, {
  name: 'Excel.RemoveDuplicatesResult',
  members: {
    removed: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.removed },
    uniqueRemaining: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.uniqueRemaining },
  },
});

/** What changes the cells of a range other than by giving them contents. */
export const rangeEditMembers: Readonly<Record<string, ApiMember<Range>>> = {
  clear: {
    kind: 'method',
    since: 'ExcelApi 1.1',
    writes: true,
    call: (self, applyTo: unknown) => {
      const what = requireOne(applyTo ?? 'All', clearKinds);
      changeCells(self.document, self.sheet, () => clearCells(self.document, self.sheet, self.area, what));
    },
  },
  delete: {
    kind: 'method',
    since: 'ExcelApi 1.1',
    writes: true,
    call: (self, shift: unknown) => {
      const direction = requireOne(shift, ['Up', 'Left'] as const);
      changeCells(self.document, self.sheet, () => deleteCells(self.document, self.sheet, self.area, direction));
    },
  },
  insert: {
    kind: 'method',
    since: 'ExcelApi 1.1',
    writes: true,
    call: (self, shift: unknown) => {
      const direction = requireOne(shift, ['Down', 'Right'] as const);
      const { area } = self;
      changeCells(self.document, self.sheet, () => insertCells(self.document, self.sheet, area, direction));
      return self.at(area);
    },
  },
  merge: {
    kind: 'method',
    since: 'ExcelApi 1.2',
    writes: true,
    call: (self, across: unknown) =>
      changeCells(self.document, self.sheet, () => mergeCells(self.document, self.sheet, self.area, across === true)),
  },
  unmerge: {
    kind: 'method',
    since: 'ExcelApi 1.2',
    writes: true,
    call: (self) => changeCells(self.document, self.sheet, () => unmergeCells(self.document, self.sheet, self.area)),
  },
  moveTo: {
    kind: 'method',
    since: 'ExcelApi 1.11',
    writes: true,
    call: (self, destination: unknown) => {
      const { sheet, area } = self.other(destination);
      changeCells(self.document, self.sheet, () =>
        moveCells(self.document, { sheet: self.sheet, area: self.area }, { sheet, row: area.top, column: area.left }),
      );
    },
  },
  removeDuplicates: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    writes: true,
    call: (self, columns: unknown, includesHeader: unknown) => {
      if (!Array.isArray(columns) || !columns.every((each) => typeof each === 'number')) return invalid();
      const result = changeCells(self.document, self.sheet, () =>
        removeDuplicates(self.document, self.sheet, self.area, columns, includesHeader === true),
      );
      return new RemoveDuplicatesResult(result.removed, result.remaining);
    },
  },
};
