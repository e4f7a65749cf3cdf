import type { CheckedNumber, CheckedText } from '../check/check-numbers.ts';
import { computesWith, type Expression, type Place } from '../expression.ts';
import type { Display, Language } from '../format-value.ts';
import { livePieces, type Piece } from './piece.ts';

/** Words that name a change and their opposites, as they stand in a text. */
const opposites: readonly (readonly [string, string])[] = [
  ['grew', 'fell'],
  ['rose', 'fell'],
  ['increased', 'decreased'],
  ['climbed', 'dropped'],
  ['up', 'down'],
  ['higher', 'lower'],
  ['more', 'less'],
  ['above', 'below'],
  ['growth', 'decline'],
  ['increase', 'decrease'],
  ['rise', 'fall'],
  ['gained', 'lost'],
  ['improved', 'declined'],
  ['增长', '下降'],
  ['上升', '下降'],
  ['上涨', '下跌'],
  ['增加', '减少'],
  ['提高', '降低'],
  ['高出', '低出'],
  ['提升', '下降'],
];
const extraDown: readonly (readonly [string, string])[] = [
  ['grew', 'declined'],
  ['grew', 'shrank'],
  ['rose', 'slipped'],
  ['climbed', 'plunged'],
  ['增长', '下滑'],
  ['上升', '回落'],
  ['上涨', '跌'],
  ['增加', '减'],
];

export interface LivingOptions {
  readonly language: Language;
  readonly range?: readonly [number, number];
  readonly withSheet?: boolean;
  /** Columns that keep numbers as text. */
  readonly textColumns?: ReadonlySet<number>;
}

const noColumns: ReadonlySet<number> = new Set();

/**
 * A checked sentence as a formula that recalculates: words as they are, each verified number as TEXT of its derivation in the
 * same notation, "grew" and "fell" turned by IF. Undefined when no number in it is verified or the formula would be too long
 * for Excel. Numbers in words ("doubled") and unverified ones stay as they are written, and so do those of columns that keep
 * numbers as text, which formulas do not see.
 *
 * @param range the part of `checked.text` to use; all of it when absent
 */
export function livingFormula(
  checked: CheckedText,
  place: Place,
  { language, range, withSheet = false, textColumns = noColumns }: LivingOptions,
): string | undefined {
  const [from, to] = range ?? [0, checked.text.length];
  const live: { start: number; end: number; pieces: Piece[] }[] = [];
  for (const number of checked.numbers) {
    if (number.status !== 'verified' || number.start < from || number.end > to) continue;
    if (computesWith(number.finding.how, textColumns)) continue;
    const own = numberPieces(number);
    if (!own) continue;
    live.push({ start: number.start, end: number.end, pieces: own });
    const turning = turningPiece(checked.text, number, number.finding.how);
    if (turning && turning.start >= from && turning.end <= to) live.push(turning);
  }
  if (live.length === 0) return undefined;
  live.sort((one, other) => one.start - other.start);
  const pieces: Piece[] = [];
  let at = from;
  for (const { start, end, pieces: own } of live) {
    if (start < at) continue;
    pieces.push(checked.text.slice(at, start), ...own);
    at = end;
  }
  pieces.push(checked.text.slice(at, to));
  return livePieces(
    pieces.filter((piece) => piece !== ''),
    place,
    language,
    withSheet,
  );
}

type Verified = Extract<CheckedNumber, { status: 'verified' }>;

/** The number in the notation that the text gives it: prefix, digits, suffix. */
function numberPieces({ text, value, by, finding, directionWord }: Verified): Piece[] | undefined {
  const match = /^([^\d]*)(\d[\d,]*)(\.\d+)?(.*)$/su.exec(text);
  if (!match) return undefined;
  const [, before = '', whole = '', decimals = '', suffix = ''] = match;
  const digits = Number(whole.replaceAll(',', '') + decimals);
  const truth = finding.value * finding.unit.scale;
  if (value === 0 || digits === 0) return undefined;
  const isReference = by === 'reference';
  // A reference carries the cells' own number; a number of the text may stand in the table's unit (1,200 under 万元).
  const spoken = isReference ? truth : value;
  const inCells = isReference || Math.abs(Math.abs(truth) - Math.abs(value)) <= Math.abs(truth) * 0.2;
  const power = 10 ** Math.round(Math.log10(digits / Math.abs(spoken)));
  const factor = inCells ? finding.unit.scale * power : power;
  const sign = /[-−–+]/u.exec(before)?.[0];
  const prefix = before.replace(/[-−–+]/u, '');
  const display: Display = {
    factor,
    decimals: Math.max(0, decimals.length - 1),
    grouped: whole.includes(',') || (whole.length < 4 && !suffix.includes('%')),
    prefix,
    suffix,
  };
  const isAbsolute = finding.value < 0 && sign === undefined;
  const { kind, unit, how, label } = finding;
  return [
    {
      kind,
      value: finding.value,
      unit,
      how,
      label,
      display,
      ...((isAbsolute || directionWord !== undefined) && { absolute: true }),
    },
  ];
}

function turningPiece(
  text: string,
  { directionWord, finding }: Verified,
  how: Expression,
): { start: number; end: number; pieces: Piece[] } | undefined {
  if (!directionWord) return undefined;
  const word = text.slice(directionWord.start, directionWord.end);
  const lower = word.toLowerCase();
  const isFall = finding.value < 0;
  const pair = [...opposites, ...extraDown].find(([up, down]) => (isFall ? down === lower : up === lower));
  // One character of a Chinese word (增 of 增长) is turned with its word.
  const wide = /\p{sc=Han}/u.test(word) ? hanWord(text, directionWord.start, isFall) : undefined;
  if (wide)
    return {
      start: wide.start,
      end: wide.end,
      pieces: [{ turns: { up: wide.up, down: wide.down }, value: finding.value, how }],
    };
  if (!pair) return undefined;
  const [up, down] = pair;
  const capital = (other: string): string =>
    /^[A-Z]/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  return { ...directionWord, pieces: [{ turns: { up: capital(up), down: capital(down) }, value: finding.value, how }] };
}

function hanWord(
  text: string,
  start: number,
  isFall: boolean,
): { start: number; end: number; up: string; down: string } | undefined {
  for (const [up, down] of [...opposites, ...extraDown]) {
    const word = isFall ? down : up;
    if (!/\p{sc=Han}/u.test(word)) continue;
    for (let at = Math.max(0, start - word.length + 1); at <= start; at += 1) {
      if (text.startsWith(word, at)) return { start: at, end: at + word.length, up, down };
    }
  }
  return undefined;
}
