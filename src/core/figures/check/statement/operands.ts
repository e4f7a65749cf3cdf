/** Cells that a line, a column group and periods select, and what they come to. */

import { type Expression, fold } from '../../expression.ts';
import { isSamePeriod, isWithin, type Period, periodOrder, sayPeriod } from '../../notation/period.ts';
import type { Unit } from '../../notation/unit.ts';
import { isComputed, totalKey, usualKey } from './column-heads.ts';
import type { Line, StatementCell } from './read-statement.ts';
import { columnsIn, type Term } from './terms.ts';

export interface Operand {
  /** One line; several where each stands for a period of its own. */
  readonly lines: readonly Line[];
  /** The key of a group of columns, where one is named. */
  readonly group?: string;
}

interface Place {
  readonly line: Line;
  readonly cell: StatementCell;
  readonly key: string;
  readonly period?: Period;
  /** The year that the period is said to be of. */
  readonly year?: number;
  readonly span?: readonly [number, number];
}

/** A number that was computed from cells, and how. */
export interface Amount {
  readonly value: number;
  readonly unit: Unit;
  readonly how: Expression;
  readonly label: string;
  readonly isNil: boolean;
  /** Whether the line is one that is deducted: what is written without a minus may be its size. */
  readonly isOutflow: boolean;
}

const outflow =
  /\b(?:used|loss(?:es)?|expenses?|costs?|less|deduct\w*|payments?|paid|outflows?|provisions?|allowances?|decreases?|reductions?|exercised|vested|forfeited|cancel+ed|lapsed|expired|disposals?|amorti[sz]ation|depreciation|impairments?|liabilit\w+|tax(?:es)?|debt|write-?offs?|repurchase\w*|benefits? paid|charges?|credits?)\b|损失|亏损|费用|支出|成本|减[:：]|折旧|摊销|减值/iu;

function isOutflow(label: string): boolean {
  const plain = label.replace(/[(（][^)）]*[)）]/gu, ' ');
  return !plain.includes('/') && outflow.test(plain);
}

/** The lines of a statement stay, and each number of a draft asks for their places many times. */
const placesOfLine = new WeakMap<Line, Map<string | undefined, readonly Place[]>>();

/** The cells of the operand's group; of the columns without further words where none is named. */
function placesOf(operand: Operand): readonly Place[] {
  const [line] = operand.lines;
  if (!line || operand.lines.length > 1) return findPlaces(operand);
  const known = placesOfLine.get(line) ?? new Map<string | undefined, readonly Place[]>();
  placesOfLine.set(line, known);
  const places = known.get(operand.group) ?? findPlaces(operand);
  known.set(operand.group, places);
  return places;
}

function findPlaces({ lines, group }: Operand): readonly Place[] {
  const all = lines.flatMap((line) =>
    line.cells.map((cell): Place => {
      const head = line.heads.get(cell.column);
      const period = periodOf(head?.period, line);
      const year = head?.fiscalYear ?? period?.year;
      return {
        line,
        cell,
        key: head?.key ?? '',
        ...(period && { period }),
        ...(year !== undefined && { year }),
        ...((head?.span ?? line.span) && { span: head?.span ?? line.span }),
      };
    }),
  );
  return ofGroup(withoutShares(all), group);
}

/** Beside the amount of a year its share of the revenue of that year may stand below the same header. */
function withoutShares(all: readonly Place[]): readonly Place[] {
  const isShare = ({ cell }: Place): boolean => cell.unit.kind === 'percent';
  return all.filter(
    (place) =>
      !isShare(place) ||
      !place.period ||
      !all.some(
        (other) =>
          !isShare(other) &&
          other.line === place.line &&
          other.key === place.key &&
          other.period &&
          place.period &&
          isSamePeriod(other.period, place.period),
      ),
  );
}

function ofGroup(all: readonly Place[], group: string | undefined): readonly Place[] {
  if (group !== undefined) return all.filter(({ key }) => key === group);
  const keys = new Set(all.map(({ key }) => key));
  if (keys.size <= 1) return all;
  // "2019" beside "2018 restated" and "change": one thing in time, and what was computed of it.
  const given = all.filter(({ key, period, span }) => !isComputed(key) && (period ?? span));
  const times = new Set(given.map(({ period, span }) => (period ? periodOrder(period) : span?.join('-'))));
  if (given.length > 1 && times.size === given.length) return given;
  const [only] = usualKeys(all);
  return all.filter(({ key }) => key === (only ?? ''));
}

/** The columns that are meant where none is named: those without a name, those of the totals, those that are no percentages. */
function usualKeys(all: readonly Place[]): string[] {
  const keys = [...new Set(all.map(({ key }) => key))];
  if (keys.includes('')) return [''];
  // "% of total" is no total.
  const total = totalKey(
    keys.filter((key) => all.some((place) => place.key === key && place.cell.unit.kind !== 'percent')),
  );
  if (total !== undefined) return [total];
  const amounts = keys.filter(
    (key) => !isComputed(key) && all.some((place) => place.key === key && place.cell.unit.kind !== 'percent'),
  );
  if (amounts.length === 1) return amounts;
  const meant = usualKey(amounts);
  if (meant !== undefined) return [meant];
  // An asset that stands between assets and liabilities: the only column that has something.
  const filled = amounts.filter((key) => all.some((place) => place.key === key && place.cell.value !== 0));
  return filled.length === 1 ? filled : [];
}

/** "First Quarter" under the header 2019. */
export function periodOf(head: Period | undefined, { period, part }: Line): Period | undefined {
  if (!head) return period;
  if (!part || head.year === undefined) return head;
  if (head.grain === 'year') return { ...part, year: head.year };
  // Below "Year ended June 30, 2019" a balance at July 1 is of 2018.
  if (head.grain !== 'day' || part.grain !== 'day') return head;
  const isBefore = periodOrder({ ...part, year: 0 }) > periodOrder({ ...head, year: 0 });
  return { ...part, year: head.year - (isBefore ? 1 : 0) };
}

function amountOf({ group }: Operand, { line, cell, period, span }: Place): Amount {
  const area = { top: cell.row, left: cell.column, bottom: cell.row, right: cell.column };
  const when = period ? sayPeriod(period, 'en') : span ? span.join('–') : '';
  return {
    value: cell.value,
    unit: cell.unit,
    how: fold('value', { areas: [area], where: [] }),
    label: [line.label, group ?? '', when].filter((part) => part !== '').join(', '),
    isNil: cell.isNil,
    isOutflow: isOutflow(line.label) || outflow.test(line.headings.at(-1)?.join(' ') ?? ''),
  };
}

/** The one amount of a period, or the only one that there is. */
export function amountAt(operand: Operand, period: Period | undefined): Amount | undefined {
  const found = period ? placesIn(operand, period) : placesOf(operand);
  // Of a balance at its first day and at its last the one at the end is that of the year.
  const isOfDays = period?.grain === 'year' && found.every((place) => place.line.part?.grain === 'day');
  if (isOfDays && found.length === 2)
    return found.map((place) => amountOf(operand, place))[orderOf(found[0]) > orderOf(found[1]) ? 0 : 1];
  const [only] = found;
  return only && found.length === 1 ? amountOf(operand, only) : undefined;
}

function orderOf(place: Place | undefined): number {
  return place?.period ? periodOrder(place.period) : 0;
}

function placesIn(operand: Operand, period: Period): readonly Place[] {
  const places = placesOf(operand);
  // A table without times is of the time that its sentences name.
  if (places.every(({ period: own, span }) => !own && !span)) return places;
  const same = places.filter((place) => place.period !== undefined && isSamePeriod(place.period, period));
  if (same.length > 0) return same;
  const exact = places.filter((place) => place.period !== undefined && isWithin(place.period, period));
  if (exact.length > 0 || period.year === undefined) return exact;
  // Quarters without a year are of the year that the sentence names.
  const { year: _, ...part } = period;
  const ofAnyYear = places.filter(
    ({ period: own }) => own !== undefined && own.year === undefined && isWithin(own, part),
  );
  if (part.part !== undefined && ofAnyYear.length > 0) return ofAnyYear;
  // "At December 31, 2019" of a table by years.
  return places.filter(({ year }) => year === period.year);
}

export function spanAt(operand: Operand, [from, to]: readonly [number, number]): Amount | undefined {
  const found = placesOf(operand).filter(({ span }) => span?.[0] === from && span[1] === to);
  const [only] = found;
  return only && found.length === 1 ? amountOf(operand, only) : undefined;
}

/** What falls due in a term: the sum of the columns that make it up. */
export function termAt({ lines }: Operand, term: Term): Amount | undefined {
  const [line] = lines;
  const columns = line && lines.length === 1 ? columnsIn(line.heads, term) : undefined;
  if (!line || !columns) return undefined;
  const cells = columns.flatMap((column) => line.cells.filter((cell) => cell.column === column));
  const parts = cells.map((cell) =>
    amountOf({ lines, group: line.heads.get(cell.column)?.key ?? '' }, { line, cell, key: '' }),
  );
  return parts.length > 1 ? sum(parts) : parts[0];
}

/** All amounts that have a period, in the order of time. */
export function timelineOf(
  operand: Operand,
): { readonly period: Period; readonly year: number; readonly amount: Amount }[] {
  return placesOf(operand)
    .flatMap((place) =>
      place.period ? [{ period: place.period, year: place.year ?? 0, amount: amountOf(operand, place) }] : [],
    )
    .sort((one, other) => periodOrder(one.period) - periodOrder(other.period));
}

export function allAmounts(operand: Operand): Amount[] {
  return placesOf(operand).map((place) => amountOf(operand, place));
}

function isSameUnit(one: Unit, other: Unit): boolean {
  return (one.kind === 'percent') === (other.kind === 'percent') && one.scale === other.scale;
}

export function subtract(left: Amount, right: Amount): Amount | undefined {
  if (!isSameUnit(left.unit, right.unit)) return undefined;
  return {
    ...left,
    value: left.value - right.value,
    how: { op: 'subtract', left: left.how, right: right.how },
    label: `${left.label} − ${right.label}`,
    isNil: false,
    isOutflow: false,
  };
}

export function sum(parts: readonly Amount[]): Amount | undefined {
  const [first] = parts;
  if (!first || parts.some(({ unit }) => !isSameUnit(unit, first.unit))) return undefined;
  return {
    ...first,
    value: parts.reduce((total, { value }) => total + value, 0),
    how: parts.map(({ how }) => how).reduce((left, right): Expression => ({ op: 'add', left, right })),
    label: parts.map(({ label }) => label).join(' + '),
    isNil: false,
    isOutflow: parts.every(({ isOutflow }) => isOutflow),
  };
}

export function mean(parts: readonly Amount[]): Amount | undefined {
  const total = sum(parts);
  if (!total || parts.length < 2) return undefined;
  return {
    ...total,
    value: total.value / parts.length,
    how: { op: 'divide', left: total.how, right: { op: 'constant', value: parts.length } },
    label: `mean of ${parts.map(({ label }) => label).join(', ')}`,
  };
}

/** What of an amount falls to each of `count` equal parts. */
export function share(amount: Amount, count: number): Amount | undefined {
  if (!Number.isFinite(count) || count < 2) return undefined;
  return {
    ...amount,
    value: amount.value / count,
    how: { op: 'divide', left: amount.how, right: { op: 'constant', value: count } },
    label: `${amount.label} ÷ ${String(count)}`,
  };
}

/** What is written as a deduction, as the size that it is called by. */
export function sizeOf(amount: Amount): Amount {
  if (!amount.isOutflow || amount.value >= 0) return amount;
  const zero = { op: 'constant', value: 0 } as const;
  return { ...amount, value: -amount.value, how: { op: 'subtract', left: zero, right: amount.how } };
}

/** A quantity times what one of it costs. */
export function multiply(left: Amount, right: Amount): Amount {
  return {
    ...left,
    value: left.value * left.unit.scale * right.value * right.unit.scale,
    unit: { ...right.unit, scale: 1 },
    how: { op: 'multiply', left: left.how, right: right.how },
    label: `${left.label} × ${right.label}`,
    isNil: false,
  };
}

export function divide(left: Amount, right: Amount, unit: Unit): Amount | undefined {
  if (right.value === 0 || !isSameUnit(left.unit, right.unit)) return undefined;
  return {
    value: left.value / right.value,
    unit,
    how: { op: 'divide', left: left.how, right: right.how },
    label: `${left.label} ÷ ${right.label}`,
    isNil: false,
    isOutflow: left.isOutflow || right.isOutflow,
  };
}
