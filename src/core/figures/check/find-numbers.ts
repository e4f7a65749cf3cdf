/** The numbers of a text that claim something: figures, not dates, list numbers, names or addresses of cells. */

import { matchNumber, normaliseDigits, type NumberKind } from '../notation/number-text.ts';
import { findPeriods, type PeriodMention } from '../notation/period.ts';

import { ignored } from './no-figures.ts';
import { wordNumbers } from './word-numbers.ts';

export interface NumberMention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
  readonly step: number;
  readonly kind: NumberKind | 'rank' | 'top';
  readonly currency?: string;
  readonly scale: number;
  readonly signed: boolean;
  readonly bracketed: boolean;
  /** `about 5`, `over 5`, `nearly 5`. */
  readonly bound?: 'about' | 'over' | 'under';
  /** Said in words that name a change: doubled is a ratio of 2, halved one of a half. */
  readonly word?: boolean;
}

export interface FoundNumbers {
  readonly numbers: readonly NumberMention[];
  readonly periods: readonly PeriodMention[];
}

const boundBefore =
  /(?:(?<![a-z])(about|around|roughly|approximately|some|circa|~|≈|大约|约|近约|大概|左右)|(?<![a-z])(over|more than|above|exceed(?:s|ed|ing)?|at least|in excess of|upwards of|超过?|逾|高于|多达|至少)|(?<![a-z])(nearly|almost|under|less than|below|just under|close to|up to|近|将近|接近|不到|不足|低于))\s*$/iu;

const yearBefore =
  /(?:\b(?:in|of|for|since|during|until|by|from|to|and|between|fy|through|vs\.?|versus|than|year|the|due|fiscal|december|september|june|march|,)\s*|[(（,，、\-–至到和与较比自从]\s*)$/iu;

/**
 * All numbers of `text` in order, and the periods beside them. A bare whole number from 1900 to 2100 is a year where the
 * words before it say so or the table has that year.
 */
export function findNumbers(source: string, hasYear: (year: number) => boolean): FoundNumbers {
  const text = normaliseDigits(source);
  const taken = new Uint8Array(text.length);
  const take = (start: number, end: number): void => void taken.fill(1, start, end);
  const isFree = (start: number, end: number): boolean => {
    for (let at = start; at < end; at += 1) if (taken[at] === 1) return false;
    return true;
  };
  const periods = findPeriods(text).filter(({ start, end, period }) => {
    const isBare = /^\d{4}$/u.test(text.slice(start, end));
    if (!isBare) return true;
    if (
      /^\s*(?:%|万|亿|千|million|billion|thousand|元|[-\s]*(?:units|orders|rows|records)\b)/iu.test(text.slice(end)) ||
      /[$€£¥￥]\s*$/u.test(text.slice(0, start))
    )
      return false;
    return hasYear(period.year ?? 0) || yearBefore.test(text.slice(Math.max(0, start - 14), start));
  });
  for (const { start, end } of periods) take(start, end);
  for (const pattern of ignored) {
    for (const match of text.matchAll(pattern))
      if (!/^[A-Z]{1,3}\d+$/u.test(match[0]) || isFree(match.index, match.index + match[0].length))
        take(match.index, match.index + match[0].length);
  }
  const numbers: NumberMention[] = [];
  for (const { pattern, read } of wordNumbers) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const end = match.index + match[0].length;
      const value = read(match);
      if (!value || !isFree(match.index, end)) continue;
      take(match.index, end);
      numbers.push({
        start: match.index,
        end,
        text: source.slice(match.index, end),
        ...value,
        scale: 1,
        signed: false,
        bracketed: false,
        word: true,
        ...boundOf(text, match.index, match[0]),
      });
    }
  }
  for (let at = 0; at < text.length; at += 1) {
    if (taken[at] === 1 || !/[\d.$€£¥￥(（\-−+人UHACRE]/u.test(text[at] ?? '')) continue;
    const number = matchNumber(text, at);
    if (!number) continue;
    const start = trimStart(text, number.start);
    if (!isFree(start, number.end) || !startsCleanly(text, start) || isPartOfName(text, start, number.end)) {
      at = Math.max(at, (isFree(start, number.end) ? number.end : at + 1) - 1);
      continue;
    }
    const bracketed = number.bracketed;
    const isDash =
      /^[-−–]/u.test(text.slice(start)) && /[\d%年月日号季度半万亿千百元个件倍]\s*$/u.test(text.slice(0, start));
    const value = (bracketed || isDash) && number.value < 0 ? -number.value : number.value;
    numbers.push({
      ...number,
      start,
      text: source.slice(start, number.end),
      value,
      signed: number.signed && !bracketed && !isDash,
      bracketed,
      ...boundOf(text, start, ''),
    });
    take(start, number.end);
    at = number.end - 1;
  }
  numbers.sort((one, other) => one.start - other.start);
  return { numbers: shareUnits(numbers, text), periods };
}

function trimStart(text: string, start: number): number {
  let at = start;
  while (/\s/u.test(text[at] ?? '')) at += 1;
  return at;
}

function startsCleanly(text: string, start: number): boolean {
  const before = text[start - 1] ?? '';
  return !/[A-Za-z\d_.]/u.test(before) || (before === '.' && !/\d\.$/u.test(text.slice(0, start)));
}

function isPartOfName(text: string, start: number, end: number): boolean {
  if (/^[A-Za-z_]/u.test(text.slice(end)) && !/^(?:元|th|st|nd|rd)/u.test(text.slice(end))) return true;
  if (/^(?:st|nd|rd|th)\b/u.test(text.slice(end))) return true;
  return /[A-Za-z]-$/u.test(text.slice(0, start)) || /^\.\d/u.test(text.slice(end));
}

function boundOf(text: string, start: number, own: string): { bound?: 'about' | 'over' | 'under' } {
  const match =
    boundBefore.exec(text.slice(Math.max(0, start - 18), start)) ??
    boundBefore.exec(`${/^(?:more than|nearly|almost|roughly|about)/iu.exec(own)?.[0] ?? ''} `);
  if (!match) return {};
  return { bound: match[1] !== undefined ? 'about' : match[2] !== undefined ? 'over' : 'under' };
}

/** `from 10 to 12 million`, `10–12%`: a number without a unit takes that of the one it is joined to. */
function shareUnits(numbers: readonly NumberMention[], text: string): NumberMention[] {
  return numbers.map((number, at) => {
    const next = numbers[at + 1];
    if (!next || number.kind !== 'number' || number.scale !== 1 || number.word === true) return number;
    const between = text.slice(number.end, next.start);
    if (!/^\s*(?:-|–|—|~|～|to|and|or|至|到|和)\s*$/iu.test(between) || (next.kind === 'number' && next.scale === 1))
      return number;
    if (next.kind === 'rank' || next.kind === 'top') return number;
    const factor = next.kind === 'percent' || next.kind === 'points' ? 0.01 : next.scale;
    return {
      ...number,
      kind: next.kind,
      value: number.value * factor,
      step: number.step * factor,
      scale: next.scale,
      ...(next.currency !== undefined && { currency: next.currency }),
    };
  });
}
