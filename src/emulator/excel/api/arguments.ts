import { HostError } from '../../richapi/object-model.ts';
import { EditRefused } from '../edit/edit-refused.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { Sheet } from '../model/sheet.ts';

export function invalid(message = 'The argument is invalid or missing or has an incorrect format.'): never {
  throw new HostError('InvalidArgument', message);
}

export function notFound(): never {
  throw new HostError('ItemNotFound', "The requested resource doesn't exist.");
}

export function requireNumber(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : invalid();
}

export function optionalNumber(value: unknown, otherwise: number): number {
  return value === undefined || value === null ? otherwise : requireNumber(value);
}

export function requireString(value: unknown): string {
  return typeof value === 'string' ? value : invalid();
}

export function requireOne<T extends string>(value: unknown, allowed: readonly T[]): T {
  return allowed.find((each) => each === value) ?? invalid();
}

/** Runs an edit of a document that may be written, and words what the model refuses as Excel does. */
export function change<T>(document: ExcelDocument, edit: () => T): T {
  if (document.readOnly) throw new HostError('AccessDenied', 'You cannot perform the requested operation.');
  try {
    return document.transact('add-in', edit);
  } catch (error) {
    if (!(error instanceof EditRefused)) throw error;
    throw new HostError(error.reason === 'protected' ? 'AccessDenied' : 'InvalidArgument', error.message);
  }
}

/** Like {@link change}, on a sheet whose cells may be changed. */
export function changeCells<T>(document: ExcelDocument, sheet: Sheet, edit: () => T): T {
  if (sheet.state.protection) {
    throw new HostError(
      'AccessDenied',
      "You can't make this change because the worksheet is protected. Unprotect it first.",
    );
  }
  return change(document, edit);
}

/** A colour as add-ins give it: `#RRGGBB`, without the sign, or by name. */
export function requireColor(value: unknown): string {
  const text = requireString(value).trim();
  const code = /^#?([0-9a-f]{6})$/i.exec(text)?.[1];
  if (code !== undefined) return `#${code.toUpperCase()}`;
  return namedColors[text.toLowerCase()] ?? invalid(`The colour '${text}' is not known.`);
}

// oxfmt-ignore
const namedColors: Readonly<Record<string, string>> = {
  black: '#000000', white: '#FFFFFF', red: '#FF0000', green: '#008000', blue: '#0000FF', yellow: '#FFFF00', orange: '#FFA500',
  purple: '#800080', gray: '#808080', grey: '#808080', silver: '#C0C0C0', maroon: '#800000', olive: '#808000', lime: '#00FF00',
  aqua: '#00FFFF', cyan: '#00FFFF', teal: '#008080', navy: '#000080', fuchsia: '#FF00FF', magenta: '#FF00FF', pink: '#FFC0CB',
  brown: '#A52A2A', gold: '#FFD700', lightgray: '#D3D3D3', lightgrey: '#D3D3D3', darkgray: '#A9A9A9', lightblue: '#ADD8E6',
  lightgreen: '#90EE90', lightyellow: '#FFFFE0', darkblue: '#00008B', darkgreen: '#006400', darkred: '#8B0000', tomato: '#FF6347',
};
