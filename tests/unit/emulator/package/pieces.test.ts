import { atOnce, withRests, type Pieces } from '../../../../src/emulator/package/pieces.ts';
import { packing, unpack } from '../../../../src/emulator/package/zip.ts';

it('a very large part is packed in pieces, and is whole with the others when it is unpacked', async () => {
  const large = new TextEncoder().encode('<c r="A1"><v>12345</v></c>'.repeat(160_000));
  const parts = new Map([
    ['small.xml', Uint8Array.of(1, 2, 3)],
    ['empty.xml', new Uint8Array()],
    ['large.xml', large],
  ]);
  const packed = atOnce(packing(parts));
  const unpacked = unpack(packed);
  expect([...unpacked.keys()]).toEqual([...parts.keys()]);
  for (const [name, bytes] of parts) expect(Buffer.compare(unpacked.get(name) ?? large, bytes)).toBe(0);
  const rested = await withRests(packing(parts), () => false);
  expect(Buffer.compare(rested ?? large, packed)).toBe(0);
});

it('work of no use any more is left after a rest', async () => {
  let done = 0;
  function* endless(): Pieces<string> {
    for (;;) {
      done += 1;
      yield;
    }
  }
  expect(await withRests(endless(), () => true)).toBeUndefined();
  expect(done).toBeGreaterThan(0);
});
