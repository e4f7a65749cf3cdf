import type { Feature, Surface } from '../../protocol/session.ts';
import type { DraftProblem, QuotaName } from './policy-draft.ts';

/** The words of the page of policies. */
export interface PolicyStrings {
  readonly title: string;
  readonly about: string;
  readonly add: string;
  readonly addTitle: string;
  readonly editTitle: (group: string) => string;
  readonly ofConfiguration: string;
  readonly ofNobody: string;
  readonly ofPage: (when: string, who: string) => string;
  readonly reset: string;
  readonly resetAsk: string;
  readonly empty: string;
  readonly leftOut: string;
  readonly group: string;
  readonly groupHint: string;
  readonly everybody: string;
  readonly models: string;
  readonly commands: string;
  readonly surfaces: string;
  readonly all: string;
  readonly onlyThese: string;
  readonly moreModels: string;
  readonly moreModelsHint: string;
  readonly moreCommands: string;
  readonly moreCommandsHint: string;
  readonly surfaceNames: Readonly<Record<Surface, string>>;
  readonly localOnly: string;
  readonly featuresOff: string;
  readonly features: Readonly<Record<Feature, string>>;
  readonly instructions: string;
  readonly instructionsHint: (left: number) => string;
  readonly priority: string;
  readonly priorities: Readonly<Record<'high' | 'normal' | 'low', string>>;
  readonly auditContent: string;
  readonly auditContents: Readonly<Record<'default' | 'yes' | 'no', string>>;
  readonly perPerson: string;
  readonly wholeGroup: string;
  readonly quotas: Readonly<Record<QuotaName, string>>;
  readonly noLimit: string;
  readonly problemNumber: string;
  readonly problems: Readonly<Partial<Record<DraftProblem, string>>>;
  readonly affected: (count: number) => string;
  readonly affectedNobody: string;
  readonly affectedNames: (names: string, more: number) => string;
  readonly affectedSource: string;
  readonly save: string;
  readonly saved: string;
  readonly edit: (group: string) => string;
  readonly up: (group: string) => string;
  readonly down: (group: string) => string;
  readonly remove: (group: string) => string;
  readonly removeAsk: (group: string) => string;
  readonly removeYes: string;
  readonly conflict: string;
  readonly conflictRow: (group: string) => string;
  readonly conflictGone: string;
  readonly keepMine: string;
  readonly takeTheirs: string;
  readonly nothingForbidden: string;
  readonly list: (items: readonly string[]) => string;
}

const en: PolicyStrings = {
  title: 'Policies',
  about:
    'Each row says what a group may do. The first row whose group a person is in holds for them, and no other. A change holds from the next request on.',
  add: 'New policy',
  addTitle: 'New policy',
  editTitle: (group) => `Policy for ${group}`,
  ofConfiguration:
    'These rows stand in inkstone.config.json. What you save here is kept in a file beside it, which then counts instead of them; the configuration itself is never written.',
  ofNobody:
    'What you save here is kept in a file beside inkstone.config.json; the configuration itself is never written.',
  ofPage: (when, who) =>
    `Changed on ${when} by ${who || 'somebody'}. These rows count; those in inkstone.config.json do not.`,
  reset: 'Go back to the configuration',
  resetAsk:
    'Delete all rows that were made here, and let those of inkstone.config.json count again? This cannot be undone.',
  empty:
    'There are no policies: everybody may do everything, without limits. Begin with one for a group, or with one for everybody.',
  leftOut: 'Who is in none of these groups may do everything. Add a policy for everybody else to leave nobody out.',
  group: 'Group',
  groupHint: 'As tokens or accounts have it. A star * stands for everybody else.',
  everybody: 'everybody else',
  models: 'Models',
  commands: 'Commands',
  surfaces: 'Where',
  all: 'All',
  onlyThese: 'Only these',
  moreModels: 'Further models',
  moreModelsHint: 'Parted by commas; a star at the end stands for anything: qwen*',
  moreCommands: 'Further commands',
  moreCommandsHint: 'Their ids, parted by commas',
  surfaceNames: { word: 'Word', excel: 'Excel', teams: 'Teams', api: 'Other programs (API)' },
  localOnly: 'Only models in our own network',
  featuresOff: 'Turned off',
  features: {
    'free-prompts': 'Free prompts: only the ready commands are left',
    history: 'History: answers kept on the person’s computer',
    'standing-instructions': 'A person’s own standing instructions',
  },
  instructions: 'Instructions of the organisation',
  instructionsHint: (left) => `Added to each request; people can read them. ${left} characters left.`,
  priority: 'Priority in the queue',
  priorities: { high: 'High', normal: 'Normal', low: 'Low' },
  auditContent: 'What is asked and answered, in the audit',
  auditContents: { default: 'As the configuration says', yes: 'Kept: tell people', no: 'Not kept' },
  perPerson: 'Limits for each person',
  wholeGroup: 'Limits for the whole group together',
  quotas: {
    tokensPerDay: 'Tokens a day',
    requestsPerHour: 'Requests an hour',
    tokensPerHour: 'Tokens an hour',
    requestsPerDay: 'Requests a day',
  },
  noLimit: 'No limit',
  problemNumber: 'Write a whole number above 0, or leave it empty for no limit.',
  problems: {
    'group-missing': 'Name the group, or write * for everybody else.',
    'group-taken': 'There is a policy for this group already: edit that one.',
    'models-none': 'Choose one at least, or allow all.',
    'commands-none': 'Choose one at least, or allow all.',
    'surfaces-none': 'Choose one at least, or allow all.',
    'instructions-long': 'This is too long. Shorten it.',
  },
  affected: (count) => (count === 1 ? 'Holds for 1 known person' : `Holds for ${count} known people`),
  affectedNobody: 'Holds for nobody who is known yet',
  affectedNames: (names, more) => (more > 0 ? `${names} and ${more} more` : names),
  affectedSource:
    'Known are people with tokens, and those who used the gateway in the last 90 days where it keeps records.',
  save: 'Save',
  saved: 'Saved. It holds from the next request on.',
  edit: (group) => `Edit ${group}`,
  up: (group) => `Move ${group} up`,
  down: (group) => `Move ${group} down`,
  remove: (group) => `Delete ${group}`,
  removeAsk: (group) =>
    `Delete the policy for ${group}? Its people then come under the next row that they are in, or none.`,
  removeYes: 'Delete',
  conflict:
    'Another administrator has changed the policies since you opened them. What you typed is still here, and nothing of it is saved.',
  conflictRow: (group) => `The policy for ${group} is now:`,
  conflictGone: 'The policy was deleted meanwhile.',
  keepMine: 'Save mine over it',
  takeTheirs: 'Drop mine and take theirs',
  nothingForbidden: 'Everything is allowed, without limits',
  list: (items) => items.join(', '),
};

const zh: PolicyStrings = {
  title: '策略',
  about:
    '每一行规定一个小组可以做什么。一个人按从上到下第一个包含其小组的行执行，其他行不再适用。修改从下一次请求起生效。',
  add: '新建策略',
  addTitle: '新建策略',
  editTitle: (group) => `${group}的策略`,
  ofConfiguration:
    '这些策略来自 inkstone.config.json。在这里保存的内容会写入它旁边的文件，并从此取代它们；配置文件本身不会被改写。',
  ofNobody: '在这里保存的内容会写入 inkstone.config.json 旁边的文件；配置文件本身不会被改写。',
  ofPage: (when, who) => `${who || '某人'}于 ${when} 修改。以这些策略为准，inkstone.config.json 中的策略不生效。`,
  reset: '恢复使用配置文件',
  resetAsk: '删除在此创建的全部策略，重新采用 inkstone.config.json 中的策略？此操作无法撤销。',
  empty: '还没有策略：所有人都可以使用全部功能，不受限制。可以先为某个小组或所有人新建一条。',
  leftOut: '不属于以上任何小组的人不受限制。如需覆盖所有人，请为“其他所有人”新建一条策略。',
  group: '小组',
  groupHint: '与令牌或账号中的小组名称一致；星号 * 表示其他所有人。',
  everybody: '其他所有人',
  models: '模型',
  commands: '命令',
  surfaces: '使用场合',
  all: '全部',
  onlyThese: '仅限以下',
  moreModels: '其他模型',
  moreModelsHint: '用逗号分隔；末尾的星号表示任意后缀，例如 qwen*',
  moreCommands: '其他命令',
  moreCommandsHint: '命令编号，用逗号分隔',
  surfaceNames: { word: 'Word', excel: 'Excel', teams: 'Teams', api: '其他程序（API）' },
  localOnly: '仅使用本单位网络内的模型',
  featuresOff: '停用的功能',
  features: {
    'free-prompts': '自由提示：只保留现成的命令',
    history: '历史记录：保存在个人电脑上的回答',
    'standing-instructions': '个人的固定要求',
  },
  instructions: '本单位的要求',
  instructionsHint: (left) => `会附加到每次请求，使用者可以看到。还可输入 ${left} 个字符。`,
  priority: '排队优先级',
  priorities: { high: '高', normal: '普通', low: '低' },
  auditContent: '审计中的提问和回答内容',
  auditContents: { default: '按配置文件', yes: '保留：请告知使用者', no: '不保留' },
  perPerson: '每个人的限额',
  wholeGroup: '整个小组的限额',
  quotas: {
    tokensPerDay: '每天词元数',
    requestsPerHour: '每小时请求数',
    tokensPerHour: '每小时词元数',
    requestsPerDay: '每天请求数',
  },
  noLimit: '不限',
  problemNumber: '请填写大于 0 的整数，留空表示不限。',
  problems: {
    'group-missing': '请填写小组名称，或用 * 表示其他所有人。',
    'group-taken': '该小组已有策略，请编辑那一条。',
    'models-none': '请至少选择一项，或允许全部。',
    'commands-none': '请至少选择一项，或允许全部。',
    'surfaces-none': '请至少选择一项，或允许全部。',
    'instructions-long': '内容过长，请缩短。',
  },
  affected: (count) => `适用于 ${count} 位已知人员`,
  affectedNobody: '目前没有已知人员适用',
  affectedNames: (names, more) => (more > 0 ? `${names}等，另有 ${more} 人` : names),
  affectedSource: '已知人员包括持有令牌的人，以及（在网关保留记录时）最近 90 天使用过网关的人。',
  save: '保存',
  saved: '已保存，从下一次请求起生效。',
  edit: (group) => `编辑${group}`,
  up: (group) => `上移${group}`,
  down: (group) => `下移${group}`,
  remove: (group) => `删除${group}`,
  removeAsk: (group) => `删除${group}的策略？其成员将适用后面的策略，或不受限制。`,
  removeYes: '删除',
  conflict: '你打开之后，另一位管理员修改了策略。你输入的内容仍在这里，尚未保存。',
  conflictRow: (group) => `${group}的策略现为：`,
  conflictGone: '该策略已被删除。',
  keepMine: '用我的内容覆盖',
  takeTheirs: '放弃我的内容，采用现有内容',
  nothingForbidden: '全部允许，不受限制',
  list: (items) => items.join('、'),
};

export function policyStrings(language: 'en' | 'zh'): PolicyStrings {
  return language === 'zh' ? zh : en;
}
