import type { Localized } from '../core/prompt/writing-command.ts';

/**
 * What the message extension and the bot offer, as data: the app package's manifest says the same, word for word, and a test
 * holds the two together. Teams allows 32 characters for a title and 128 for a description.
 */
export interface ExtensionCommand {
  readonly id: 'summarize' | 'draftReply' | 'translate' | 'tasks' | 'draft' | 'improve' | 'prompts';
  /** An action opens a dialog (`fetchTask`); a query searches as one types. */
  readonly type: 'action' | 'query';
  readonly context: readonly ('message' | 'compose' | 'commandBox')[];
  readonly title: Localized;
  readonly description: Localized;
  /** What a query is asked with. */
  readonly parameter?: { readonly name: string; readonly title: Localized; readonly description: Localized };
}

export const extensionCommands: readonly ExtensionCommand[] = [
  {
    id: 'summarize',
    type: 'action',
    context: ['message'],
    title: { en: 'Summarise', zh: '总结' },
    description: { en: 'The gist of this message', zh: '概括这条消息的要点' },
  },
  {
    id: 'draftReply',
    type: 'action',
    context: ['message'],
    title: { en: 'Draft a reply', zh: '起草回复' },
    description: { en: 'A reply to this message, in the tone that you choose', zh: '按所选语气为这条消息起草回复' },
  },
  {
    id: 'translate',
    type: 'action',
    context: ['message'],
    title: { en: 'Translate', zh: '翻译' },
    description: { en: 'This message in another language', zh: '把这条消息译成另一种语言' },
  },
  {
    id: 'tasks',
    type: 'action',
    context: ['message'],
    title: { en: 'Turn into tasks', zh: '整理成任务' },
    description: { en: 'Who has to do what by when, out of this message', zh: '从这条消息中整理出谁在何时之前做什么' },
  },
  {
    id: 'draft',
    type: 'action',
    context: ['compose', 'commandBox'],
    title: { en: 'Draft', zh: '起草' },
    description: { en: 'Write a message from a few words', zh: '根据几句说明写出一条消息' },
  },
  {
    id: 'improve',
    type: 'action',
    context: ['compose', 'commandBox'],
    title: { en: 'Improve what I wrote', zh: '润色我写的文字' },
    description: { en: 'Correct, shorten or change the tone of your text', zh: '改正、精简你写的文字，或调整其语气' },
  },
  {
    id: 'prompts',
    type: 'query',
    context: ['compose', 'commandBox'],
    title: { en: 'Prompt library', zh: '提示词库' },
    description: { en: 'Find a prompt or a template that is kept', zh: '查找保存的提示词或模板' },
    parameter: {
      name: 'search',
      title: { en: 'Search', zh: '搜索' },
      description: { en: 'Words of the title or the text', zh: '标题或正文中的文字' },
    },
  },
];

/** A word that the bot understands as a command, as Teams suggests it (`commandLists`). */
export interface ChatCommand {
  readonly id: 'help' | 'forget';
  /** What is typed. */
  readonly title: Localized;
  readonly description: Localized;
}

export const chatCommands: readonly ChatCommand[] = [
  {
    id: 'help',
    title: { en: 'help', zh: '帮助' },
    description: { en: 'What Inkstone can do here', zh: '砚在这里能做什么' },
  },
  {
    id: 'forget',
    title: { en: 'forget', zh: '忘记' },
    description: { en: 'Forget what was said in this conversation', zh: '忘记这段对话里说过的话' },
  },
];
