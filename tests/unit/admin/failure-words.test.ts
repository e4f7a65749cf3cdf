import { fromNetworkFailure } from '../../../src/core/model/to-assistant-error.ts';
import { AssistantError } from '../../../src/base/errors.ts';
import { adminStringsFor } from '../../../src/admin/strings.ts';
import { failureWords, headingOf } from '../../../src/admin/failure-words.ts';

describe('what the administrators’ page says of a failure', () => {
  it('says in either language that the page is older than the gateway', () => {
    const error = new AssistantError('gateway-unreachable', 'Another form.', { reason: 'other-form' });
    expect(failureWords(error, 'zh')).toEqual({ text: expect.stringContaining('重新加载此页面'), language: 'zh' });
    expect(failureWords(error, 'en')).toEqual({ text: expect.stringContaining('reload this page'), language: 'en' });
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

  it('is what the gateway says, where that is in Chinese', () => {
    const message = '记录的存储暂时无法使用。';
    const error = new AssistantError('gateway-unreachable', message, { reason: 'store-unavailable' });
    expect(failureWords(error, 'zh')).toEqual({ text: message, language: 'zh' });
  });

  it('is what kind of failure it is in Chinese where it has no reason, with the gateway’s words behind', () => {
    const error = new AssistantError('invalid-request', '"groups.0.group": too long');
    expect(failureWords(error, 'zh')).toEqual({
      text: '网关不接受这次请求："groups.0.group": too long',
      language: 'zh',
    });
  });
});
