import { readMember } from '../../richapi/member-access.ts';
import { apiTypeOf, type ApiMember } from '../../richapi/object-model.ts';
import { cellArea } from '../model/address.ts';
import { invalid } from './arguments.ts';
import type { Range } from './range.ts';

type Wanted = Readonly<Record<string, unknown>>;

/** How the lines of a cell are called in a collection, by what a question for cells calls them. */
const lines: Readonly<Record<string, string>> = {
  top: 'EdgeTop',
  bottom: 'EdgeBottom',
  left: 'EdgeLeft',
  right: 'EdgeRight',
  diagonalDown: 'DiagonalDown',
  diagonalUp: 'DiagonalUp',
};

/** What a range says cell by cell (`Excel.CellPropertiesLoadOptions`). */
export const cellPropertiesMembers: Readonly<Record<string, ApiMember<Range>>> = {
  getCellProperties: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    call: (self, wanted: unknown) => {
      if (!isWanted(wanted)) invalid();
      const { top, left, bottom, right } = self.area;
      return Array.from({ length: bottom - top + 1 }, (_row, down) =>
        Array.from({ length: right - left + 1 }, (_column, across) =>
          propertiesOf(self.at(cellArea(top + down, left + across)), wanted),
        ),
      );
    },
  },
};

function propertiesOf(target: object, wanted: Wanted): object {
  return answers(wanted, (name) => readMember(target, name));
}

function linesOf(borders: object, wanted: Wanted): object {
  return answers(wanted, (name) => apiTypeOf(borders)?.collection?.getItem?.(borders, lines[name] ?? name));
}

function answers(wanted: Wanted, read: (name: string) => unknown): object {
  const asked = Object.entries(wanted).filter(([, each]) => each === true || isWanted(each));
  return Object.fromEntries(
    asked.map(([name, each]) => {
      const value = read(name);
      if (!isWanted(each) || !isWanted(value)) return [name, value];
      return [name, name === 'borders' ? linesOf(value, each) : propertiesOf(value, each)];
    }),
  );
}

function isWanted(value: unknown): value is Wanted {
  return typeof value === 'object' && value !== null;
}
