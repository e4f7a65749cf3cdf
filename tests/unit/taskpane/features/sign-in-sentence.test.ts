import { AssistantError } from '../../../../src/base/errors.ts';
import { signInSentence } from '../../../../src/taskpane/features/sign-in/sign-in-strings.ts';

describe('why somebody could not sign in', () => {
  const failed = (reason: string): AssistantError => new AssistantError('sign-in-required', 'No.', { reason });

  it('is told in either language, with the word of the sign-in service where that refused', () => {
    expect(signInSentence(failed('expired'), 'zh')).toContain('已过期');
    expect(signInSentence(failed('account-consent_required'), 'en')).toMatch(/consent_required.*administrator/);
    expect(signInSentence(failed('account-consent_required'), 'zh')).toMatch(/consent_required.*管理员/);
    expect(signInSentence(failed('window-blocked'), 'zh')).toContain('允许此页面打开窗口');
  });

  it('is none of ours for any other reason', () => {
    expect(signInSentence(failed('bad-token'), 'zh')).toBeUndefined();
    expect(signInSentence(failed(''), 'zh')).toBeUndefined();
  });
});
