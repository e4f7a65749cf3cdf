import { AssistantError } from '../../../src/base/errors.ts';
import { failureWords } from '../../../src/admin/failure-words.ts';

describe('what the administrators’ page says of a failure', () => {
  it('is the sentence of its reason in Chinese', () => {
    const error = new AssistantError('invalid-request', 'There is room for 1000 entries.', { reason: 'library-full' });
    expect(failureWords(error, 'zh')).toEqual({ text: expect.stringContaining('上限'), language: 'zh' });
    expect(failureWords(error, 'en')).toEqual({ text: error.message, language: 'en' });
  });

  it('is what kind of failure it is in Chinese where it has no reason, with the gateway’s words behind', () => {
    const error = new AssistantError('invalid-request', '"groups.0.group": too long');
    expect(failureWords(error, 'zh')).toEqual({
      text: '网关不接受这次请求："groups.0.group": too long',
      language: 'zh',
    });
  });
});
