/** All visible words of the administrators' page in one language. */
export interface AdminStrings {
  readonly language: 'en' | 'zh';
  readonly pageTitle: string;
  readonly tabs: Readonly<Record<'overview' | 'tokens' | 'policies' | 'library', string>>;
  readonly period: string;
  readonly lastDays: (days: number) => string;
  readonly reload: string;
  readonly loading: string;
  readonly nothing: string;
  readonly use: string;
  readonly measure: string;
  readonly chats: string;
  readonly tokens: string;
  readonly cost: string;
  readonly people: string;
  readonly failed: string;
  readonly token: string;
  readonly tokenHint: string;
  readonly signIn: string;
  readonly noCost: string;
  readonly firstByte: string;
  readonly wholeAnswer: string;
  readonly seconds: string;
  readonly milliseconds: string;
  readonly byAnswerer: string;
  readonly askedFor: string;
  readonly answeredBy: string;
  readonly byDay: string;
  readonly byModel: string;
  readonly byGroup: string;
  readonly byPerson: string;
  readonly byCommand: string;
  readonly byOutcome: string;
  readonly noGroup: string;
  readonly noCommand: string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly asTable: string;
  /** A title with what it is told by behind a colon. */
  readonly titled: (title: string, by: string) => string;
  readonly day: string;
  readonly name: string;
  readonly firstTen: string;
  readonly health: string;
  readonly row: string;
  readonly answered: string;
  readonly lastError: string;
  readonly working: string;
  readonly notAsked: string;
  /** What keeps a row from answering, or what it did last, by the code of the failure. */
  readonly rowStates: Readonly<Record<string, string>>;
  readonly sinceStart: string;
  readonly running: (count: number) => string;
  readonly queue: (waiting: number, running: number) => string;
  readonly journal: (waiting: number, lost: number) => string;
  readonly examine: string;
  readonly examining: string;
  readonly works: string;
  readonly failsAt: (hop: string) => string;
  readonly noModels: string;
  /** In front of what was found. */
  readonly findingMarks: Readonly<Record<'ok' | 'warning' | 'failed', string>>;
  readonly audit: string;
  readonly person: string;
  readonly action: string;
  readonly anyAction: string;
  readonly subject: string;
  readonly time: string;
  readonly detail: string;
  readonly wasAsked: string;
  readonly wasAnswered: string;
  readonly noAnswer: string;
  readonly search: string;
  readonly more: string;
  readonly exportCsv: string;
  readonly feedback: string;
  readonly ratings: string;
  readonly model: string;
  readonly ratedGood: string;
  readonly ratedBad: string;
  readonly goodShare: string;
  readonly feedbackKinds: Readonly<Record<string, string>>;
  readonly count: string;
  readonly exportSft: string;
  readonly exportDpo: string;
  readonly exportNote: string;
  readonly forget: string;
  readonly forgetHint: string;
  readonly forgetAsk: (person: string) => string;
  readonly forgotten: string;
  readonly cancel: string;
  readonly failure: string;
  /** To find a failure in the gateway's log. */
  readonly requestId: (id: string) => string;
  readonly notInUse: string;
  readonly forbidden: string;
}

const en: AdminStrings = {
  language: 'en',
  pageTitle: 'Inkstone · Administration',
  tabs: { overview: 'Overview', tokens: 'Tokens', policies: 'Policies', library: 'Prompts and templates' },
  period: 'Period',
  lastDays: (days) => `Last ${days} days`,
  reload: 'Reload',
  loading: 'Loading …',
  nothing: 'Nothing in this period.',
  use: 'Use',
  measure: 'Measure',
  chats: 'Chats',
  tokens: 'Tokens',
  cost: 'Cost',
  people: 'People',
  failed: 'Failed',
  token: 'Token',
  tokenHint: 'Of somebody with the role admin. It is not kept when this page is closed.',
  signIn: 'Sign in',
  noCost: 'No prices are configured',
  firstByte: 'First words, median',
  wholeAnswer: 'Whole answer, median',
  seconds: 's',
  milliseconds: 'ms',
  byAnswerer: 'Which model answered',
  askedFor: 'Asked for',
  answeredBy: 'Answered by (row · model)',
  byDay: 'By day',
  byModel: 'By model',
  byGroup: 'By group',
  byPerson: 'By person',
  byCommand: 'By command',
  byOutcome: 'By outcome',
  noGroup: '(no group)',
  noCommand: '(none: other clients)',
  outcomes: { answered: 'Answered', failed: 'Failed', refused: 'Refused', left: 'Left by the client' },
  asTable: 'As a table',
  titled: (title, by) => `${title}: ${by}`,
  day: 'Day',
  name: 'Name',
  firstTen: 'The first ten.',
  health: 'Health',
  row: 'Row',
  answered: 'Answered',
  lastError: 'State',
  working: 'Working',
  notAsked: 'Not asked yet',
  rowStates: {
    down: 'Does not answer; where an alias has others, they are asked instead',
    drained: 'Drained: gets no new chats',
    'backend-unreachable': 'Does not answer',
    unauthorized: 'Refuses the key',
    'model-missing': 'Does not have the model',
    'quota-exceeded': 'Is at its limit',
    'stream-interrupted': 'Broke its last answer off',
    'invalid-request': 'Refused the last request',
    'context-too-long': 'Refused the last request: too long',
    'model-refused': 'Refused the last request: its content',
  },
  sinceStart: 'Since this gateway started',
  running: (count) => `${count} running now`,
  queue: (waiting, running) => `Queue: ${waiting} waiting, ${running} being answered`,
  journal: (waiting, lost) => `Journal: ${waiting} waiting, ${lost} lost`,
  examine: 'Examine the connections',
  examining: 'Examining. A model that is still being loaded can take a minute …',
  works: 'works',
  failsAt: (hop) => `fails at ${hop}`,
  noModels:
    'No model is configured: the gateway offers its built-in rules alone. docs/models.md tells how to connect one.',
  findingMarks: { ok: 'OK', warning: 'Note', failed: 'Failed' },
  audit: 'Audit',
  person: 'Person',
  action: 'Action',
  anyAction: 'All',
  subject: 'Subject',
  time: 'Time',
  detail: 'Detail',
  wasAsked: 'What was asked',
  wasAnswered: 'What was answered',
  noAnswer: '(no answer)',
  search: 'Search',
  more: 'Show more',
  exportCsv: 'Export CSV',
  feedback: 'Feedback',
  ratings: 'Ratings by model',
  model: 'Model',
  ratedGood: 'Good',
  ratedBad: 'Bad',
  goodShare: 'Share of good',
  feedbackKinds: {
    'rating up': 'Rated good',
    'rating down': 'Rated bad',
    'rating none': 'Rating withdrawn',
    'choice chosen': 'Chosen of two drafts',
    'insertion applied': 'Put into a document',
    'insertion undone': 'Taken back',
    'insertion edited': 'Edited afterwards',
  },
  count: 'Count',
  exportSft: 'Export for fine-tuning (SFT)',
  exportDpo: 'Export preferences (DPO)',
  exportNote:
    'Only what people agreed to share. Names, telephone numbers, identity numbers, e-mail addresses and cards are masked as far as they are found.',
  forget: 'Delete a person’s data',
  forgetHint: 'The person’s id, as the audit shows it. Use, audit, feedback and own prompts until now are deleted.',
  forgetAsk: (person) => `Delete all of “${person}”? This cannot be undone.`,
  forgotten: 'Deleted.',
  cancel: 'Cancel',
  failure: 'That did not work',
  requestId: (id) => `In the log: request ${id}`,
  notInUse: 'Not in use at this gateway',
  forbidden: 'This page is for administrators. Sign in as one, then reload it.',
};

const zh: AdminStrings = {
  language: 'zh',
  pageTitle: 'Inkstone · 管理',
  tabs: { overview: '概览', tokens: '令牌', policies: '策略', library: '提示和模板' },
  period: '时段',
  lastDays: (days) => `最近 ${days} 天`,
  reload: '刷新',
  loading: '正在加载……',
  nothing: '此时段内没有数据。',
  use: '使用情况',
  measure: '指标',
  chats: '对话',
  tokens: '词元',
  cost: '费用',
  people: '人数',
  failed: '失败',
  token: '令牌',
  tokenHint: '须为管理员的令牌，关闭本页后不会保留。',
  signIn: '登录',
  noCost: '未配置价格',
  firstByte: '首字时间（中位数）',
  wholeAnswer: '完整回答时间（中位数）',
  seconds: '秒',
  milliseconds: '毫秒',
  byAnswerer: '由哪个模型回答',
  askedFor: '请求的模型',
  answeredBy: '实际回答（配置行 · 模型）',
  byDay: '按天',
  byModel: '按模型',
  byGroup: '按小组',
  byPerson: '按人',
  byCommand: '按命令',
  byOutcome: '按结果',
  noGroup: '（无小组）',
  noCommand: '（无：其他客户端）',
  outcomes: { answered: '已回答', failed: '失败', refused: '被拒绝', left: '客户端离开' },
  asTable: '以表格查看',
  titled: (title, by) => `${title}：${by}`,
  day: '日期',
  name: '名称',
  firstTen: '仅列出前十名。',
  health: '运行状况',
  row: '配置行',
  answered: '已回答',
  lastError: '状态',
  working: '正常',
  notAsked: '尚未使用',
  rowStates: {
    down: '没有响应；别名中有其他行时由它们代答',
    drained: '已停用：不接新对话',
    'backend-unreachable': '没有响应',
    unauthorized: '拒绝密钥',
    'model-missing': '没有该模型',
    'quota-exceeded': '达到使用上限',
    'stream-interrupted': '上次回答中断',
    'invalid-request': '拒绝了上次请求',
    'context-too-long': '拒绝了上次请求：过长',
    'model-refused': '拒绝了上次请求：内容',
  },
  sinceStart: '自网关启动以来',
  running: (count) => `正在运行 ${count} 个`,
  queue: (waiting, running) => `队列：等待 ${waiting} 个，正在回答 ${running} 个`,
  journal: (waiting, lost) => `日志：等待 ${waiting} 条，丢失 ${lost} 条`,
  examine: '诊断连接',
  examining: '正在诊断。仍在加载的模型可能需要一分钟……',
  works: '可以使用',
  failsAt: (hop) => `“${hop}”失败`,
  noModels: '没有配置模型：网关只提供内置规则。接入方法见 docs/models.md。',
  findingMarks: { ok: '正常', warning: '注意', failed: '失败' },
  audit: '审计',
  person: '人员',
  action: '操作',
  anyAction: '全部',
  subject: '对象',
  time: '时间',
  detail: '详情',
  wasAsked: '提问内容',
  wasAnswered: '回答内容',
  noAnswer: '（没有回答）',
  search: '搜索',
  more: '显示更多',
  exportCsv: '导出 CSV',
  feedback: '反馈',
  ratings: '各模型的评价',
  model: '模型',
  ratedGood: '好',
  ratedBad: '不好',
  goodShare: '好评比例',
  feedbackKinds: {
    'rating up': '评为好',
    'rating down': '评为不好',
    'rating none': '撤回评价',
    'choice chosen': '两稿中选用',
    'insertion applied': '写入文档',
    'insertion undone': '又被撤销',
    'insertion edited': '之后被修改',
  },
  count: '数量',
  exportSft: '导出微调数据（SFT）',
  exportDpo: '导出偏好数据（DPO）',
  exportNote: '只含本人同意分享的内容；能识别的姓名、电话、证件号、电子邮件地址和卡号已遮盖。',
  forget: '删除某人的数据',
  forgetHint: '审计中显示的人员编号。到目前为止的使用、审计、反馈和个人提示都会被删除。',
  forgetAsk: (person) => `删除“${person}”的全部数据？此操作无法撤销。`,
  forgotten: '已删除。',
  cancel: '取消',
  failure: '未能完成',
  requestId: (id) => `日志中的请求：${id}`,
  notInUse: '此网关未使用此项功能',
  forbidden: '此页面供管理员使用。请以管理员身份登录后刷新。',
};

/** The words for a BCP 47 language; English where there are none of its own. */
export function adminStringsFor(language: string): AdminStrings {
  return /^zh/i.test(language) ? zh : en;
}
