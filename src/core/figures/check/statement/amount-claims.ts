/** What a number may mean by the lines, columns and periods of a statement that its sentence names. */

import { type Claim, countUnit, percentUnit } from '../claim.ts';
import { averageGrowth, findCue } from '../cues.ts';
import { derivedClaims } from './accounting.ts';
import {
  changeClaims,
  changeOfRatio,
  growthClaims,
  jointPairs,
  meanGrowths,
  openingToClosing,
  saysChange,
  sharesOfChange,
} from './change-amounts.ts';
import { claim } from './claim-of-amount.ts';
import { countClaims } from './line-counts.ts';
import { ratioClaims } from './part-and-whole.ts';
import { sizeOf, subtract } from './operands.ts';
import { inTime, pairsInTime } from './in-time.ts';
import {
  at,
  isCompared,
  isNamedInOrder,
  isNear,
  isOnlyNumber,
  pairAmounts,
  periodsOf,
  type Question,
  ratioWord,
  subjects,
  shareWord,
} from './question.ts';
import { isRange } from './said-periods.ts';
import { meanClaims, productClaims, sumClaims } from './sums-and-means.ts';

/** "A net loss of 5" is what "Net income" of −5 is called. */
const lossWord = /\b(?:loss(?:es)?|deficit|outflows?)\b|亏损|净流出/iu;

const comparative = /\b(?:higher|lower|more|less|greater)\b[^,.]*\bthan\b|比[^，。]*[高低多少](?=[出于了约]|\s|$)/iu;

export function claimsOf(question: Question): Claim[] {
  switch (question.mention.kind) {
    case 'rank':
    case 'top':
      return [];
    case 'points':
      return saysChange(question) ? ofPercentages(changeClaims(question, isNear(question, 'mean'))) : [];
    case 'percent':
      return [...percentClaims(question), ...derivedClaims(question)];
    case 'multiple':
      return ratioClaims(question, countUnit);
    case 'number':
    case 'currency': {
      const counts = countClaims(question);
      if (counts.length > 0) return counts;
      // An average over several periods is none of accounting's rests, which are of one.
      const isOfOne = !isNear(question, 'mean') || periodsOf(question).all.length < 2;
      return [...amountClaims(question), ...(isOfOne ? derivedClaims(question) : []), ...productClaims(question)];
    }
  }
}

function amountClaims(question: Question): Claim[] {
  const { around } = question;
  const isMean = isNear(question, 'mean');
  const isRatio = ratioWord.test(around) || /\bas a (?:percentage|share)\b/iu.test(around);
  if (saysChange(question)) return changeClaims(question, isMean);
  if (isMean)
    return [...meanClaims(question), ...(question.scope.sentence.periods.length > 1 ? [] : levelClaims(question))];
  if (isRatio) {
    const found = ratioClaims(question, countUnit);
    if (found.length > 0) return found;
  }
  // "Total assets" names a line, and "in 2018 and 2019" what is added up.
  const isTotal =
    question.scope.sentence.numbers.some(({ kind }) => kind === 'top') ||
    /\bnet (?:value|amount|total)s? of\b/iu.test(around) ||
    isNear(question, 'total') ||
    findCue(question.scope.sentence.text, 'total').length > 0;
  const sums = isTotal ? sumClaims(question) : [];
  // "The total for 2018 and 2019" is of both, not of the later one.
  const levels = sums.length > 0 && isOfSeveralTimes(question) ? [] : levelClaims(question);
  return [...extremeClaims(question), ...levels, ...sums, ...restClaims(question)];
}

/** Whether a word of adding up, which is no part of a line's name, is said of several periods. */
function isOfSeveralTimes(question: Question): boolean {
  const { lines, scope } = question;
  const { text } = scope.sentence;
  const isOfName = lines.every(({ recall, items }) => recall === 1 && items.some(({ isTotal }) => isTotal));
  const times = periodsOf(question).all.length;
  return times > 1 && isOnlyNumber(scope) && !isOfName && findCue(text, 'total').length > 0;
}

function levelClaims(question: Question): Claim[] {
  const isLoss = lossWord.test(question.scope.sentence.text);
  return subjects(question).flatMap((operand) =>
    at(question, operand).flatMap((amount) =>
      claim('value', amount, '%', '%', isLoss && amount.value < 0 ? 'free' : undefined),
    ),
  );
}

/** "The second highest revenue of the years": over the range that is said, or all times. */
function extremeClaims(question: Question): Claim[] {
  const { around, scope } = question;
  const isMax = findCue(around, 'max').length > 0;
  if (!isMax && findCue(around, 'min').length === 0) return [];
  const nth = scope.sentence.numbers.find(({ kind }) => kind === 'rank')?.value ?? 1;
  return subjects(question).flatMap((operand) => {
    const amounts = inTime(question, operand, false);
    const sorted = amounts.toSorted((one, other) => (isMax ? other.value - one.value : one.value - other.value));
    const found = amounts.length > 1 ? sorted[nth - 1] : undefined;
    return claim('value', found, isMax ? 'highest: %' : 'lowest: %', isMax ? '最高：%' : '最低：%');
  });
}

/** "Revenue less cost": one line without the other. */
function restClaims(question: Question): Claim[] {
  const [first, second] = question.lines;
  if (!first || !second || question.lines.length !== 2) return [];
  const between = question.text.slice(first.end, second.start);
  if (!/^\s*(?:less|minus|net of|减去?)\s+(?:the\s+)?$/iu.test(between)) return [];
  return pairAmounts(question).flatMap(({ first: left, second: right }) =>
    claim('difference', subtract(left, sizeOf(right)), '%', '%'),
  );
}

function ofPercentages(claims: readonly Claim[]): Claim[] {
  return claims.filter(({ unit }) => unit.kind === 'percent');
}

/** "From 2018 to 2019" with one name: a percentage from one time to another is of growth. */
function isRangeOf({ scope, text, lines }: Question): boolean {
  return lines.length === 1 && isRange(text, scope.sentence.periods);
}

function percentClaims(question: Question): Claim[] {
  const { around } = question;
  const levels = levelClaims(question).filter(({ unit }) => unit.kind === 'percent');
  const ofChange = sharesOfChange(question);
  if (ofChange.length > 0) return ofChange;
  if (saysChange(question)) {
    const times = subjects(question).flatMap((operand) => pairsInTime(question, operand));
    const names = isCompared(question)
      ? pairAmounts(question).map(({ first, second }) =>
          isNamedInOrder(question) ? { from: first, to: second } : { from: second, to: first },
        )
      : [];
    const growth = [...names, ...times, ...openingToClosing(question), ...jointPairs(question)].flatMap((pair) =>
      growthClaims(pair),
    );
    // "5 % higher than" is of the percentage itself; a change of 5 % may be of so many points.
    const points = comparative.test(around) ? [] : ofPercentages(changeClaims(question, isNear(question, 'mean')));
    const ofShares = shareWord.test(around)
      ? changeOfRatio(question).flatMap((amount) =>
          claim('difference', { ...amount, unit: percentUnit }, 'change: %', '变化：%', 'said'),
        )
      : [];
    if (averageGrowth.test(question.scope.sentence.text)) return [...meanGrowths(question), ...points];
    return [...growth, ...points, ...ofShares];
  }
  if (isNear(question, 'mean'))
    return [...meanClaims(question).filter(({ unit }) => unit.kind === 'percent'), ...levels];
  const sums = isNear(question, 'total') ? sumClaims(question).filter(({ unit }) => unit.kind === 'percent') : [];
  if (levels.length > 0 && question.lines.length < 2) return [...levels, ...sums];
  const shares = shareWord.test(around) || question.lines.length > 1 ? ratioClaims(question, percentUnit) : [];
  const growths = isRangeOf(question)
    ? subjects(question).flatMap((operand) => pairsInTime(question, operand).flatMap(growthClaims))
    : [];
  return [...shares.map((own) => ({ ...own, kind: 'share' as const })), ...levels, ...sums, ...growths];
}
