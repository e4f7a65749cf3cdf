/**
 * Days as Excel counts them: 1 is 1 January 1900, and 60 is 29 February 1900, a day that never was, kept for Lotus
 * 1-2-3 files (Microsoft: "Excel incorrectly assumes that the year 1900 is a leap year", support article 214326).
 */

export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const dayMs = 86_400_000;
/** Serial number of 1 January 1970. */
const epochSerial = 25_569;

export function serialOf({ year, month, day }: CalendarDate): number {
  const serial = Date.UTC(year, month - 1, day) / dayMs + epochSerial;
  return serial < 61 ? serial - 1 : serial;
}

export function dateOf(serial: number): CalendarDate {
  const whole = Math.floor(serial);
  const date = new Date((whole - epochSerial + (whole < 60 ? 1 : 0)) * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Whether the calendar has such a day. */
export function isDate({ year, month, day }: CalendarDate): boolean {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
