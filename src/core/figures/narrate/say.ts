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

export function growthPieces(
  speaker: Speaker,
  measure: Measure,
  from: SeriesPoint,
  to: SeriesPoint,
): { verb: TurningPiece; amount: NumberPiece; value: number } | undefined {
  if (from.value === 0) return undefined;
  const isRate = measure.unit.kind === 'percent';
  const value = isRate ? to.value - from.value : (to.value - from.value) / Math.abs(from.value);
  const left = pointExpression(from);
  const right = pointExpression(to);
  const how: Expression = isRate ? { op: 'subtract', left: right, right: left } : { op: 'growth', left, right };
  const label = `${nameOf(speaker, measure)}, ${sayPeriod(from.period, speaker.language)} – ${sayPeriod(to.period, speaker.language)}`;
  const points = speaker.language === 'zh' ? '个百分点' : ' percentage points';
  const amount: NumberPiece = {
    ...piece(isRate ? 'difference' : 'growth', value, isRate ? measure.unit : percent, how, label),
    absolute: true,
    ...(isRate && {
      display: { factor: measure.unit.scale * 100, decimals: 1, grouped: false, prefix: '', suffix: points },
    }),
  };
  const turns = speaker.language === 'zh' ? { up: '增长', down: '下降' } : { up: 'grew', down: 'fell' };
  const rates = speaker.language === 'zh' ? { up: '上升', down: '下降' } : { up: 'rose', down: 'fell' };
  return { verb: { turns: isRate ? rates : turns, value, how }, amount, value };
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
