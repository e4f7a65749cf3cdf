/** How a figure is computed from cells: a value that can be said, and written as an Excel formula. */

import { type Period, serialOfPeriod } from './notation/period.ts';
import { type Area, quoteSheet, rangeAddress, type Table } from './table.ts';

export type Place = Pick<Table, 'sheet' | 'firstRow' | 'firstColumn'>;

/** A column in which a row must hold something to be counted. */
export interface Condition {
  /** The cells of the column, as high as the areas that are folded. */
  readonly area: Area;
  readonly header: string;
  /** What the cell holds: its text or number. */
  readonly equals?: string | number;
  /** Or the period in which its date lies. */
  readonly within?: Period;
}

export interface Cells {
  readonly areas: readonly Area[];
  /** Only the rows of `areas` that meet all of these. */
  readonly where: readonly Condition[];
}

export type Fold = 'value' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'sd' | 'q1' | 'q3' | 'distinct';

export type Expression =
  | { readonly op: 'cells'; readonly fold: Fold; readonly cells: Cells }
  | { readonly op: 'constant'; readonly value: number }
  | {
      readonly op: 'add' | 'subtract' | 'divide' | 'multiply' | 'growth';
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Compound growth per period: (right / left) ^ (1 / steps) − 1. */
  | { readonly op: 'compound'; readonly left: Expression; readonly right: Expression; readonly steps: number }
  /** 1 for the greatest: 1 + how many of `among` are greater than `of`. */
  | { readonly op: 'rank'; readonly of: Expression; readonly among: readonly Area[]; readonly ascending: boolean };

export function fold(kind: Fold, cells: Cells): Expression {
  return { op: 'cells', fold: kind, cells };
}

/** Every area that the expression reads, in reading order, none twice. */
export function areasOf(expression: Expression): Area[] {
  const found = new Map<string, Area>();
  const visit = (part: Expression): void => {
    const add = (area: Area): unknown => found.set(`${area.top},${area.left},${area.bottom},${area.right}`, area);
    if (part.op === 'cells') part.cells.areas.forEach(add);
    else if (part.op === 'rank') {
      visit(part.of);
      part.among.forEach(add);
    } else if (part.op !== 'constant') {
      visit(part.left);
      visit(part.right);
    }
  };
  visit(expression);
  return [...found.values()];
}

/** Whether it computes with the numbers in one of these columns, and does not merely count its cells. */
export function computesWith(expression: Expression, columns: ReadonlySet<number>): boolean {
  const isIn = ({ left, right }: Area): boolean => [...columns].some((column) => left <= column && column <= right);
  switch (expression.op) {
    case 'constant':
      return false;
    case 'cells':
      return expression.fold !== 'count' && expression.fold !== 'distinct' && expression.cells.areas.some(isIn);
    case 'rank':
      return expression.among.some(isIn);
    default:
      return computesWith(expression.left, columns) || computesWith(expression.right, columns);
  }
}

/** The conditions on rows anywhere in the expression, as words: `Region = North`. */
export function conditionsOf(expression: Expression): string[] {
  if (expression.op === 'cells') {
    return expression.cells.where.map(({ header, equals, within }) => {
      const value =
        equals ?? (within ? [within.year, within.part, within.day].filter((part) => part !== undefined).join('-') : '');
      return `${header} = ${value}`;
    });
  }
  if (expression.op === 'rank') return conditionsOf(expression.of);
  return expression.op === 'constant'
    ? []
    : [...new Set([...conditionsOf(expression.left), ...conditionsOf(expression.right)])];
}

const folds: Readonly<Record<Exclude<Fold, 'q1' | 'q3' | 'distinct'>, string>> = {
  value: 'SUM',
  sum: 'SUM',
  mean: 'AVERAGE',
  median: 'MEDIAN',
  min: 'MIN',
  max: 'MAX',
  count: 'COUNTA',
  sd: 'STDEV.S',
};

/**
 * The expression as an Excel formula without its `=`. References carry the sheet's name when `withSheet` is set.
 * Conditions become SUMIFS and its like; folds that have none (median, deviation) filter by IF, which Excel with
 * dynamic arrays evaluates in any cell.
 */
export function toFormula(expression: Expression, place: Place, withSheet = false): string {
  const prefix = withSheet ? `${quoteSheet(place.sheet)}!` : '';
  const reference = (area: Area): string => prefix + rangeAddress(place, area);
  const write = (part: Expression): string => {
    switch (part.op) {
      case 'constant':
        return String(part.value);
      case 'cells':
        return writeFold(part.fold, part.cells, reference);
      case 'add':
        return `(${write(part.left)}+${write(part.right)})`;
      case 'subtract':
        return `(${write(part.left)}-${write(part.right)})`;
      case 'multiply':
        return `${write(part.left)}*${write(part.right)}`;
      case 'divide':
        return `${write(part.left)}/${bracket(write(part.right))}`;
      case 'growth': {
        const from = write(part.left);
        return `(${write(part.right)}-${from})/ABS(${from})`;
      }
      case 'compound':
        return `((${write(part.right)}/${bracket(write(part.left))})^(1/${part.steps})-1)`;
      case 'rank': {
        const sign = part.ascending ? '<' : '>';
        const of = write(part.of);
        return `(1+${part.among.map((area) => `COUNTIF(${reference(area)},"${sign}"&${of})`).join('+')})`;
      }
    }
  };
  const isSum = expression.op === 'add' || expression.op === 'subtract';
  return isSum ? write(expression).slice(1, -1) : write(expression);
}

function bracket(text: string): string {
  return /^[\w.$!':]+$|^\w+\([^()]*\)$|^\(.*\)$/u.test(text) ? text : `(${text})`;
}

function writeFold(kind: Fold, cells: Cells, reference: (area: Area) => string): string {
  const ranges = cells.areas.map(reference).join(',');
  if (cells.where.length > 0) return writeConditional(kind, ranges, cells.where, reference);
  switch (kind) {
    case 'value':
      return ranges;
    case 'q1':
    case 'q3':
      return `QUARTILE.INC(${cells.areas.length > 1 ? `(${ranges})` : ranges},${kind === 'q1' ? 1 : 3})`;
    case 'distinct':
      return `ROWS(UNIQUE(${ranges}))`;
    default:
      return `${folds[kind]}(${ranges})`;
  }
}

const conditional: Partial<Record<Fold, string>> = {
  sum: 'SUMIFS',
  mean: 'AVERAGEIFS',
  min: 'MINIFS',
  max: 'MAXIFS',
  value: 'SUMIFS',
};

function writeConditional(
  kind: Fold,
  range: string,
  where: readonly Condition[],
  reference: (area: Area) => string,
): string {
  const pairs = where.flatMap((condition) => criteria(condition).map((text) => `${reference(condition.area)},${text}`));
  const name = conditional[kind];
  if (name !== undefined) return `${name}(${range},${pairs.join(',')})`;
  if (kind === 'count') return `COUNTIFS(${range},"<>",${pairs.join(',')})`;
  const tests = where.flatMap((condition) => writeTests(condition, reference(condition.area))).join('*');
  const filtered = `IF(${tests},${range})`;
  if (kind === 'q1' || kind === 'q3') return `QUARTILE.INC(${filtered},${kind === 'q1' ? 1 : 3})`;
  return kind === 'distinct' ? `ROWS(UNIQUE(FILTER(${range},${tests})))` : `${folds[kind]}(${filtered})`;
}

/** Words that a criterion takes for themselves; `*`, `?` and `~` are wildcards in one, a leading sign is a comparison, and TRUE a truth value. */
const plainWord = /^(?!(?:true|false)$)\p{L}[^*?~]*$/iu;

function criteria({ equals, within }: Condition): string[] {
  const bounds = within && dayBounds(within);
  if (bounds) return [`">="&${bounds[0]}`, `"<"&${bounds[1]}`];
  if (typeof equals === 'number') return [String(equals)];
  if (equals !== undefined && plainWord.test(equals)) return [quoteText(equals)];
  return [quoteText(`=${(equals ?? '').replace(/[*?~]/gu, '~$&')}`)];
}

function writeTests({ equals, within }: Condition, range: string): string[] {
  const bounds = within && dayBounds(within);
  if (bounds) return [`(${range}>=${bounds[0]})`, `(${range}<${bounds[1]})`];
  return [`(${range}=${typeof equals === 'number' ? equals : quoteText(equals ?? '')})`];
}

function dayBounds(period: Period): [string, string] | undefined {
  const { grain, year, part = 1, day = 1 } = period;
  if (year === undefined || serialOfPeriod(period) === undefined) return undefined;
  const size = grain === 'month' ? 1 : grain === 'quarter' ? 3 : grain === 'half' ? 6 : 12;
  const month = grain === 'year' ? 1 : grain === 'month' || grain === 'day' ? part : (part - 1) * size + 1;
  if (grain === 'day') return [`DATE(${year},${month},${day})`, `DATE(${year},${month},${day + 1})`];
  return [`DATE(${year},${month},1)`, `DATE(${year},${month + size},1)`];
}

/** A text as it stands in a formula: in quotes, quotes in it doubled. */
export function quoteText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
