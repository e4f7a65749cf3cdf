/** Errors of cells, as Excel writes them. */
export type ErrorCode =
  | '#NULL!'
  | '#DIV/0!'
  | '#VALUE!'
  | '#REF!'
  | '#NAME?'
  | '#NUM!'
  | '#N/A'
  | '#GETTING_DATA'
  | '#SPILL!'
  | '#CALC!'
  | '#BUSY!'
  | '#CONNECT!'
  | '#BLOCKED!'
  | '#UNKNOWN!'
  | '#FIELD!';

/** An error as a value; there is one object for each code. */
export interface CellError {
  readonly error: ErrorCode;
}

/** What a cell holds or shows. Dates are numbers of days, as in Excel; `null` is an empty cell. */
export type CellValue = number | string | boolean | CellError | null;

const codes: readonly ErrorCode[] = [
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
  '#SPILL!',
  '#CALC!',
  '#BUSY!',
  '#CONNECT!',
  '#BLOCKED!',
  '#UNKNOWN!',
  '#FIELD!',
];
const errors: ReadonlyMap<string, CellError> = new Map(codes.map((error) => [error, Object.freeze({ error })]));

/** The error of a code; `#VALUE!` for one that is not known. */
export function cellError(code: string): CellError {
  return errors.get(code.toUpperCase()) ?? (errors.get('#VALUE!') as CellError);
}

export function isErrorCode(text: string): text is ErrorCode {
  return errors.has(text.toUpperCase());
}

export function isCellError(value: unknown): value is CellError {
  return typeof value === 'object' && value !== null && 'error' in value;
}
