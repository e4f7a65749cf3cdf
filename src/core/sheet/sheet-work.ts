import { checkNumbers, type CheckedText } from '../figures/check/check-numbers.ts';
import type { Figure } from '../figures/figure.ts';
import type { Profile } from '../figures/profile/profile.ts';
import type { CellValue, PerCell, Table } from '../figures/table.ts';
import { findCleanUp, type CleanUp } from './clean-up.ts';
import { computeFacts, type SheetFacts } from './sheet-facts.ts';

/** What is asked of a table. */
export type SheetQuestion = 'facts' | 'clean-up' | { readonly check: string };

/** The facts without the table, which the asker has. */
export type BareFacts = { readonly profile: Profile; readonly figures: readonly Figure[] };

export type SheetAnswer = BareFacts | CleanUp | CheckedText;

/** From the pane to the thread that counts: a table, a stretch of a column at a time, then questions about it. */
export type SheetMessage =
  | { readonly type: 'table'; readonly place: Omit<Table, 'columns' | 'formats' | 'formulas'>; readonly width: number }
  | {
      readonly type: 'cells';
      readonly column: number;
      readonly cells: readonly CellValue[];
      readonly formats: PerCell | null;
      readonly formulas: PerCell | null;
    }
  | { readonly type: 'question'; readonly id: number; readonly question: SheetQuestion };

export type SheetReply =
  | { readonly id: number; readonly answer: SheetAnswer }
  | { readonly id: number; readonly failure: string };

/** Keeps the one table that is worked on and answers questions about it. */
export class SheetWork {
  #place: Omit<Table, 'columns' | 'formats' | 'formulas'> | undefined;
  #columns: CellValue[][] = [];
  #formats: (PerCell | null)[] = [];
  #formulas: (PerCell | null)[] = [];
  #facts: SheetFacts | undefined;

  /** Takes a message; gives the reply that a question has. */
  take(message: SheetMessage): SheetReply | undefined {
    switch (message.type) {
      case 'table':
        this.#place = message.place;
        this.#columns = Array.from({ length: message.width }, () => []);
        this.#formats = Array.from({ length: message.width }, () => null);
        this.#formulas = Array.from({ length: message.width }, () => null);
        this.#facts = undefined;
        return undefined;
      case 'cells':
        for (const cell of message.cells) this.#columns[message.column]?.push(cell);
        this.#formats[message.column] = joined(this.#formats[message.column], message.formats);
        this.#formulas[message.column] = joined(this.#formulas[message.column], message.formulas);
        return undefined;
      case 'question':
        try {
          return { id: message.id, answer: this.#answer(message.question) };
        } catch (error) {
          return { id: message.id, failure: error instanceof Error ? error.message : String(error) };
        }
    }
  }

  #answer(question: SheetQuestion): SheetAnswer {
    const { table, profile, figures } = (this.#facts ??= computeFacts(this.#table()));
    if (question === 'facts') return { profile, figures };
    if (question === 'clean-up') return findCleanUp(table, profile);
    return checkNumbers(question.check, { table, profile, figures });
  }

  #table(): Table {
    if (!this.#place) throw new Error('There is no table yet.');
    return { ...this.#place, columns: this.#columns, formats: this.#formats, formulas: this.#formulas };
  }
}

/** One format (or formula) for all cells stays one; lists are put behind each other. */
function joined(known: PerCell | null | undefined, more: PerCell | null): PerCell | null {
  return Array.isArray(known) && Array.isArray(more) ? [...(known as string[]), ...(more as string[])] : more;
}
