import { dateOf } from '../figures/notation/excel-date.ts';
import { readNumberFormat } from '../figures/notation/number-format.ts';
import type { CellValue } from '../figures/table.ts';

/**
 * What a cell holds, as a person knows it: of a number that its format shows as a date or a time, the date (`2024-03-07`, with the
 * time of day where that is shown), not the serial number; anything else as it is.
 */
export function shownCell(cell: CellValue, format: string): string | number | boolean {
  if (typeof cell !== 'number') return cell ?? '';
  const { kind, grain } = readNumberFormat(format);
  if ((kind !== 'date' && kind !== 'time') || cell < 0) return cell;
  // To the minute, so that a fraction just below a full day is the next one's midnight.
  const minutes = Math.round(cell * 1440);
  const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  if (kind === 'time') return time;
  const { year, month, day } = dateOf(Math.floor(minutes / 1440));
  if (grain === 'year') return String(year);
  const date = `${year}-${two(month)}`;
  return grain === 'month' ? date : `${date}-${two(day)}${grain === 'time' ? ` ${time}` : ''}`;
}

const two = (part: number): string => String(part).padStart(2, '0');
