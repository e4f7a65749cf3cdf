/** A cell's address as it is the same for Excel and for us: without quotation marks, signs and capitals. */
export function placeOf(address: string): string {
  return address.replace(/[$']/g, '').toLowerCase();
}
