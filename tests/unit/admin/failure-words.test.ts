import { fromNetworkFailure } from '../../../src/core/model/to-assistant-error.ts';
import { AssistantError } from '../../../src/base/errors.ts';
import { adminStringsFor } from '../../../src/admin/strings.ts';
import { failureWords, headingOf } from '../../../src/admin/failure-words.ts';

describe('what the administrators’ page says of a failure', () => {
  it('is the sentence of its reason in Chinese', () => {
    const error = new AssistantError('invalid-request', 'There is room for 1000 entries.', { reason: 'library-full' });
    expect(failureWords(error, 'zh')).toEqual({ text: expect.stringContaining('上限'), language: 'zh' });
    expect(failureWords(error, 'en')).toEqual({ text: error.message, language: 'en' });
  });

  it('says of what this gateway does without that it is not in use, not that something failed', () => {
    const error = new AssistantError('capability-unavailable', 'No tokens here.', { reason: 'no-tokens' });
    expect(headingOf(error, adminStringsFor('zh'))).toBe('此网关未使用此项功能');
    expect(headingOf(error, adminStringsFor('en'))).toBe('Not in use at this gateway');
    expect(headingOf(new AssistantError('unexpected', 'x'), adminStringsFor('zh'))).toBe('未能完成');
  });

  it('says in either language what to do where the gateway does not answer', () => {
    const error = fromNetworkFailure(new TypeError('fetch failed'));
    expect(failureWords(error, 'en')).toEqual({
      text: expect.stringContaining('Check that it is running'),
      language: 'en',
    });
    expect(failureWords(error, 'zh')).toEqual({ text: expect.stringContaining('请确认它正在运行'), language: 'zh' });
  });

  it('says in Chinese alone that the store is gone, and where its reason is', () => {
    const error = new AssistantError('gateway-unreachable', 'Gone.', { reason: 'store-unavailable' });
    expect(failureWords(error, 'zh').text).toMatch(/存储暂时无法使用.*日志中。$/);
  });

  it('is what kind of failure it is in Chinese where it has no reason, with the gateway’s words behind', () => {
    const error = new AssistantError('invalid-request', '"groups.0.group": too long');
    expect(failureWords(error, 'zh')).toEqual({
      text: '网关不接受这次请求："groups.0.group": too long',
      language: 'zh',
    });
  });
});
