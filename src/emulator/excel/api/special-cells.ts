import { cellArea, intersect, type Area } from '../model/address.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { requireOne } from './arguments.ts';

const kinds = [
  'Blanks',
  'Constants',
  'Formulas',
  'Visible',
  'ConditionalFormats',
  'SameConditionalFormat',
  'DataValidations',
  'SameDataValidation',
] as const;

/** `Excel.SpecialCellValueType` to the kinds of values that it takes. */
const valueTypes: Readonly<Record<string, string>> = {
  All: 'Errors Logical Numbers Text',
  Errors: 'Errors',
  ErrorsLogical: 'Errors Logical',
  ErrorsNumbers: 'Errors Numbers',
  ErrorsText: 'Errors Text',
  ErrorsLogicalNumber: 'Errors Logical Numbers',
  ErrorsLogicalText: 'Errors Logical Text',
  ErrorsNumberText: 'Errors Numbers Text',
  Logical: 'Logical',
  LogicalNumbers: 'Logical Numbers',
  LogicalText: 'Logical Text',
  LogicalNumbersText: 'Logical Numbers Text',
  Numbers: 'Numbers',
  NumbersText: 'Numbers Text',
  Text: 'Text',
};

function kindOf(value: CellValue): string {
  if (isCellError(value)) return 'Errors';
  return typeof value === 'number' ? 'Numbers' : typeof value === 'boolean' ? 'Logical' : 'Text';
}

/** The cells of a kind within areas (of the used part of the sheet, as in Excel), as few areas as rows allow. */
export function specialAreas(
  document: ExcelDocument,
  sheet: Sheet,
  areas: readonly Area[],
  type: unknown,
  valueType: unknown,
): Area[] {
  const kind = requireOne(type, kinds);
  const wanted = (valueTypes[requireOne(valueType ?? 'All', Object.keys(valueTypes))] ?? '').split(' ');
  const used = document.usedArea(sheet);
  const within = areas.flatMap((area) => (used && intersect(area, used)) ?? []);
  const conditional = document.state.conditionalFormats.filter(({ sheetId }) => sheetId === sheet.id);
  const isWanted = (row: number, column: number): boolean => {
    const value = sheet.grid.value(row, column);
    const hasFormula = sheet.grid.formula(row, column) !== null;
    switch (kind) {
      case 'Blanks':
        return value === null && !hasFormula;
      case 'Constants':
        return value !== null && !hasFormula && wanted.includes(kindOf(value));
      case 'Formulas':
        return hasFormula && wanted.includes(kindOf(value));
      case 'Visible':
        return sheet.rowHeight(row) > 0 && sheet.columnWidth(column) > 0;
      case 'ConditionalFormats':
      case 'SameConditionalFormat':
        return conditional.some((each) => each.areas.some((area) => intersect(area, cellArea(row, column))));
      default:
        return false;
    }
  };
  return within.flatMap((area) => areasOf(area, isWanted));
}

/** The cells of an area that are wanted: runs within rows, joined where rows below one another have the same run. */
function areasOf(area: Area, isWanted: (row: number, column: number) => boolean): Area[] {
  const found: Area[] = [];
  let open: Area[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const runs: Area[] = [];
    for (let column = area.left; column <= area.right; column += 1) {
      if (!isWanted(row, column)) continue;
      const last = runs.at(-1);
      if (last?.right === column - 1) runs[runs.length - 1] = { ...last, right: column };
      else runs.push(cellArea(row, column));
    }
    open = runs.map((run) => {
      const above = open.find(({ left, right }) => left === run.left && right === run.right);
      if (!above) {
        found.push(run);
        return run;
      }
      const grown = { ...above, bottom: row };
      found[found.lastIndexOf(above)] = grown;
      return grown;
    });
  }
  return found;
}
