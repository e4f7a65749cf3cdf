import { compareNumbers } from '../calculation/fifteen-digits.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type { CellValueOperator, ConditionalRule, TextOperator } from '../model/conditional-format.ts';
import { percentile, type AreaFacts } from './area-facts.ts';

/** Orders values as comparisons in formulas do: numbers before texts before truth values; empty cells are 0 or no text. */
function compare(a: CellValue, b: CellValue): number {
  const [left, right] = [a ?? (typeof b === 'string' ? '' : 0), b ?? (typeof a === 'string' ? '' : 0)];
  const rank = (value: CellValue): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  if (typeof left === 'string' && typeof right === 'string')
    return left.toLowerCase() < right.toLowerCase() ? -1 : Number(left.toLowerCase() !== right.toLowerCase());
  return compareNumbers(Number(left), Number(right));
}

export function comparisonHolds(
  operator: CellValueOperator,
  value: CellValue,
  first: CellValue,
  second: CellValue,
): boolean {
  if (isCellError(value) || isCellError(first) || isCellError(second)) return false;
  const isBetween = compare(value, first) >= 0 && compare(value, second) <= 0;
  switch (operator) {
    case 'Between':
      return isBetween;
    case 'NotBetween':
      return !isBetween;
    case 'EqualTo':
      return compare(value, first) === 0;
    case 'NotEqualTo':
      return compare(value, first) !== 0;
    case 'GreaterThan':
      return compare(value, first) > 0;
    case 'LessThan':
      return compare(value, first) < 0;
    case 'GreaterThanOrEqual':
      return compare(value, first) >= 0;
    default:
      return compare(value, first) <= 0;
  }
}

export function textHolds(operator: TextOperator, value: CellValue, text: string): boolean {
  if (isCellError(value)) return false;
  const own = value === null ? '' : String(value).toLowerCase();
  const wanted = text.toLowerCase();
  if (operator === 'NotContains') return !own.includes(wanted);
  if (wanted === '') return false;
  if (operator === 'BeginsWith') return own.startsWith(wanted);
  return operator === 'EndsWith' ? own.endsWith(wanted) : own.includes(wanted);
}

export function topBottomHolds(
  { type, rank }: Extract<ConditionalRule, { kind: 'TopBottom' }>,
  value: CellValue,
  { numbers }: AreaFacts,
): boolean {
  if (typeof value !== 'number' || numbers.length === 0) return false;
  const isPercent = type.endsWith('Percent');
  const count = isPercent ? Math.max(1, Math.floor((numbers.length * rank) / 100)) : Math.min(rank, numbers.length);
  return type.startsWith('Top') ? value >= (numbers.at(-count) ?? 0) : value <= (numbers[count - 1] ?? 0);
}

const deviations: Readonly<Record<string, readonly [sign: 1 | -1, count: number]>> = {
  AboveAverage: [1, 0],
  BelowAverage: [-1, 0],
  OneStdDevAboveAverage: [1, 1],
  OneStdDevBelowAverage: [-1, 1],
  TwoStdDevAboveAverage: [1, 2],
  TwoStdDevBelowAverage: [-1, 2],
  ThreeStdDevAboveAverage: [1, 3],
  ThreeStdDevBelowAverage: [-1, 3],
};

/** `today` is a day as cells count them. */
export function presetHolds(criterion: string, value: CellValue, facts: AreaFacts, today: number): boolean {
  const isBlank = value === null || (typeof value === 'string' && value.trim() === '');
  const count = (): number =>
    value === null || isCellError(value) ? 0 : (facts.counts.get(String(value).toLowerCase()) ?? 0);
  switch (criterion) {
    case 'Blanks':
      return isBlank;
    case 'NonBlanks':
      return !isBlank;
    case 'Errors':
      return isCellError(value);
    case 'NonErrors':
      return !isCellError(value);
    case 'UniqueValues':
      return count() === 1;
    case 'DuplicateValues':
      return count() > 1;
    default:
      return typeof value === 'number' && numberHolds(criterion, value, facts, today);
  }
}

function numberHolds(criterion: string, value: number, { mean, deviation }: AreaFacts, today: number): boolean {
  if (criterion === 'EqualOrAboveAverage') return value >= mean;
  if (criterion === 'EqualOrBelowAverage') return value <= mean;
  const [sign, count] = deviations[criterion] ?? [];
  if (sign !== undefined && count !== undefined) return sign * (value - mean) > count * deviation;
  const span = daysOf(criterion, today);
  const day = Math.floor(value);
  return span !== null && day >= span[0] && day <= span[1];
}

/** The first and the last day that a criterion speaks of; weeks begin on Sunday. */
function daysOf(criterion: string, today: number): readonly [number, number] | null {
  // Day 1 was a Sunday.
  const sunday = today - ((today - 1) % 7);
  const month = (by: number): readonly [number, number] => {
    const date = new Date((today - 25_569) * 86_400_000);
    const at = (months: number): number =>
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 86_400_000 + 25_569;
    return [at(by), at(by + 1) - 1];
  };
  switch (criterion) {
    case 'Yesterday':
      return [today - 1, today - 1];
    case 'Today':
      return [today, today];
    case 'Tomorrow':
      return [today + 1, today + 1];
    case 'LastSevenDays':
      return [today - 6, today];
    case 'LastWeek':
      return [sunday - 7, sunday - 1];
    case 'ThisWeek':
      return [sunday, sunday + 6];
    case 'NextWeek':
      return [sunday + 7, sunday + 13];
    case 'LastMonth':
      return month(-1);
    case 'ThisMonth':
      return month(0);
    case 'NextMonth':
      return month(1);
    default:
      return null;
  }
}

/** The number that a threshold stands for; a formula's value is given. */
export function thresholdOf(
  type: string,
  value: CellValue,
  { numbers }: AreaFacts,
  otherwise: 'lowest' | 'highest',
): number {
  const [low, high] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  const number = typeof value === 'number' ? value : Number(value ?? 0) || 0;
  switch (type) {
    case 'LowestValue':
      return low;
    case 'HighestValue':
      return high;
    case 'Percent':
      return low + ((high - low) * number) / 100;
    case 'Percentile':
      return percentile(numbers, number / 100);
    case 'Automatic':
      return otherwise === 'lowest' ? Math.min(0, low) : Math.max(0, high);
    default:
      return number;
  }
}
