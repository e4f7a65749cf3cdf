/** Two stretches that are the same: `length` items from `before` in the one sequence and from `after` in the other. */
export interface MatchRun {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/**
 * What two sequences of numbers have in common, in order: Myers' greedy search ("An O(ND) Difference Algorithm", 1986),
 * and so the most that can be kept, while the difference is moderate. Where it is not, the search is cut at stretches
 * that occur once on each side, so that the time grows almost linearly; where there are none, that part counts as
 * wholly different. Runs are maximal, ordered, and never touch one another on both sides.
 */
export function matchSequences(before: Int32Array, after: Int32Array): MatchRun[] {
  const runs: MatchRun[] = [];
  const search = new Search(before, after, runs);
  search.match({ aStart: 0, aEnd: before.length, bStart: 0, bEnd: after.length }, anchorLengths[0]);
  return joinRuns(runs);
}

interface Window {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/** Insertions and deletions that the exact search may cost in one window: its time and memory grow with the square. */
const exactCostLimit = 300;

/** Lengths of the unique stretches tried as cuts, longest first: a longer one is hardly ever a coincidence. */
const anchorLengths = [8, 4, 2, 1] as const;

class Search {
  private readonly a: Int32Array;
  private readonly b: Int32Array;
  private readonly runs: MatchRun[];

  constructor(a: Int32Array, b: Int32Array, runs: MatchRun[]) {
    this.a = a;
    this.b = b;
    this.runs = runs;
  }

  match(window: Window, anchorLength: number): void {
    const inner = this.trim(window);
    if (inner.window.aStart < inner.window.aEnd && inner.window.bStart < inner.window.bEnd) {
      if (!this.matchExactly(inner.window)) this.matchByAnchors(inner.window, anchorLength);
    }
    if (inner.tail > 0) this.add(inner.window.aEnd, inner.window.bEnd, inner.tail);
  }

  /** Takes the common head as a run at once; the common tail is the caller's, so that runs come in order. */
  private trim(window: Window): { readonly window: Window; readonly tail: number } {
    const { a, b } = this;
    let { aStart, bStart, aEnd, bEnd } = window;
    while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
      aStart += 1;
      bStart += 1;
    }
    this.add(window.aStart, window.bStart, aStart - window.aStart);
    while (aEnd > aStart && bEnd > bStart && a[aEnd - 1] === b[bEnd - 1]) {
      aEnd -= 1;
      bEnd -= 1;
    }
    return { window: { aStart, aEnd, bStart, bEnd }, tail: window.aEnd - aEnd };
  }

  private add(before: number, after: number, length: number): void {
    if (length > 0) this.runs.push({ before, after, length });
  }

  /** Greedy search forward, keeping each round's frontier to walk back on; false when it costs more than the limit. */
  private matchExactly(window: Window): boolean {
    const { a, b } = this;
    const aLength = window.aEnd - window.aStart;
    const bLength = window.bEnd - window.bStart;
    const most = Math.min(aLength + bLength, exactCostLimit);
    const middle = most + 1;
    const reach = new Int32Array(2 * middle + 1);
    const rounds: Int32Array[] = [];
    for (let cost = 0; cost <= most; cost += 1) {
      for (let diagonal = -cost; diagonal <= cost; diagonal += 2) {
        const down = reach[middle + diagonal + 1] ?? 0;
        const right = (reach[middle + diagonal - 1] ?? 0) + 1;
        let x = diagonal === -cost || (diagonal !== cost && right <= down) ? down : right;
        let y = x - diagonal;
        if (x > aLength || y > bLength) {
          reach[middle + diagonal] = x;
          continue;
        }
        while (x < aLength && y < bLength && a[window.aStart + x] === b[window.bStart + y]) {
          x += 1;
          y += 1;
        }
        reach[middle + diagonal] = x;
        if (x === aLength && y === bLength) {
          this.walkBack(window, rounds, cost);
          return true;
        }
      }
      rounds.push(reach.slice(middle - cost, middle + cost + 1));
    }
    return false;
  }

  private walkBack(window: Window, rounds: readonly Int32Array[], lastCost: number): void {
    let x = window.aEnd - window.aStart;
    let y = window.bEnd - window.bStart;
    const found: MatchRun[] = [];
    for (let cost = lastCost; cost > 0; cost -= 1) {
      const round = rounds[cost - 1];
      const diagonal = x - y;
      const reached = (of: number): number => round?.[of + cost - 1] ?? 0;
      const goesDown = diagonal === -cost || (diagonal !== cost && reached(diagonal - 1) + 1 <= reached(diagonal + 1));
      const fromX = goesDown ? reached(diagonal + 1) : reached(diagonal - 1);
      const fromY = fromX - (goesDown ? diagonal + 1 : diagonal - 1);
      const startX = goesDown ? fromX : fromX + 1;
      if (x > startX) {
        const length = x - startX;
        found.push({ before: window.aStart + startX, after: window.bStart + y - length, length });
      }
      x = fromX;
      y = fromY;
    }
    if (x > 0) found.push({ before: window.aStart, after: window.bStart, length: x });
    for (const run of found.reverse()) this.runs.push(run);
  }

  private matchByAnchors(window: Window, anchorLength: number): void {
    const anchors = longestIncreasing(uniquePairs(this.a, this.b, window, anchorLength));
    if (anchors.length === 0) {
      const shorter = anchorLengths.find((length) => length < anchorLength);
      if (shorter !== undefined) this.matchByAnchors(window, shorter);
      return;
    }
    let { aStart, bStart } = window;
    for (const [aAt, bAt] of anchors) {
      if (aAt < aStart || bAt < bStart) continue;
      this.match({ aStart, aEnd: aAt, bStart, bEnd: bAt }, anchorLength);
      this.add(aAt, bAt, anchorLength);
      aStart = aAt + anchorLength;
      bStart = bAt + anchorLength;
    }
    this.match({ ...window, aStart, bStart }, anchorLength);
  }
}

/** Positions of the stretches of `length` items that occur exactly once in each side of the window, in the order of `a`. */
function uniquePairs(a: Int32Array, b: Int32Array, window: Window, length: number): (readonly [number, number])[] {
  let inA = a.subarray(window.aStart, window.aEnd);
  let inB = b.subarray(window.bStart, window.bEnd);
  // Stretches of 2, 4, 8 items get a number each by pairing the numbers of their halves.
  for (let half = 1; half < length; half *= 2) [inA, inB] = pairUp(inA, inB, half);
  const places = new Map<number, { a: number; b: number }>();
  const repeated = -2;
  inA.forEach((item, at) => {
    const place = places.get(item);
    if (place === undefined) places.set(item, { a: at, b: -1 });
    else place.a = repeated;
  });
  inB.forEach((item, at) => {
    const place = places.get(item);
    if (place !== undefined) place.b = place.b === -1 ? at : repeated;
  });
  const pairs: (readonly [number, number])[] = [];
  for (const place of places.values()) {
    if (place.a >= 0 && place.b >= 0) pairs.push([window.aStart + place.a, window.bStart + place.b]);
  }
  return pairs;
}

function pairUp(a: Int32Array, b: Int32Array, distance: number): [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>] {
  const numbers = new Map<number, number>();
  const pair = (items: Int32Array): Int32Array<ArrayBuffer> => {
    const paired = new Int32Array(Math.max(0, items.length - distance));
    for (let at = 0; at < paired.length; at += 1) {
      // Two numbers below 2^26 fit one exact double.
      const key = (items[at] ?? 0) * 0x4000000 + (items[at + distance] ?? 0);
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
      }
      paired[at] = number;
    }
    return paired;
  };
  return [pair(a), pair(b)];
}

/** The longest part of the pairs whose second numbers rise; the first ones rise already. */
function longestIncreasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length);
  pairs.forEach(([, value], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const chain: (readonly [number, number])[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

function joinRuns(runs: readonly MatchRun[]): MatchRun[] {
  const joined: MatchRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && last.before + last.length === run.before && last.after + last.length === run.after) {
      joined[joined.length - 1] = { ...last, length: last.length + run.length };
    } else {
      joined.push(run);
    }
  }
  return joined;
}
