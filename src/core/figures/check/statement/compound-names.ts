/** Names that are said together: a heading before its line, a word that two names share, the whole behind its part. */

import type { Token } from '../lexicon.ts';
import { wordsOf } from './name-text.ts';
import { mostAlike, type Named, type Naming } from './name-windows.ts';
import type { Line } from './read-statement.ts';

/** The names that are found, and those that share a word with them which is said only once. */
export function withElided<Item>(
  found: readonly Naming<Item>[],
  all: readonly Named<Item>[],
  tokens: readonly Token[],
  text: string,
  offset: number,
): Naming<Item>[] {
  return [...found, ...elided(found, all, tokens, text, offset)].sort((one, other) => one.start - other.start);
}

/** "Low and medium country risk", "current and non-current liabilities": what two names share is said once, with the second or the first. */
function elided<Item>(
  chosen: readonly Naming<Item>[],
  lines: readonly Named<Item>[],
  tokens: readonly Token[],
  text: string,
  offset: number,
): Naming<Item>[] {
  return chosen.flatMap((naming): Naming<Item>[] => {
    if (naming.recall < 1 - 1e-9 || naming.said.length < 2) return [];
    const first = tokens.findIndex(({ start }) => start === naming.start);
    const last = tokens.findLastIndex(({ end }) => end === naming.end);
    return [[tokens[first - 1], tokens[first]] as const, [tokens[last + 1], tokens[last]] as const].flatMap(
      ([other, own]): Naming<Item>[] => {
        if (
          !other ||
          !own ||
          chosen.some(({ start, end, recall }) => recall > 1 - 1e-9 && start < other.end && other.start < end)
        )
          return [];
        const [left, right] = other.start < own.start ? [other, own] : [own, other];
        if (!/^\s*(?:,|，|、|and|or|&|和|与|及|\s)+\s*$/iu.test(text.slice(left.end - offset, right.start - offset)))
          return [];
        const wanted = naming.said
          .map((name) => (name === own.text ? other.text : name))
          .sort()
          .join(' ');
        const found = lines.filter(
          ({ item, forms }) =>
            !naming.items.includes(item) && forms.some((form) => [...form].sort().join(' ') === wanted),
        );
        const items = found.map(({ item }) => item);
        return items.length === 0 || items.length > mostAlike
          ? []
          : [{ start: other.start, end: other.end, items, recall: 1, weight: naming.weight, said: wanted.split(' ') }];
      },
    );
  });
}

/** "Long-lived assets in Korea" names the line Korea under that heading, not the heading's total beside it. */
export function withoutHeadings(namings: readonly Naming<Line>[]): Naming<Line>[] {
  return namings.filter(
    (own) =>
      (own.recall === 1 && (own.said.includes('total') || !own.items.every(({ isTotal }) => isTotal))) ||
      !namings.some(
        (other) =>
          other !== own &&
          (other.recall > own.recall || other.recall === 1) &&
          other.items.some((line) => own.said.every((name) => line.headings.some((heading) => heading.includes(name)))),
      ),
  );
}

/**
 * "Federal income tax expense" is the line Federal below that heading, not the line of the tax as a whole; "total assets from
 * APAC" are the line APAC: a name that is only the rest of the name before or behind it is none of its own.
 */
export function withoutWholes(namings: readonly Naming<Line>[], text: string, offset: number): Naming<Line>[] {
  return namings.filter(
    (whole) =>
      !namings.some((part) => {
        if (part === whole || part.recall < 1) return false;
        const between = text.slice(Math.min(part.end, whole.end) - offset, Math.max(part.start, whole.start) - offset);
        const isOfHeading = part.items.every((line) =>
          whole.said.every((name) => name === 'total' || line.headings.some((heading) => heading.includes(name))),
        );
        if (part.start < whole.start)
          return (
            part.items.every((line) => saysOnly(between, line.headings.flat())) &&
            (isOfHeading || part.items.every((line) => whole.items.every((total) => isBelow(total, line))))
          );
        return isOfHeading && /^\s*(?:from|of|in|for|at)\s+(?:the\s+)?$/iu.test(between);
      }),
  );
}

function saysOnly(text: string, names: readonly string[]): boolean {
  return wordsOf(text).every(({ text: word }) => names.includes(word));
}

/** Whether a line stands below another's section and adds up more than that: it is the last of all, or called a total. */
function isBelow(total: Line, { row, section }: Line): boolean {
  return total.row > row && section >= 0 && total.isLast;
}
