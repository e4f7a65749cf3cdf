/** What the answers to questions share: who speaks, what is spoken of, and the numbers. */

import { type Asker, percentUnit } from '../check/claim.ts';
import { isMeaningful } from '../check/level-claims.ts';
import { type Level, saySelection, type Selection } from '../check/selection.ts';
import type { Expression } from '../expression.ts';
import type { FigureKind } from '../figure.ts';
import { measureName } from '../figures-of.ts';
import type { Language } from '../format-value.ts';
import type { NumberPiece } from '../narrate/piece.ts';
import { piece, type Sentence } from '../narrate/say.ts';
import { type Period, sayPeriod } from '../notation/period.ts';

export interface Answer {
  readonly sentences: readonly Sentence[];
  /** Whether the sentences are the items of a list. */
  readonly isList: boolean;
}

export interface Speaker {
  readonly asker: Asker;
  readonly language: Language;
}

const kinds: Partial<Record<Level['fold'], FigureKind>> = { sum: 'total', mean: 'mean', median: 'median' };

export function levelPiece({ asker, language }: Speaker, of: Selection, level: Level): NumberPiece {
  return piece(
    kinds[level.fold] ?? 'value',
    level.value,
    level.unit,
    level.how,
    saySelection(asker.index, of, language),
  );
}

/** What the selection comes to, where that means something. */
export function meaningfulLevel(asker: Asker, of: Selection, wanted?: Level['fold']): Level | undefined {
  const level = asker.level(of, wanted);
  if (!level) return undefined;
  const isAsked = level.fold === 'mean' || level.fold === 'median';
  return isMeaningful(asker, of, isAsked ? { ...level, fold: 'sum' } : level) ? level : undefined;
}

/** "Revenue of North in March 2026", "2026年3月华北收入". */
export function subject({ asker: { index }, language }: Speaker, of: Selection): string {
  const measure = index.measures[of.measure];
  const values = saySelection(index, { measure: -1, values: of.values }, language);
  const when = saySpan(of.periods ?? [], language);
  // Of a statement, whose columns are periods, the line says it all.
  const name = measure && (measure.name !== '' || values === '') ? measureName(index.profile, measure)[language] : '';
  if (language === 'zh') return `${when}${values}${name}`;
  const what = name === '' || values === '' ? name + values : `${name} of ${values}`;
  return when === '' ? what : `${what}${(of.periods?.length ?? 0) > 1 ? ', ' : ' in '}${when}`;
}

function saySpan(periods: readonly Period[], language: Language): string {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return '';
  if (periods.length === 1) return sayPeriod(first, language);
  return [sayPeriod(first, language), sayPeriod(last, language)].join(language === 'zh' ? '至' : ' to ');
}

export function sharePiece(level: Level, whole: Level, name: string): NumberPiece {
  const how: Expression = { op: 'divide', left: level.how, right: whole.how };
  return piece('share', level.value / whole.value, percentUnit, how, name);
}
