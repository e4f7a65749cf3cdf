import { HostError } from '../../richapi/object-model.ts';
import { parseColor } from '../parts/color-names.ts';

/** What the members of tables, rows and cells take. Anything else is an invalid argument, as in Word. */

const twipsPerPoint = 20;

export function invalid(message: string): never {
  throw new HostError('InvalidArgument', message);
}

export function requireBoolean(value: unknown, name: string): boolean {
  return typeof value === 'boolean' ? value : invalid(`${name} must be true or false, not '${String(value)}'.`);
}

/** A whole number between two others, both allowed. */
export function requireInteger(value: unknown, name: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  return invalid(`${name} must be a whole number from ${least} to ${most}, not '${String(value)}'.`);
}

/** Strings for at most so many rows and columns; none at all when they were left out. */
export function requireValues(value: unknown, rows: number, columns: number): readonly (readonly string[])[] {
  if (value === undefined || value === null) return [];
  const texts = requireTexts(value);
  if (texts.length > rows || texts.some((row) => row.length > columns))
    invalid(`The values do not fit into ${rows} rows of ${columns} cells.`);
  return texts;
}

/** Strings for exactly these cells. */
export function requireValuesFor(
  value: unknown,
  cells: readonly (readonly Element[])[],
): readonly (readonly string[])[] {
  const texts = requireTexts(value);
  if (texts.length !== cells.length || texts.some((row, index) => row.length !== cells[index]?.length))
    invalid('The values have not as many rows and columns as the table.');
  return texts;
}

function requireTexts(value: unknown): string[][] {
  const isTexts = (row: unknown): row is string[] =>
    Array.isArray(row) && row.every((each) => typeof each === 'string');
  return Array.isArray(value) && value.every(isTexts)
    ? value
    : invalid('The values must be an array of arrays of strings.');
}

export function requireTwips(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return Math.round(value * twipsPerPoint);
  return invalid(`${name} must be a number of points, not '${String(value)}'.`);
}

export function pointsOf(twips: number): number {
  return twips / twipsPerPoint;
}

/** `RRGGBB` for what Word takes as a colour: `#RRGGBB` or a name. */
export function requireColor(value: unknown): string {
  return (typeof value === 'string' ? parseColor(value) : null) ?? invalid(`'${String(value)}' is no colour.`);
}

/** What a name of the API is in the file. */
export function fileValue(table: readonly (readonly [string, string])[], name: unknown, what: string): string {
  return table.find(([own]) => own === name)?.[1] ?? invalid(`${what} '${String(name)}' is not known.`);
}

/** What a value of the file is in the API. */
export function apiName(table: readonly (readonly [string, string])[], value: string): string | undefined {
  return table.find(([, own]) => own === value)?.[0];
}

/** What all agree on; `mixed` where they differ or where there are none. */
export function common<V>(values: readonly V[], mixed: V): V {
  const [first] = values;
  return first !== undefined && values.every((each) => each === first) ? first : mixed;
}
