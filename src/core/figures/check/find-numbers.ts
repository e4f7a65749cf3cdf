/** The numbers of a text that claim something: figures, not dates, list numbers, names or addresses of cells. */

import { matchNumber, normaliseDigits, type NumberKind } from '../notation/number-text.ts';
import { findPeriods, type PeriodMention } from '../notation/period.ts';

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

interface WordNumber {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => { value: number; step: number; kind: NumberMention['kind'] } | undefined;
}

const han = '零一二两三四五六七八九十百千';
const hanDigit: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const english: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
};
const ordinalWord = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\\d{1,3}(?:st|nd|rd|th)';
const superlative = '(?:largest|biggest|highest|smallest|lowest|most|best|worst|least)';

/** Chinese numerals below ten thousand: 十二, 三百零五. */
function readHan(text: string): number {
  let total = 0;
  let digit = 0;
  for (const sign of text) {
    const unit = sign === '十' ? 10 : sign === '百' ? 100 : sign === '千' ? 1000 : 0;
    if (unit === 0)
      digit =
        digit * (digit > 0 && total === 0 && text.length > 1 && !/[十百千]/u.test(text) ? 10 : 0) +
        (hanDigit[sign] ?? 0);
    else {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

/** 五二 after 点: 0.52. */
function hanDecimals(text: string): number {
  let digits = '';
  for (const sign of text) digits += String(hanDigit[sign] ?? 0);
  return Number(`0.${digits}`);
}

const ordinalOf = (text: string): number => ordinals[text.toLowerCase()] ?? Number.parseInt(text, 10);

const wordNumbers: readonly WordNumber[] = [
  {
    pattern:
      /\b(?:more than |nearly |almost |roughly |about )?(doubled|doubling|tripled|trebled|quadrupled|halved)\b/giu,
    read: ([, word = '']) => ({
      value: { d: 2, t: 3, q: 4, h: 0.5 }[word[0]?.toLowerCase() ?? 'd'] ?? 2,
      step: 0.2,
      kind: 'multiple',
    }),
  },
  {
    pattern: /\b(?<!once or )twice(?= (?:as|the|that|its|what))/giu,
    read: () => ({ value: 2, step: 0.2, kind: 'multiple' }),
  },
  {
    pattern: /翻(?:了)?([一两二三四])?番|翻(?:了一)?倍/gu,
    read: ([, n]) => ({ value: 2 ** (n === undefined ? 1 : readHan(n)), step: 0.2, kind: 'multiple' }),
  },
  { pattern: /(?<![一-龥])减半|腰斩/gu, read: () => ({ value: 0.5, step: 0.1, kind: 'multiple' }) },
  {
    pattern: /([一两二三四五六七八九十]+)(?:点([一二三四五六七八九]))?倍/gu,
    read: ([, n = '', d]) => ({
      value: readHan(n) + (d === undefined ? 0 : readHan(d) / 10),
      step: d === undefined ? 0.2 : 0.1,
      kind: 'multiple',
    }),
  },
  {
    pattern: /\b(?:one[- ])?half of\b|\bhalf\b(?= (?:the|its|all|that))|(?<![过大])一半|半数/giu,
    read: () => ({ value: 0.5, step: 0.04, kind: 'percent' }),
  },
  {
    pattern: /\b(a|one|two|three)[- ](third|quarter|fifth)s?(?: of\b|(?= the))/giu,
    read: ([, n = '', d = '']) => ({
      value: (english[n.toLowerCase()] ?? 1) / ({ third: 3, quarter: 4, fifth: 5 }[d.toLowerCase()] ?? 1),
      step: 0.02,
      kind: 'percent',
    }),
  },
  {
    pattern: new RegExp(`([${han}]+)分之([${han}]+)(?:点([${han}]+))?`, 'gu'),
    read: ([, whole = '', part = '', decimals]) => ({
      value: (readHan(part) + (decimals === undefined ? 0 : hanDecimals(decimals))) / readHan(whole),
      step: whole === '百' ? (decimals === undefined ? 0.01 : 0.1 ** decimals.length / 100) : 0.02,
      kind: 'percent',
    }),
  },
  {
    pattern: /([一二三四五六七八九])成([一二三四五六七八九半])?(?![为本功员立交果长分])/gu,
    read: ([, n = '', d]) => ({
      value: readHan(n) / 10 + (d === undefined ? 0 : d === '半' ? 0.05 : readHan(d) / 100),
      step: d === undefined ? 0.1 : 0.01,
      kind: 'percent',
    }),
  },
  {
    pattern: /(?:位居|位列|排名|排在|居|列|排)\s*第\s*([一二三四五六七八九十]+|\d{1,3})(?:位|名)?/gu,
    read: ([, n = '']) => ({ value: /^\d/u.test(n) ? Number(n) : readHan(n), step: 1, kind: 'rank' }),
  },
  {
    pattern: /第\s*([二三四五六七八九十]|\d{1,3})\s*(?:大|高|多|低|小|名|位)/gu,
    read: ([, n = '']) => ({ value: /^\d/u.test(n) ? Number(n) : readHan(n), step: 1, kind: 'rank' }),
  },
  {
    pattern: new RegExp(
      `\\b(?:rank(?:s|ed|ing)?|came|comes|placed|places|in)\\s+(?:in\\s+|at\\s+)?(?:number\\s+|no\\.?\\s*|#)?(${ordinalWord})(?:\\s+place)?(?!\\s+(?:quarter|half|year|month))\\b`,
      'giu',
    ),
    read: ([, n = '']) => ({ value: ordinalOf(n), step: 1, kind: 'rank' }),
  },
  {
    pattern: new RegExp(`\\b(${ordinalWord})[- ]${superlative}\\b`, 'giu'),
    read: ([, n = '']) => ({ value: ordinalOf(n), step: 1, kind: 'rank' }),
  },
  {
    pattern:
      /\b(?:top|largest|leading|biggest)\s+(two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b|\b(two|three|four|five|\d{1,2})\s+(?:largest|biggest|leading|best|highest|smallest|lowest)\b/giu,
    read: ([, a, b]) => ({ value: english[(a ?? b ?? '').toLowerCase()] ?? Number(a ?? b), step: 1, kind: 'top' }),
  },
  {
    pattern: /(?:前|最大的|最高的)([两二三四五六七八九十]|\d{1,2})(?=[个名位大家种类项]|[\u4e00-\u9fff])/gu,
    read: ([, n = '']) => ({ value: /^\d/u.test(n) ? Number(n) : readHan(n), step: 1, kind: 'top' }),
  },
  {
    pattern: /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?=\s+[a-z]+)/giu,
    read: ([, n = '']) => ({ value: english[n.toLowerCase()] ?? 0, step: 1, kind: 'number' }),
  },
  {
    pattern:
      /([两二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)(?=个(?!月|季|百分)|家|种|类|项|笔|条|行|款|座)/gu,
    read: ([, n = '']) => ({ value: readHan(n), step: 1, kind: 'number' }),
  },
];

/** Where digits say nothing of quantity. */
const ignored: readonly RegExp[] = [
  /`[^`\n]*`/gu,
  /\bhttps?:\/\/\S+/giu,
  /\[\^[^\]]+\]/gu,
  /^[ \t]*(?:>\s*)*(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.)、．](?!\d)/gmu,
  /^[ \t]*[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]/gmu,
  /^[ \t]*#{1,6}[ \t]+\d+(?:\.\d+)*\.?(?=\s)/gmu,
  /\b(?:section|chapter|figure|fig\.?|table|appendix|page|p\.|note|step|item|row|column|line|version|v|sheet|exhibit|slide|no\.|#)\s*\d+(?:\.\d+)*\b/giu,
  /第\s*(?:\d+|[一二三四五六七八九十]+)\s*[章节条款页行列步点部页张]|[图表附]\s*\d+(?:[-.]\d+)*/gu,
  /\$?\b[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?\b(?!\s*%)/gu,
  /\b\d{1,2}:\d{2}(?::\d{2})?\b/gu,
  /\b[A-Za-z]+-?\d+(?:[A-Za-z-]+\d*)*\b/gu,
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten)[- ](?:day|month|year|week|quarter)s?[- ](?:period|term|average|history|plan|horizon|window)\b/giu,
  /\b\d+-(?:day|month|year|week|quarter|hour)s?\b/giu,
  /\b(?:over|across|past|last|previous|next|within|for|after|every|first)\s+(?:the\s+)?(?:past\s+|last\s+|next\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:consecutive\s+)?(?:years?|months?|quarters?|weeks?|days?|hours?)\b/giu,
  /(?:过去|近|最近|连续|未来|前|后|历时|为期|每)\s*(?:\d+|[一二两三四五六七八九十]+)\s*(?:年|个月|个季度|季度|天|周|小时|日)/gu,
  // Terms to maturity: "due within 3 years", "payments due in 5 years or less".
  /(?<=\b(?:due|payable|matur\w*|obligations?|payments?)\b[^.;\n]{0,40}\b(?:in|within|after|than|over|beyond|to|up to|between|from|for)\s+)\d+(?:\s*(?:-|–|to|and)\s*\d+)?\s+years?\b/giu,
  /\b(?:24\/7|9-to-5|one another|one of|no one|anyone)\b/giu,
];

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
