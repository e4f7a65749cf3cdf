/** For each value of a column the rows that hold it: what a selection reads instead of the whole column. */

export type Postings = (code: number) => Int32Array;

/**
 * Rows by code, ascending, as counting sort lays them out: one pass to count and one to place, made at the first question.
 *
 * @param codes one a row, -1 where it holds nothing
 * @param count how many codes there are
 */
export function postingsOf(codes: Int32Array, count: number): Postings {
  let made: { readonly starts: Int32Array; readonly rows: Int32Array } | undefined;
  return (code) => {
    made ??= sortRows(codes, count);
    return made.rows.subarray(made.starts[code] ?? 0, made.starts[code + 1] ?? 0);
  };
}

function sortRows(codes: Int32Array, count: number): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const code of codes) if (code >= 0) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let code = 0; code < count; code += 1) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
  const next = starts.slice();
  const rows = new Int32Array(starts[count] ?? 0);
  codes.forEach((code, row) => {
    if (code < 0) return;
    const at = next[code] ?? 0;
    rows[at] = row;
    next[code] = at + 1;
  });
  return { starts, rows };
}

/** The rows of several codes, ascending. */
export function union(postings: Postings, codes: readonly number[]): Int32Array {
  const [only] = codes;
  if (only !== undefined && codes.length === 1) return postings(only);
  const lists = codes.map(postings);
  const all = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

/** The rows that are in all lists, each ascending: those of the shortest that the others have, too. */
export function intersect(lists: readonly Int32Array[]): Int32Array {
  const [first = new Int32Array(), ...rest] = lists.toSorted((one, other) => one.length - other.length);
  return rest.reduce((found, list) => found.filter(inOrder(list)), first);
}

/** A test for rows that are asked in ascending order: each asks on from where the last one was found. */
function inOrder(list: Int32Array): (row: number) => boolean {
  let at = 0;
  return (row) => {
    while (at < list.length && (list[at] ?? 0) < row) at += 1;
    return list[at] === row;
  };
}
