/** Units of numbers, and how headers and notes name them: `(k€)`, `（万元）`, `in millions`, `单位：亿元`, `(%)`. */

export interface Unit {
  readonly kind: 'currency' | 'percent' | 'number';
  /** `$`, `€`, `¥`, `USD` …, where one is named. */
  readonly currency?: string;
  /** What a cell's number is multiplied by to give the value: 10,000 for 万元, 0.01 for a cell of 12.3 under (%). */
  readonly scale: number;
  /** Unit of measurement as it is written: `kg`, `件`. */
  readonly name?: string;
}

export const plainUnit: Unit = { kind: 'number', scale: 1 };

const hanScale: Readonly<Record<string, number>> = {
  百: 100,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  万亿: 1e12,
};
const hanCurrency: Readonly<Record<string, string>> = {
  元: '¥',
  人民币: '¥',
  美元: '$',
  欧元: '€',
  英镑: '£',
  日元: 'JPY',
  港元: 'HKD',
  港币: 'HKD',
};
const latinScale: readonly (readonly [RegExp, number])[] = [
  [/(?:\b|\d)(?:billions?|bns?|bln)\b|[$€£¥]\s?bn?\b|\bb[$€£¥]/iu, 1e9],
  [
    /(?:\b|\d)(?:millions?|mns?|mio|mm|mil)\b|[$€£¥]\s?m\b|\bm[$€£¥]|\b(?:usd|eur|gbp|cny|rmb|chf)\s?m\b|\bm(?:usd|eur|gbp|cny|rmb|chf)\b/iu,
    1e6,
  ],
  [
    /\bthousands?\b|['’]?000s?\b|[$€£¥]\s?k\b|\bk[$€£¥]|\bt[$€£¥]|\b(?:usd|eur|gbp|cny|rmb|chf)\s?k\b|\bk(?:usd|eur|gbp|cny|rmb|chf)\b/iu,
    1e3,
  ],
];
const letterScale: Readonly<Record<string, number>> = { K: 1e3, k: 1e3, M: 1e6, MM: 1e6 };
const currencies: readonly (readonly [RegExp, string])[] = [
  [/HK\$|\bHKD\b/u, 'HKD'],
  [/US\$|\bUSD\b|\$|\bdollars?\b/iu, '$'],
  [/€|\bEUR\b|\beuros?\b/iu, '€'],
  [/£|\bGBP\b/iu, '£'],
  [/\bJPY\b|\byen\b/iu, 'JPY'],
  [/[¥￥]|\bCNY\b|\bRMB\b|\byuan\b/iu, '¥'],
  [/\bCHF\b/u, 'CHF'],
  [/₹|\bINR\b/u, '₹'],
  [/₩|\bKRW\b/u, '₩'],
];
const measures =
  /^(?:kg|g|t|tons?|tonnes?|lbs?|km|m|cm|mm|m²|m2|㎡|km²|ha|l|ml|kwh|mwh|gwh|kw|mw|h|hrs?|hours?|min(?:utes)?|s|sec|days?|weeks?|months?|years?|pcs|units?|people|persons?|headcount|fte|次|个|件|台|辆|套|人|户|家|吨|公斤|千克|克|公里|米|平方米|小时|分钟|天|日|月|年|单|笔|份|箱|瓶|本|张|票)$/iu;

/** The currency that a piece of text names, or undefined. */
export function readCurrency(text: string): string | undefined {
  for (const [word, sign] of Object.entries(hanCurrency)) {
    if (word !== '元' && text.includes(word)) return sign;
  }
  return currencies.find(([pattern]) => pattern.test(text))?.[1] ?? (text.includes('元') ? '¥' : undefined);
}

/** Reads what stands in a header's brackets or in a note; undefined when it is no unit. */
export function readUnit(text: string): Unit | undefined {
  const trimmed = text.trim().replace(/^(?:单位|金额单位|货币单位|unit)\s*[:：为]?\s*/iu, '');
  if (trimmed === '' || trimmed.length > 40) return undefined;
  if (/^(?:in\s+)?(?:%|percent(?:age)?|百分比|pct)$/iu.test(trimmed)) return { kind: 'percent', scale: 0.01 };
  const han =
    /^(?:人民币)?(百万|千万|十万|十亿|万亿|百|千|万|亿)?(人民币|美元|欧元|英镑|日元|港元|港币|元|人次|[个件台辆套人户家吨次单笔份箱瓶本张票股])?$/u.exec(
      trimmed,
    );
  if (han && (han[1] ?? han[2]) !== undefined) {
    const currency = han[2] === undefined ? undefined : (hanCurrency[han[2]] ?? undefined);
    const scale = han[1] === undefined ? 1 : (hanScale[han[1]] ?? 1);
    if (currency !== undefined) return { kind: 'currency', currency, scale };
    return { kind: 'number', scale, ...(han[2] !== undefined && { name: han[2] }) };
  }
  // In small letters m is a metre; capital letters alone say how many.
  const scale = latinScale.find(([pattern]) => pattern.test(trimmed))?.[1] ?? letterScale[trimmed];
  const currency = readCurrency(trimmed);
  if (currency !== undefined) return { kind: 'currency', currency, scale: scale ?? 1 };
  if (scale !== undefined) return { kind: 'number', scale };
  return measures.test(trimmed) ? { kind: 'number', scale: 1, name: trimmed } : undefined;
}

/** A header parted into its name and the unit that stands in its brackets or behind its last comma or slash. */
export function splitUnit(header: string): { readonly name: string; readonly unit?: Unit } {
  const text = header.replace(/\s+/gu, ' ').trim();
  for (const match of text.matchAll(/[(（[【]([^()（）[\]【】]*)[)）\]】]/gu)) {
    const unit = readUnit(match[1] ?? '');
    if (unit) return { name: text.replace(match[0], ' ').replace(/\s+/gu, ' ').trim(), unit };
  }
  const tail = /^(.+?)(?:[,，/:]\s*|\s+in\s+)([^,，/:]+)$/iu.exec(text);
  const unit = tail?.[2] === undefined ? undefined : readUnit(tail[2]);
  if (tail?.[1] !== undefined && unit) return { name: tail[1].trim(), unit };
  if (/^[^%]*%\s*$|^%/u.test(text) && text.length > 1) return { name: text, unit: { kind: 'percent', scale: 0.01 } };
  return { name: text };
}

/** The unit that a note beside a table declares for all of it: `(in millions, except per share data)`, `单位：万元`. */
export function readUnitNote(text: string): Unit | undefined {
  const han = /(?:单位|货币单位)\s*[:：为]\s*([^\s，,；;。)）]+)/u.exec(text)?.[1];
  if (han !== undefined) return readUnit(han);
  if (
    /\b(?:in|amounts?|figures?)\b.*?\b(?:thousands|millions|billions)\b/iu.test(text) ||
    /[$€£¥]\s*(?:in\s+)?(?:k|m|bn|thousands|millions|billions|['’]?000s?)\b/iu.test(text)
  ) {
    const scale = latinScale.find(([pattern]) => pattern.test(text))?.[1] ?? 1;
    const currency = readCurrency(text);
    return currency === undefined ? { kind: 'number', scale } : { kind: 'currency', currency, scale };
  }
  return undefined;
}

/** Words that say that the numbers of a column cannot be added up: rates, prices, averages. */
const notAdditive =
  /率|单价|均价|价格|平均|人均|占比|比例|比重|同比|环比|增速|指数|评分|得分|年龄|温度|余额|存量|\b(?:rate|price|ratio|average|avg|mean|median|margin|percent|pct|share|yield|index|score|rating|age|temperature|per|growth|change|yoy|qoq|mom|balance)\b|%/iu;

export function isAdditive(name: string, unit: Unit): boolean {
  return unit.kind !== 'percent' && !notAdditive.test(name);
}
