import type { ApiMember } from '../../richapi/object-model.ts';
import { copyCells } from '../edit/copy.ts';
import { contains, columnsOf, rowsOf } from '../model/address.ts';
import { changeCells, invalid, requireOne } from './arguments.ts';
import type { Range } from './range.ts';

/** Copying from another place, and filling on from a beginning. */
export const rangeCopyMembers: Readonly<Record<string, ApiMember<Range>>> = {
  copyFrom: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    writes: true,
    call: (self, source: unknown, copyType: unknown, skipBlanks: unknown, transpose: unknown) => {
      const { sheet, area } = self.other(source);
      const what = requireOne(copyType ?? 'All', ['All', 'Formulas', 'Values', 'Formats'] as const);
      changeCells(self.document, self.sheet, () =>
        copyCells(
          self.document,
          { sheet, area },
          { sheet: self.sheet, area: self.area },
          {
            what,
            skipBlanks: skipBlanks === true,
            transpose: transpose === true,
          },
        ),
      );
    },
  },
  autoFill: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    writes: true,
    call: (self, destination: unknown, type: unknown) => {
      const kind = requireOne(type ?? 'FillDefault', [
        'FillDefault',
        'FillCopy',
        'FillSeries',
        'FillFormats',
        'FillValues',
      ] as const);
      const target = destination === undefined || destination === null ? self : self.other(destination);
      if (!contains(target.area, self.area)) return invalid();
      changeCells(self.document, self.sheet, () => fill(self, target, kind));
      return undefined;
    },
  },
};

/** Repeats what a range holds over a larger one; numbers that make a series go on with it. */
function fill(self: Range, target: Range, kind: string): void {
  const { document, sheet, area } = self;
  const what = kind === 'FillFormats' ? 'Formats' : kind === 'FillValues' ? 'Values' : 'All';
  const step = kind === 'FillCopy' || kind === 'FillFormats' ? null : stepOf(self, kind === 'FillSeries');
  copyCells(document, { sheet, area }, { sheet, area: target.area }, { what, skipBlanks: false, transpose: false });
  if (!step) return;
  const isDown = rowsOf(target.area) > rowsOf(area);
  const count = isDown ? rowsOf(target.area) : columnsOf(target.area);
  const writes = Array.from({ length: count }, (_, index) => {
    const [row, column] = isDown ? [target.area.top + index, area.left] : [area.top, target.area.left + index];
    const cell = sheet.grid.cell(row, column);
    return [row, column, { ...cell, value: step.first + step.by * index, formula: null }] as const;
  });
  document.writeCells(sheet, target.area, writes);
}

/** The first number and the step of a series in one row or column; `null` when there is none. */
function stepOf(self: Range, evenOne: boolean): { readonly first: number; readonly by: number } | null {
  const { sheet, area } = self;
  if (rowsOf(area) > 1 && columnsOf(area) > 1) return null;
  const values: number[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const value = sheet.grid.value(row, column);
      if (typeof value !== 'number' || sheet.grid.formula(row, column)) return null;
      values.push(value);
    }
  }
  const [first = 0, second] = values;
  if (second === undefined) return evenOne ? { first, by: 1 } : null;
  const by = second - first;
  return values.every((value, index) => Math.abs(value - (first + by * index)) < 1e-9) ? { first, by } : null;
}
