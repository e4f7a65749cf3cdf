/** What the settings say beside their names. */
interface SettingsStrings {
  readonly embeddedExplained: string;
  readonly trackUnavailable: string;
  readonly customInstructionsHint: string;
  readonly shareFeedback: string;
  readonly shareFeedbackHint: string;
}

const en: SettingsStrings = {
  embeddedExplained:
    'The built-in rules fix grammar, summarise by choosing sentences, and restructure text. They do not write freely or translate.',
  trackUnavailable: 'This version of Word does not let add-ins track changes.',
  customInstructionsHint: 'Sent with every request, for example: British spelling; never use exclamation marks.',
  shareFeedback: 'Share feedback with my organisation',
  shareFeedbackHint:
    'Off: nothing is sent. On: your ratings, which answers you use and how you change them in the document go to your gateway with the prompt (and the text in it) and the answer, to improve the organisation’s own model.',
};

const zh: SettingsStrings = {
  embeddedExplained: '内置规则可以改正英文语法、摘取要点和重新编排文字，不能自由写作或翻译。',
  trackUnavailable: '此版本的 Word 不允许加载项使用修订。',
  customInstructionsHint: '每次请求都会附上，例如：用书面语；不用感叹号。',
  shareFeedback: '与本单位分享反馈',
  shareFeedbackHint:
    '关闭时什么也不发送。打开后，你的评价、采用了哪些回答以及在文档中对回答的修改会连同提示（含其中的文字）和回答发送到网关，用于改进本单位自己的模型。',
};

export function settingsStrings(language: 'en' | 'zh'): SettingsStrings {
  return language === 'zh' ? zh : en;
}
