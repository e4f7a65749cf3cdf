/** The parts of an address as Excel gives it: `'Q3 plan'!B2:F14`. */
export interface AddressParts {
  /** Empty where the address names none. */
  readonly sheet: string;
  readonly range: string;
}

/** Takes an address apart; the sheet's name loses its quotation marks. */
export function splitAddress(address: string): AddressParts {
  const at = address.lastIndexOf('!');
  if (at < 0) return { sheet: '', range: address };
  const name = address.slice(0, at);
  const sheet = name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
  return { sheet, range: address.slice(at + 1) };
}
