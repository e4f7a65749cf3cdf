import { AssistantError } from '../../../src/base/errors.ts';
import type { CellAnswer, CellQuestion } from '../../../src/core/cells/cell-question.ts';
import { mostUnasked, QuestionQueue } from '../../../src/functions/question-queue.ts';

// 25,000 of anything take a while on a busy machine.
jest.setTimeout(60_000);

interface Asked {
  readonly question: CellQuestion;
  readonly signal: AbortSignal;
  readonly answer: (answer: CellAnswer) => void;
  readonly fail: (error: AssistantError) => void;
}

/** A queue whose questions wait for the test to answer them. */
function openQueue() {
  const asked: Asked[] = [];
  let settleBurst: () => void = () => undefined;
  const queue = new QuestionQueue({
    limit: 4,
    afterBurst: (callback) => (settleBurst = callback),
    onChange: () => undefined,
    ask: (question, signal) =>
      new Promise((answer, fail) => {
        asked.push({ question, signal, answer, fail });
        signal.addEventListener('abort', () => fail(new AssistantError('aborted', 'Stopped.')));
      }),
  });
  return {
    queue,
    asked,
    settleBurst: () => settleBurst(),
    ask: (name: string, signal = new AbortController().signal) =>
      queue
        .ask(name, { function: 'ask', instruction: name, inputs: [] }, signal)
        .catch((error: unknown) => error as AssistantError),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const failure = (code: AssistantError['code']) => new AssistantError(code, 'It failed.');

describe('the questions of cells', () => {
  it('are asked once, however many cells ask the same', async () => {
    const { ask, asked, settleBurst } = openQueue();
    const cells = [ask('a'), ask('a'), ask('b')];
    settleBurst();
    expect(asked.map(({ question }) => question.instruction)).toEqual(['a', 'b']);
    asked[0]!.answer([['A']]);
    asked[1]!.answer([['B']]);
    expect(await Promise.all(cells)).toEqual([[['A']], [['A']], [['B']]]);
  });

  it('are at most four at a time, and 25,000 begin at once and fill to the last', async () => {
    let [running, most, asked] = [0, 0, 0];
    let settleBurst: () => void = () => undefined;
    const queue = new QuestionQueue({
      limit: 4,
      afterBurst: (callback) => (settleBurst = callback),
      onChange: () => undefined,
      ask: async ({ instruction }) => {
        asked += 1;
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        return [[instruction]];
      },
    });
    const cells = Array.from({ length: 25_000 }, (_, index) =>
      queue.ask(`q${index}`, { function: 'ask', instruction: `q${index}`, inputs: [] }, new AbortController().signal),
    );
    settleBurst();
    expect([asked, queue.state.status]).toEqual([0, 'held']);
    queue.allow();
    expect(asked).toBe(4);
    const answers = await Promise.all(cells);
    expect([asked, most, answers.length, answers.at(-1)]).toEqual([25_000, 4, 25_000, [['q24999']]]);
    await settled();
    expect(queue.state).toMatchObject({ status: 'idle', answered: 25_000, failed: 0, waiting: 0 });
  });

  it('wait for the person’s word from a hundred on, and only then', async () => {
    const few = openQueue();
    for (let index = 0; index < mostUnasked; index += 1) void few.ask(`q${index}`);
    few.settleBurst();
    expect(few.queue.state.status).toBe('running');

    const many = openQueue();
    const cells = Array.from({ length: 100 }, (_, index) => many.ask(`q${index}`));
    many.settleBurst();
    expect(many.queue.state).toMatchObject({ status: 'held', waiting: 100 });
    expect(many.asked).toHaveLength(0);
    many.queue.cancel('not-asked');
    expect(await cells[0]).toMatchObject({ code: 'aborted', reason: 'not-asked' });
    expect(many.asked).toHaveLength(0);
    // The next few need no word again.
    void many.ask('later');
    many.settleBurst();
    expect(many.asked).toHaveLength(1);
  });

  it('stop together, those being asked too', async () => {
    const { queue, ask, asked, settleBurst } = openQueue();
    const cells = Array.from({ length: 10 }, (_, index) => ask(`q${index}`));
    settleBurst();
    queue.cancel();
    for (const cell of cells) expect(await cell).toMatchObject({ code: 'aborted', reason: 'stopped' });
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
    await settled();
    expect(queue.state).toMatchObject({ status: 'idle', failed: 10 });
  });

  it('are given up when no cell asks any more', async () => {
    const { ask, asked, queue, settleBurst } = openQueue();
    const [one, other] = [new AbortController(), new AbortController()];
    void ask('a', one.signal);
    void ask('a', other.signal);
    settleBurst();
    one.abort();
    expect(asked[0]!.signal.aborted).toBe(false);
    other.abort();
    expect(asked[0]!.signal.aborted).toBe(true);
    await settled();
    expect(queue.state).toMatchObject({ status: 'idle', failed: 0 });
  });

  it('fail one by one where a question fails, and all at once where the next would fail too', async () => {
    const { queue, ask, asked, settleBurst } = openQueue();
    const cells = Array.from({ length: 20 }, (_, index) => ask(`q${index}`));
    settleBurst();
    asked[0]!.fail(failure('model-refused'));
    await settled();
    expect(await cells[0]).toMatchObject({ code: 'model-refused' });
    expect(asked).toHaveLength(5);
    asked[1]!.fail(failure('quota-exceeded'));
    await settled();
    expect(await cells[19]).toMatchObject({ code: 'quota-exceeded' });
    expect(asked).toHaveLength(5);
    expect(queue.state).toMatchObject({ waiting: 0, asking: 3, failed: 17 });
  });
});
