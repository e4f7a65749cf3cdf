import { actionIds, actionName, describeDetail } from '../../../src/admin/panels/audit-words.ts';

describe('the audit in words', () => {
  it('says what was done, in each language', () => {
    expect(actionName('token-made', 'en')).toBe('Token made');
    expect(actionName('token-made', 'zh')).toBe('创建令牌');
    expect(actionIds).toContain('chat');
    expect(actionName('something-later', 'en')).toBe('something-later');
  });

  it('says where a chat was asked, with which command, and how it ended', () => {
    expect(describeDetail('chat', 'word rewrite failed backend-unreachable', 'en')).toBe(
      'Word · Rewrite · Failed · the model server did not answer',
    );
    expect(describeDetail('chat', 'excel ask-cell answered', 'zh')).toBe('Excel · 提问（单元格） · 已回答');
    expect(describeDetail('chat', 'api refused quota-exceeded', 'en')).toBe(
      'Other programs (API) · Refused · a limit was reached',
    );
    expect(describeDetail('policy-changed', '', 'en')).toBe('');
  });
});
