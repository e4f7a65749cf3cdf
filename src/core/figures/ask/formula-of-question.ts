/** The formula that a question asks for, as a person would write it: conditions over whole columns, not lists of cells. */

import { isTimed, selectColumns, selectRows, type Selection, timelineOf, withPeriods } from '../check/selection.ts';
import type { Asker } from '../check/claim.ts';
import type { SheetIndex } from '../check/sheet-index.ts';
import { type Condition, type Expression, fold, type Fold, toFormula } from '../expression.ts';
import { detailCells } from '../figures-of.ts';
import { changeOf } from '../narrate/say.ts';
import { serialOfPeriod } from '../notation/period.ts';
import type { Area, Table } from '../table.ts';
import { meaningfulLevel } from './speak.ts';
import type { Question } from './read-question.ts';

/**
 * With its `=`; nothing for what one formula does not tell (a list, a name), or where the cells that are meant cannot be said by conditions.
 */
export function formulaOfQuestion(asker: Asker, table: Table, question: Question, sheet: string): string | undefined {
  const how = expressionOf(asker, table, question);
  const place = asker.index.profile.place;
  return how && `=${toFormula(how, place, sheet !== place.sheet)}`;
}

function expressionOf(asker: Asker, table: Table, question: Question): Expression | undefined {
  const { index } = asker;
  switch (question.kind) {
    case 'level': {
      const level = meaningfulLevel(asker, question.of, question.fold);
      return level && foldOf(index, table, question.of, level.fold === 'value' ? 'sum' : level.fold);
    }
    case 'extreme':
      return foldOf(index, table, question.of, question.lowest ? 'min' : 'max');
    case 'rows':
      return foldOf(index, table, question.of, 'count');
    case 'kinds': {
      const column = index.dimensions[question.dimension]?.column;
      return column === undefined ? undefined : fold('distinct', detailCells(index.profile, column));
    }
    case 'share': {
      const left = meaningfulLevel(asker, question.of) && foldOf(index, table, question.of, 'sum');
      const right = foldOf(index, table, { ...question.of, values: new Map() }, 'sum');
      return left && right && { op: 'divide', left, right };
    }
    case 'change': {
      const timeline = timelineOf(index, question.of);
      const [from, to] = question.between ?? [timeline[0], timeline.at(-1)];
      if (!from || !to) return undefined;
      const [first, last] = [from, to].map((period) => {
        const of = withPeriods(question.of, [period]);
        const level = meaningfulLevel(asker, of);
        const how = level && foldOf(index, table, of, level.fold === 'mean' ? 'mean' : 'sum');
        return how && { how, unit: level.unit };
      });
      return first && last && changeOf(first.how, last.how, first.unit);
    }
    case 'parts':
    case 'leaders':
      return undefined;
  }
}

/** A fold of the measure's column over the rows that meet the selection's conditions; of lists of values and periods, which conditions do not say, nothing. */
function foldOf(index: SheetIndex, table: Table, of: Selection, kind: Fold): Expression | undefined {
  const [column, ...others] = selectColumns(index, of);
  if (column === undefined || others.length > 0) return undefined;
  const isBare = of.values.size === 0 && (of.periods === undefined || isTimed(index, of));
  if (isBare) return fold(kind, detailCells(index.profile, column));
  // Rows of totals in between might meet the conditions, too.
  const [detail, ...more] = detailCells(index.profile, column).areas;
  if (!detail || more.length > 0) return undefined;
  const where = conditionsOf(index, table, of, detail);
  return where && fold(kind, { areas: [detail], where });
}

function conditionsOf(index: SheetIndex, table: Table, of: Selection, detail: Area): Condition[] | undefined {
  const columnOf = (column: number): Area => ({ ...detail, left: column, right: column });
  const rows = selectRows(index, of);
  const found: Condition[] = [];
  for (const [dimension, codes] of of.values) {
    const named = index.dimensions[dimension];
    const [code, ...more] = codes;
    const word = code === undefined ? undefined : named?.words[code];
    if (!named || word === undefined || more.length > 0) return undefined;
    // A condition compares the cell itself, which may have a space that the name has not.
    const cells = table.columns[named.column] ?? [];
    if ([...rows].some((row) => String(cells[index.top + row]).toLowerCase() !== word.toLowerCase())) return undefined;
    found.push({ area: columnOf(named.column), header: named.name, equals: word });
  }
  if (!of.periods || isTimed(index, of)) return found;
  const [period, ...others] = of.periods;
  const { time } = index;
  if (!time || !period || others.length > 0 || serialOfPeriod(period) === undefined) return undefined;
  const times = table.columns[time.column] ?? [];
  if ([...rows].some((row) => typeof times[index.top + row] !== 'number')) return undefined;
  return [...found, { area: columnOf(time.column), header: time.name, within: period }];
}
