import { format, isDateFormat } from 'numfmt';
import { isCellError, type CellValue } from './cell-value.ts';

/** A value as its cell shows it. */
export function cellText(value: CellValue, numberFormat: string, { date1904 = false } = {}): string {
  if (value === null) return '';
  if (isCellError(value)) return value.error;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const days = date1904 && typeof value === 'number' && isDateFormat(numberFormat) ? value + 1462 : value;
  try {
    return format(numberFormat, days);
  } catch {
    // A format that cannot be read shows the value plainly, as Excel does on opening.
    return format('General', value);
  }
}
