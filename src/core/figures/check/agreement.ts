import { areasOf } from '../expression.ts';
import type { Area } from '../table.ts';
import type { Claim } from './claim.ts';
import type { StatementReading } from './statement/statement-claims.ts';

/** Whether a figure of the table's measures is of the lines and columns that its sentence names of a statement. */
export function agrees({ kind, how }: Claim, reading: StatementReading): boolean {
  const { rows, named: ofNames, columns, others } = reading;
  const areas = areasOf(how);
  const [cell] = areas;
  const isCell = kind === 'value' && areas.length === 1 && cell?.top === cell?.bottom && cell?.left === cell?.right;
  const claimed = (): Area[] =>
    reading
      .claims()
      .filter((claim) => claim.kind === kind)
      .flatMap((claim) => areasOf(claim.how));
  const named = isCell ? claimed() : [];
  const beside = named.filter(({ top }) => top === cell?.top);
  if (isCell && columns && cell && !columns.has(cell.left)) return false;
  if (beside.length > 0 && beside.every(({ left }) => left !== cell?.left)) return false;
  const isChange = kind === 'growth' || kind === 'difference';
  // A change of the fair value is none of the carrying amount.
  const meant = isChange ? claimed() : [];
  const isOther = ({ top, left }: Area): boolean =>
    meant.some((own) => own.top === top) && !meant.some((own) => own.top === top && own.left === left);
  if (areas.some(isOther)) return false;
  // A claim of few rows that reads one which is not meant is of that.
  // A change reads the period before, too.
  const isOfOne = kind === 'value' || kind === 'total' || kind === 'mean';
  if (isOfOne && areas.some(({ top, bottom }) => bottom - top < 2 && (others.has(top) || others.has(bottom))))
    return false;
  if (rows.length === 0) return true;
  const isOf = ({ top, bottom }: Area): boolean => rows.some((row) => row >= top && row <= bottom);
  // A change of the line that is named is no change of the sum that it is a part of.
  const isNamed = ({ top, bottom }: Area): boolean =>
    ofNames.filter((row) => row >= top && row <= bottom).length > bottom - top;
  return isChange ? areas.every(isNamed) : areas.some(isOf);
}
