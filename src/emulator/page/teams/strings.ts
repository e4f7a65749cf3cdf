/** The words of the emulated Teams. */
export interface TeamsStrings {
  readonly title: string;
  readonly chat: string;
  readonly chats: string;
  readonly about: string;
  readonly messages: string;
  readonly write: string;
  readonly writeTo: (name: string) => string;
  readonly send: string;
  readonly more: string;
  readonly moreOf: (name: string) => string;
  readonly apps: string;
  readonly appOptions: string;
  readonly search: string;
  readonly searching: string;
  readonly noResults: string;
  readonly copyText: string;
  readonly close: string;
  readonly cancel: string;
  readonly done: string;
  readonly edit: string;
  readonly removeCard: string;
  readonly attach: string;
  readonly fileNotTaken: string;
  readonly working: string;
  readonly typing: (name: string) => string;
  readonly unreachable: string;
  readonly noBot: (status: number) => string;
  readonly noConnector: string;
  readonly noApp: (address: string) => string;
  readonly tabFailed: string;
  readonly retry: string;
  readonly loading: string;
  readonly generated: string;
  readonly generatedHint: string;
  readonly like: string;
  readonly dislike: string;
  readonly feedbackQuestion: string;
  readonly thanks: string;
  readonly share: string;
  readonly shareWith: string;
  readonly people: string;
  readonly newChat: (names: string) => string;
  readonly theme: string;
  readonly themeNames: Readonly<Record<'default' | 'dark' | 'contrast', string>>;
  readonly language: string;
  readonly commands: string;
  readonly version: (version: string, developer: string) => string;
  readonly emulated: string;
  readonly notEmulated: string;
  readonly bot: string;
}

const en: TeamsStrings = {
  title: 'Emulated Teams',
  chat: 'Chat',
  chats: 'Chats',
  about: 'About',
  messages: 'Messages',
  write: 'Type a message',
  writeTo: (name) => `Type a message to ${name}`,
  send: 'Send',
  more: 'More options',
  moreOf: (name) => `More options for the message of ${name}`,
  apps: 'Apps',
  appOptions: 'What the app can do here',
  search: 'Search',
  searching: 'Searching …',
  noResults: 'Nothing was found.',
  copyText: 'Copy text',
  close: 'Close',
  cancel: 'Cancel',
  done: 'Done',
  edit: 'Edit',
  removeCard: 'Remove',
  attach: 'Attach a file',
  fileNotTaken: 'This file could not be attached. It may be larger than 20 MB.',
  working: 'One moment …',
  typing: (name) => `${name} is typing …`,
  unreachable: 'Unable to reach app. Please try again.',
  noBot: (status) =>
    status === 404
      ? 'This gateway runs no bot. Start it by npm start or with INKSTONE_BOT_WITHOUT_TOKENS=1, or set up "teams" (docs/teams-bot.md).'
      : `The bot did not take this (HTTP ${status}). The gateway's log says why.`,
  noConnector:
    'There is no way to a bot here: the gateway offers one in development, when it listens on this machine alone.',
  noApp: (address) => `There is no app at ${address}.`,
  tabFailed: 'There was a problem reaching this app.',
  retry: 'Try again',
  loading: 'Loading …',
  generated: 'AI generated',
  generatedHint: 'AI-generated content may be incorrect.',
  like: 'Like',
  dislike: 'Dislike',
  feedbackQuestion: 'What do you think of this answer?',
  thanks: 'Thank you for your feedback.',
  share: 'Share',
  shareWith: 'Share to',
  people: 'Choose people',
  newChat: (names) => `Chat with ${names}`,
  theme: 'Theme',
  themeNames: { default: 'Light', dark: 'Dark', contrast: 'High contrast' },
  language: '中文',
  commands: 'Suggestions',
  version: (version, developer) => `Version ${version}, by ${developer}`,
  emulated:
    'This page emulates Teams around the real teams-js library and the real card renderer. Nobody but you sees what you write here.',
  notEmulated: 'That is not emulated.',
  bot: 'Bot',
};

const zh: TeamsStrings = {
  title: '模拟的 Teams',
  chat: '聊天',
  chats: '聊天列表',
  about: '关于',
  messages: '消息',
  write: '键入消息',
  writeTo: (name) => `给${name}键入消息`,
  send: '发送',
  more: '更多选项',
  moreOf: (name) => `${name}的消息的更多选项`,
  apps: '应用',
  appOptions: '应用在此处能做什么',
  search: '搜索',
  searching: '正在搜索……',
  noResults: '没有找到内容。',
  copyText: '复制文字',
  close: '关闭',
  cancel: '取消',
  done: '完成',
  edit: '编辑',
  removeCard: '移除',
  attach: '附加文件',
  fileNotTaken: '无法附加此文件。它可能超过 20 MB。',
  working: '请稍候……',
  typing: (name) => `${name}正在输入……`,
  unreachable: '无法连接到应用。请重试。',
  noBot: (status) =>
    status === 404
      ? '此网关没有运行机器人。请用 npm start 启动，或设置 INKSTONE_BOT_WITHOUT_TOKENS=1，或配置 "teams"（docs/teams-bot.md）。'
      : `机器人没有接受（HTTP ${status}）。原因见网关的日志。`,
  noConnector: '此处无法连接机器人：网关只在开发时、且仅在本机监听时提供连接。',
  noApp: (address) => `${address} 处没有应用。`,
  tabFailed: '连接此应用时出现问题。',
  retry: '重试',
  loading: '正在加载……',
  generated: 'AI 生成',
  generatedHint: 'AI 生成的内容可能不正确。',
  like: '赞',
  dislike: '踩',
  feedbackQuestion: '你觉得这个回答怎么样？',
  thanks: '感谢你的反馈。',
  share: '分享',
  shareWith: '分享到',
  people: '选择联系人',
  newChat: (names) => `与${names}聊天`,
  theme: '主题',
  themeNames: { default: '浅色', dark: '深色', contrast: '高对比度' },
  language: 'English',
  commands: '建议',
  version: (version, developer) => `版本 ${version}，${developer}`,
  emulated: '此页面围绕真正的 teams-js 库和真正的卡片渲染器模拟 Teams。你在这里写的内容只有你能看到。',
  notEmulated: '此功能未被模拟。',
  bot: '机器人',
};

export function teamsStrings(locale: string): TeamsStrings {
  return locale.startsWith('zh') ? zh : en;
}
