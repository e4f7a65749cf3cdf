import type { SheetSelection } from '../document/context.ts';
import { checkNumbers, type CheckedText } from '../figures/check/check-numbers.ts';
import type { Figure } from '../figures/figure.ts';
import { figuresOf } from '../figures/figures-of.ts';
import { profileTable } from '../figures/profile/profile-table.ts';
import type { Profile } from '../figures/profile/profile.ts';
import type { Table } from '../figures/table.ts';

/** What was computed of a table. */
export interface SheetFacts {
  readonly table: Table;
  readonly profile: Profile;
  readonly figures: readonly Figure[];
}

const known = new WeakMap<Table, SheetFacts>();

/** The profile and figures of what is selected; computed once for each capture. */
export function factsOf({ table }: SheetSelection): SheetFacts {
  let facts = known.get(table);
  if (!facts) {
    const profile = profileTable(table);
    facts = { table, profile, figures: figuresOf(profile) };
    known.set(table, facts);
  }
  return facts;
}

/** Whether there are numbers to speak of, or may be where the cells were not read yet. */
export function hasFigures({ table, isRead }: SheetSelection): boolean {
  return !isRead || table.columns.some((column) => column.some((cell) => typeof cell === 'number'));
}

const checked = new WeakMap<Table, { readonly draft: string; readonly result: CheckedText }>();

/** The draft with each of its numbers looked up in the table; the last draft of a table is checked once. */
export function checkDraft(sheet: SheetSelection, draft: string): CheckedText {
  const last = checked.get(sheet.table);
  if (last?.draft === draft) return last.result;
  const result = checkNumbers(draft, factsOf(sheet));
  checked.set(sheet.table, { draft, result });
  return result;
}
