import { matchSequences } from '../../../src/base/sequence-diff.ts';

/** The length of the longest common subsequence by the textbook table. */
function longestCommon(a: Int32Array, b: Int32Array): number {
  let row = new Int32Array(b.length + 1);
  for (const item of a) {
    const next = new Int32Array(b.length + 1);
    b.forEach((other, at) => {
      next[at + 1] = item === other ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!);
    });
    row = next;
  }
  return row[b.length]!;
}

const random = (() => {
  let state = 5;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
})();

const sequence = (length: number, kinds: number): Int32Array =>
  Int32Array.from({ length }, () => Math.floor(random() * kinds));

describe('matchSequences', () => {
  it('keeps as much as can be kept when the difference is moderate', () => {
    for (let round = 0; round < 300; round += 1) {
      const a = sequence(Math.floor(random() * 40), 2 + (round % 9));
      const b = sequence(Math.floor(random() * 40), 2 + (round % 9));
      const runs = matchSequences(a, b);
      expect(runs.reduce((sum, run) => sum + run.length, 0)).toBe(longestCommon(a, b));
    }
  });

  it('matches equal items only, in order, also when it has to cut the search', () => {
    const a = sequence(3000, 400);
    const b = Int32Array.from(a.filter(() => random() > 0.25));
    const runs = matchSequences(a, b);
    let aAt = 0;
    let bAt = 0;
    let kept = 0;
    for (const run of runs) {
      expect(run.before).toBeGreaterThanOrEqual(aAt);
      expect(run.after).toBeGreaterThanOrEqual(bAt);
      expect(a.slice(run.before, run.before + run.length)).toEqual(b.slice(run.after, run.after + run.length));
      aAt = run.before + run.length;
      bAt = run.after + run.length;
      kept += run.length;
    }
    expect(kept).toBeGreaterThan(longestCommon(a, b) * 0.95);
  });

  it('finds nothing in common where there is nothing', () => {
    expect(matchSequences(Int32Array.of(1, 2, 3), Int32Array.of(4, 5))).toEqual([]);
    expect(matchSequences(Int32Array.of(), Int32Array.of(4, 5))).toEqual([]);
  });
});
