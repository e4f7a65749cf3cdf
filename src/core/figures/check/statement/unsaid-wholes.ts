/** Shares of a whole that the sentence does not name: the year of a quarter, the total of lines or columns. */

import { type Claim, percentUnit } from '../claim.ts';
import { saysChange } from './change-amounts.ts';
import { claim } from './claim-of-amount.ts';
import { amountAt, divide, type Operand, sizeOf, timelineOf } from './operands.ts';
import { at, operandsOf, type Question, shareWord, singleGroup, subjects } from './question.ts';

/** "The fourth quarter made up 30 % of revenue": of the year that it is a part of, where a column has it. */
export function partsOfYear(question: Question): Claim[] {
  const { lines, scope, mention } = question;
  const [only, ...rest] = scope.sentence.periods;
  if (mention.kind !== 'percent' || lines.length !== 1 || !only || rest.length > 0 || only.period.grain === 'year')
    return [];
  const { year } = only.period;
  return subjects(question).flatMap((operand) => {
    const part = amountAt(operand, only.period);
    const [whole, ...others] = timelineOf(operand).filter(
      ({ period }) => period.grain === 'year' && (year === undefined || period.year === year),
    );
    return part && whole && others.length === 0 ? claim('share', divide(part, whole.amount, percentUnit)) : [];
  });
}

/** "X made up 30 % of all", beside another name: of the total of its lines, where none is named, and of its columns. */
export function partsOfAll(question: Question): Claim[] {
  const { lines, mention, statement, around } = question;
  if (mention.kind !== 'percent' || saysChange(question) || !shareWord.test(around)) return [];
  const group = singleGroup(question);
  const hasTotal = lines.some(({ items }) => items.every(({ isTotal }) => isTotal));
  const { total } = statement;
  return lines.flatMap((naming) =>
    operandsOf(naming, group).flatMap((operand) => {
      const [part] = at(question, operand);
      const ofLines = lines.length > 1 && !hasTotal ? totalsBelow(question, operand) : [];
      const ofColumns =
        total !== undefined && group !== undefined && group !== total ? [{ ...operand, group: total }] : [];
      const wholes = [...ofLines, ...ofColumns].flatMap((whole) => at(question, whole));
      return wholes.flatMap((whole) =>
        part && Math.abs(part.value) < Math.abs(whole.value)
          ? claim('share', divide(sizeOf(part), sizeOf(whole), percentUnit))
          : [],
      );
    }),
  );
}

function totalsBelow({ statement }: Question, operand: Operand): Operand[] {
  const last = Math.max(...operand.lines.map(({ row }) => row));
  return statement.lines.flatMap((line) => (line.isTotal && line.row > last ? [{ ...operand, lines: [line] }] : []));
}
