import type { Turn } from '../../../../src/assistant/turn.ts';
import { AssistantError, type AssistantErrorOptions, type ErrorCode } from '../../../../src/base/errors.ts';
import { reduceGeneration, startingGeneration } from '../../../../src/core/generation/reduce-generation.ts';
import type { GenerationEvent } from '../../../../src/core/generation/generation-event.ts';
import { custom } from '../../../../src/core/prompt/custom.ts';
import { loadStrings, stringsFor } from '../../../../src/taskpane/app/strings.ts';
import { cellSentence } from '../../../../src/taskpane/features/functions/cell-sentence.ts';
import { endingStrings } from '../../../../src/taskpane/ui/ending-strings.ts';
import { endingOf } from '../../../../src/taskpane/ui/ending.ts';
import { failureDetails, failureSentence } from '../../../../src/taskpane/ui/failure-sentence.ts';
import { doc, p } from '../../../support/document-context.ts';

beforeAll(() => loadStrings('zh'));

/** In Node there is no page: this is one of a gateway at `hostname`. */
function standAt(hostname: string, onLine: boolean): void {
  Object.assign(globalThis, { location: { hostname } });
  Object.defineProperty(globalThis, 'navigator', { value: { onLine }, configurable: true });
}
beforeEach(() => standAt('gateway.example', true));

const said = (text: string): GenerationEvent => ({ type: 'text-delta', text });
const end = (finishReason: 'stop' | 'length' | 'content-filter' | 'stopped-by-user'): GenerationEvent => ({
  type: 'generation-end',
  finishReason,
  usage: undefined,
});
const failed = (code: ErrorCode, options?: AssistantErrorOptions): GenerationEvent => ({
  type: 'error',
  error: new AssistantError(code, 'why', options),
});

function endingAfter(language: 'en' | 'zh', ...events: GenerationEvent[]): string | undefined {
  const generation = events.reduce(reduceGeneration, startingGeneration);
  const turn = { command: custom, instruction: '', context: doc([p('It is late.')]), generation } as unknown as Turn;
  return endingOf(turn, { strings: stringsFor(language), language })?.text;
}

describe('what is said of an answer at its end', () => {
  it('is nothing of one that is whole, or runs', () => {
    expect(endingAfter('en', said('Well.'), end('stop'))).toBeUndefined();
    expect(endingAfter('en', said('Well.'))).toBeUndefined();
  });

  it.each<[string, GenerationEvent[], RegExp, RegExp]>([
    ['has no words', [end('stop')], /gave no answer. Try again/, /没有给出回答。请重试/],
    ['is only reasoning', [{ type: 'reasoning-delta', text: 'Hm' }, end('stop')], /gave no answer/, /没有给出回答/],
    ['is cut at its length', [said('Half'), end('length')], /cut short/, /未能写完/],
    ['has no words at its length limit', [end('length')], /before it came to an answer/, /作答之前/],
    ['was ended by a filter', [said('Half'), end('content-filter')], /content filter/, /内容过滤/],
    ['was stopped', [said('Half'), end('stopped-by-user')], /What came until then is kept/, /已写出的内容/],
    ['was stopped at once', [end('stopped-by-user')], /before the first words/, /还没有写出内容/],
    ['broke off', [said('Half'), failed('stream-interrupted')], /What came is kept/, /已写出的内容/],
    ['broke off at once', [failed('stream-interrupted')], /before its first words/, /写出内容之前/],
  ])('says in both languages that it %s', (_, events, english, chinese) => {
    expect(endingAfter('en', ...events)).toMatch(english);
    expect(endingAfter('zh', ...events)).toMatch(chinese);
  });
});

describe('the sentence for a failure', () => {
  const sentence = (code: ErrorCode, reason: string, language: 'en' | 'zh' = 'en'): string =>
    failureSentence(new AssistantError(code, 'why', { reason }), { strings: stringsFor(language), language }, false);

  it('is that of its reason: whose limit, what the model server did, and never the rules of an organisation that has none', () => {
    expect(sentence('quota-exceeded', 'person-requests-per-day')).toMatch(/requests for today/);
    expect(sentence('quota-exceeded', 'group-budget-per-month')).toMatch(/group’s budget for this month is spent/);
    expect(sentence('quota-exceeded', 'person-budget-per-day', 'zh')).toMatch(/你今天的预算已用完/);
    expect(sentence('context-too-long', 'too-long-for-person-tokens-per-hour')).toMatch(/you may use in an hour/);
    expect(sentence('backend-unreachable', 'backend-failed', 'zh')).toMatch(/自身出了故障/);
    expect(sentence('model-refused', 'unusable-answer')).not.toMatch(/organisation/);
    expect(sentence('model-refused', 'violence')).toMatch(/organisation refuse this \(violence\)/);
  });

  it('says that the prompt is kept where there is one: of a limit in the pane, not of one that cells have met', () => {
    const { limits, reasons } = endingStrings('en');
    const codes: readonly ErrorCode[] = ['backend-unreachable', 'unauthorized', 'invalid-request', 'sign-in-required'];
    const failures = [
      ...[...Object.keys(limits), ...Object.keys(reasons)].map((reason) => ['quota-exceeded', reason] as const),
      ...codes.flatMap((code) => [[code, undefined] as const, [code, 'of another kind'] as const]),
    ];
    for (const [code, reason] of failures) {
      const error = new AssistantError(code, 'why', reason === undefined ? {} : { reason });
      expect(cellSentence(error, 'en')).not.toMatch(/prompt is kept|What came/);
      expect(cellSentence(error, 'zh')).not.toMatch(/提示已保留|已写出/);
    }
    expect(sentence('quota-exceeded', 'person-requests-per-day')).toMatch(/today\. Your prompt is kept\.$/);
    expect(sentence('quota-exceeded', 'group-budget-per-day', 'zh')).toMatch(/。你的提示已保留。$/);
    const limit = new AssistantError('quota-exceeded', 'why', { reason: 'queue-full' });
    expect(cellSentence(limit, 'en')).toBe(limits['queue-full']);
    expect(failureDetails(limit, { strings: stringsFor('en'), language: 'en' })).toBeUndefined();
  });

  it('is that the computer is offline only where that explains the failure', () => {
    standAt('gateway.example', false);
    expect(sentence('gateway-unreachable', 'no-answer')).toMatch(/offline/);
    expect(sentence('host-failed', '')).toMatch(/Word could not/);
    standAt('localhost', false);
    expect(sentence('gateway-unreachable', 'no-answer')).toMatch(/Check that it is running/);
  });

  it('is followed by the message where that tells who is to mend what', () => {
    const details = (code: ErrorCode, reason?: string): string | undefined =>
      failureDetails(new AssistantError(code, 'why', reason === undefined ? {} : { reason }), {
        strings: stringsFor('en'),
        language: 'en',
      });
    expect(details('backend-unreachable', 'backend-slow')).toBe('why');
    expect(details('model-refused')).toBe('why');
    expect(details('quota-exceeded', 'person-requests-per-day')).toBeUndefined();
    expect(details('gateway-unreachable', 'no-answer')).toBeUndefined();
  });
});
