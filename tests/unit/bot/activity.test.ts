import { AssistantError } from '../../../src/base/errors.ts';
import { languageOf } from '../../../src/bot/activity.ts';
import { explainError } from '../../../src/bot/explain-error.ts';
import { stringsFor } from '../../../src/bot/strings.ts';

describe('the language of a person in Teams', () => {
  const client = (locale: string): { type: string; locale: string } => ({ type: 'clientInfo', locale });

  it('is that of the activity, and that of the program where the activity names none', () => {
    expect(languageOf({ locale: 'zh-CN' })).toBe('zh');
    expect(languageOf({ locale: 'en-GB', entities: [client('zh-CN')] })).toBe('en');
    expect(languageOf({ entities: [{ type: 'mention' }, client('zh-TW')] })).toBe('zh');
    expect(languageOf({ entities: [client('de-DE')] })).toBe('en');
    expect(languageOf({})).toBe('en');
  });

  it('is that of what failed: a model file that cannot be run is no want of a model', () => {
    const error = new AssistantError('backend-unreachable', 'llama.cpp cannot load it.', { reason: 'backend-file' });
    expect(explainError(error, stringsFor('zh'))).toBe('模型文件暂时无法运行，请告知管理员。');
    expect(explainError(error, stringsFor('en'))).toContain('The model file cannot be run right now.');
  });
});
