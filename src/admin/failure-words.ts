import type { AssistantError, ErrorCode } from '../base/errors.ts';
import type { AdminStrings } from './strings.ts';
import { signInSentence } from '../taskpane/features/sign-in/sign-in-strings.ts';

/** Of failures that the gateway itself could not tell of. */
const unheard: Readonly<Record<'en' | 'zh', Readonly<Record<string, string>>>> = {
  en: {
    'no-answer':
      'The gateway does not answer. Check that it is running, then try again. Nothing that you typed is lost.',
    'other-form': 'The gateway answered in another form: reload this page.',
  },
  zh: {
    'no-answer': '网关没有回应。请确认它正在运行，然后重试。你填写的内容没有丢失。',
    'other-form': '网关以另一种形式作答，请重新加载此页面。',
  },
};

/** For what was told in English, as by a proxy before the gateway; its words follow. */
const chineseByCode: Readonly<Partial<Record<ErrorCode, string>>> = {
  'invalid-request': '网关不接受这次请求',
  unauthorized: '只有网关管理员可以这样做',
  'sign-in-required': '请先登录',
  'capability-unavailable': '此网关没有这项功能',
  'gateway-unreachable': '网关或其存储暂时无法使用，没有内容丢失，请稍后重试',
  unexpected: '网关未能完成这次请求，原因在网关的日志中',
};

/** What stands above the sentence: nothing failed where this gateway does without what was asked for. */
export function headingOf(
  { code }: AssistantError,
  strings: Pick<AdminStrings, 'failure' | 'forbidden' | 'notInUse'>,
): string {
  if (code === 'capability-unavailable') return strings.notInUse;
  return code === 'unauthorized' ? strings.forbidden : strings.failure;
}

/** The sentence for a failure: the gateway's own, which it says in the language of the page; with a kind before it where it is in English all the same. */
export function failureWords(error: AssistantError, language: 'en' | 'zh'): { text: string; language: 'en' | 'zh' } {
  const { reason = '', code, message } = error;
  const known = signInSentence(error, language) ?? unheard[language][reason];
  if (known !== undefined) return { text: known, language };
  if (/\p{Script=Han}/u.test(message)) return { text: message, language: 'zh' };
  const kind = language === 'zh' ? chineseByCode[code] : undefined;
  return kind === undefined ? { text: message, language: 'en' } : { text: `${kind}：${message}`, language };
}
