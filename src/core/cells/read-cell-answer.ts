import { AssistantError } from '../../base/errors.ts';
import { formulaIn } from '../sheet/formula-answer.ts';
import type { CellAnswer, CellQuestion } from './cell-question.ts';

/** The longest text that a cell of Excel holds. */
const longestText = 32_767;
const mostCells = 10_000;

/**
 * What of a model's answer goes into cells. It is text whatever it looks like, `=1+1` and `-5` too: a function's result is never
 * read as a formula, and whether a number is one is for the person to say (`VALUE(…)`). Throws for an answer that is none.
 */
export function readCellAnswer(question: CellQuestion, answer: string): CellAnswer {
  const text = answer.trim();
  switch (question.function) {
    case 'classify':
      return cell(labelIn(text, question.labels ?? []));
    case 'extract':
      return cell(/^["'“]?none["'”]?[.。]?$/i.test(text) ? '' : text);
    case 'formula': {
      const formula = formulaIn(text);
      if (formula === undefined) throw unusable('There is no formula in the answer.');
      return cell(formula);
    }
    case 'ask':
      return rowsIn(text) ?? cell(withoutMarks(text, question));
    case 'summarize':
    case 'translate':
      return cell(withoutMarks(text, question));
  }
}

function cell(text: string): CellAnswer {
  return [[fit(text)]];
}

function fit(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}

/** The label that was chosen, in the person's own spelling. */
function labelIn(text: string, labels: readonly string[]): string {
  const plain = (label: string): string => label.toLowerCase().replace(/[\s"'“”‘’.。]+/g, '');
  const chosen = labels.find((label) => plain(label) === plain(text));
  if (chosen !== undefined) return chosen;
  let rest = text;
  const named = labels
    .toSorted((one, other) => other.length - one.length)
    .filter((label) => {
      const before = rest;
      rest = rest.replace(asWords(label), ' ');
      return rest !== before;
    });
  const [only] = named;
  if (named.length !== 1 || only === undefined) throw unusable('The model chose none of the labels.');
  return only;
}

/** A label where it stands as words of its own: `no` is not in `not`. Scripts that part no words have it anywhere. */
function asWords(label: string): RegExp {
  const letter = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}]`;
  const words = label
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<!${letter})${words.join(String.raw`\s+`)}(?!${letter})`, 'giu');
}

/** Markdown's marks are for a page that draws them; what the cells themselves are marked with stays. */
function withoutMarks(text: string, { inputs }: CellQuestion): string {
  if (inputs.some((rows) => rows.flat().some((value) => /\*\*|`|^#/m.test(String(value))))) return text;
  return text
    .replace(/^```[a-z]*\n([\s\S]*?)\n?```$/i, '$1')
    .replace(/\*\*(?=\S)([^*\n]+)(?<=\S)\*\*/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^#{1,6} (?=\S)/gm, '');
}

function unusable(message: string): AssistantError {
  return new AssistantError('model-refused', message, { reason: 'unusable-answer' });
}

/** Rows, where the whole answer is JSON for them; every row as long as the longest, as a range is. */
function rowsIn(text: string): CellAnswer | undefined {
  const json = /^```(?:json)?\s*([\s\S]*?)\s*```$/.exec(text)?.[1] ?? text;
  if (!json.startsWith('[')) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    // A text that happens to begin with a bracket.
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length === 0) return undefined;
  const rows = (parsed as unknown[]).map((row) => (Array.isArray(row) ? (row as unknown[]) : [row]).map(toText));
  const width = Math.max(1, ...rows.map(({ length }) => length));
  if (rows.length * width > mostCells) throw unusable('The answer is too large for cells.');
  return rows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ''));
}

function toText(value: unknown): string {
  if (typeof value === 'string') return fit(value);
  return value === null || value === undefined ? '' : fit(JSON.stringify(value));
}
