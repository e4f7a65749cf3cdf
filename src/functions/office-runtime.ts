/** What Excel gives a function beside its arguments, as the last of them. */
export interface Invocation {
  /** `Sheet1!A1`, the cell that asks. */
  readonly address?: string;
  /** Where each argument stands; an argument that is no reference has none. */
  readonly parameterAddresses?: readonly (string | null)[] | undefined;
  /** Called when the cell no longer asks. */
  onCanceled?: () => void;
}

/** Names of errors as `CustomFunctions.ErrorCode` has them; only these two carry a message to the cell. */
type OfficeErrorCode = '#VALUE!' | '#N/A';

/** The part of Office's runtime for custom functions that we use, `CustomFunctions` in the page. */
export interface OfficeFunctions {
  associate(id: string, call: (...args: unknown[]) => unknown): void;
  /** There once Excel's part of office.js is, which is before the first call. */
  readonly Error: new (code: OfficeErrorCode, message?: string) => Error;
}

/** Office's runtime for functions, which its script puts into the page; `undefined` without that script. */
export function officeFunctions(): OfficeFunctions | undefined {
  return (globalThis as { readonly CustomFunctions?: OfficeFunctions }).CustomFunctions;
}
