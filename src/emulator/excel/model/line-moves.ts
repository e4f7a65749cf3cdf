/** Lines (rows, or columns) that came in before one, or went from one on: `by` is negative then. Counted as they stood before all moves. */
export interface LineMove {
  readonly at: number;
  readonly by: number;
}

/** Several moves of one kind at once, in ascending order; none begins in lines that another takes. */
export class LineMoves {
  readonly moves: readonly LineMove[];
  /** How many lines each and those before it move. */
  readonly #sums: readonly number[];

  constructor(moves: readonly LineMove[]) {
    this.moves = moves;
    let sum = 0;
    this.#sums = moves.map(({ by }) => (sum += by));
  }

  /** Where the first line of a stretch is: the next that is left where it is gone. */
  start(line: number): number {
    const last = this.#before(line + 1) - 1;
    const move = this.moves[last];
    if (!move) return line;
    const earlier = this.#sums[last - 1] ?? 0;
    if (move.by > 0) return line + earlier + move.by;
    return line + earlier - Math.min(-move.by, line - move.at);
  }

  /** Where the last line of a stretch is: the one before that is left where it is gone. */
  end(line: number): number {
    const last = this.#before(line + 1) - 1;
    const move = this.moves[last];
    if (!move) return line;
    const earlier = this.#sums[last - 1] ?? 0;
    if (move.by > 0) return line + earlier + move.by;
    return line + earlier - Math.min(-move.by, line - move.at + 1);
  }

  /** Where a line is; `null` when it is gone. */
  line(line: number): number | null {
    const at = this.start(line);
    return this.end(line) < at ? null : at;
  }

  /** How many moves begin before a line. */
  #before(line: number): number {
    let [low, high] = [0, this.moves.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.moves[middle]?.at ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Items by line after the lines moved; those that come in hold `nothing`. */
export function movedItems<T>(items: readonly T[], { moves }: LineMoves, nothing: T): T[] {
  const moved: T[] = [];
  let from = 0;
  const take = (to: number): void => {
    for (; from < to && from < items.length; from += 1) moved.push(items[from] as T);
  };
  for (const { at, by } of moves) {
    if (at >= items.length) break;
    take(at);
    for (let count = 0; count < by; count += 1) moved.push(nothing);
    if (by < 0) from = at - by;
  }
  take(items.length);
  return moved;
}
