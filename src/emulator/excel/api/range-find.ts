import type { ApiMember } from '../../richapi/object-model.ts';
import { setInputs } from '../edit/set-cells.ts';
import { intersect, type Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { changeCells, notFound, requireString } from './arguments.ts';
import type { Range } from './range.ts';
import { apiValue } from './range-values.ts';

interface Criteria {
  readonly completeMatch?: boolean;
  readonly matchCase?: boolean;
  readonly searchDirection?: 'Forward' | 'Backwards';
}

/** Cells of an area whose text (or formula) has a text in it, in reading order. */
export function* findCells(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  text: string,
  { completeMatch = false, matchCase = false }: Criteria,
  useFormulas = false,
): Iterable<{ readonly row: number; readonly column: number }> {
  const used = document.usedArea(sheet, true);
  const inside = used && intersect(area, used);
  if (!inside) return;
  const wanted = matchCase ? text : text.toLowerCase();
  for (let row = inside.top; row <= inside.bottom; row += 1) {
    for (let column = inside.left; column <= inside.right; column += 1) {
      const formula = useFormulas ? sheet.grid.formula(row, column) : null;
      const shown = formula ? `=${formula.text}` : document.textAt(sheet, row, column);
      const own = matchCase ? shown : shown.toLowerCase();
      if (own !== '' && (completeMatch ? own === wanted : own.includes(wanted))) yield { row, column };
    }
  }
}

/** Replaces a text within cells, formulas included; gives how many replacements were made. */
export function replaceIn(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  text: string,
  replacement: string,
  criteria: Criteria,
): number {
  if (text === '') return 0;
  let count = 0;
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), criteria.matchCase ? 'g' : 'gi');
  for (const { row, column } of [...findCells(document, sheet, area, text, criteria, true)]) {
    const formula = sheet.grid.formula(row, column);
    const before = formula ? `=${formula.text}` : String(apiValue(sheet.grid.value(row, column)));
    const after = before.replace(pattern, () => {
      count += 1;
      return replacement;
    });
    if (after !== before) setInputs(document, sheet, { top: row, bottom: row, left: column, right: column }, [[after]]);
  }
  return count;
}

function find(self: Range, text: unknown, criteria: unknown): object | null {
  const options = (criteria ?? {}) as Criteria;
  const found = [...findCells(self.document, self.sheet, self.area, requireString(text), options)];
  const cell = options.searchDirection === 'Backwards' ? found.at(-1) : found[0];
  return cell ? self.at({ top: cell.row, bottom: cell.row, left: cell.column, right: cell.column }) : null;
}

export const rangeFindMembers: Readonly<Record<string, ApiMember<Range>>> = {
  find: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    call: (self, text: unknown, criteria: unknown) => find(self, text, criteria) ?? notFound(),
  },
  findOrNullObject: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    call: (self, text: unknown, criteria: unknown) => find(self, text, criteria),
  },
  replaceAll: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    writes: true,
    call: (self, text: unknown, replacement: unknown, criteria: unknown) =>
      changeCells(self.document, self.sheet, () =>
        replaceIn(
          self.document,
          self.sheet,
          self.area,
          requireString(text),
          requireString(replacement),
          (criteria ?? {}) as Criteria,
        ),
      ),
  },
};
