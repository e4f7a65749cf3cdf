/** One number as people write it in English or Chinese: `1,234.5`, `(1,234)`, `¥1.2万`, `$4.8bn`, `12.3%`, `3个百分点`. */

import { readCurrency, type Unit } from './unit.ts';

export type NumberKind = 'number' | 'currency' | 'percent' | 'points' | 'multiple';

export interface NumberText {
  readonly start: number;
  readonly end: number;
  /** Percentages and percentage points as fractions, as Excel keeps them; 1.2万 is 12000. */
  readonly value: number;
  /** The value of one unit in the last digit that is written: 0.1 million for `1.2 million`. */
  readonly step: number;
  readonly kind: NumberKind;
  readonly currency?: string;
  /** What a word or letter behind it multiplied: 1e6 for `million`; 1 where there is none. */
  readonly scale: number;
  /** Whether a minus sign, a plus sign or accounting brackets are written. */
  readonly signed: boolean;
  /** Whether brackets stand around the number: a minus in a table, perhaps an aside in a sentence. */
  readonly bracketed: boolean;
}

const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  mn: 1e6,
  mio: 1e6,
  m: 1e6,
  mm: 1e6,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  trillions: 1e12,
  tn: 1e12,
  thousands: 1e3,
  百: 100,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
};

const currencyBefore = String.raw`(?:US\$|HK\$|A\$|C\$|[$€£¥￥₹₩]|(?:USD|EUR|GBP|CNY|RMB|CHF|JPY|HKD)(?=\s?[-\d.])|人民币)`;
const digits = String.raw`\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`;
const shape = new RegExp(
  String.raw`(?<open>[(（])?(?<sign>[-−–+])?\s?(?<before>${currencyBefore})?\s*(?<open2>\()?(?<sign2>[-−])?(?<digits>${digits})(?<close>[)）])?` +
    String.raw`(?<scale>\s*(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)|[ \u00a0-]?(?:hundred|thousands?|millions?|billions?|trillions?|mn|mio|bn|tn)(?![a-z])|(?:k|m|mm|b)(?![a-z]))?` +
    String.raw`(?<mark>\s*(?:个?百分点|个?基点)|[ \u00a0-]?(?:percentage[ -]points?|percent|per cent|p\.?p\.?(?![a-z])|ppts?|pts?(?![a-z])|basis points|bps)|\s?[%％‰]|\s*倍|[x×](?![a-z\d])|-?fold| times(?! (?:a|per)\b))?` +
    String.raw`(?<after>\s*(?:人民币|美元|欧元|英镑|日元|港元|港币|元)|\s(?:dollars|euros|yuan|USD|EUR|GBP|CNY|RMB|CHF)\b)?`,
  'iuy',
);

/** The number that begins at `at`, with its sign, brackets, currency, scale and mark; undefined when none does. */
export function matchNumber(text: string, at: number): NumberText | undefined {
  shape.lastIndex = at;
  const groups = shape.exec(text)?.groups;
  if (!groups) return undefined;
  let end = shape.lastIndex;
  const written = (groups['digits'] ?? '').replace(/[,，]/gu, '');
  const scaleWord = (groups['scale'] ?? '').trim().replace(/^-/u, '').toLowerCase();
  const scale = scales[scaleWord] ?? 1;
  const mark = (groups['mark'] ?? '').trim().toLowerCase().replace(/^-/u, '');
  const currencyText = `${groups['before'] ?? ''} ${groups['after'] ?? ''}`.trim();
  const currency = currencyText === '' ? undefined : readCurrency(currencyText);
  const { kind, factor } = readMark(mark, currency);
  const opened = groups['open'] ?? groups['open2'];
  const brackets = opened !== undefined && groups['close'] !== undefined;
  let start = at;
  if (!brackets && groups['open'] !== undefined) start += 1;
  if (!brackets && groups['close'] !== undefined && groups['scale'] === undefined && mark === '') end -= 1;
  const minus = groups['sign'] === '-' || groups['sign'] === '−' || groups['sign2'] !== undefined;
  const decimals = /\.(\d+)$/u.exec(written)?.[1]?.length ?? 0;
  const negative = minus || brackets;
  return {
    start,
    end,
    value: (negative ? -1 : 1) * times(Number(written), scale * factor),
    step: 10 ** -decimals * scale * factor,
    kind,
    ...(currency !== undefined && { currency }),
    scale,
    signed: negative || groups['sign'] === '+',
    bracketed: brackets,
  };
}

/** The product as it is in decimals: 20.5% is 0.205, which its parts in binary are not quite. */
function times(number: number, factor: number): number {
  return factor === 1 ? number : Number((number * factor).toPrecision(15));
}

function readMark(mark: string, currency: string | undefined): { kind: NumberKind; factor: number } {
  if (/^(?:%|％|percent|per cent)$/u.test(mark)) return { kind: 'percent', factor: 0.01 };
  if (mark === '‰') return { kind: 'percent', factor: 0.001 };
  if (/^(?:个?基点|basis points|bps)$/u.test(mark)) return { kind: 'points', factor: 0.0001 };
  if (/^(?:个?百分点|percentage[ -]points?|p\.?p\.?|ppts?|pts?)$/u.test(mark)) return { kind: 'points', factor: 0.01 };
  if (/^(?:倍|x|×|fold|times)$/u.test(mark)) return { kind: 'multiple', factor: 1 };
  return { kind: currency === undefined ? 'number' : 'currency', factor: 1 };
}

/** Full-width digits and signs as their usual forms; the length stays. */
export function normaliseDigits(text: string): string {
  return /[０-９．％－＋]/u.test(text)
    ? text.replace(/[０-９．％－＋]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    : text;
}

const european = /^-?\d{1,3}(?:\.\d{3})+,\d+$|^-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$/u;

/** The number that a cell's whole text is, or undefined. `1.234,56` and `1 234,56` are read where they can be nothing else. */
export function readNumber(cell: string): NumberText | undefined {
  if (cell.length > 40 || !/[\d０-９]/u.test(cell)) return undefined;
  let text = normaliseDigits(cell.trim());
  if (european.test(text)) {
    text = text
      .replace(/[ \u00a0\u202f]/gu, '')
      .replace(/\.(?=\d{3}(?:\D|$))/gu, text.includes(',') ? '' : '.')
      .replace(',', '.');
  }
  const trailing = /^([\d,.]+)-$/u.exec(text);
  const whole = trailing?.[1] === undefined ? text : `-${trailing[1]}`;
  const found = matchNumber(whole, 0);
  if (!found) return undefined;
  const head = whole.slice(0, found.start);
  const tail = whole.slice(found.end).trim();
  if (head === '' && tail === '') return found;
  // `(12.3%)`: the bracket closes behind the mark.
  return /^[(（]$/u.test(head) && /^[)）]$/u.test(tail) ? { ...found, value: -found.value, signed: true } : undefined;
}

/** A cell's number text as a number of its column: `1,200万元` is 1,200 where the header says 万元, as 1,200 is. */
export function valueUnder(unit: Unit, number: NumberText): number {
  return saysScale(number) && (number.kind !== 'percent' || unit.kind === 'percent')
    ? times(number.value, 1 / unit.scale)
    : number.value;
}

/** Whether a number text says itself how large its digits are, whatever its header says. */
export function saysScale({ scale, kind }: NumberText): boolean {
  return scale !== 1 || kind === 'percent';
}

/** What stands in a cell for "no value here". */
const missing =
  /^(?:[-–—―/.…]+|n\/?a|#n\/a|nan|null|none|nil|tbd|tba|missing|unknown|无|暂无|空|缺|缺失|未知|不详|待定|未填)$/iu;

export function isMissingMark(text: string): boolean {
  return text.length < 12 && missing.test(text);
}
