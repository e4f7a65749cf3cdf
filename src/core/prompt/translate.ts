import { isCjkLanguage } from '../../base/languages.ts';
import { defineCommand } from './define-command.ts';
import { languageName } from './language-name.ts';
import type { PromptInput } from './writing-command.ts';

/** `auto`: Chinese becomes English, everything else Simplified Chinese. */
function targetOf(input: PromptInput): string {
  const chosen = input.options['target'] ?? 'auto';
  if (chosen !== 'auto') return chosen;
  return isCjkLanguage(input.context.language) && input.context.language.startsWith('zh') ? 'en' : 'zh-Hans';
}

export const translate = defineCommand({
  id: 'translate',
  title: { en: 'Translate', zh: '翻译' },
  description: { en: 'Translate the selected text', zh: '把所选文字译成另一种语言' },
  subject: 'selection',
  answer: 'rewrite',
  options: [
    {
      id: 'target',
      label: { en: 'Into', zh: '译成' },
      values: [
        { id: 'auto', label: { en: 'Chinese ⇄ English', zh: '中英互译' } },
        { id: 'en', label: { en: 'English', zh: '英语' } },
        { id: 'zh-Hans', label: { en: 'Chinese (Simplified)', zh: '简体中文' } },
        { id: 'zh-Hant', label: { en: 'Chinese (Traditional)', zh: '繁体中文' } },
        { id: 'ja', label: { en: 'Japanese', zh: '日语' } },
        { id: 'ko', label: { en: 'Korean', zh: '韩语' } },
        { id: 'de', label: { en: 'German', zh: '德语' } },
        { id: 'fr', label: { en: 'French', zh: '法语' } },
        { id: 'es', label: { en: 'Spanish', zh: '西班牙语' } },
        { id: 'pt', label: { en: 'Portuguese', zh: '葡萄牙语' } },
        { id: 'ru', label: { en: 'Russian', zh: '俄语' } },
      ],
    },
  ],
  replyLanguage: targetOf,
  work: (input) =>
    `Translate SELECTION into ${languageName(targetOf(input))}, as a professional translator of the field would: the meaning whole, natural in the target language, terms the same throughout. Keep names, code, addresses and numbers; turn punctuation into that of the target language. Do not translate what stands around it.`,
});
