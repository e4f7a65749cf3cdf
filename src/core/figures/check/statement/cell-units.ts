/** The unit of a cell in a statement: by its own sign, its line's name, its column. */

import { readNumberFormat } from '../../notation/number-format.ts';
import { readNumber } from '../../notation/number-text.ts';
import type { Unit } from '../../notation/unit.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Table } from '../../table.ts';
import type { ColumnHead } from './column-heads.ts';

const percentUnit: Unit = { kind: 'percent', scale: 1 };
const plain: Unit = { kind: 'number', scale: 1 };

/** A cell's own sign of percent before the name of its line, and that before its column's unit. */
export function unitOf(
  profile: Profile,
  column: number,
  label: string,
  head: ColumnHead | undefined,
  text: string,
  format: string,
): Unit {
  if (/%\s*[)）]?\s*$/u.test(text) || readNumberFormat(format).kind === 'percent') return percentUnit;
  const unit = columnUnit(profile, column);
  if (/[(（]\s*%\s*[)）]|%\s*$/u.test(label) || head?.isPercent === true) return { kind: 'percent', scale: 0.01 };
  if (unit.kind === 'percent') return text === '' ? unit : (head?.unit ?? plain);
  return /\bper\b|每股/iu.test(label) ? { ...unit, scale: 1 } : unit;
}

/** A column of dashes has the unit of those beside it. */
function columnUnit({ columns }: Profile, column: number): Unit {
  const own = columns[column];
  if (own && own.role === 'measure') return own.unit;
  const beside = columns.find(({ role, unit }) => role === 'measure' && unit.kind !== 'percent')?.unit;
  return own?.unit.scale === 1 && beside ? beside : (own?.unit ?? plain);
}

/** Columns of percentages that bear the sign only in the first line and the last, as is usual in print. */
export function columnsOfPercent(table: Table, kinds: readonly (readonly string[])[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [column, cells] of kinds.entries()) {
    const texts = cells.flatMap((kind, row) => (kind === 'number' ? [String(table.columns[column]?.[row] ?? '')] : []));
    const isMarked = (text: string | undefined): boolean => text?.includes('%') === true;
    const bare = texts.filter((text) => !isMarked(text)).map((text) => Math.abs(readNumber(text)?.value ?? Infinity));
    if (bare.length > 0 && isMarked(texts[0]) && isMarked(texts.at(-1)) && bare.every((value) => value <= 100))
      found.add(column);
  }
  return found;
}
