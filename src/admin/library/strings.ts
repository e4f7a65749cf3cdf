/** The words of the page of prompts and templates. */
export interface SharedStrings {
  readonly title: string;
  readonly about: string;
  readonly addPrompt: string;
  readonly addTemplate: string;
  readonly empty: string;
  readonly kinds: Readonly<Record<'prompt' | 'template', string>>;
  readonly kind: string;
  readonly kindHint: string;
  readonly editTitle: (title: string) => string;
  readonly entryTitle: string;
  readonly body: string;
  readonly bodyHints: Readonly<Record<'prompt' | 'template', string>>;
  readonly titleMissing: string;
  readonly bodyMissing: string;
  readonly groupsMissing: string;
  readonly audience: string;
  readonly everybody: string;
  readonly onlyGroups: string;
  readonly groups: string;
  readonly groupsHint: string;
  readonly published: string;
  readonly publishedHint: string;
  readonly draft: string;
  readonly forGroups: (groups: string) => string;
  readonly save: string;
  readonly saved: string;
  readonly edit: (title: string) => string;
  readonly up: (title: string) => string;
  readonly down: (title: string) => string;
  readonly remove: (title: string) => string;
  readonly removeAsk: (title: string) => string;
  readonly removeYes: string;
  readonly removed: (title: string) => string;
  readonly conflict: string;
  readonly conflictNow: string;
  readonly keepMine: string;
  readonly takeTheirs: string;
  readonly saveAnew: string;
}

const en: SharedStrings = {
  title: 'Prompts and templates',
  about: 'What panes offer under “Saved prompts”, in this order: prompts of the organisation and its templates.',
  addPrompt: 'New prompt',
  addTemplate: 'New template',
  empty: 'Nothing is shared yet. Write a prompt that people need often, or a template for a kind of document.',
  kinds: { prompt: 'Prompt', template: 'Template' },
  kind: 'Kind',
  kindHint: 'Panes show the two under headings of their own.',
  editTitle: (title) => `Edit “${title}”`,
  entryTitle: 'Title',
  body: 'Text',
  bodyHints: {
    prompt: 'What is asked of the model. A person picks it, may change it, and sends it.',
    template: 'What the answer is to look like: its headings and what belongs under each.',
  },
  titleMissing: 'Give it a title.',
  bodyMissing: 'Write its text.',
  groupsMissing: 'Name one group at least, or choose everybody.',
  audience: 'Shown to',
  everybody: 'Everybody',
  onlyGroups: 'These groups',
  groups: 'Groups',
  groupsHint: 'Parted by commas; a name that has one in double quotes',
  published: 'Published',
  publishedHint: 'While this is off it is a draft: no pane shows it.',
  draft: 'Draft',
  forGroups: (groups) => `For ${groups}`,
  save: 'Save',
  saved: 'Saved. Panes show it when the list is opened next.',
  edit: (title) => `Edit ${title}`,
  up: (title) => `Move ${title} up`,
  down: (title) => `Move ${title} down`,
  remove: (title) => `Delete ${title}`,
  removeAsk: (title) => `Delete “${title}” for everybody? This cannot be undone.`,
  removeYes: 'Delete',
  removed: (title) => `“${title}” is deleted.`,
  conflict:
    'Another administrator has changed this since you opened it. What you typed is still here, and nothing of it is saved.',
  conflictNow: 'It is now:',
  keepMine: 'Save mine over it',
  takeTheirs: 'Drop mine and take theirs',
  saveAnew: 'Save mine as a new one',
};

const zh: SharedStrings = {
  title: '提示和模板',
  about: '侧边栏“已保存的提示”中按此顺序显示的内容：本单位的提示和模板。',
  addPrompt: '新建提示',
  addTemplate: '新建模板',
  empty: '还没有共享内容。可以写一条大家常用的提示，或为某类文档写一个模板。',
  kinds: { prompt: '提示', template: '模板' },
  kind: '类型',
  kindHint: '侧边栏会将两者分别列出。',
  editTitle: (title) => `编辑“${title}”`,
  entryTitle: '标题',
  body: '内容',
  bodyHints: {
    prompt: '对模型提出的要求。使用者选用后可以修改，再发送。',
    template: '回答应有的样子：有哪些标题，每个标题下写什么。',
  },
  titleMissing: '请填写标题。',
  bodyMissing: '请填写内容。',
  groupsMissing: '请至少填写一个小组，或选择所有人。',
  audience: '显示给',
  everybody: '所有人',
  onlyGroups: '以下小组',
  groups: '小组',
  groupsHint: '用逗号分隔；名称中有逗号时加英文双引号',
  published: '已发布',
  publishedHint: '关闭时为草稿，侧边栏不会显示。',
  draft: '草稿',
  forGroups: (groups) => `适用于 ${groups}`,
  save: '保存',
  saved: '已保存。下次打开列表时，侧边栏会显示它。',
  edit: (title) => `编辑${title}`,
  up: (title) => `上移${title}`,
  down: (title) => `下移${title}`,
  remove: (title) => `删除${title}`,
  removeAsk: (title) => `为所有人删除“${title}”？此操作无法撤销。`,
  removeYes: '删除',
  removed: (title) => `“${title}”已删除。`,
  conflict: '你打开之后，另一位管理员修改了它。你输入的内容仍在这里，尚未保存。',
  conflictNow: '现有内容为：',
  keepMine: '用我的内容覆盖',
  takeTheirs: '放弃我的内容，采用现有内容',
  saveAnew: '另存为新条目',
};

export function sharedStrings(language: 'en' | 'zh'): SharedStrings {
  return language === 'zh' ? zh : en;
}
