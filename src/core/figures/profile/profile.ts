/** What is known about a table when its cells have been counted: a plain value that can be sent from a worker. */

import type { Cells, Place } from '../expression.ts';
import type { Period } from '../notation/period.ts';
import type { Unit } from '../notation/unit.ts';
import type { Area } from '../table.ts';
import type { ErrorCells } from './errors.ts';

export type ColumnType =
  | 'integer'
  | 'number'
  | 'currency'
  | 'percent'
  | 'date'
  | 'category'
  | 'id'
  | 'text'
  | 'boolean'
  | 'empty';

/** What a column is for: adding up, grouping by, following in time, naming a row, reading. */
export type ColumnRole = 'measure' | 'category' | 'time' | 'id' | 'text' | 'none';

/**
 * Numbers of a column in short. Definitions: `mean` is the sum over the count; `sd` the sample standard deviation
 * (n − 1), by the corrected two-pass algorithm (Chan, Golub, LeVeque 1983); quartiles are Hyndman and Fan's type 7,
 * the default of R's `quantile` and of Excel's QUARTILE.INC; `mad` is the median of absolute deviations from the
 * median, unscaled. `sum` is compensated (Neumaier 1974).
 */
export interface Distribution {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
  readonly mad: number;
  readonly distinct: number;
  readonly zeros: number;
  readonly negatives: number;
}

export interface ColumnProfile {
  readonly index: number;
  /** The header without its unit; the column's letter where there is no header. */
  readonly name: string;
  readonly type: ColumnType;
  readonly role: ColumnRole;
  readonly unit: Unit;
  /** Whether a sum of the numbers means something: not for rates, prices and averages. */
  readonly additive: boolean;
  /** The period that the header names: `2024`, `Q3 2026`. */
  readonly period?: Period;
  /** The header's words without the period. */
  readonly base: string;
  readonly count: number;
  /** Cells without a value: empty, marked as such, or with an error. */
  readonly missing: number;
  readonly errors: readonly ErrorCells[];
  /** Cells of another kind than the column: text among numbers. */
  readonly stray: number;
  /** Numbers that are kept as text: read here, and left out by Excel's own sums, charts and pivot tables. */
  readonly asText: number;
  readonly distinct: number;
  readonly distribution?: Distribution;
  /** The commonest values of a category, with how often they occur. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** For a column of times: first and last. */
  readonly span?: { readonly first: Period; readonly last: Period };
  /** The columns whose sum this column is. */
  readonly totalOf?: readonly number[];
  /** It names groups of rows in the first row of each alone. */
  readonly isOutline?: boolean;
}

export interface TotalRow {
  readonly row: number;
  readonly label: string;
  readonly kind: 'total' | 'subtotal';
  /** First and last row that it adds up. */
  readonly from: number;
  readonly to: number;
  /** How it was recognised. */
  readonly by: 'name' | 'sum' | 'formula';
}

/** Something that is measured: a column, or several columns that give it for a period each. */
export interface Measure {
  readonly name: string;
  readonly unit: Unit;
  readonly additive: boolean;
  readonly columns: readonly { readonly column: number; readonly period?: Period }[];
  /** The column that adds these up, or adds this one up with its neighbours. */
  readonly totalColumn?: number;
}

export interface SeriesPoint {
  readonly period: Period;
  readonly value: number;
  readonly cells: Cells;
  readonly fold: 'value' | 'sum' | 'mean';
}

/**
 * A measure in time. Growth is (to − from) / |from|, undefined for a `from` of 0; `cagr` is the compound rate per year
 * (or per step, where periods are no years): (last / first)^(1 / years) − 1, only for positive ends at least two steps apart.
 */
export interface Series {
  readonly measure: number;
  /** The category of whose rows this is, or undefined for all of them. */
  readonly of?: { readonly column: number; readonly value: string };
  readonly points: readonly SeriesPoint[];
  readonly growth?: number;
  readonly lastGrowth?: number;
  /** Against the same part of the year before. */
  readonly yearGrowth?: number;
  readonly cagr?: number;
  readonly cagrSteps?: number;
  readonly peak: number;
  readonly trough: number;
  /** The last period is not over: its rows end well before it does. */
  readonly lastIsPartial: boolean;
}

export interface GroupMember {
  readonly value: string;
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  /** Of the sum of all; undefined when the measure is not additive or has both signs. */
  readonly share?: number;
  readonly rank: number;
  readonly cells: Cells;
}

/** A measure by the values of a category; total rows are not counted. Members are in descending order. */
export interface Group {
  readonly measure: number;
  readonly column: number;
  readonly measureColumn: number;
  readonly period?: Period;
  readonly members: readonly GroupMember[];
  /** Sum (or mean, where sums mean nothing) over all. */
  readonly whole: number;
  readonly wholeCells: Cells;
  /** Herfindahl–Hirschman index: the sum of squared shares, from 1/n (even) to 1 (one has all). */
  readonly concentration?: number;
}

export interface Outlier {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** Modified z-score: 0.6745 (x − median) / MAD. */
  readonly score: number;
  readonly label: string;
}

export interface Correlation {
  readonly columns: readonly [number, number];
  /** Pearson's r over rows where both have numbers. */
  readonly r: number;
  readonly count: number;
}

export interface FormulaColumn {
  readonly column: number;
  readonly formulas: number;
  /** The commonest formula as it stands in its first row, and the columns that it reads. */
  readonly pattern: string;
  readonly first: number;
  readonly dependsOn: readonly string[];
  /** Rows whose formula is another one. */
  readonly inconsistent: readonly number[];
  /** Rows that hold a number where the column has formulas. */
  readonly hardCoded: readonly number[];
  /** Numbers written inside the commonest formula, 0 and 1 left out. */
  readonly constants: readonly number[];
}

export interface Profile {
  readonly place: Place;
  /** Rows above the header that belong to no column: titles and notes. */
  readonly titles: readonly string[];
  /** How many header rows there are; 0 when the first row is data. */
  readonly headerRows: number;
  /** The rows of data, total rows among them. */
  readonly body: Area;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  readonly totals: readonly TotalRow[];
  readonly measures: readonly Measure[];
  /** Whether rows are of one kind, so that a sum over them means something: not so for the lines of a statement. */
  readonly rowsAddUp: boolean;
  /** The column whose texts name the rows. */
  readonly labelColumn?: number;
  readonly timeColumn?: number;
  readonly series: readonly Series[];
  readonly groups: readonly Group[];
  readonly outliers: readonly Outlier[];
  /** How many there are; `outliers` holds the farthest. */
  readonly outlierCount: number;
  readonly correlations: readonly Correlation[];
  /** Columns that tell every row apart. */
  readonly keys: readonly number[];
  readonly duplicateRows: number;
  readonly formulas: readonly FormulaColumn[];
}
