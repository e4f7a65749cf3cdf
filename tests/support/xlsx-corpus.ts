import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../fixtures/xlsx');

/** Names of the real workbooks in `tests/fixtures/xlsx`; its README tells which program made each. */
export const xlsxFiles: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.xlsx'))
  .sort();

export function readXlsx(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}
