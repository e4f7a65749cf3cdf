import type { AssistantError, ErrorCode } from '../base/errors.ts';
import type { AdminStrings } from './strings.ts';
import { signInStrings } from '../taskpane/features/sign-in/sign-in-strings.ts';

/** Of failures that the gateway itself could not tell of. */
const unheard: Readonly<Record<'en' | 'zh', Readonly<Record<string, string>>>> = {
  en: {
    'no-answer':
      'The gateway does not answer. Check that it is running, then try again. Nothing that you typed is lost.',
  },
  zh: { 'no-answer': '网关没有回应。请确认它正在运行，然后重试。你填写的内容没有丢失。' },
};

/** By the reason of a failure, what the gateway says of it in English. */
const chinese: Readonly<Record<string, string>> = {
  'changed-meanwhile': '在你读取之后已有人修改。你的内容尚未保存，请先查看现有内容。',
  'name-taken': '已有同名令牌。请换一个名称，或先吊销原来的令牌。',
  'own-token': '这是你当前登录所用的令牌。请用另一个令牌登录后再吊销它。',
  'no-such-token': '该令牌已不存在，请刷新列表。',
  'no-such-entry': '已有人将它删除。你写的内容可以另存为新条目。',
  'store-unavailable': '记录的存储暂时无法使用。没有内容丢失，请稍后重试；原因在网关的日志中。',
  'no-store': '此网关没有存储，不能保存提示和模板。请在 inkstone.config.json 中配置 "records"（见 docs/records.md）。',
  'no-records': '此网关不保留记录。请在 inkstone.config.json 中配置 "records"（见 docs/records.md）。',
  'no-tokens': '此网关不使用令牌登录：inkstone.config.json 中的 "access.mode" 是其他方式。',
  'read-only':
    '网关无权写入该文件。请让网关进程能够写入文件所在的文件夹，或者手工修改文件（也可用“npx inkstone”命令），网关会自动读取。',
  'disk-full': '网关的磁盘已满。没有任何修改；请腾出空间后重试。',
  busy: '此刻有人正在修改同一内容，请重试。',
  'no-version': '请求没有说明它修改的是哪个版本，请刷新页面后重试。',
  'library-full': '共享的提示和模板已达上限，请先删除一些。',
};

/** For what has no reason of its own; the gateway's words follow, since they name the field. */
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

/** The sentence for a failure in the person's language, where there is one; otherwise the gateway's own, in English. */
export function failureWords(error: AssistantError, language: 'en' | 'zh'): { text: string; language: 'en' | 'zh' } {
  const { reason = '', code, message } = error;
  const known =
    signInStrings[language].signInReasons[reason] ??
    unheard[language][reason] ??
    (language === 'zh' ? chinese[reason] : undefined);
  if (known !== undefined) return { text: known, language };
  const kind = language === 'zh' ? chineseByCode[code] : undefined;
  return kind === undefined ? { text: message, language: 'en' } : { text: `${kind}：${message}`, language };
}
