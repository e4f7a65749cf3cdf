/** The words of the settings alone. */
interface SettingsStrings {
  readonly replyLanguage: string;
  readonly replyAuto: string;
  readonly trackChanges: string;
  readonly customInstructions: string;
  readonly uiLanguage: string;
  readonly connectSteps: readonly string[];
  readonly embeddedExplained: string;
  readonly trackUnavailable: string;
  readonly customInstructionsHint: string;
  readonly shareFeedback: string;
  readonly shareFeedbackHint: string;
}

const en: SettingsStrings = {
  replyLanguage: 'Language of replies',
  replyAuto: 'Same as the text',
  trackChanges: 'Write as tracked changes',
  customInstructions: 'Standing instructions',
  uiLanguage: 'Language of this pane',
  connectSteps: [
    'Start a model server, such as vLLM, llama.cpp or Ollama, or have an account with a hosted one.',
    'Tell the gateway its address: set INKSTONE_BASE_URL and INKSTONE_MODEL, or add a row to inkstone.config.json. Keys go into the gateway’s environment, never here.',
    'Restart the gateway and choose the model in the settings.',
  ],
  embeddedExplained:
    'The built-in rules fix grammar, summarise by choosing sentences, and restructure text. They do not write freely or translate.',
  trackUnavailable: 'This version of Word does not let add-ins track changes.',
  customInstructionsHint: 'Sent with every request, for example: British spelling; never use exclamation marks.',
  shareFeedback: 'Share feedback with my organisation',
  shareFeedbackHint:
    'Off: nothing is sent. On: your ratings, which answers you use and how you change them in the document go to your gateway with the prompt (and the text in it) and the answer, to improve the organisation’s own model.',
};

const zh: SettingsStrings = {
  replyLanguage: '回答语言',
  replyAuto: '与原文相同',
  trackChanges: '以修订方式写入',
  customInstructions: '常用要求',
  uiLanguage: '界面语言',
  connectSteps: [
    '启动模型服务（如 vLLM、llama.cpp、Ollama），或准备好云端服务的账号。',
    '把地址告诉网关：设置 INKSTONE_BASE_URL 和 INKSTONE_MODEL，或在 inkstone.config.json 中加一行。密钥放在网关的环境变量里，不要填在这里。',
    '重启网关，然后在设置中选择模型。',
  ],
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
