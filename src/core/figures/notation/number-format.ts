/** What an Excel number format says about the numbers that it shows. */

export type FormatKind = 'general' | 'number' | 'currency' | 'percent' | 'date' | 'time' | 'text';

export interface FormatMeaning {
  readonly kind: FormatKind;
  /** `$`, `€`, `¥`, `EUR` … for a currency. */
  readonly currency?: string;
  /** Digits after the point that are always shown; undefined for General. */
  readonly decimals?: number;
  /** What the shown number stands for: 1000 for a format that ends in a comma. */
  readonly scale: number;
  /** For dates: the smallest part that is shown. */
  readonly grain?: 'year' | 'month' | 'day' | 'time';
}

const currencySign = /[$€£¥￥₹₩₽฿₫₴₦₱₺₪]/u;
const currencyCode = /\b(?:USD|EUR|GBP|JPY|CNY|RMB|CHF|HKD|TWD|INR|KRW|AUD|CAD|SGD|SEK|NOK|DKK|BRL|MXN|ZAR)\b/u;
const known = new Map<string, FormatMeaning>();

/** Reads the first section of a format (the one for positive numbers), after ECMA-376 part 1, 18.8.31. */
export function readNumberFormat(format: string): FormatMeaning {
  const seen = known.get(format);
  if (seen) return seen;
  const meaning = readSection(firstSection(format));
  if (known.size > 500) known.clear();
  known.set(format, meaning);
  return meaning;
}

function firstSection(format: string): string {
  let quoted = false;
  for (let at = 0; at < format.length; at += 1) {
    const letter = format[at];
    if (letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (letter === ';' && !quoted) return format.slice(0, at);
  }
  return format;
}

function readSection(section: string): FormatMeaning {
  // [$€-407] and [$-804] name a currency and a locale; other brackets are colours and conditions.
  const bracket = /\[\$([^\]-]*)(?:-[^\]]*)?\]/u.exec(section)?.[1] ?? '';
  const literal = [...section.matchAll(/"([^"]*)"|\\(.)/gu)].map((match) => match[1] ?? match[2] ?? '').join(' ');
  const bare = section
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/giu, '')
    .trim();
  if (bare === '@') return { kind: 'text', scale: 1 };
  const signs = `${bracket} ${literal} ${bare}`;
  const currency =
    (currencySign.exec(signs) ?? currencyCode.exec(signs))?.[0] ?? (/[元圆]/u.test(literal) ? '¥' : undefined);
  if (/^(?:general)?$/iu.test(bare) && currency === undefined) return { kind: 'general', scale: 1 };
  if (!currency && !/[0#?]/u.test(bare.replace(/\.0+/gu, '')) && /[ymdhs年月日]/iu.test(bare))
    return readDate(bare, literal);
  const decimals = /\.([0#?]+)/u.exec(bare)?.[1]?.length ?? 0;
  if (bare.includes('%')) return { kind: 'percent', decimals, scale: 1 };
  const commas = /[0#?](,+)(?![0#?,])/u.exec(bare)?.[1]?.length ?? 0;
  const scale = 1000 ** commas;
  return currency
    ? { kind: 'currency', currency: currency === '￥' ? '¥' : currency, decimals, scale }
    : { kind: 'number', decimals, scale };
}

function readDate(bare: string, literal: string): FormatMeaning {
  const codes = bare.toLowerCase();
  const hasDay = codes.includes('d') || literal.includes('日');
  if (/[hs]/u.test(codes)) return { kind: hasDay || codes.includes('y') ? 'date' : 'time', scale: 1, grain: 'time' };
  const grain = hasDay ? 'day' : codes.includes('m') ? 'month' : 'year';
  return { kind: 'date', scale: 1, grain };
}
