import type { Profile } from '../figures/profile/profile.ts';
import type { CellValue, Table } from '../figures/table.ts';

/** A row that says what an earlier one, which is kept, has said. */
export interface DuplicateRow {
  readonly row: number;
  readonly keptRow: number;
}

export interface Duplicates {
  /** Rows that are the same in every column. */
  readonly same: readonly DuplicateRow[];
  /** Rows that have the key of an earlier row, and are another in other columns. */
  readonly sameKey: { readonly column: number; readonly rows: readonly DuplicateRow[] } | null;
}

/** A column of keys has a key of its own in nearly every row; the lines of an order have not. */
const leastDistinct = 0.9;

/**
 * Finds rows that repeat an earlier one, by what cells hold once they are cleaned up (`cleaned`), without regard to case, width and
 * spaces. Rows of totals and empty rows are none.
 */
export function findDuplicates(
  table: Table,
  { body, totals, columns }: Profile,
  cleaned: (row: number, column: number) => CellValue | undefined,
): Duplicates {
  const skipped = new Set(totals.map(({ row }) => row));
  const contentOf = (row: number, column: number): string =>
    contentKey(cleaned(row, column) ?? table.columns[column]?.[row] ?? '');
  const rows: number[] = [];
  const first = new Map<string, number>();
  const same: DuplicateRow[] = [];
  for (let row = body.top; row <= body.bottom; row += 1) {
    const cells = table.columns.map((_column, column) => contentOf(row, column));
    if (skipped.has(row) || cells.every((cell) => cell === '')) continue;
    const key = cells.join('\u0000');
    const keptRow = first.get(key);
    if (keptRow === undefined) {
      first.set(key, row);
      rows.push(row);
    } else same.push({ row, keptRow });
  }
  for (const { index, role, name } of columns) {
    if (role === 'measure' || role === 'time' || role === 'none') continue;
    const contents = rows.map((row) => contentOf(row, index));
    const found = repeatedKeys(rows, contents);
    if (found.length === 0 || found.length > rows.length * (1 - leastDistinct)) continue;
    if (role === 'id' || keyHeader.test(name) || contents.every((content) => code.test(content)))
      return { same, sameKey: { column: index, rows: found } };
  }
  return { same, sameKey: null };
}

/** Headers of columns that tell rows apart, though a key that repeats keeps the profile from calling it one. */
const keyHeader = /(?:^|[\s_-])(?:id|no\.?|number|code|sku|key|e-?mail)$|编号|代码|单号|工号|学号|证号|邮箱|电子邮件/iu;

/** `a-1020`, as it is compared: letters and digits without a space. */
const code = /^\p{L}{0,6}[-_/]?\d{2,}(?:[-_/]\w+)?$/u;

function repeatedKeys(rows: readonly number[], contents: readonly string[]): DuplicateRow[] {
  const first = new Map<string, number>();
  return rows.flatMap((row, at) => {
    const key = contents[at] ?? '';
    if (key === '') return [];
    const keptRow = first.get(key);
    if (keptRow !== undefined) return [{ row, keptRow }];
    first.set(key, row);
    return [];
  });
}

function contentKey(cell: CellValue): string {
  if (typeof cell === 'string') return foldText(cell);
  // A number is another thing than a text that reads like it.
  return cell === null ? '' : `\u0001${String(cell)}`;
}

/** A text as it is compared: full-width letters as others, small ones, single spaces. */
export function foldText(text: string): string {
  return withoutSpaces(text).normalize('NFKC').toLowerCase();
}

/** Without spaces at the ends (no-break and full-width ones too), single ones inside, no characters that cannot be seen. */
export function withoutSpaces(text: string): string {
  return text
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/gu, '')
    .replace(/[\u00a0\u3000\t ]+/gu, ' ')
    .trim();
}
