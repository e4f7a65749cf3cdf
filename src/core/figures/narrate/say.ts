/** What the sentences of a narration share: names of measures and members, numbers as pieces. */

import { type Expression, fold } from '../expression.ts';
import type { Language } from '../format-value.ts';
import { detailCells, measureName, memberExpression, pointExpression } from '../figures-of.ts';
import { sayPeriod } from '../notation/period.ts';
import { plainUnit, type Unit } from '../notation/unit.ts';
import type { Group, GroupMember, Measure, Profile, Series, SeriesPoint } from '../profile/profile.ts';
import type { NumberPiece, Piece, TurningPiece } from './piece.ts';

export const percent: Unit = { kind: 'percent', scale: 1 };

/** A sentence for each language, made of pieces. */
export type Sentence = readonly Piece[];

export interface Speaker {
  readonly profile: Profile;
  readonly language: Language;
}

export function nameOf({ profile, language }: Speaker, measure: Measure): string {
  return measureName(profile, measure)[language];
}

/** Whether a column goes by its letter, for want of a header. */
export const isLetter = (name: string): boolean => /^[A-Z]{1,3}$/u.test(name);

/** A column as the subject of a sentence: by its header, or as "Column A". */
export function columnTitle({ name }: { readonly name: string }, language: Language): string {
  return !isLetter(name) ? name : language === 'zh' ? `${name}列` : `Column ${name}`;
}

export function piece(
  kind: NumberPiece['kind'],
  value: number,
  unit: Unit,
  how: Expression,
  label: string,
): NumberPiece {
  return { kind, value, unit, how, label: { en: label, zh: label } };
}

export function count(value: number, how: Expression, label: string): NumberPiece {
  return piece('count', value, plainUnit, how, label);
}

export function pointPiece(speaker: Speaker, measure: Measure, point: SeriesPoint): NumberPiece {
  return piece(
    'value',
    point.value,
    measure.unit,
    pointExpression(point),
    `${nameOf(speaker, measure)} ${sayPeriod(point.period, speaker.language)}`.trim(),
  );
}

/** A number and how it is computed. */
interface Amount {
  readonly value: number;
  readonly how: Expression;
}

/** How a change is computed: as growth, that of a rate as a difference. */
export function changeOf(from: Expression, to: Expression, unit: Unit): Expression {
  return unit.kind === 'percent' ? { op: 'subtract', left: to, right: from } : { op: 'growth', left: from, right: to };
}

/** By how much one amount differs from an earlier one that is not 0: in per cent of it, for a rate in percentage points. Its sign is for a word to say. */
export function changePiece(from: Amount, to: Amount, unit: Unit, language: Language, label: string): NumberPiece {
  const isRate = unit.kind === 'percent';
  const value = isRate ? to.value - from.value : (to.value - from.value) / Math.abs(from.value);
  const how = changeOf(from.how, to.how, unit);
  const points = language === 'zh' ? '个百分点' : ' percentage points';
  return {
    ...piece(isRate ? 'difference' : 'growth', value, isRate ? unit : percent, how, label),
    absolute: true,
    ...(isRate && { display: { factor: unit.scale * 100, decimals: 1, grouped: false, prefix: '', suffix: points } }),
  };
}

export function growthPieces(
  speaker: Speaker,
  measure: Measure,
  from: SeriesPoint,
  to: SeriesPoint,
): { verb: TurningPiece; amount: NumberPiece; value: number } | undefined {
  if (from.value === 0) return undefined;
  const { language } = speaker;
  const label = `${nameOf(speaker, measure)}, ${sayPeriod(from.period, language)} – ${sayPeriod(to.period, language)}`;
  const amountAt = (point: SeriesPoint): Amount => ({ value: point.value, how: pointExpression(point) });
  const amount = changePiece(amountAt(from), amountAt(to), measure.unit, language, label);
  const { value, how } = amount;
  const turns = language === 'zh' ? { up: '增长', down: '下降' } : { up: 'grew', down: 'fell' };
  const rates = language === 'zh' ? { up: '上升', down: '下降' } : { up: 'rose', down: 'fell' };
  return { verb: { turns: measure.unit.kind === 'percent' ? rates : turns, value, how }, amount, value };
}

export function memberPiece(measure: Measure, member: GroupMember, isSummed: boolean): NumberPiece {
  const how = memberExpression(member, isSummed);
  return piece(isSummed ? 'value' : 'mean', isSummed ? member.sum : member.mean, measure.unit, how, member.value);
}

export function sharePiece(group: Group, member: GroupMember): NumberPiece {
  const how: Expression = { op: 'divide', left: memberExpression(member, true), right: fold('sum', group.wholeCells) };
  return piece('share', member.share ?? 0, percent, how, member.value);
}

/** The whole periods of a series: the last one is left out while it runs. */
export function wholePoints(series: Series): readonly SeriesPoint[] {
  return series.lastIsPartial ? series.points.slice(0, -1) : series.points;
}

export function totalPiece({ profile }: Speaker, measure: Measure, column: number): NumberPiece | undefined {
  const distribution = profile.columns[column]?.distribution;
  return (
    distribution &&
    piece('total', distribution.sum, measure.unit, fold('sum', detailCells(profile, column)), measure.name)
  );
}
