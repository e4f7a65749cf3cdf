import { intersect, postingsOf, union } from '../../../../../src/core/figures/check/postings.ts';

const codes = Int32Array.from([0, 2, 1, -1, 0, 2, 0]);
const postings = postingsOf(codes, 4);

describe('the rows of each value', () => {
  it.each([
    [0, [0, 4, 6]],
    [1, [2]],
    [2, [1, 5]],
    [3, []],
  ])('of %s are in order', (code, rows) => expect([...postings(code)]).toEqual(rows));

  it('of several values are in order, too', () => expect([...union(postings, [2, 0])]).toEqual([0, 1, 4, 5, 6]));

  it('of none are none', () => expect([...union(postings, [])]).toEqual([]));
});

describe('rows that are in all lists', () => {
  it.each([
    [
      [
        [0, 4, 6],
        [1, 4, 5, 6],
      ],
      [4, 6],
    ],
    [[[0, 1, 2], [2], [1, 2]], [2]],
    [[[0, 1], []], []],
    [[[3, 5]], [3, 5]],
  ])('%# keeps the order', (lists, rows) => {
    expect([...intersect(lists.map((list) => Int32Array.from(list)))]).toEqual(rows);
  });
});
