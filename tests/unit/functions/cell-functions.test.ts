/** @jest-environment jsdom */
import { AssistantError } from '../../../src/base/errors.ts';
import type { CellFunction } from '../../../src/core/cells/cell-question.ts';
import type { CellCall } from '../../../src/functions/associate.ts';
import { AnsweringModel, MemoryCells, openFunctions } from '../../support/cell-functions.ts';

// 25,000 of anything take a while on a busy machine.
jest.setTimeout(60_000);

function call(name: CellFunction, args: readonly unknown[], more: Partial<CellCall> = {}): CellCall {
  return {
    name,
    args,
    address: 'Sheet1!A1',
    places: args.map(() => ''),
    signal: new AbortController().signal,
    ...more,
  };
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 2000 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 1));
};

let cells: MemoryCells;
let model: AnsweringModel;
let opened: ReturnType<typeof openFunctions>;
const open = (): void => void (opened = openFunctions(cells, { current: model }));
beforeEach(() => {
  cells = new MemoryCells();
  model = new AnsweringModel();
  open();
});

describe('a function in a cell', () => {
  it('shows and keeps nothing of an answer that was cut at its length limit', async () => {
    model.finishReason = 'length';
    const asked = opened.functions.answer(call('ask', ['Which?']));
    await expect(asked).rejects.toMatchObject({ code: '#N/A', message: expect.stringMatching(/cut short/) });
    model.finishReason = 'stop';
    expect(await opened.functions.answer(call('ask', ['Which?']))).toEqual([['answer']]);
  });

  it('asks once, keeps the answer in the workbook, and answers from there when it is opened again', async () => {
    model.answer = () => '=HYPERLINK("x")';
    expect(await opened.functions.answer(call('ask', ['Which?', [[['a', 1]]]]))).toEqual([['=HYPERLINK("x")']]);
    expect(await opened.functions.answer(call('ask', ['Which?', [[['a', 1]]]], { address: 'Sheet1!A2' }))).toEqual([
      ['=HYPERLINK("x")'],
    ]);
    await until(() => cells.kept.size === 1);
    open();
    expect(await opened.functions.answer(call('ask', ['Which?', [[['a', 1]]]]))).toEqual([['=HYPERLINK("x")']]);
    expect(model.requests).toHaveLength(1);
    expect([...cells.kept.values()].join('')).not.toContain('Which?');
  });

  it('stands by its answer when another model is chosen, until it is asked again', async () => {
    const holder = { current: model };
    const { functions } = openFunctions(cells, holder);
    model.answer = () => 'of small';
    await functions.answer(call('summarize', [[['a text']]]));
    const large = new AnsweringModel('large');
    large.answer = () => 'of large';
    holder.current = large;
    expect(await functions.answer(call('summarize', [[['a text']]]))).toEqual([['of small']]);
    cells.formulas = [{ sheet: 'Sheet1', address: 'A1', formula: '=INKSTONE.SUMMARIZE(B1)' }];
    await functions.refresh('workbook', 'small');
    expect(await functions.answer(call('summarize', [[['a text']]]))).toEqual([['of small']]);
    await functions.refresh('workbook');
    expect(cells.entered).toHaveLength(2);
    expect(await functions.answer(call('summarize', [[['a text']]], { address: "'Sheet1'!$A$1" }))).toEqual([
      ['of large'],
    ]);
    await until(() => functions.state.kept.get('large') === 1);
    expect([...functions.state.kept]).toEqual([['large', 1]]);
  });

  it('keeps its answer where a new one could not be had', async () => {
    await opened.functions.answer(call('summarize', [[['a text']]]));
    model.answer = () => new AssistantError('model-refused', 'No.');
    cells.formulas = [{ sheet: 'Sheet1', address: 'A1', formula: '=INKSTONE.SUMMARIZE(B1)' }];
    await opened.functions.refresh('selection');
    expect(await opened.functions.answer(call('summarize', [[['a text']]]))).toEqual([['answer']]);
    await until(() => opened.functions.state.queue.failed === 1);
    expect(opened.functions.state.queue.error?.code).toBe('model-refused');
  });

  it('is asked again with the cells that failed where a new answer could not be had', async () => {
    const [one, two] = ['A1', 'A2'].map((address) =>
      call('summarize', [[[address]]], { address: `Sheet1!${address}` }),
    );
    await opened.functions.answer(one!);
    await opened.functions.answer(two!);
    cells.formulas = ['A1', 'A2'].map((address) => ({ sheet: 'Sheet1', address, formula: '=INKSTONE.SUMMARIZE(B1)' }));
    await opened.functions.refresh('workbook');
    model.answer = (user) => (user.includes('A2') ? new AssistantError('model-refused', 'No.') : 'new');
    await opened.functions.answer(one!);
    expect(await opened.functions.answer(two!)).toEqual([['answer']]);
    cells.entered.length = 0;
    cells.failing = [];
    model.answer = () => 'newer';
    await opened.functions.retryFailed();
    expect(cells.entered).toEqual([cells.formulas[1]]);
    expect(await opened.functions.answer(one!)).toEqual([['new']]);
    expect(await opened.functions.answer(two!)).toEqual([['newer']]);
  });

  it('tells of the last search until something else is asked', async () => {
    await opened.functions.retryFailed();
    expect(opened.functions.state.found).toBe(0);
    await opened.functions.answer(call('ask', ['Which?']));
    expect(opened.functions.state.found).toBeNull();
  });

  it.each([
    ['ask', ['']],
    ['classify', ['text', 'praise']],
    ['extract', ['text', null]],
    ['formula', ['total', [['Sales', 1]]]],
  ] as const)('says what is missing instead of asking: %s', async (name, args) => {
    await expect(opened.functions.answer(call(name, args))).rejects.toMatchObject({ code: '#VALUE!' });
    expect(model.requests).toHaveLength(0);
  });

  it('is empty for empty cells, as below a table', async () => {
    expect(await opened.functions.answer(call('translate', [[['']], 'German']))).toEqual([['']]);
    expect(model.requests).toHaveLength(0);
  });

  it.each([
    ['policy-forbids', 'By the policy for everybody, no.', /does not allow this\. By the policy for everybody, no\./],
    ['quota-exceeded', 'You have asked 20 of 20 this hour.', /20 of 20 this hour/],
    ['capability-unavailable', 'Rules cannot.', /Connect a model/],
    ['sign-in-required', 'Sign in.', /Sign in first/],
  ] as const)('says why it failed: %s', async (code, message, words) => {
    model.answer = () => new AssistantError(code, message);
    const failed = opened.functions.answer(call('ask', ['Which?']));
    await expect(failed).rejects.toMatchObject({ code: '#N/A', message: expect.stringMatching(words) });
  });

  it('tells why a cell has no answer until it is asked again, and whether asking again is of use', async () => {
    const { functions } = opened;
    model.answer = () => new AssistantError('quota-exceeded', 'You have asked 20 of 20 this hour.');
    await expect(functions.answer(call('ask', ['Which?'], { address: "'My sheet'!$B$2" }))).rejects.toThrow();
    await expect(functions.answer(call('classify', ['text', 'praise'], { address: 'Sheet1!B3' }))).rejects.toThrow();
    expect(functions.failureOf('My sheet', 'B2')).toMatchObject({
      words: expect.stringContaining('20 of 20 this hour'),
      error: { code: 'quota-exceeded' },
    });
    expect(functions.failureOf('Sheet1', 'B3')).toEqual({ words: expect.stringContaining('two labels'), error: null });
    expect(functions.failureOf('Sheet1', 'B2')).toBeUndefined();

    model.answer = () => 'answer';
    await functions.answer(call('ask', ['Which?'], { address: "'My sheet'!B2" }));
    expect(functions.failureOf('My sheet', 'B2')).toBeUndefined();
  });

  it('waits where it is told to, and says why and how long until it is stopped', async () => {
    const { functions } = opened;
    const limit = { retryable: true, retryAfterSeconds: 30 };
    model.answer = () => new AssistantError('quota-exceeded', 'No more for now.', limit);
    const asked = functions.answer(call('ask', ['Which?']));
    const failed = expect(asked).rejects.toMatchObject({ message: expect.stringContaining('Stopped') });
    await until(() => functions.state.pause !== null);
    const { error, until: end } = functions.state.pause!;
    expect(error.message).toBe('No more for now.');
    expect(end - Date.now()).toBeGreaterThan(20_000);
    functions.cancel();
    await failed;
    await until(() => functions.state.pause === null);
    expect(functions.state).toMatchObject({ pause: null, queue: { status: 'idle' } });
    expect(model.requests).toHaveLength(1);
  });

  it('does not ask for want of a look into the workbook, and looks again', async () => {
    const { read } = cells.parts;
    const busy = new AssistantError('host-busy', 'A cell is being typed into.', { retryable: true });
    Object.assign(cells.parts, { read: () => Promise.reject(busy) });
    await expect(opened.functions.answer(call('ask', ['Which?']))).rejects.toMatchObject({ code: '#N/A' });
    expect(model.requests).toHaveLength(0);
    Object.assign(cells.parts, { read });
    expect(await opened.functions.answer(call('ask', ['Which?']))).toEqual([['answer']]);
  });

  it('works on in a workbook that cannot be written', async () => {
    cells.isReadOnly = true;
    await opened.functions.answer(call('ask', ['Which?']));
    await until(() => !opened.functions.state.canKeep);
    expect(await opened.functions.answer(call('ask', ['Which?']))).toEqual([['answer']]);
    expect(model.requests).toHaveLength(1);
  });

  it('has its answers taken out of the file on request', async () => {
    await opened.functions.answer(call('ask', ['Which?']));
    await until(() => cells.kept.size === 1);
    await opened.functions.forget();
    expect(cells.kept.size).toBe(0);
    await opened.functions.answer(call('ask', ['Which?']));
    expect(model.requests).toHaveLength(2);
  });
});

describe('a column of functions', () => {
  const fill = (count: number, distinct = count): Promise<unknown>[] =>
    Array.from({ length: count }, (_, row) =>
      opened.functions
        .answer(call('classify', [[[`text ${row % distinct}`]], 'good, bad'], { address: `Sheet1!B${row + 1}` }))
        .catch((error: unknown) => error),
    );

  it('tells how many questions, tokens and what cost before it asks a hundred, with the pane in sight', async () => {
    model.answer = () => 'good';
    await opened.functions.answer(call('ask', ['Which?']));
    const column = fill(300, 150);
    await until(() => opened.functions.state.estimate?.questions === 150);
    const { estimate, queue } = opened.functions.state;
    expect(queue).toMatchObject({ status: 'held', waiting: 150 });
    expect(estimate!.cost!.cost).toBeCloseTo(0.3);
    expect(estimate!.tokens).toBeGreaterThan(150 * 50);
    expect(opened.shown.times).toBe(1);
    expect(model.requests).toHaveLength(1);
    opened.functions.allow();
    expect(new Set((await Promise.all(column)).map(String))).toEqual(new Set(['good']));
    expect(model.requests).toHaveLength(151);
  });

  it('of 25,000 cells begins at once and fills with a handful of requests at a time, kept in parts of bounded size', async () => {
    model.answer = () => 'good';
    const column = fill(25_000, 2500);
    await until(() => opened.functions.state.estimate !== null);
    opened.functions.allow();
    expect((await Promise.all(column)).every((rows) => String(rows) === 'good')).toBe(true);
    expect(model.requests).toHaveLength(2500);
    expect(model.mostAtOnce).toBeLessThanOrEqual(4);
    await until(() => [...cells.kept.values()].join('').split('<answer ').length - 1 === 2500);
    expect(cells.kept.size).toBeGreaterThan(1);
    expect(Math.max(...[...cells.kept.values()].map(({ length }) => length))).toBeLessThan(150_000);
  });

  it('is not asked where the person says so, and can be asked afterwards', async () => {
    const column = fill(120);
    await until(() => opened.functions.state.estimate !== null);
    opened.functions.decline();
    const [first] = await Promise.all(column);
    expect(first).toMatchObject({ code: '#N/A', message: expect.stringContaining('Not asked') });
    expect(model.requests).toHaveLength(0);
    cells.formulas = [
      { sheet: 'Sheet1', address: 'B1', formula: '=INKSTONE.CLASSIFY(A1,"good, bad")' },
      { sheet: 'Sheet1', address: 'C1', formula: '=1/0' },
    ];
    await opened.functions.retryFailed();
    expect(cells.entered).toEqual([cells.formulas[0]]);
    expect(opened.functions.state.found).toBe(1);
  });
});
