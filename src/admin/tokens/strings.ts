/** The words of the page of tokens. */
export interface TokenStrings {
  readonly title: string;
  readonly about: string;
  readonly make: string;
  readonly makeTitle: string;
  readonly name: string;
  readonly nameHint: string;
  readonly nameWrong: string;
  readonly nameTaken: string;
  readonly role: string;
  readonly roles: Readonly<Record<'user' | 'admin', string>>;
  readonly groups: string;
  readonly groupsHint: string;
  readonly ends: string;
  readonly days: (days: number) => string;
  readonly never: string;
  readonly created: string;
  readonly lastUsed: string;
  readonly notUsed: string;
  readonly ended: (date: string) => string;
  readonly noGroups: string;
  readonly filter: string;
  readonly nothingFound: string;
  readonly empty: string;
  readonly shown: (name: string) => string;
  readonly shownOnce: string;
  readonly secret: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly done: string;
  readonly revoke: string;
  readonly revokeNamed: (name: string) => string;
  readonly revokeAsk: (name: string) => string;
  readonly revoked: (name: string) => string;
  readonly actions: string;
}

const en: TokenStrings = {
  title: 'Tokens',
  about: 'Whoever has a token may use the gateway until it ends or is revoked. Only a digest of it is kept.',
  make: 'New token',
  makeTitle: 'New token',
  name: 'Name',
  nameHint: 'Of the person or program that gets it: letters, digits and the signs . @ + - _',
  nameWrong: 'Write a name of letters, digits and the signs . @ + - _, without spaces, 100 at most.',
  nameTaken: 'There is a token of that name already. Take another name, or revoke that one first.',
  role: 'Role',
  roles: { user: 'User: writes with the models', admin: 'Administrator: sees and changes these pages too' },
  groups: 'Groups',
  groupsHint: 'Parted by commas, a name that has one in double quotes. Policies go by them; may be left empty.',
  ends: 'Ends',
  days: (days) => `After ${days} days`,
  never: 'Never',
  created: 'Made',
  lastUsed: 'Last used',
  notUsed: 'Not yet',
  ended: (date) => `Ended on ${date}`,
  noGroups: '(none)',
  filter: 'Find by name or group',
  nothingFound: 'No token has that in its name or groups.',
  empty: 'There are no tokens yet. Make the first one, and give it to its person.',
  shown: (name) => `The token for “${name}”`,
  shownOnce: 'It is shown this once and never again. Copy it now and give it to its person on a safe way.',
  secret: 'Token, to be copied',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'The browser did not allow copying: select the token and copy it by keyboard.',
  done: 'I have it: hide the token',
  revoke: 'Revoke',
  revokeNamed: (name) => `Revoke ${name}`,
  revokeAsk: (name) =>
    `Revoke “${name}”? It is refused from the next request on. It cannot be brought back, only made anew.`,
  revoked: (name) => `“${name}” is revoked.`,
  actions: 'Actions',
};

const zh: TokenStrings = {
  title: '令牌',
  about: '持有令牌的人可以使用网关，直到令牌到期或被吊销。网关只保存令牌的摘要。',
  make: '新建令牌',
  makeTitle: '新建令牌',
  name: '名称',
  nameHint: '使用者或程序的名称：字母、数字和 . @ + - _',
  nameWrong: '名称只能用字母、数字和 . @ + - _，不含空格，最多 100 个字符。',
  nameTaken: '已有同名令牌。请换一个名称，或先吊销原来的令牌。',
  role: '角色',
  roles: { user: '用户：使用模型写作', admin: '管理员：还可查看和修改这些页面' },
  groups: '小组',
  groupsHint: '用逗号分隔（名称中有逗号时加英文双引号），策略按小组生效；可以留空。',
  ends: '有效期',
  days: (days) => `${days} 天`,
  never: '永久有效',
  created: '创建时间',
  lastUsed: '最近使用',
  notUsed: '尚未使用',
  ended: (date) => `已于 ${date} 到期`,
  noGroups: '（无）',
  filter: '按名称或小组查找',
  nothingFound: '没有名称或小组与此相符的令牌。',
  empty: '还没有令牌。请新建第一个，并交给使用者。',
  shown: (name) => `“${name}”的令牌`,
  shownOnce: '令牌只显示这一次，之后无法再查看。请立即复制，并以安全的方式交给使用者。',
  secret: '待复制的令牌',
  copy: '复制',
  copied: '已复制。',
  copyFailed: '浏览器不允许复制，请选中令牌后用键盘复制。',
  done: '已保存，隐藏令牌',
  revoke: '吊销',
  revokeNamed: (name) => `吊销 ${name}`,
  revokeAsk: (name) => `吊销“${name}”？从下一次请求起它将被拒绝。吊销后无法恢复，只能重新创建。`,
  revoked: (name) => `“${name}”已吊销。`,
  actions: '操作',
};

export function tokenStrings(language: 'en' | 'zh'): TokenStrings {
  return language === 'zh' ? zh : en;
}
