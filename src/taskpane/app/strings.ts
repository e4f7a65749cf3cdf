import type { ErrorCode } from '../../base/errors.ts';
import type { SentKind } from '../../core/context/receipt.ts';
import type { Application } from '../../assistant/turn.ts';
import type { Notice } from '../../assistant/assistant.ts';

/** All visible words of the pane in one language. */
export interface Strings {
  readonly prompt: string;
  readonly promptPlaceholder: string;
  readonly send: string;
  readonly stop: string;
  readonly commands: string;
  readonly moreCommands: string;
  readonly fewerCommands: string;
  readonly run: string;
  readonly cancel: string;
  readonly close: string;
  readonly back: string;
  readonly selection: string;
  readonly nothingSelected: string;
  readonly wholeDocument: string;
  readonly documentIsEmpty: string;
  readonly willBeSent: string;
  readonly scopeLabel: string;
  readonly scopeSelection: string;
  readonly scopeSurroundings: string;
  readonly scopeDocument: string;
  readonly characters: (count: number) => string;
  readonly tokens: (count: number) => string;
  readonly leftOut: (count: number) => string;
  readonly sentKinds: Readonly<Record<SentKind, string>>;
  readonly answer: string;
  readonly waiting: string;
  readonly writing: string;
  readonly reading: (done: number, total: number) => string;
  readonly stopped: string;
  readonly cutShort: string;
  readonly finished: string;
  readonly noAnswer: string;
  readonly reasoning: string;
  readonly viewResult: string;
  readonly viewChanges: string;
  readonly changesLabel: string;
  readonly inserted: string;
  readonly deleted: string;
  readonly unchanged: string;
  readonly applications: Readonly<Record<Application, string>>;
  readonly replaceTracked: string;
  readonly insert: string;
  readonly moreWays: string;
  readonly copy: string;
  readonly tryAgain: string;
  readonly goodAnswer: string;
  readonly badAnswer: string;
  readonly undo: string;
  readonly show: string;
  readonly notices: Readonly<Record<Notice, string>>;
  readonly conflictMoved: string;
  readonly conflictChanged: string;
  readonly writeHere: string;
  readonly history: string;
  readonly historyEmpty: string;
  readonly searchHistory: string;
  readonly clearHistory: string;
  readonly settings: string;
  readonly model: string;
  readonly noModel: string;
  readonly modelLoading: string;
  readonly embedded: string;
  readonly embeddedExplained: string;
  readonly howToConnect: string;
  readonly connectSteps: readonly string[];
  readonly needsModel: string;
  readonly needsInstruction: string;
  readonly replyLanguage: string;
  readonly replyAuto: string;
  readonly trackChanges: string;
  readonly trackUnavailable: string;
  readonly customInstructions: string;
  readonly customInstructionsHint: string;
  readonly uiLanguage: string;
  readonly uiAuto: string;
  readonly newTurn: string;
  readonly readOnly: string;
  readonly offline: string;
  readonly retry: string;
  readonly seconds: (count: number) => string;
  readonly errors: Readonly<Record<ErrorCode, string>>;
  readonly outside: string;
  readonly starting: string;
  readonly loading: string;
}

const en: Strings = {
  prompt: 'Prompt',
  promptPlaceholder: 'Ask for a change, a draft or an answer …',
  send: 'Send',
  stop: 'Stop',
  commands: 'Commands',
  moreCommands: 'More',
  fewerCommands: 'Fewer',
  run: 'Run',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  selection: 'Selection',
  nothingSelected: 'Nothing is selected. Commands work at the caret or on the whole document.',
  wholeDocument: 'Whole document',
  documentIsEmpty: 'The document is empty. Write a prompt to begin a draft.',
  willBeSent: 'What will be sent',
  scopeLabel: 'How much to send',
  scopeSelection: 'Selection only',
  scopeSurroundings: 'With surroundings',
  scopeDocument: 'Whole document',
  characters: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'character' : 'characters'}`,
  tokens: (count) => `about ${count.toLocaleString('en')} tokens`,
  leftOut: (count) => `${count.toLocaleString('en')} paragraphs do not fit and are left out.`,
  sentKinds: {
    table: 'Place in the workbook',
    figures: 'Computed figures',
    sample: 'A few rows',
    formula: 'Formula',
    selection: 'Selection',
    document: 'Document',
    headings: 'Headings above',
    outline: 'Outline',
    before: 'Text before',
    after: 'Text after',
    title: 'Title',
    instruction: 'Your prompt',
    'standing-instructions': 'Your standing instructions',
  },
  answer: 'Answer',
  waiting: 'Waiting for the first words …',
  writing: 'Writing …',
  reading: (done, total) => `Reading part ${done} of ${total} …`,
  stopped: 'Stopped. What came until then is kept.',
  cutShort: 'The answer reached its length limit and is cut short.',
  finished: 'The answer is ready.',
  noAnswer: 'The model gave no answer.',
  reasoning: 'How the model got there',
  viewResult: 'Result',
  viewChanges: 'Changes',
  changesLabel: 'Changes to the selection',
  inserted: 'inserted',
  deleted: 'deleted',
  unchanged: 'Nothing needs changing.',
  applications: {
    replace: 'Replace',
    'insert-after': 'Insert after',
    'insert-at-cursor': 'Insert at the cursor',
    comment: 'Add as a comment',
    'new-document': 'Open as a new document',
    'insert-below': 'Insert below the table',
    'new-sheet': 'Insert in a new sheet',
    living: 'Insert as sentences that follow the data',
    'write-formula': 'Write into the cell',
    'apply-cells': 'Clean up these cells',
    'add-chart': 'Add the chart',
  },
  replaceTracked: 'Replace (tracked)',
  insert: 'Insert',
  moreWays: 'More ways to use the answer',
  copy: 'Copy',
  tryAgain: 'Try again',
  goodAnswer: 'Good answer',
  badAnswer: 'Bad answer',
  undo: 'Undo',
  show: 'Show in the document',
  notices: {
    applied: 'Done. It is in the document.',
    undone: 'Undone. The document is as it was.',
    'changed-since': 'This text was edited since, so it was left alone. Use Word’s own undo instead.',
    copied: 'Copied.',
    'nothing-to-change': 'Nothing needs changing.',
    'comment-added': 'Added as a comment.',
    'document-opened': 'Opened as a new document.',
  },
  conflictMoved: 'You have selected something else since. Where should the answer go?',
  conflictChanged: 'The text has changed since, so nothing was written. Where should the answer go?',
  writeHere: 'To what is selected now',
  history: 'History',
  historyEmpty: 'No answers yet in this document.',
  searchHistory: 'Search the history',
  clearHistory: 'Clear the history',
  settings: 'Settings',
  model: 'Model',
  noModel: 'No model',
  modelLoading: 'Looking for models …',
  embedded: 'Built-in rules, no AI model connected',
  embeddedExplained:
    'The built-in rules fix grammar, summarise by choosing sentences, and restructure text. They do not write freely or translate.',
  howToConnect: 'How to connect a model',
  connectSteps: [
    'Start a model server, such as vLLM, llama.cpp or Ollama, or have an account with a hosted one.',
    'Tell the gateway its address: set INKSTONE_BASE_URL and INKSTONE_MODEL, or add a row to inkstone.config.json. Keys go into the gateway’s environment, never here.',
    'Restart the gateway and choose the model in the settings.',
  ],
  needsModel: 'needs a connected model',
  needsInstruction: 'Write in the prompt what you want first.',
  replyLanguage: 'Language of replies',
  replyAuto: 'Same as the text',
  trackChanges: 'Write as tracked changes',
  trackUnavailable: 'This version of Word does not let add-ins track changes.',
  customInstructions: 'Standing instructions',
  customInstructionsHint: 'Sent with every request, for example: British spelling; never use exclamation marks.',
  uiLanguage: 'Language of this pane',
  uiAuto: 'Same as Office',
  newTurn: 'Start over',
  readOnly: 'The document is open for reading only. Answers can be copied, not inserted.',
  offline: 'This computer is offline.',
  retry: 'Try again',
  seconds: (count) => `Try again in ${count} s`,
  errors: {
    aborted: 'Stopped.',
    'selection-empty': 'Select some text first.',
    'selection-changed': 'The selection has changed.',
    'document-protected':
      'The document is protected. Stop the protection (Review › Restrict Editing), then try again. Your answer is kept here.',
    'document-read-only': 'The document is open for reading only. Save a copy and try again; your answer is kept here.',
    'host-unsupported': 'This version of Word cannot do that. Copy the answer instead.',
    'host-busy': 'Word is busy. Wait a moment and try again.',
    'host-failed': 'Word could not do that. Nothing is lost: try again, or copy the answer.',
    'gateway-unreachable':
      'The gateway does not answer. Check that it is running, then try again; your prompt is kept.',
    'backend-unreachable': 'The model server does not answer. The details below say which one; your prompt is kept.',
    unauthorized: 'The model server refuses the gateway’s key. Ask whoever runs the gateway.',
    'quota-exceeded': 'The model is at its limit right now. Your prompt is kept; try again a little later.',
    'model-missing': 'That model is not there. Choose another in the settings.',
    'model-refused': 'The model declined to answer this.',
    'capability-unavailable': 'This needs a connected model.',
    'context-too-long': 'That is more text than the model can take in. Select less, or send only the selection.',
    'stream-interrupted': 'The answer broke off. What came is kept; try again for the whole.',
    'invalid-request': 'The request was not understood. The details below may help.',
    unexpected: 'Something went wrong. Nothing is lost; try again.',
  },
  outside: 'Inkstone lives in the margin of Word. Open it from Word’s Home tab, or try it in the playground.',
  starting: 'Opening the document …',
  loading: 'Loading …',
};

const zh: Strings = {
  prompt: '提示',
  promptPlaceholder: '说出想要的修改、草稿或问题……',
  send: '发送',
  stop: '停止',
  commands: '命令',
  moreCommands: '更多',
  fewerCommands: '收起',
  run: '执行',
  cancel: '取消',
  close: '关闭',
  back: '返回',
  selection: '所选内容',
  nothingSelected: '没有选中文字。命令将作用于光标处或全文。',
  wholeDocument: '全文',
  documentIsEmpty: '文档是空的。写下提示即可开始起草。',
  willBeSent: '将要发送的内容',
  scopeLabel: '发送范围',
  scopeSelection: '仅所选',
  scopeSurroundings: '连同上下文',
  scopeDocument: '全文',
  characters: (count) => `${count.toLocaleString('zh')} 个字符`,
  tokens: (count) => `约 ${count.toLocaleString('zh')} 个词元`,
  leftOut: (count) => `有 ${count.toLocaleString('zh')} 段放不下，没有发送。`,
  sentKinds: {
    table: '在工作簿中的位置',
    figures: '已计算的数字',
    sample: '若干行',
    formula: '公式',
    selection: '所选内容',
    document: '文档',
    headings: '所在标题',
    outline: '大纲',
    before: '前文',
    after: '后文',
    title: '标题',
    instruction: '你的提示',
    'standing-instructions': '你的常用要求',
  },
  answer: '回答',
  waiting: '等待回答……',
  writing: '正在书写……',
  reading: (done, total) => `正在阅读第 ${done} 部分，共 ${total} 部分……`,
  stopped: '已停止，已写出的内容予以保留。',
  cutShort: '回答达到长度上限，未能写完。',
  finished: '回答已写好。',
  noAnswer: '模型没有给出回答。',
  reasoning: '模型的思考过程',
  viewResult: '结果',
  viewChanges: '修改处',
  changesLabel: '对所选内容的修改',
  inserted: '插入',
  deleted: '删除',
  unchanged: '无需修改。',
  applications: {
    replace: '替换',
    'insert-after': '插入到后面',
    'insert-at-cursor': '插入到光标处',
    comment: '作为批注',
    'new-document': '在新文档中打开',
    'insert-below': '插入到表格下方',
    'new-sheet': '插入到新工作表',
    living: '插入为随数据更新的句子',
    'write-formula': '写入单元格',
    'apply-cells': '整理这些单元格',
    'add-chart': '添加图表',
  },
  replaceTracked: '替换（留修订）',
  insert: '插入',
  moreWays: '其他用法',
  copy: '复制',
  tryAgain: '重新生成',
  goodAnswer: '回答得好',
  badAnswer: '回答不好',
  undo: '撤销',
  show: '在文档中查看',
  notices: {
    applied: '完成，已写入文档。',
    undone: '已撤销，文档恢复原样。',
    'changed-since': '这段文字此后又被编辑过，因此没有改动。请使用 Word 自带的撤销。',
    copied: '已复制。',
    'nothing-to-change': '无需修改。',
    'comment-added': '已添加为批注。',
    'document-opened': '已在新文档中打开。',
  },
  conflictMoved: '你已选中别的内容。回答要写到哪里？',
  conflictChanged: '文字已被改动，因此什么也没有写入。回答要写到哪里？',
  writeHere: '写到现在选中的地方',
  history: '历史',
  historyEmpty: '本文档还没有回答。',
  searchHistory: '搜索历史',
  clearHistory: '清空历史',
  settings: '设置',
  model: '模型',
  noModel: '没有模型',
  modelLoading: '正在查找模型……',
  embedded: '内置规则，未连接 AI 模型',
  embeddedExplained: '内置规则可以改正英文语法、摘取要点和重新编排文字，不能自由写作或翻译。',
  howToConnect: '如何连接模型',
  connectSteps: [
    '启动模型服务（如 vLLM、llama.cpp、Ollama），或准备好云端服务的账号。',
    '把地址告诉网关：设置 INKSTONE_BASE_URL 和 INKSTONE_MODEL，或在 inkstone.config.json 中加一行。密钥放在网关的环境变量里，不要填在这里。',
    '重启网关，然后在设置中选择模型。',
  ],
  needsModel: '需要连接模型',
  needsInstruction: '请先在提示框里写出要求。',
  replyLanguage: '回答语言',
  replyAuto: '与原文相同',
  trackChanges: '以修订方式写入',
  trackUnavailable: '此版本的 Word 不允许加载项使用修订。',
  customInstructions: '常用要求',
  customInstructionsHint: '每次请求都会附上，例如：用书面语；不用感叹号。',
  uiLanguage: '界面语言',
  uiAuto: '与 Office 相同',
  newTurn: '重新开始',
  readOnly: '文档以只读方式打开，回答只能复制，不能插入。',
  offline: '此电脑未联网。',
  retry: '重试',
  seconds: (count) => `${count} 秒后重试`,
  errors: {
    aborted: '已停止。',
    'selection-empty': '请先选中文字。',
    'selection-changed': '选中的内容已变化。',
    'document-protected': '文档受保护。请先停止保护（审阅 › 限制编辑），然后重试。回答保留在这里。',
    'document-read-only': '文档以只读方式打开。请另存一份后重试，回答保留在这里。',
    'host-unsupported': '此版本的 Word 做不到，请改用复制。',
    'host-busy': 'Word 正忙，请稍候重试。',
    'host-failed': 'Word 没能完成。内容没有丢失，请重试或复制回答。',
    'gateway-unreachable': '网关没有回应。请确认它正在运行，然后重试；你的提示已保留。',
    'backend-unreachable': '模型服务没有回应，下面的详情指出是哪一个；你的提示已保留。',
    unauthorized: '模型服务拒绝了网关的密钥，请联系网关管理员。',
    'quota-exceeded': '模型目前达到使用上限。你的提示已保留，请稍后重试。',
    'model-missing': '没有这个模型，请在设置中另选一个。',
    'model-refused': '模型拒绝回答。',
    'capability-unavailable': '这需要连接模型。',
    'context-too-long': '文字超出模型所能读取的长度。请少选一些，或只发送所选内容。',
    'stream-interrupted': '回答中断了。已写出的内容予以保留，可重试以获得完整回答。',
    'invalid-request': '请求未被理解，下面的详情或有帮助。',
    unexpected: '出了点问题，内容没有丢失，请重试。',
  },
  outside: 'Inkstone（砚）在 Word 的页边工作。请从 Word 的“开始”选项卡打开，或在演示页中试用。',
  starting: '正在打开文档……',
  loading: '正在加载……',
};

/** The words for a BCP 47 language; English where there are none of its own. */
export function stringsFor(language: string): Strings {
  return /^zh/i.test(language) ? zh : en;
}
