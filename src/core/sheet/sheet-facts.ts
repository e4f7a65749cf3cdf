import type { SheetSelection } from '../document/context.ts';
import { checkNumbers, type CheckedText } from '../figures/check/check-numbers.ts';
import { findDates, type DateInText } from '../figures/check/find-dates.ts';
import type { Figure } from '../figures/figure.ts';
import { figuresOf } from '../figures/figures-of.ts';
import { narrate, type NarrationKind } from '../figures/narrate/narrate.ts';
import type { Language } from '../figures/format-value.ts';
import { profileTable } from '../figures/profile/profile-table.ts';
import type { Profile } from '../figures/profile/profile.ts';
import type { CellValue, Table } from '../figures/table.ts';
import { findCleanUp, type CleanUp } from './clean-up.ts';

/** What was computed of a table. */
export interface SheetFacts {
  readonly table: Table;
  readonly profile: Profile;
  readonly figures: readonly Figure[];
}

const known = new WeakMap<Table, SheetFacts>();

/** The profile and figures of what is selected; computed once for each capture, or taken from `rememberFacts`. */
export function factsOf({ table }: SheetSelection): SheetFacts {
  let facts = known.get(table);
  if (!facts) {
    facts = computeFacts(table);
    known.set(table, facts);
  }
  return facts;
}

export function computeFacts(table: Table): SheetFacts {
  const profile = profileTable(table);
  return { table, profile, figures: figuresOf(profile) };
}

/** Takes over what was computed of a large table off the main thread. */
export function rememberFacts(facts: SheetFacts): void {
  known.set(facts.table, facts);
}

/** Whether there are numbers to speak of, or may be where the cells were not read yet. */
export function hasFigures({ table, isRead }: SheetSelection): boolean {
  return !isRead || table.columns.some((column) => column.some((cell) => typeof cell === 'number'));
}

/** Whether there is something to tell: numbers, or at least two cells of words. So it may be where the cells were not read yet. */
export function hasContents(sheet: SheetSelection): boolean {
  let filled = 0;
  const isFilled = (cell: CellValue): boolean => cell !== null && cell !== '' && ++filled > 1;
  return hasFigures(sheet) || sheet.table.columns.some((column) => column.some(isFilled));
}

const cleanUps = new WeakMap<Table, CleanUp>();

/** What of the selected cells is to be cleaned up; found once for each capture, or taken from `rememberCleanUp`. */
export function cleanUpOf(sheet: SheetSelection): CleanUp {
  let found = cleanUps.get(sheet.table);
  if (!found) {
    found = findCleanUp(sheet.table, factsOf(sheet).profile);
    cleanUps.set(sheet.table, found);
  }
  return found;
}

export function rememberCleanUp(table: Table, cleanUp: CleanUp): void {
  cleanUps.set(table, cleanUp);
}

/** Drafts that code of ours wrote, whose numbers it knows. */
const narrated = new WeakMap<Table, Map<string, CheckedText>>();

/** What the rules say of the table. Its numbers are figures by their ids: `checkDraft` looks up nothing. */
export function narrateSheet(sheet: SheetSelection, kind: NarrationKind, language: Language): string {
  return rememberNarration(sheet.table, narrate(factsOf(sheet).profile, { kind, language }).checked);
}

/** Takes over a draft that code of ours wrote about the table, with its figures; gives its text. */
export function rememberNarration(table: Table, draft: CheckedText): string {
  const drafts = narrated.get(table) ?? new Map<string, CheckedText>();
  narrated.set(table, drafts.set(draft.text, draft));
  return draft.text;
}

/** Whether `checkDraft` answers at once. */
export function isChecked(table: Table, draft: string): boolean {
  return (narrated.get(table)?.get(draft) ?? checked.get(table)?.get(draft)) !== undefined;
}

/** Drafts of a table whose check is kept: an answer, its lines, and the one before it. */
const mostDrafts = 4;
const checked = new WeakMap<Table, Map<string, CheckedText>>();

/** The draft with each of its numbers looked up in the table; the last drafts of a table are checked once. */
export function checkDraft(sheet: SheetSelection, draft: string): CheckedText {
  const known = narrated.get(sheet.table)?.get(draft) ?? checked.get(sheet.table)?.get(draft);
  if (known) return known;
  const result = checkNumbers(draft, factsOf(sheet));
  rememberCheck(sheet.table, draft, result);
  return result;
}

/** Tables of more cells are made ready for questions in a worker alone. */
const mostCellsForDates = 40_000;

/** The dates of a checked draft that the table's cells hold; none in a large table, which would hold the page up. */
export function datesIn(sheet: SheetSelection, draft: CheckedText): readonly DateInText[] {
  const { columns } = sheet.table;
  const cells = columns.length * (columns[0]?.length ?? 0);
  return cells > mostCellsForDates ? [] : findDates(draft, factsOf(sheet));
}

/** Takes over what was found in a large table off the main thread. */
export function rememberCheck(table: Table, draft: string, result: CheckedText): void {
  const drafts = checked.get(table) ?? new Map<string, CheckedText>();
  checked.set(table, drafts);
  drafts.set(draft, result);
  const [oldest] = drafts.keys();
  if (drafts.size > mostDrafts && oldest !== undefined) drafts.delete(oldest);
}
