/** Columns of which a third one is the difference: as reported, the adjustment, and without it. */

import type { Claim } from '../claim.ts';
import { growthClaims, saysChange } from './change-amounts.ts';
import { claim } from './claim-of-amount.ts';
import { subtract } from './operands.ts';
import { at, type Question } from './question.ts';
import type { Line, Statement } from './read-statement.ts';

const changeHead =
  /\b(?:adjust|effect|impact|chang|increas|decreas|varianc|differenc|adopti|restat|reclass|without|before|after|previous|prior|report)/u;

/** How far rounded amounts may be from adding up. */
const slack = 1.01;

/** What was adjusted is the change from the column without it to the one with it. */
export function columnChanges(question: Question): Claim[] {
  if (!saysChange(question)) return [];
  const { lines, statement, mention } = question;
  return lines
    .flatMap(({ items }) => items)
    .flatMap((line) =>
      comparedColumns(statement, line).flatMap((keys) => {
        const [from, to] = keys.flatMap((group) => at(question, { lines: [line], group }).slice(0, 1));
        if (!from || !to) return [];
        return mention.kind === 'percent'
          ? growthClaims({ from, to })
          : claim('difference', subtract(to, from), 'change: %', '变化：%', 'said');
      }),
    );
}

/** Pairs of columns whose difference is the third column of a line, in the order that gives it its sign. */
function comparedColumns({ lines }: Statement, line: Line): [string, string][] {
  const keys = [...new Set(line.cells.flatMap(({ column }) => line.heads.get(column)?.key ?? []))];
  if (keys.length !== 3 || !keys.some((key) => changeHead.test(key))) return [];
  const valueOf = ({ cells, heads }: Line, key: string): number => {
    const own = cells.filter(({ column }) => heads.get(column)?.key === key);
    return own.length === 1 ? (own[0]?.value ?? NaN) : NaN;
  };
  return keys.flatMap((change) =>
    keys.flatMap((from): [string, string][] => {
      const to = keys.find((key) => key !== change && key !== from);
      if (from === change || to === undefined) return [];
      const isChange = (own: Line): boolean =>
        Math.abs(valueOf(own, to) - valueOf(own, from) - valueOf(own, change)) <= slack;
      return valueOf(line, change) !== 0 && isChange(line) && lines.filter(isChange).length > 1 ? [[from, to]] : [];
    }),
  );
}
