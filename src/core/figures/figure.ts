import { areasOf, conditionsOf, type Expression, type Place, toFormula } from './expression.ts';
import type { Unit } from './notation/unit.ts';
import { rangeAddress } from './table.ts';

export type FigureKind =
  | 'value'
  | 'total'
  | 'mean'
  | 'median'
  | 'spread'
  | 'minimum'
  | 'maximum'
  | 'count'
  | 'share'
  | 'rank'
  | 'growth'
  | 'compound-growth'
  | 'difference'
  | 'ratio'
  | 'correlation';

/** Where a figure comes from: a range that can be selected, and which of its rows are meant if not all. */
export interface Source {
  readonly sheet: string;
  /** In A1 notation, without the sheet: `B2:B9`. */
  readonly range: string;
  readonly where?: string;
}

/** A fact that was computed from cells. A draft cites it as `{{figure:id}}`. */
export interface Figure {
  readonly id: string;
  readonly kind: FigureKind;
  /** In the units of its cells: what `formula` gives. */
  readonly value: number;
  readonly unit: Unit;
  readonly label: { readonly en: string; readonly zh: string };
  readonly sources: readonly Source[];
  readonly how: Expression;
  /** The same as an Excel formula, with its `=`. */
  readonly formula: string;
}

export function sourcesOf(expression: Expression, place: Place): Source[] {
  const where = conditionsOf(expression).join(', ');
  return areasOf(expression).map((area) => ({
    sheet: place.sheet,
    range: rangeAddress(place, area),
    ...(where !== '' && { where }),
  }));
}

export function makeFigure(
  id: string,
  kind: FigureKind,
  value: number,
  unit: Unit,
  label: Figure['label'],
  how: Expression,
  place: Place,
): Figure {
  return { id, kind, value, unit, label, how, sources: sourcesOf(how, place), formula: `=${toFormula(how, place)}` };
}
