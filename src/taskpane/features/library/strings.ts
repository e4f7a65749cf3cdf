/** The words of the shelf of prompts. */
interface LibraryStrings {
  readonly ownPrompts: string;
  readonly sharedPrompts: string;
  readonly templates: string;
  readonly noPrompts: string;
  readonly noLibrary: string;
  readonly promptTitle: string;
  readonly savePrompt: string;
  readonly savePromptHint: string;
  readonly saveForAll: string;
  readonly removePrompt: (title: string) => string;
}

const en: LibraryStrings = {
  ownPrompts: 'My prompts',
  sharedPrompts: 'Of the organisation',
  templates: 'Templates',
  noPrompts: 'No prompts are saved yet. Write one above, and save it here.',
  noLibrary:
    'This gateway keeps no prompts, neither shared ones nor your own. Whoever runs it can configure a store (docs/records.md).',
  promptTitle: 'Title',
  savePrompt: 'Save this prompt',
  savePromptHint: 'Write a prompt above to save it.',
  saveForAll: 'For everyone in the organisation',
  removePrompt: (title) => `Remove “${title}”`,
};

const zh: LibraryStrings = {
  ownPrompts: '我的提示',
  sharedPrompts: '本单位的提示',
  templates: '模板',
  noPrompts: '还没有保存的提示。请在上面写下提示，再在这里保存。',
  noLibrary: '此网关不保存提示，共享的和你自己的都不保存。网关管理员可以为它配置存储（docs/records.md）。',
  promptTitle: '标题',
  savePrompt: '保存此提示',
  savePromptHint: '请先在上面写下提示，再保存。',
  saveForAll: '供本单位所有人使用',
  removePrompt: (title) => `删除“${title}”`,
};

export function libraryStrings(language: 'en' | 'zh'): LibraryStrings {
  return language === 'zh' ? zh : en;
}
