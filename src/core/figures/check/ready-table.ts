import type { Profile } from '../profile/profile.ts';
import type { Table } from '../table.ts';
import { type Asker, askerOf } from './claim.ts';
import { buildLexicon, type Lexicon } from './lexicon.ts';
import { indexSheet } from './sheet-index.ts';

/** A table made ready for questions and its names for being found in words. */
export interface ReadyTable {
  readonly asker: Asker;
  readonly lexicon: Lexicon;
}

const ready = new WeakMap<Profile, ReadyTable>();

/** Made once for a profile: what is asked of a table and what a draft says of it use the same. */
export function readyTable(table: Table, profile: Profile): ReadyTable {
  let made = ready.get(profile);
  if (!made) {
    const index = indexSheet(table, profile);
    made = { asker: askerOf(index), lexicon: buildLexicon(index) };
    ready.set(profile, made);
  }
  return made;
}
