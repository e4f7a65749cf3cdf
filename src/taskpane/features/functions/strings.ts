/** The words about functions in cells. */
export interface FunctionStrings {
  readonly title: string;
  readonly intro: string;
  readonly examples: readonly (readonly [formula: string, meaning: string])[];
  readonly held: (questions: number, model: string) => string;
  readonly takes: (tokens: number, cost: string | null) => string;
  readonly ask: (questions: number) => string;
  readonly doNotAsk: string;
  readonly counting: string;
  readonly progress: (answered: number, of: number) => string;
  readonly failedSoFar: (count: number) => string;
  readonly cancel: string;
  readonly finished: (count: number) => string;
  readonly failed: (count: number) => string;
  readonly retryFailed: string;
  readonly ofCell: (address: string, why: string) => string;
  readonly unanswered: (shows: string) => string;
  readonly askAgain: string;
  readonly kept: (count: number) => string;
  readonly cannotKeep: string;
  readonly refreshSelected: string;
  readonly refreshAll: string;
  readonly refreshOthers: (model: string) => string;
  readonly refreshHint: string;
  readonly byModel: (model: string, count: number) => string;
  readonly searching: string;
  readonly enteredAgain: (count: number) => string;
  readonly forget: string;
  readonly forgetQuestion: (count: number) => string;
  readonly keepThem: string;
  readonly copilotHere: string;
  readonly findCopilot: string;
  readonly copilotHint: string;
  readonly foundCopilot: (count: number) => string;
  readonly noCopilot: string;
  readonly convert: string;
  readonly converting: string;
  readonly converted: (count: number) => string;
  readonly conversionChanged: string;
  readonly undoChanged: string;
}

const number = (count: number): string => count.toLocaleString('en');
const many = (count: number, one: string, more = `${one}s`): string => `${number(count)} ${count === 1 ? one : more}`;

const en: FunctionStrings = {
  title: 'Functions in cells',
  intro: 'Your model answers in the cell. An answer is kept in the workbook and asked for once.',
  examples: [
    ['=INKSTONE.ASK("Who is this about?", A2)', 'any question, about cells or about none'],
    ['=INKSTONE.SUMMARIZE(A2:A20)', 'what they say, in a sentence or two'],
    ['=INKSTONE.TRANSLATE(A2, "German")', 'a translation'],
    ['=INKSTONE.CLASSIFY(A2, "praise, complaint")', 'the label that fits'],
    ['=INKSTONE.EXTRACT(A2, "the invoice number")', 'something in a text'],
    ['=INKSTONE.FORMULA("total by region", A1:D20)', 'a formula, as text to look at'],
  ],
  held: (questions, model) => `${many(questions, 'question')} to ${model === '' ? 'the model' : model}. Ask them?`,
  takes: (tokens, cost) => `About ${many(tokens, 'token')} are sent${cost === null ? '' : `, some ${cost} in all`}.`,
  ask: (questions) => `Ask ${number(questions)}`,
  doNotAsk: 'Do not ask',
  counting: 'Counting …',
  progress: (answered, of) => `${number(answered)} of ${number(of)} answered`,
  failedSoFar: (count) => `${number(count)} failed`,
  cancel: 'Stop',
  finished: (count) => (count === 1 ? 'The question was answered.' : `All ${number(count)} questions were answered.`),
  failed: (count) => (count === 1 ? 'A question was not answered.' : `${number(count)} questions were not answered.`),
  retryFailed: 'Retry failed cells',
  ofCell: (address, why) => `${address}: ${why}`,
  unanswered: (shows) => `It shows ${shows} and has no answer. Ask again, or look at the cells that it reads.`,
  askAgain: 'Ask again',
  kept: (count) => `${many(count, 'answer')} kept in this workbook`,
  cannotKeep: 'This workbook cannot be written, so answers are kept only until it is closed.',
  refreshSelected: 'Ask selected cells again',
  refreshAll: 'Ask all again',
  refreshOthers: (model) => `Ask ${model} instead`,
  refreshHint: 'Kept answers stay as they are until you ask again.',
  byModel: (model, count) => `${model === '' ? '?' : model}: ${number(count)}`,
  searching: 'Looking through the cells …',
  enteredAgain: (count) => (count === 0 ? 'No such cells were found.' : `${many(count, 'cell')} asked again.`),
  forget: 'Take them out of the file',
  forgetQuestion: (count) =>
    `Take ${many(count, 'answer')} out of the file? Cells keep what they show, and ask anew when Excel calculates them.`,
  keepThem: 'Keep them',
  copilotHere: 'This cell uses =COPILOT, which Excel no longer has.',
  findCopilot: 'Convert =COPILOT formulas',
  copilotHint: 'Finds them in all sheets and shows each before it is changed.',
  foundCopilot: (count) => `${many(count, 'formula')} to convert`,
  noCopilot: 'There is no =COPILOT formula in this workbook.',
  convert: 'Convert',
  converting: 'Converting …',
  converted: (count) => (count === 1 ? 'The formula was converted.' : `${number(count)} formulas were converted.`),
  conversionChanged: 'A cell was edited since, so nothing was changed. Look for them again.',
  undoChanged: 'A converted cell was edited since, so it was left alone.',
};

const zhNumber = (count: number): string => count.toLocaleString('zh');

const zh: FunctionStrings = {
  title: '单元格中的函数',
  intro: '由你的模型在单元格中回答。回答保存在工作簿中，只问一次。',
  examples: [
    ['=INKSTONE.ASK("这说的是谁？", A2)', '任意提问，可带单元格'],
    ['=INKSTONE.SUMMARIZE(A2:A20)', '用一两句话概括'],
    ['=INKSTONE.TRANSLATE(A2, "德语")', '翻译'],
    ['=INKSTONE.CLASSIFY(A2, "表扬, 投诉")', '选出合适的标签'],
    ['=INKSTONE.EXTRACT(A2, "发票号码")', '找出文本中的内容'],
    ['=INKSTONE.FORMULA("按地区求和", A1:D20)', '以文本写出公式，供查看'],
  ],
  held: (questions, model) =>
    `将向${model === '' ? '模型' : ` ${model} `}提出 ${zhNumber(questions)} 个问题，是否继续？`,
  takes: (tokens, cost) => `大约发送 ${zhNumber(tokens)} 个词元${cost === null ? '' : `，合计约 ${cost}`}。`,
  ask: (questions) => `提问（${zhNumber(questions)}）`,
  doNotAsk: '不提问',
  counting: '正在计算……',
  progress: (answered, of) => `已回答 ${zhNumber(answered)} / ${zhNumber(of)}`,
  failedSoFar: (count) => `${zhNumber(count)} 个失败`,
  cancel: '停止',
  finished: (count) => `${zhNumber(count)} 个问题均已回答。`,
  failed: (count) => `有 ${zhNumber(count)} 个问题没有得到回答。`,
  retryFailed: '重试失败的单元格',
  ofCell: (address, why) => `${address}：${why}`,
  unanswered: (shows) => `显示为 ${shows}，还没有回答。请重新询问，或检查它引用的单元格。`,
  askAgain: '重新询问',
  kept: (count) => `此工作簿中保存了 ${zhNumber(count)} 个回答`,
  cannotKeep: '此工作簿无法写入，回答只保留到关闭为止。',
  refreshSelected: '重新询问所选单元格',
  refreshAll: '全部重新询问',
  refreshOthers: (model) => `改问 ${model}`,
  refreshHint: '已保存的回答保持不变，直到你重新询问。',
  byModel: (model, count) => `${model === '' ? '？' : model}：${zhNumber(count)}`,
  searching: '正在查找单元格……',
  enteredAgain: (count) => (count === 0 ? '没有找到这样的单元格。' : `已重新询问 ${zhNumber(count)} 个单元格。`),
  forget: '从文件中移除',
  forgetQuestion: (count) =>
    `从文件中移除 ${zhNumber(count)} 个回答？单元格仍显示现有内容，Excel 下次计算时会重新询问。`,
  keepThem: '保留',
  copilotHere: '此单元格使用了 =COPILOT，Excel 已不再提供。',
  findCopilot: '转换 =COPILOT 公式',
  copilotHint: '在所有工作表中查找，并在更改前逐一显示。',
  foundCopilot: (count) => `有 ${zhNumber(count)} 个公式可转换`,
  noCopilot: '此工作簿中没有 =COPILOT 公式。',
  convert: '转换',
  converting: '正在转换……',
  converted: (count) => `已转换 ${zhNumber(count)} 个公式。`,
  conversionChanged: '有单元格已被修改，因此没有更改。请重新查找。',
  undoChanged: '转换后的单元格已被修改，因此保持不变。',
};

export function functionStrings(language: 'en' | 'zh'): FunctionStrings {
  return language === 'zh' ? zh : en;
}
