/** Whether an amount that is said in a currency can be what certain cells hold: money, and in that currency. */

import { areasOf } from '../expression.ts';
import { isSamePeriod } from '../notation/period.ts';
import { readCurrency } from '../notation/unit.ts';
import type { Profile } from '../profile/profile.ts';
import type { Table } from '../table.ts';
import type { Claim } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';

/** Names of what is counted, in whatever it is sold or paid. */
const counted =
  /\b(?:shares?|stocks?|options?|units?|volumes?|quantit(?:y|ies)|qty|heads?|headcount|employees?|staff|people|ftes?|customers?|clients?|users?|orders?|visit(?:or)?s?|tickets?|days?|hours?|numbers?|counts?|pieces|pcs)\b|股|人数|人次|员工|职工|用户|客户|件数|数量|销量|订单|户数|次数|天数|台数|只数/iu;
/** Names that say money of what is counted: "share price", "staff costs", 订单金额. */
const money =
  /\b(?:prices?|values?|amounts?|costs?|expenses?|revenues?|sales|spend(?:ing)?|budgets?|worth|fees?|salar(?:y|ies)|wages?|pay(?:ments?|roll)?|profits?|income|capital|compensation|benefits?|per)\b|额|价|费|薪|工资|成本|收入|利润|支出|预算|股本|每/iu;
const countedLine =
  /\b(?:number|no\.?) of\b|\bhead ?count\b|\bweighted[- ]average (?:number|shares)\b|人数|股数|件数|户数|数量/iu;

/** "In terms of $M", "expressed in euros", 以万元计: the currency of numbers that are written without one. */
const expressed =
  /\b(?:in terms of|expressed in|stated in|denominated in|measured in|in(?: (?:thousands|millions|billions) of)?)\s+(?<unit>(?:US|HK)?[$€£¥]\s?(?:m|k|bn|mn|['’]?000s?|thousands?|millions?|billions?)?(?![\d\p{L}])|(?:US |U\.S\. )?dollars|euros?|pounds|yuan|yen|(?:USD|EUR|GBP|CNY|RMB|JPY|HKD|CHF)(?: ?(?:m|k|bn|thousands?|millions?|billions?))?(?!\p{L}))|[以按](?<han>[^，。,；;\d]{0,6}(?:元|人民币|英镑|港币))(?:为单位)?计/iu;

/** The currency that a number is written with, or that its sentence says its numbers are in. */
export function saidCurrency(mention: NumberMention, sentence: string): string | undefined {
  if (mention.currency !== undefined) return mention.currency;
  const said = expressed.exec(sentence)?.groups;
  const unit = said?.['unit'] ?? said?.['han'];
  return unit === undefined ? undefined : readCurrency(unit);
}

/** For a number in its sentence: whether nothing that is said of a currency speaks against a claim. */
export type CurrencyReader = (mention: NumberMention, sentence: string) => (claim: Claim) => boolean;

export function readerOfCurrency(table: Table, profile: Profile): CurrencyReader {
  const { columns } = profile;
  const marked = columns.filter(({ unit }) => unit.kind === 'currency');
  const areAll = columns.every(({ role, unit }) => role !== 'measure' || unit.kind !== 'number');
  const known = new Set(columns.flatMap(({ unit }) => unit.currency ?? []));
  const isCountedName = (name: string): boolean => counted.test(name) && !money.test(name);
  const isCountedLine = (name: string): boolean => countedLine.test(name) && !money.test(name);
  const areCounted = columns.map(({ name, unit, base, period }) => {
    if (unit.kind === 'percent') return false;
    // A currency of the whole table is none of its headcount.
    if (unit.kind === 'currency') return areAll && isCountedLine(name);
    // Where money is marked, what has another unit of its own is none, nor what stands beside it under the same header.
    return (
      (marked.length > 0 && (unit.name !== undefined || unit.scale !== 1 || isCountedName(name))) ||
      marked.some(
        (other) => period && other.period && isSamePeriod(period, other.period) && base.startsWith(other.base),
      )
    );
  });
  const firstMeasure = Math.max(
    1,
    columns.findIndex(({ role }) => role === 'measure'),
  );
  const labels = columns.slice(0, firstMeasure).map(({ index }) => table.columns[index] ?? []);
  const isCountedRow = (row: number): boolean =>
    labels.some((cells) => {
      const label = cells[row];
      return typeof label === 'string' && isCountedLine(label);
    });
  const canBe = (claim: Claim, currency: string | undefined): boolean =>
    areasOf(claim.how).every(({ top, bottom, left }) => {
      const unit = columns[left]?.unit;
      if (areCounted[left] === true || (top === bottom && isCountedRow(top))) return false;
      return currency === undefined || unit?.currency === undefined || unit.currency === currency;
    });
  return (mention, sentence) => {
    const currency = saidCurrency(mention, sentence);
    const isSaid = mention.kind === 'currency' || (currency !== undefined && known.has(currency));
    return isSaid ? (claim) => claim.kind === 'count' || claim.kind === 'rank' || canBe(claim, currency) : () => true;
  };
}
