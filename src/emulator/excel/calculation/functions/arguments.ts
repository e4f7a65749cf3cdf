import { cellError, isCellError, type CellError, type CellValue } from '../../model/cell-value.ts';
import type { CustomFunction } from '../calculator.ts';
import { numberInText } from './number-in-text.ts';

/** What a function gets: one value, or rows of them for an area. */
export type Argument = CellValue | CellValue[][] | undefined;

export const [notNumber, notValue, divided] = [cellError('#NUM!'), cellError('#VALUE!'), cellError('#DIV/0!')];

/** December 31st, 9999. */
export const lastDay = 2_958_465;

/** A function of numbers; gets what Excel reads as one, too: texts such as `$1,000` and `2024-05-01`. */
export function numeric(call: (...numbers: number[]) => CellValue): CustomFunction {
  return (args) => {
    const numbers = args.map(numberOf);
    const error = numbers.find(isCellError);
    if (error) return error;
    return args.length < call.length ? notValue : call(...(numbers as number[]));
  };
}

export function numberOf(argument: Argument): number | CellError {
  const value = oneOf(argument);
  if (isCellError(value) || typeof value === 'number') return value;
  if (typeof value !== 'string') return Number(value);
  return numberInText(value) ?? notValue;
}

/** One value of an argument: the first of an area. */
export function oneOf(argument: Argument): CellValue {
  return Array.isArray(argument) ? (argument[0]?.[0] ?? null) : (argument ?? null);
}

export function rowsOf(argument: Argument): readonly (readonly CellValue[])[] {
  return Array.isArray(argument) ? argument : [[argument ?? null]];
}

export function cellsOf(argument: Argument): readonly CellValue[] {
  return Array.isArray(argument) ? argument.flat() : [argument ?? null];
}
