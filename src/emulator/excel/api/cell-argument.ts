import { HostError } from '../../richapi/object-model.ts';
import { isOneCell } from '../model/address.ts';
import { areasOfReference } from '../model/references.ts';
import type { Sheet } from '../model/sheet.ts';
import { CellsObject } from './cells.ts';
import type { ExcelModel } from './excel-model.ts';

/** The one cell of an argument: a range, or an address, on the active sheet where it names none. */
export function requireCell(
  model: ExcelModel,
  argument: unknown,
  own: Sheet = model.document.activeSheet,
): { readonly sheet: Sheet; readonly row: number; readonly column: number } {
  const found =
    argument instanceof CellsObject
      ? { sheet: argument.sheet, areas: argument.areas }
      : typeof argument === 'string'
        ? areasOfReference(model.document, own, argument)
        : null;
  const [area] = found?.areas ?? [];
  if (!found || !area || found.areas.length > 1 || !isOneCell(area))
    throw new HostError('InvalidArgument', 'The argument must be the address of one cell.');
  return { sheet: found.sheet, row: area.top, column: area.left };
}
