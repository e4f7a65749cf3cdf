import { format, isDateFormat } from 'numfmt';
import { isCellError, type CellValue } from './cell-value.ts';
import { formatted } from './formatted-number.ts';

/** A number of so many characters is shown as it is by the format General. */
const longestPlain = 10;

/** A value as its cell shows it. */
export function cellText(value: CellValue, numberFormat: string, { date1904 = false } = {}): string {
  if (value === null) return '';
  if (isCellError(value)) return value.error;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  // Nearly every cell: reading a format for it is what would cost.
  if (numberFormat === 'General') {
    if (typeof value === 'string') return value;
    const plain = String(value);
    if (plain.length <= longestPlain && !plain.includes('e')) return plain;
  }
  const days = date1904 && typeof value === 'number' && isDateFormat(numberFormat) ? value + 1462 : value;
  try {
    return formatted(days, numberFormat);
  } catch {
    // A format that cannot be read shows the value plainly, as Excel does on opening.
    return format('General', value);
  }
}
