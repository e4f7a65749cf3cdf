/** The words of signing in as an administrator. */
export interface AdminSignInStrings {
  readonly title: string;
  readonly why: string;
  readonly again: string;
  readonly asToken: string;
  readonly signedInAs: (name: string) => string;
  readonly signOut: string;
  readonly noAdmin: (name: string) => string;
  readonly remedies: Readonly<Record<'open' | 'token' | 'entra' | 'oidc', string>>;
  readonly somebodyElse: string;
  readonly blocked: string;
}

const en: AdminSignInStrings = {
  title: 'Sign in as an administrator',
  why: 'This page is for those who run the gateway.',
  again: 'Your sign-in has ended. Sign in again; what you typed below is kept.',
  asToken:
    'No token yet? Whoever runs the gateway makes one on its machine: npx inkstone token add <name> --role admin',
  signedInAs: (name) => `Signed in as ${name}`,
  signOut: 'Sign out',
  noAdmin: (name) => `You are signed in${name === '' ? '' : ` as ${name}`}, and are not an administrator here.`,
  remedies: {
    open: 'Open this page on the machine that the gateway runs on.',
    token:
      'Ask an administrator for a token with the role admin, or make one on the gateway’s machine: npx inkstone token add <name> --role admin',
    entra:
      'Ask for the role Inkstone.Admin (or a group named in "access.admins" of inkstone.config.json) in Microsoft Entra ID, then sign in again.',
    oidc: 'Ask to be put into a group that "access.admins" in inkstone.config.json names, then sign in again.',
  },
  somebodyElse: 'Sign in as somebody else',
  blocked: 'The browser did not let the sign-in window open. Allow pop-ups for this page, then try again.',
};

const zh: AdminSignInStrings = {
  title: '以管理员身份登录',
  why: '此页面供网关的管理者使用。',
  again: '登录已结束，请重新登录；你在下方输入的内容已保留。',
  asToken: '还没有令牌？可由网关的管理者在网关所在的机器上创建：npx inkstone token add <名称> --role admin',
  signedInAs: (name) => `已登录：${name}`,
  signOut: '退出登录',
  noAdmin: (name) => `你已登录${name === '' ? '' : `（${name}）`}，但不是此网关的管理员。`,
  remedies: {
    open: '请在网关所在的机器上打开此页面。',
    token: '请向管理员索取角色为 admin 的令牌，或在网关所在的机器上创建：npx inkstone token add <名称> --role admin',
    entra:
      '请在 Microsoft Entra ID 中申请 Inkstone.Admin 角色（或 inkstone.config.json 的 "access.admins" 中列出的组），然后重新登录。',
    oidc: '请申请加入 inkstone.config.json 的 "access.admins" 中列出的组，然后重新登录。',
  },
  somebodyElse: '以其他身份登录',
  blocked: '浏览器未允许打开登录窗口。请允许此页面弹出窗口，然后重试。',
};

export function adminSignInStrings(language: 'en' | 'zh'): AdminSignInStrings {
  return language === 'zh' ? zh : en;
}
