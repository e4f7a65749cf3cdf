import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../fixtures/docx');

/** Names of the real documents in `tests/fixtures/docx`; its README tells which program made each. */
export const corpusFiles: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.docx'))
  .sort();

export function readCorpus(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}
