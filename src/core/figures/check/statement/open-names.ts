/** What lines and columns a sentence may mean where it does not name them in so many words. */

import type { Token } from '../lexicon.ts';
import { saysChange } from './change-amounts.ts';
import { isComputed, totalKey } from './column-heads.ts';
import { mostAlike, type Naming } from './name-windows.ts';
import { allAmounts } from './operands.ts';
import type { Question } from './question.ts';
import type { Line } from './read-statement.ts';

/** Words that no name takes. */
function free(words: readonly Token[], names: readonly Naming<unknown>[]): Token[] {
  return words.filter(
    ({ start, end, text }) => !names.some((own) => own.start <= start && end <= own.end && own.said.includes(text)),
  );
}

/** How much of a name is said: the words, what they weigh, the share of the name. */
interface Said {
  readonly words: readonly string[];
  readonly weight: number;
  readonly recall: number;
  readonly start: number;
  readonly end: number;
}

function saidOf(name: readonly string[], tokens: readonly Token[], { names, scope }: Question): Said {
  const own = tokens.filter(({ text }) => name.includes(text));
  const words = [...new Set(own.map(({ text }) => text))];
  const weigh = (all: readonly string[]): number => all.reduce((sum, word) => sum + names.weightOf(word), 0);
  return {
    words,
    weight: weigh(words),
    recall: words.length === 0 ? 0 : weigh(words) / weigh(name),
    start: own[0]?.start ?? scope.sentence.end,
    end: own.at(-1)?.end ?? scope.sentence.end,
  };
}

/** Those of which most is said; of equal ones those of which the larger share is. */
function mostSaid<Item extends Said>(all: readonly Item[]): Item[] {
  const most = Math.max(...all.map(({ weight }) => weight));
  const heaviest = all.filter(({ weight }) => weight > most - 1e-9);
  const share = Math.max(...heaviest.map(({ recall }) => recall));
  return heaviest.filter(({ recall }) => recall > share - 1e-9);
}

type Column = Said & { readonly key: string };

export interface OpenColumns {
  readonly groups: readonly Naming<string>[];
  /** Whether nothing says that it is these. */
  readonly isGuess: boolean;
}

/** One column for all amounts, or two that are set against each other. */
export function openColumns(question: Question): OpenColumns[] {
  const { lines, statement, words, mention, term } = question;
  const items = lines.flatMap(({ items: own }) => own);
  const takesPercent = mention.kind === 'percent' && !saysChange(question);
  const keys = new Set(
    (items.length > 0 ? items : statement.lines).flatMap(({ heads, cells }) =>
      cells.flatMap(({ column, unit }) =>
        unit.kind === 'percent' && !takesPercent ? [] : (heads.get(column)?.key ?? []),
      ),
    ),
  );
  if (keys.size < 2 || term) return [];
  const tokens = free(words, lines);
  const columns = [...keys].map((key): Column => ({ key, ...saidOf(key.split(' '), tokens, question) }));
  const best = mostSaid(columns);
  const isGuess = best.every(({ weight }) => weight === 0);
  const isMeant = isGuess && items.some((line) => allAmounts({ lines: [line] }).length > 0);
  const single = isMeant ? [] : best.filter(({ key }) => !isGuess || !isComputed(key));
  return [
    ...single.map((column) => ({ groups: [columnNaming(column)], isGuess })),
    ...columnPairs(columns).map((pair) => ({ groups: pair.map(columnNaming), isGuess: false })),
  ];
}

/** Both are said, or the one that is said stands against the one that adds up all. */
function columnPairs(columns: readonly Column[]): Column[][] {
  const said = columns.filter(({ weight }) => weight > 0).toSorted((one, other) => other.weight - one.weight);
  const [first, second] = said;
  if (!first) return [];
  const total = totalKey(columns.map(({ key }) => key));
  const whole = columns.find(({ key }) => key === total && key !== first.key);
  const both = second ? [[first, second].toSorted((one, other) => one.start - other.start)] : [];
  return [...both, ...(whole && whole !== second ? [[first, whole]] : [])];
}

function columnNaming({ key, start, end }: Column): Naming<string> {
  return { start, end, items: [key], recall: 1, weight: 1, said: key.split(' ') };
}

/** Words of names that may say what is computed instead. */
const operation = /^(?:net|change|increase|decrease|growth|difference|average|total)$/u;

/** Other choices of lines: names less, more or nearer to the words than the ones that were found. */
export function openLines(question: Question): (readonly Naming<Line>[])[] {
  const { lines, groups, words } = question;
  const tokens = free(words, [...lines, ...groups]);
  if (lines.length === 0) return likeliestLines(question, tokens);
  const others = saidInFull(question);
  const adding = others.filter(({ items }) =>
    tokens.some(({ text }) => items.some(({ forms }) => forms.some((form) => form.includes(text)))),
  );
  const partial = lines.filter(({ recall }) => recall < 1 - 1e-9);
  const parts = others.filter(({ items }) => items.every(({ isTotal }) => !isTotal));
  const few = (own: readonly unknown[]): boolean => own.length > 0 && own.length <= mostAlike;
  return [
    // "The net change in X" names no line "Net change in cash".
    ...withoutSome(lines, ({ said }) => said.some((word) => operation.test(word))),
    // "A and B debt", where both names end with the same word.
    ...(few(adding) ? [inOrder([...lines, ...adding])] : []),
    // "Interest income and expense" where each is a line besides the one of both.
    ...(lines.length === 1 && few(parts) && parts.length > 1 ? [inOrder(parts)] : []),
    // A name that is said in full rather than one that is said in part.
    ...(partial.length > 0 && few(parts)
      ? [inOrder([...lines.filter((own) => !partial.includes(own)), ...parts])]
      : []),
  ];
}

function withoutSome(
  lines: readonly Naming<Line>[],
  isDropped: (naming: Naming<Line>) => boolean,
): (readonly Naming<Line>[])[] {
  const rest = lines.filter((naming) => !isDropped(naming));
  return rest.length > 0 && rest.length < lines.length ? [rest] : [];
}

function inOrder(lines: readonly Naming<Line>[]): Naming<Line>[] {
  return lines.toSorted((one, other) => one.start - other.start);
}

/** Lines of which every word is said, though other names take some of them. */
function saidInFull(question: Question): Naming<Line>[] {
  const { lines, words, statement } = question;
  const all = new Set(words.map(({ text }) => text));
  const named = new Set(lines.flatMap(({ items }) => items));
  return statement.lines.flatMap((line): Naming<Line>[] => {
    const form = named.has(line)
      ? undefined
      : line.forms.find((own) => own.length > 0 && own.every((word) => all.has(word)));
    if (!form) return [];
    const { start, end } = saidOf(form, words, question);
    return [{ start, end, items: [line], recall: 1, weight: 1, said: form }];
  });
}

/** The share of a name that must be said of it where no other is. */
const leastRecall = 0.5;

/** The line that most of the words are of, where no name is said. */
function likeliestLines(question: Question, tokens: readonly Token[]): (readonly Naming<Line>[])[] {
  const said = question.statement.lines
    .map((line) => ({ line, ...saidOf(line.forms[0] ?? [], tokens, question) }))
    .filter(({ words, recall }) => recall >= leastRecall && words.some((word) => !operation.test(word)));
  const best = said.length > 0 ? mostSaid(said) : [];
  const [first] = best;
  if (!first || best.length > mostAlike) return [];
  const { start, end, recall, weight, words } = first;
  return [[{ start, end, recall, weight, said: words, items: best.map(({ line }) => line) }]];
}
