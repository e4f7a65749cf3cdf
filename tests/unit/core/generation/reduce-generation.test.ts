import { AssistantError } from '../../../../src/base/errors.ts';
import type { GenerationEvent } from '../../../../src/core/generation/generation-event.ts';
import {
  idleGeneration,
  isRunning,
  reduceGeneration,
  saidText,
  startingGeneration,
} from '../../../../src/core/generation/reduce-generation.ts';

const start: GenerationEvent = { type: 'generation-start', model: 'm', requestId: 'r' };
const text = (value: string): GenerationEvent => ({ type: 'text-delta', text: value });
const thought = (value: string): GenerationEvent => ({ type: 'reasoning-delta', text: value });
const end = (finishReason: 'stop' | 'length' | 'content-filter' | 'stopped-by-user'): GenerationEvent => ({
  type: 'generation-end',
  finishReason,
  usage: { promptTokens: 1, completionTokens: 2 },
});
const failed = (code: 'aborted' | 'stream-interrupted'): GenerationEvent => ({
  type: 'error',
  error: new AssistantError(code, 'x'),
});
const reduce = (...events: GenerationEvent[]) => events.reduce(reduceGeneration, startingGeneration);

describe('reduceGeneration', () => {
  it('gathers text and reasoning until the end', () => {
    expect(reduce(start, thought('a'), text('b'), thought('c'), text('d'), end('stop'))).toEqual({
      status: 'done',
      finishReason: 'stop',
      usage: { promptTokens: 1, completionTokens: 2 },
      text: 'bd',
      reasoning: 'ac',
    });
  });

  it('keeps what came when it fails', () => {
    expect(reduce(start, text('half'), failed('stream-interrupted'))).toMatchObject({
      status: 'failed',
      text: 'half',
      error: { code: 'stream-interrupted' },
    });
  });

  it.each([end('stopped-by-user'), failed('aborted')])('keeps what came when it is stopped by %j', (event) => {
    expect(reduce(start, text('half'), event)).toMatchObject({ status: 'stopped', text: 'half' });
  });

  it('fails before anything came', () => {
    expect(reduce(failed('stream-interrupted'))).toMatchObject({ status: 'failed', text: '' });
  });

  it.each(['stop', 'stopped-by-user'] as const)('ignores events that come after %s', (reason) => {
    const over = reduce(start, text('a'), end(reason));
    for (const late of [start, text('b'), thought('c'), end('length'), failed('aborted')]) {
      expect(reduceGeneration(over, late)).toBe(over);
    }
  });

  it('shows a delta that comes before the start', () => {
    expect(reduceGeneration(idleGeneration, text('a'))).toMatchObject({ status: 'streaming', text: 'a' });
  });

  it('knows what runs and what was said', () => {
    expect([idleGeneration, startingGeneration, reduce(start), reduce(start, end('stop'))].map(isRunning)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(saidText(idleGeneration)).toBe('');
    expect(saidText(reduce(start, text('a')))).toBe('a');
  });

  it('shows the place in the gateway’s line until it is our turn, and never again after that', () => {
    const queued = reduceGeneration(startingGeneration, { type: 'queued', position: 3, seconds: 12 });
    expect(queued).toMatchObject({ status: 'starting', queue: { position: 3, seconds: 12 } });
    const called = reduceGeneration(queued, { type: 'queued', position: 0, seconds: null });
    expect(called).toEqual(startingGeneration);
    const answering = reduceGeneration(called, { type: 'text-delta', text: 'Yes' });
    expect(reduceGeneration(answering, { type: 'queued', position: 1, seconds: null })).toBe(answering);
  });
});
