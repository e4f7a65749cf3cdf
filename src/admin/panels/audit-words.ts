import { commandName } from '../policies/command-names.ts';
import { policyStrings } from '../policies/strings.ts';
import { adminStringsFor } from '../strings.ts';

type Language = 'en' | 'zh';

/** What the audit calls each thing that can be done, as the gateway writes it down, and as people say it. */
const actions: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  chat: { en: 'Chat', zh: '对话' },
  'chat-content': { en: 'Chat, with its text', zh: '对话（含内容）' },
  'token-made': { en: 'Token made', zh: '创建令牌' },
  'token-revoked': { en: 'Token revoked', zh: '吊销令牌' },
  'policy-added': { en: 'Policy added', zh: '添加策略' },
  'policy-changed': { en: 'Policy changed', zh: '修改策略' },
  'policy-removed': { en: 'Policy removed', zh: '删除策略' },
  'policies-reordered': { en: 'Policies put in another order', zh: '调整策略顺序' },
  'policies-reset': { en: 'Back to the policies of the configuration', zh: '恢复为配置文件中的策略' },
  'prompt-saved': { en: 'Own prompt saved', zh: '保存个人提示' },
  'prompt-removed': { en: 'Prompt removed', zh: '删除提示' },
  'template-saved': { en: 'Template saved', zh: '保存模板' },
  'prompt-made': { en: 'Shared prompt made', zh: '新建共享提示' },
  'prompt-changed': { en: 'Shared prompt changed', zh: '修改共享提示' },
  'prompt-published': { en: 'Shared prompt published', zh: '发布共享提示' },
  'prompt-withdrawn': { en: 'Shared prompt withdrawn', zh: '撤回共享提示' },
  'prompt-deleted': { en: 'Shared prompt deleted', zh: '删除共享提示' },
  'template-made': { en: 'Template made', zh: '新建模板' },
  'template-changed': { en: 'Template changed', zh: '修改模板' },
  'template-published': { en: 'Template published', zh: '发布模板' },
  'template-withdrawn': { en: 'Template withdrawn', zh: '撤回模板' },
  'template-deleted': { en: 'Template deleted', zh: '删除模板' },
  'library-ordered': { en: 'Prompts and templates put in another order', zh: '调整提示和模板的顺序' },
  'audit-exported': { en: 'Audit exported', zh: '导出审计' },
  'feedback-exported': { en: 'Feedback exported', zh: '导出反馈' },
  'person-forgotten': { en: 'A person’s data deleted', zh: '删除某人的数据' },
};

/** Ids of all that can be done, for a search. */
export const actionIds: readonly string[] = Object.keys(actions);

export function actionName(id: string, language: Language): string {
  return actions[id]?.[language] ?? id;
}

/** Why a chat failed or was refused, by the error's code. */
const codes: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'policy-forbids': { en: 'forbidden by the policy', zh: '策略不允许' },
  'quota-exceeded': { en: 'a limit was reached', zh: '达到用量上限' },
  'model-refused': { en: 'refused by the rules or the model', zh: '规则或模型拒绝' },
  'context-too-long': { en: 'too long', zh: '过长' },
  'invalid-request': { en: 'the model took the request for wrong', zh: '模型认为请求有误' },
  'model-missing': { en: 'the server does not have the model', zh: '服务器没有该模型' },
  'backend-unreachable': { en: 'the model server did not answer', zh: '模型服务器没有响应' },
  'gateway-unreachable': { en: 'the limits could not be checked', zh: '无法核对用量' },
  'stream-interrupted': { en: 'the answer broke off', zh: '回答中断' },
  'capability-unavailable': { en: 'the model cannot do this', zh: '模型没有此功能' },
  unauthorized: { en: 'the model server refused the key', zh: '模型服务器拒绝密钥' },
  unexpected: { en: 'a fault of the gateway', zh: '网关自身故障' },
};

/** The detail of a chat, which is its surface, command, outcome and error code as far as there are such, in words. */
export function describeDetail(action: string, detail: string, language: Language): string {
  if (action !== 'chat') return detail;
  const { surfaceNames } = policyStrings(language);
  const { outcomes } = adminStringsFor(language);
  const words: Readonly<Record<string, string>> = { ...surfaceNames, ...outcomes };
  return detail
    .split(' ')
    .map((word) => words[word] ?? codes[word]?.[language] ?? commandName(word, language))
    .join(' · ');
}
