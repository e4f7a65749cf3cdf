import { guessLanguage } from '../base/languages.ts';
import type { CellQuestion, CellRows } from '../core/cells/cell-question.ts';
import { CellError, type CellCall } from './associate.ts';
import type { FunctionWords } from './words.ts';

/** What a call asks; `null` where there is nothing to ask about, and the cell stays empty. Throws a {@link CellError} for what cannot be asked. */
export function questionOf({ name, args, places }: CellCall, words: FunctionWords): CellQuestion | null {
  const [first, second] = args;
  switch (name) {
    case 'ask': {
      const inputs = args.slice(1).flatMap(rangesIn).map(toRows).filter(isFilled);
      return { function: name, instruction: required(first, words.missingPrompt), inputs };
    }
    case 'summarize':
      return about(toRows(first), { function: name, instruction: toText(second) });
    case 'translate': {
      const rows = toRows(first);
      return about(rows, { function: name, instruction: toText(second) || otherLanguage(rows) });
    }
    case 'classify': {
      const labels = [...new Set(toRows(second).flat().flatMap(labelsIn))];
      if (labels.length < 2) throw new CellError('#VALUE!', words.missingLabels);
      return about(toRows(first), { function: name, instruction: '', labels });
    }
    case 'extract':
      return about(toRows(first), { function: name, instruction: required(second, words.missingWhat) });
    case 'formula': {
      const question = { function: name, instruction: required(first, words.missingFormula), inputs: [] };
      const rows = toRows(second);
      if (!isFilled(rows)) return question;
      const [, place = ''] = places;
      if (place === '') throw new CellError('#VALUE!', words.missingPlace);
      return { ...question, inputs: [rows], places: [place] };
    }
  }
}

/** A question about cells; none where they are empty, as the row below a table is. */
function about(rows: CellRows, question: Omit<CellQuestion, 'inputs'>): CellQuestion | null {
  return isFilled(rows) ? { ...question, inputs: [rows] } : null;
}

function isFilled(rows: CellRows): boolean {
  return rows.some((row) => row.some((cell) => cell !== ''));
}

/** A parameter that repeats comes from Excel as one list of what was given for it: values, or ranges as rows of values. */
function rangesIn(given: unknown): unknown[] {
  if (given === null || given === undefined) return [];
  if (!Array.isArray(given)) return [given];
  const list = given as unknown[];
  // Rows of values are a range; a list of such is several.
  const isRange = list.every((row) => Array.isArray(row) && (row as unknown[]).every((cell) => !Array.isArray(cell)));
  return isRange ? [list] : list.flatMap(rangesIn);
}

/** A value, or rows of them; what an older Excel leaves out is `null`. */
function toRows(given: unknown): CellRows {
  if (!Array.isArray(given)) return [[toValue(given)]];
  return (given as unknown[]).map((row) => (Array.isArray(row) ? (row as unknown[]).map(toValue) : [toValue(row)]));
}

function toValue(given: unknown): string | number | boolean {
  return typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? given : '';
}

function toText(given: unknown): string {
  const [row] = toRows(given);
  return String(row?.[0] ?? '').trim();
}

function required(given: unknown, message: string): string {
  const text = toText(given);
  if (text === '') throw new CellError('#VALUE!', message);
  return text;
}

/** A cell is a label; a text with commas or semicolons is several. */
function labelsIn(cell: string | number | boolean): string[] {
  return String(cell)
    .split(/[,;，；、\n]/)
    .map((label) => label.trim())
    .filter((label) => label !== '');
}

/** Chinese becomes English, everything else Simplified Chinese, as the pane translates. */
function otherLanguage(rows: CellRows): string {
  return guessLanguage(rows.flat().join(' ')).startsWith('zh') ? 'en' : 'zh-Hans';
}
