import { AssistantError } from '../../../../src/base/errors.ts';
import { askPatiently } from '../../../../src/core/generation/ask-patiently.ts';
import type { ModelRequest } from '../../../../src/core/model/language-model.ts';
import { ScriptedModel } from '../../../support/scripted-model.ts';

const request: ModelRequest = {
  messages: [{ role: 'user', content: 'Which?' }],
  task: { command: 'ask-cell', text: '' },
};
const { signal } = new AbortController();

function limit(retryAfterSeconds?: number): AssistantError {
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return new AssistantError('quota-exceeded', 'No more for now.', { retryable: true, ...wait });
}

describe('asking patiently', () => {
  it('waits as long as it is asked to, and tells why', async () => {
    const pauses: unknown[] = [];
    const pause = (milliseconds: number, _signal: AbortSignal, failure: AssistantError): Promise<void> => {
      pauses.push([milliseconds, failure.message]);
      return Promise.resolve();
    };
    const model = new ScriptedModel([limit(30)], [limit()], ['at last']);
    expect(await askPatiently(model, request, { pause }, signal)).toBe('at last');
    expect(pauses).toEqual([
      [30_000, 'No more for now.'],
      [2000, 'No more for now.'],
    ]);
  });

  it('does not come back sooner than told, nor wait longer than a minute: it says at once that it was refused', async () => {
    const model = new ScriptedModel([limit(3600)], ['too soon']);
    const pause = (): Promise<void> => Promise.reject(new Error('It waited.'));
    await expect(askPatiently(model, request, { pause }, signal)).rejects.toMatchObject({ retryAfterSeconds: 3600 });
    expect(model.requests).toHaveLength(1);
  });
});
