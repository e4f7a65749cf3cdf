import type { AssistantError, ErrorCode } from '../base/errors.ts';

/** What a cell says on its error, in a few words: Excel shows them when the cell is pointed at. */
export interface FunctionWords {
  readonly missingPrompt: string;
  readonly missingLabels: string;
  readonly missingWhat: string;
  readonly missingFormula: string;
  readonly missingPlace: string;
  readonly needsSharedRuntime: string;
  readonly stopped: string;
  readonly notAsked: string;
  readonly unusable: string;
  readonly cut: string;
  readonly noModel: string;
  readonly retry: string;
  readonly failures: Readonly<Partial<Record<ErrorCode, string>>>;
  readonly failed: string;
}

const en: FunctionWords = {
  missingPrompt: 'Write what you want to know as the first argument.',
  missingLabels: 'Give at least two labels: cells, or a text such as "praise, complaint, question".',
  missingWhat: 'Write what is to be found as the second argument, such as "the invoice number".',
  missingFormula: 'Write what the formula is to do as the first argument.',
  missingPlace: 'Give the cells that the formula is about as a range, such as A1:D20.',
  needsSharedRuntime: 'Inkstone’s functions need a newer Excel (shared runtime): Microsoft 365, Excel 2024 or the web.',
  stopped: 'Stopped before it was answered. “Retry failed cells” in Inkstone’s pane asks again.',
  notAsked: 'Not asked, as you chose. “Retry failed cells” in Inkstone’s pane asks.',
  unusable: 'The model’s answer does not fit here. Word it another way, or choose another model.',
  cut: 'The answer was cut short, so it is not shown. Ask for less, or give it fewer cells.',
  noModel: 'The built-in rules cannot do this. Connect a model: Inkstone’s pane › Settings says how.',
  retry: '“Retry failed cells” in Inkstone’s pane asks again.',
  failures: {
    'gateway-unreachable': 'Inkstone’s gateway does not answer.',
    'backend-unreachable': 'The model server cannot answer now.',
    'sign-in-required': 'Sign in first, in Inkstone’s pane.',
    unauthorized: 'The model server refuses the gateway’s key; ask whoever runs the gateway.',
    'policy-forbids': 'Your organisation does not allow this.',
    'quota-exceeded': 'The limit of requests is reached.',
    'model-missing': 'That model is not there. Choose another in the settings of Inkstone’s pane.',
    'model-refused': 'The model declined to answer this.',
    'context-too-long': 'That is more than the model can take in at once. Give it fewer cells.',
    'stream-interrupted': 'The answer broke off.',
    'invalid-request': 'The request was not accepted; whoever runs the gateway can mend it.',
  },
  failed: 'It could not be answered.',
};

const zh: FunctionWords = {
  missingPrompt: '请在第一个参数中写出要问的内容。',
  missingLabels: '请给出至少两个标签：单元格，或“表扬, 投诉, 咨询”这样的文本。',
  missingWhat: '请在第二个参数中写出要提取的内容，例如“发票号码”。',
  missingFormula: '请在第一个参数中写出公式要做什么。',
  missingPlace: '请用区域给出公式所涉及的单元格，例如 A1:D20。',
  needsSharedRuntime: '砚的函数需要较新的 Excel（共享运行时）：Microsoft 365、Excel 2024 或网页版。',
  stopped: '在得到回答之前已停止。可在砚的窗格中选择“重试失败的单元格”。',
  notAsked: '按你的选择没有提问。可在砚的窗格中选择“重试失败的单元格”。',
  unusable: '模型的回答不适合此处。请换一种说法，或选择其他模型。',
  cut: '回答没有写完，因此没有显示。请一次少要一些，或减少单元格。',
  noModel: '内置规则做不到这一点，需要连接模型：见砚的窗格中的“设置”。',
  retry: '可在砚的窗格中选择“重试失败的单元格”。',
  failures: {
    'gateway-unreachable': '砚的网关没有回应。',
    'backend-unreachable': '模型服务暂时无法回答。',
    'sign-in-required': '请先在砚的窗格中登录。',
    unauthorized: '模型服务拒绝了网关的密钥，请联系网关管理员。',
    'policy-forbids': '你所在的组织不允许此操作。',
    'quota-exceeded': '已达到请求上限。',
    'model-missing': '找不到该模型。请在砚的窗格的设置中选择其他模型。',
    'model-refused': '模型拒绝回答。',
    'context-too-long': '内容超出模型一次所能处理的长度，请减少单元格。',
    'stream-interrupted': '回答中断了。',
    'invalid-request': '请求未被接受，请联系网关管理员。',
  },
  failed: '未能得到回答。',
};

export function functionWords(language: 'en' | 'zh'): FunctionWords {
  return language === 'zh' ? zh : en;
}

/** Codes whose own message says what to do: which rule of the organisation, which limit. */
const detailed: ReadonlySet<ErrorCode> = new Set([
  'policy-forbids',
  'quota-exceeded',
  'backend-unreachable',
  'invalid-request',
]);

/** A failure in the words of a cell: what it is, its details where they help, and what to do. */
export function describeFailure(error: AssistantError, words: FunctionWords): string {
  if (error.code === 'aborted') return error.reason === 'not-asked' ? words.notAsked : words.stopped;
  if (error.code === 'capability-unavailable') return words.noModel;
  if (error.reason === 'unusable-answer') return words.unusable;
  if (error.reason === 'answer-cut') return words.cut;
  const known = words.failures[error.code] ?? words.failed;
  const details = detailed.has(error.code) || words.failures[error.code] === undefined ? ` ${error.message}` : '';
  return `${known}${details} ${words.retry}`;
}
