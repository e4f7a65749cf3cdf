import { tableFromRows, type CellValue } from '../../../../src/core/figures/table.ts';
import { SheetDesk } from '../../../../src/core/sheet/sheet-desk.ts';
import { computeFacts } from '../../../../src/core/sheet/sheet-facts.ts';
import { SheetWork, type SheetMessage, type SheetReply } from '../../../../src/core/sheet/sheet-work.ts';

const rows: CellValue[][] = [
  ['Region', 'Revenue'],
  ...Array.from({ length: 70_000 }, (_, at): CellValue[] => [at % 2 === 0 ? 'North' : ' South', at % 100]),
];
const table = tableFromRows(rows, {
  sheet: 'Big',
  formats: rows.map((_, at) => (at === 0 ? ['General', 'General'] : ['General', '#,##0'])),
});

/** A desk whose thread is a `SheetWork` that gets copies, as a worker does. */
function desk(answers = true) {
  const posted: SheetMessage[] = [];
  let opened = 0;
  let closed = 0;
  const made = new SheetDesk(
    (onReply: (reply: SheetReply) => void) => {
      const work = new SheetWork();
      opened += 1;
      return {
        post: (message) => {
          posted.push(message);
          const reply = answers || message.type !== 'question' ? work.take(structuredClone(message)) : undefined;
          if (reply) queueMicrotask(() => onReply(structuredClone(reply)));
        },
        close: () => (closed += 1),
      };
    },
    async () => undefined,
  );
  return { made, posted, opened: () => opened, closed: () => closed };
}

describe('a large table in a thread of its own', () => {
  it('is handed over once, in bounded parts, and gives what the main thread would', async () => {
    const { made, posted } = desk();
    const { profile, figures } = computeFacts(table);
    expect(await made.facts(table)).toEqual({ profile, figures });
    expect((await made.cleanUp(table)).changes).toHaveLength(35_000);
    const { numbers, unverified } = await made.check(table, 'Revenue comes to 3,465,000. North has 5.');
    expect([numbers[0]?.status, unverified]).toEqual(['verified', 1]);
    const parts = posted.filter((message) => message.type === 'cells');
    expect(parts).toHaveLength(4);
    expect(Math.max(...parts.map(({ cells }) => cells.length))).toBeLessThanOrEqual(50_000);
  });

  it('is left in the middle where the person stops, and the next question starts anew', async () => {
    const stuck = desk(false);
    const abort = new AbortController();
    const asked = stuck.made.facts(table, abort.signal);
    setTimeout(() => abort.abort());
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(stuck.closed()).toBe(1);
    void stuck.made.facts(table).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve));
    expect(stuck.opened()).toBe(2);
  });

  it('says so where its thread cannot start, while the table is still being handed over', async () => {
    let closed = 0;
    const failing = new SheetDesk(
      (_, onFailure) => {
        setTimeout(onFailure);
        return { post: () => undefined, close: () => (closed += 1) };
      },
      () => new Promise((resolve) => setTimeout(resolve, 2)),
    );
    await expect(failing.facts(table)).rejects.toThrow('The thread that counts failed.');
    expect(closed).toBe(1);
  });
});
