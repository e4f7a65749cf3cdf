import { inGrowingBatches } from '../../../../src/host/excel/in-batches.ts';

/** The sizes of the parts that 100 items are taken in, where one item takes so many milliseconds. */
async function sizes(perItem: number, cells = 1): Promise<number[]> {
  const found: number[] = [];
  let clock = 0;
  await inGrowingBatches(
    Array.from({ length: 100 }, (_, index) => index),
    () => cells,
    { first: 10, most: 40 },
    (batch) => {
      found.push(batch.length);
      clock += perItem * batch.length;
      return Promise.resolve();
    },
    () => clock,
  );
  return found;
}

it('takes more at once while requests are quick, and less where they are slow', async () => {
  expect(await sizes(1)).toEqual([10, 20, 40, 30]);
  expect(await sizes(150)).toEqual([10, 20, 20, 20, 20, 10]);
  expect(await sizes(2500)).toEqual([10, 5, 2, ...Array.from({ length: 83 }, () => 1)]);
});

it('takes no more than one request can hold', async () => {
  expect(await sizes(1, 10_000)).toEqual([3, ...Array.from({ length: 32 }, () => 3), 1]);
});
