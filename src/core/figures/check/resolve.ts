/** Chooses what a number may mean by the words around it. */

import type { CueHit } from './cues.ts';
import { ranks } from './change-claims.ts';
import type { Asker, Claim } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';
import { isApposed } from './rank-selector.ts';
import type { Scope } from './scope.ts';
import { earlier, isKnownPeriod, isTimed, type Selection, withPeriods, withValues } from './selection.ts';
import { directionOf, isAscending } from './nearness.ts';
import { sizeClaims } from './size-readings.ts';
import { percentClaims, pointClaims, multipleClaims } from './ratio-readings.ts';

export interface Readings {
  readonly claims: readonly Claim[];
  /** What the words say of the sign: 1 grew, -1 fell, 0 neither. */
  readonly direction: 1 | -1 | 0;
  /** The word that says it, in the whole text. */
  readonly directionWord?: CueHit;
}

/** Every figure that the number may be, the likeliest first. None where the words name nothing that the table has. */
export function readingsOf(asker: Asker, text: string, scope: Scope, mention: NumberMention): Readings {
  const selections = selectionsOf(asker, scope);
  const { direction, word } = directionOf(scope, mention);
  const base = { direction, ...(word && { directionWord: word }) };
  const done = (claims: readonly Claim[]): Readings => ({ ...base, claims: unique(claims) });
  switch (mention.kind) {
    case 'top':
      return { direction: 0, claims: [] };
    case 'rank':
      return done(
        [...selections, ...ofApposition(text, scope, mention, selections)].flatMap((selection) =>
          ranks(asker, selection, isAscending(scope, mention)),
        ),
      );
    case 'percent':
      return done(percentClaims(asker, text, scope, mention, selections));
    case 'points':
      return done(pointClaims(asker, text, scope, selections));
    case 'multiple':
      return done(multipleClaims(asker, text, scope, mention, selections));
    case 'number':
    case 'currency':
      return done(sizeClaims(asker, text, scope, mention, selections));
  }
}

/** "The second largest region, East, sold 60": whose place it is stands behind it, between commas. */
function ofApposition(
  text: string,
  { sentence, named }: Scope,
  mention: NumberMention,
  [selection]: readonly Selection[],
): Selection[] {
  const behind = named.find(({ start }) => start >= mention.end && isApposed(text.slice(sentence.start, start)));
  return selection && behind ? [withValues(selection, behind.entity.dimension, [behind.entity.code])] : [];
}

export function unique(claims: readonly Claim[]): Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ kind, value, label }) => {
    const key = `${kind} ${value} ${label.en}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** "… from 20 % a year earlier", 上年同期: the number is that of the year before. */
const yearBefore =
  /^\s*(?:(?:a|one) year (?:earlier|before|ago)|in the (?:previous|prior) year|the (?:previous|prior) year)\b/iu;

function selectionsOf(asker: Asker, scope: Scope): Selection[] {
  const { index } = asker;
  return scope.measures.flatMap((measure) =>
    scope.values.flatMap((values) =>
      scope.periods.flatMap((periods): Selection[] => {
        const selection: Selection = { measure, values };
        if (!periods) return [selection];
        const hasTime = index.time !== undefined || isTimed(index, selection);
        // A period that the table does not have cannot select: what is said of it is not in these cells.
        if (!hasTime) return [selection];
        if (!periods.some((period) => isKnownPeriod(index, selection, period))) return [];
        if (!yearBefore.test(scope.after)) return [withPeriods(selection, periods)];
        const shifted = periods.flatMap((period) => earlier(index, selection, period, 'year') ?? []);
        return shifted.length > 0 ? [withPeriods(selection, shifted)] : [];
      }),
    ),
  );
}
