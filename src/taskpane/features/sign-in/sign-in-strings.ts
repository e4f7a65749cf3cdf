import type { AssistantError } from '../../../base/errors.ts';

/** The words of signing in; not in the first bundle, since most people never see them. */
export interface SignInStrings {
  readonly signIn: string;
  readonly signInWhy: string;
  readonly signInByAccount: string;
  readonly signingIn: string;
  readonly signInReasons: Readonly<Record<string, string>>;
  /** `code` is the sign-in service's own word for why. */
  readonly accountRefused: (code: string) => string;
  readonly token: string;
  readonly tokenHint: string;
  readonly keepToken: string;
}

export const signInStrings: Readonly<Record<'en' | 'zh', SignInStrings>> = {
  en: {
    signIn: 'Sign in',
    signInWhy: 'This gateway wants to know who you are. What you have written is kept.',
    signInByAccount: 'Sign in with your work account',
    signingIn: 'Signing in …',
    signInReasons: {
      'unknown-token': 'This token is not known, or was removed. Check it, or ask for a new one.',
      expired: 'Your sign-in has expired. Sign in again.',
      'wrong-scope': 'Your account lacks the permission for Inkstone. Ask your administrator.',
      'wrong-issuer': 'This account is of another organisation.',
      'wrong-audience': 'The sign-in was for another application. Ask your administrator to check the set-up.',
      'not-yet-valid': 'The sign-in is not valid yet. Check the clock of this computer.',
      'too-many-groups': 'Your account is in too many groups. Your administrator finds the remedy in docs/access.md.',
      'window-blocked': 'The window for signing in could not be opened. Allow windows of this page, then try again.',
      'window-silent': 'The window for signing in did not answer. Close it, then try again.',
    },
    accountRefused: (code) => `The sign-in did not succeed (${code}). Try again, or show this to your administrator.`,
    token: 'Token',
    tokenHint: 'You get it from whoever runs the gateway. It begins with “ink_”.',
    keepToken: 'Keep me signed in until this window closes',
  },
  zh: {
    signIn: '登录',
    signInWhy: '此网关需要知道你是谁。你写下的内容已保留。',
    signInByAccount: '用工作账号登录',
    signingIn: '正在登录……',
    signInReasons: {
      'unknown-token': '令牌不存在或已被移除。请核对，或索取新的令牌。',
      expired: '登录已过期，请重新登录。',
      'wrong-scope': '你的账号没有使用 Inkstone 的权限，请联系管理员。',
      'wrong-issuer': '这个账号属于别的组织。',
      'wrong-audience': '登录的是别的应用，请让管理员检查设置。',
      'not-yet-valid': '登录尚未生效，请检查此电脑的时钟。',
      'too-many-groups': '你的账号所在的组太多，管理员可在 docs/access.md 中找到解决办法。',
      'window-blocked': '未能打开登录窗口。请允许此页面打开窗口，然后重试。',
      'window-silent': '登录窗口没有回应，请关闭后重试。',
    },
    accountRefused: (code) => `登录没有成功（${code}）。请重试，或把这一信息告知管理员。`,
    token: '令牌',
    tokenHint: '向网关管理员索取，以“ink_”开头。',
    keepToken: '在关闭此窗口之前保持登录',
  },
};

/** Why somebody could not get in, in their own language; `undefined` for what is told in no words of ours. */
export function signInSentence({ reason = '' }: AssistantError, language: 'en' | 'zh'): string | undefined {
  const { signInReasons, accountRefused } = signInStrings[language];
  const [, code] = /^account-(.+)$/.exec(reason) ?? [];
  return signInReasons[reason] ?? (code === undefined ? undefined : accountRefused(code));
}
