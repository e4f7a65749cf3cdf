import type { TextTransform } from '../answer/text-transform.ts';
import type { DetailKind } from './detail.ts';

/** What stands for each kind. Plain capitals: models keep them whole, and no escaping of JSON or Markdown touches them. */
const labels: Readonly<Record<DetailKind, string>> = {
  names: 'PERSON',
  phones: 'PHONE',
  ids: 'IDNUMBER',
  emails: 'EMAIL',
  cards: 'CARD',
  accounts: 'ACCOUNT',
  amounts: 'AMOUNT',
  words: 'TERM',
};

/** Plain capitals, and the full-width ones that a model may write among Chinese. */
function inBothWidths(capitals: string): string {
  return capitals.replace(/[A-Z]/g, (letter) => `[${letter}${String.fromCharCode(letter.charCodeAt(0) + 0xfee0)}]`);
}
const labelSource = Object.values(labels).map(inBothWidths).join('|');
const digit = '[0-9０-９]';
const noWordBefore = '(?<![A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＿])';
const letter = '[A-Za-zＡ-Ｚａ-ｚ]';

/** Signs that a model may write for the braces and the underscore. */
const open = '(?:\\\\[{｛]\\\\[{｛]|[{｛]{1,2})';
const close = '(?:\\\\[}｝]\\\\[}｝]|[}｝]{1,2})';
const joint = '\\\\?[ _＿\\-‑–]?';

/** The placeholders of one request: `{{PERSON_1}}` for a value, always the same for the same value. */
export interface Placeholders {
  /** The placeholder for a value; a new one for a value that is new. */
  of(kind: DetailKind, value: string): string;
  /** How many values of each kind have one. */
  readonly counts: Readonly<Partial<Record<DetailKind, number>>>;
  /** Puts the values back, in a text that comes in pieces. With `inJson` they are written as inside a string of JSON. */
  restorer(options?: { readonly inJson?: boolean }): TextTransform;
}

/** `texts` is everything that is sent: no placeholder looks like anything that stands there. */
export function createPlaceholders(texts: readonly string[]): Placeholders {
  const suffix = freeSuffix(texts);
  const values = new Map<string, string>();
  const known = new Map<string, string>();
  const counts: Partial<Record<DetailKind, number>> = {};
  return {
    counts,
    of(kind, value) {
      const key = `${kind}:${value}`;
      const given = known.get(key);
      if (given !== undefined) return given;
      const number = (counts[kind] ?? 0) + 1;
      counts[kind] = number;
      const name = `${labels[kind]}_${number}${suffix}`;
      values.set(name, value);
      known.set(key, `{{${name}}}`);
      return `{{${name}}}`;
    },
    restorer: ({ inJson = false } = {}) => createRestorer(values, suffix, inJson),
  };
}

/** Of what stands behind something like a placeholder, so many letters are looked at; far fewer words of them are taken. */
const longestSuffix = 5;

/** Letters that make the placeholders differ from all that looks like one already; nearly always none. */
function freeSuffix(texts: readonly string[]): string {
  // Even where a word ends around it: what stands before or behind may become a placeholder and end the word.
  const lookalike = new RegExp(
    `(?:${labelSource})${joint}${digit}{1,6}(?=(?<letters>${letter}{0,${longestSuffix}}))`,
    'gi',
  );
  const taken = new Set<string>();
  for (const text of texts) {
    for (const { groups } of text.matchAll(lookalike)) {
      const letters = (groups?.['letters'] ?? '').normalize('NFKC').toUpperCase();
      for (let length = letters.length; length >= 0 && !taken.has(letters.slice(0, length)); length -= 1) {
        taken.add(letters.slice(0, length));
      }
    }
  }
  let number = 0;
  while (taken.has(suffixOf(number))) number += 1;
  return suffixOf(number);
}

/** One word of letters after another, the shortest first: none, `X`, `Y`, `Z`, `A` … `XX`, `XY` … */
function suffixOf(number: number): string {
  if (number === 0) return '';
  const letter = String.fromCharCode(65 + ((number - 1 + 23) % 26));
  return suffixOf(Math.floor((number - 1) / 26)) + letter;
}

/** A placeholder however a model writes it: in braces in any case, width and spacing, or bare as it was, in the plural too. */
function toPattern(suffix: string): RegExp {
  const number = `${digit}{1,6}`;
  const end = inBothWidths(suffix);
  const braced = `${open}\\s{0,4}(?<label>${labelSource})${joint}(?<number>${number})${end}\\s{0,4}${close}`;
  const bare = `${noWordBefore}(?<bareLabel>${labelSource})\\\\?[_＿](?<bareNumber>${number})${end}(?=s?(?![A-Za-z0-9_]))`;
  return new RegExp(`${braced}|${bare}`, 'gi');
}

const labelHeads = Object.values(labels)
  .flatMap((label) => Array.from(label, (_letter, index) => inBothWidths(label.slice(0, index + 1))))
  .toSorted((one, other) => other.length - one.length);

/** What may become a placeholder when more comes. */
const beginning = new RegExp(
  `(?:${open}\\s{0,4}${letter}{0,8}${joint}${digit}{0,6}${letter}{0,8}\\s{0,4}(?:\\\\[}｝]\\\\?|\\\\|[}｝])?|\\\\(?:[{｛]\\\\?)?|${noWordBefore}(?:${labelHeads.join('|')})(?:\\\\?[_＿]?|\\\\?[_＿]${digit}{1,6}${letter}{0,8}))$`,
  'i',
);
const longestBeginning = 48;
const labelLetters = new Set(Object.values(labels).map((label) => label.charAt(0)));

/** Whether a text may end in what `beginning` finds: a cheap look, since hardly a piece of an answer does. */
function mayBegin(text: string): boolean {
  if (/[{｛\\]/.test(text)) return true;
  const word = /[A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＿]{0,48}$/.exec(text)?.[0] ?? '';
  return labelLetters.has(word.charAt(0).normalize('NFKC').toUpperCase());
}

function createRestorer(values: ReadonlyMap<string, string>, suffix: string, inJson: boolean): TextTransform {
  const pattern = toPattern(suffix);
  let held = '';
  /** The sign before what is held: a placeholder does not begin inside a word. */
  let before = '';

  function restore(text: string): string {
    const whole = before + text;
    const done = whole.replace(pattern, (match: string, ...rest: unknown[]) => {
      const groups = rest.at(-1) as Record<string, string | undefined>;
      // The sign before has gone out already.
      if ((rest.at(-3) as number) < before.length) return match;
      const [label, number] = [groups['label'] ?? groups['bareLabel'], groups['number'] ?? groups['bareNumber']].map(
        (part = '') => part.normalize('NFKC').toUpperCase(),
      );
      const value = values.get(`${label}_${Number(number)}${suffix}`);
      if (value === undefined) return match;
      return inJson ? JSON.stringify(value).slice(1, -1) : value;
    });
    const result = done.slice(before.length);
    before = whole.slice(-1);
    return result;
  }

  return {
    push(text) {
      const all = held + text;
      const tail = all.slice(-longestBeginning);
      const from = mayBegin(before + tail) ? beginning.exec(before + tail) : null;
      const at = from ? Math.max(0, all.length - tail.length + from.index - before.length) : all.length;
      held = all.slice(at);
      return restore(all.slice(0, at));
    },
    end() {
      const rest = held;
      held = '';
      return restore(rest);
    },
  };
}
