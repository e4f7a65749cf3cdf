/** Numbers said in words: doubled, one third, 三成, the second largest, the top five, three. */

import type { NumberKind } from '../notation/number-text.ts';

interface WordNumber {
  readonly pattern: RegExp;
  readonly read: (
    match: RegExpExecArray,
  ) => { value: number; step: number; kind: NumberKind | 'rank' | 'top' } | undefined;
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

export const wordNumbers: readonly WordNumber[] = [
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
