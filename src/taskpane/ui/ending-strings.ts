/** The words for how an answer ended, and for what the pane's first sight does without; not in the first bundle. */
export interface EndingStrings {
  /** Asks for the rest of an answer of which a part came; a command of the same name writes on in the document. */
  readonly goOn: string;
  readonly stopWriting: string;
  readonly stopped: string;
  readonly stoppedEmpty: string;
  readonly cutShort: string;
  readonly cutEmpty: string;
  readonly filtered: string;
  readonly noAnswer: string;
  readonly brokeOffEmpty: string;
  readonly atLimit: string;
  readonly cannotAnswer: string;
  /** While questions wait because of a failure that may pass. */
  readonly askedAgainIn: (seconds: number) => string;
  readonly details: string;
  /** For whoever runs the gateway, to find a failure in its log. */
  readonly requestId: (id: string) => string;
  readonly refusedFor: (reason: string) => string;
  readonly promptIsKept: string;
  /** Sentences for the `reason` of a limit; after each the pane says that the prompt is kept, which cells have none of. */
  readonly limits: Readonly<Record<string, string>>;
  /** Sentences for any other `reason`, where that tells more than its code. */
  readonly reasons: Readonly<Record<string, string>>;
}

const raiseBudget = 'Whoever runs the gateway can raise it.';
const raiseBudgetZh = '网关管理员可以提高预算。';

const texts: Readonly<Record<'en' | 'zh', EndingStrings>> = {
  en: {
    goOn: 'Continue the answer',
    stopWriting: 'Stop writing',
    stopped: 'Stopped. What came until then is kept.',
    stoppedEmpty: 'Stopped before the first words came. Your prompt is kept.',
    cutShort:
      'The answer reached its length limit and is cut short. Continue it for the rest, or ask for less at once.',
    cutEmpty: 'The model reached its length limit before it came to an answer. Try again, or select less.',
    filtered: 'The model’s content filter ended the answer here. Change the text or the prompt, then try again.',
    noAnswer: 'The model gave no answer. Try again, or word the prompt another way.',
    brokeOffEmpty: 'The answer broke off before its first words. Your prompt is kept; try again.',
    atLimit: 'The model is at its limit right now.',
    cannotAnswer: 'The model cannot answer right now.',
    askedAgainIn: (seconds) => `Asked again by itself in ${seconds.toLocaleString('en')} s.`,
    details: 'Details:',
    requestId: (id) => `For whoever runs the gateway: request ${id}`,
    refusedFor: (reason) => `The rules of your organisation refuse this (${reason}). Change the text and try again.`,
    promptIsKept: 'Your prompt is kept.',
    limits: {
      'person-requests-per-hour': 'You have used up your requests for this hour.',
      'person-requests-per-day': 'You have used up your requests for today.',
      'person-tokens-per-hour': 'You have used up your tokens for this hour.',
      'person-tokens-per-day': 'You have used up your tokens for today.',
      'group-requests-per-hour': 'Your group has used up its requests for this hour.',
      'group-requests-per-day': 'Your group has used up its requests for today.',
      'group-tokens-per-hour': 'Your group has used up its tokens for this hour.',
      'group-tokens-per-day': 'Your group has used up its tokens for today.',
      'person-budget-per-day': `Your budget for today is spent. ${raiseBudget}`,
      'person-budget-per-month': `Your budget for this month is spent. ${raiseBudget}`,
      'group-budget-per-day': `Your group’s budget for today is spent. ${raiseBudget}`,
      'group-budget-per-month': `Your group’s budget for this month is spent. ${raiseBudget}`,
      'limits-unavailable': 'The gateway cannot check the limits right now. Try again shortly.',
      'issuer-unreachable': 'The sign-in service does not answer. Try again shortly.',
      'queue-full': 'Very many people are waiting right now. Try again in a little while.',
      'queue-timeout': 'Your turn did not come in time. Try again.',
    },
    reasons: {
      'store-unavailable':
        'The gateway cannot read or keep its records right now. Nothing is lost; try again in a moment.',
      'queue-person-full':
        'You have as many questions waiting as one person may. Wait for one of them, then try again.',
      'no-model': 'The gateway offers no model. Whoever runs it can connect one (docs/models.md).',
      'made-before':
        'This change was made before Inkstone was opened here. Take it back with the undo of the program itself.',
      command: 'Your organisation does not allow this command.',
      surface: 'Your organisation does not allow Inkstone here.',
      model: 'Your organisation does not allow this model. Choose another in the settings.',
      'local-only': 'Your organisation allows only models in its own network. Choose another in the settings.',
      'free-prompts': 'Your organisation has turned free prompts off. Use one of the commands.',
      'backend-down':
        'The model server cannot be reached. Your prompt is kept; try again in a moment, or choose another model.',
      'backend-slow':
        'The model server takes too long to begin. Your prompt is kept; try again, or choose another model.',
      'backend-busy': 'The model server is starting or has too much to do. Your prompt is kept; try again in a minute.',
      'backend-failed':
        'The model server had a fault of its own. Your prompt is kept; try again, or choose another model.',
      'backend-stopped':
        'The model server stopped in the middle of its answer. What came is kept; continue it, or try again for the whole.',
      'backend-file': 'The model file cannot be run right now. Tell whoever runs the gateway; your prompt is kept.',
      'backend-address':
        'What answers at the model server’s address is no model. Tell whoever runs the gateway; your prompt is kept.',
      'answer-cut': 'The answer was cut short, so it is not shown in the cell. Ask for less, or give it fewer cells.',
      'unusable-answer': 'The model’s answer does not fit here. Word it another way, or choose another model.',
      'too-long-for-person-tokens-per-hour':
        'This may take more tokens than you may use in an hour. Select less, then try again.',
      'too-long-for-person-tokens-per-day':
        'This may take more tokens than you may use in a day. Select less, then try again.',
      'too-long-for-group-tokens-per-hour':
        'This may take more tokens than your group may use in an hour. Select less, then try again.',
      'too-long-for-group-tokens-per-day':
        'This may take more tokens than your group may use in a day. Select less, then try again.',
    },
  },
  zh: {
    goOn: '继续写完',
    stopWriting: '停止书写',
    stopped: '已停止，已写出的内容予以保留。',
    stoppedEmpty: '已停止，还没有写出内容。你的提示已保留。',
    cutShort: '回答达到长度上限，未能写完。可以继续写完其余部分，或一次少要一些。',
    cutEmpty: '模型在作答之前就达到了长度上限。请重试，或少选一些。',
    filtered: '模型的内容过滤在此处中止了回答。请修改文字或提示后重试。',
    noAnswer: '模型没有给出回答。请重试，或换一种说法。',
    brokeOffEmpty: '回答在写出内容之前就中断了。你的提示已保留，请重试。',
    atLimit: '模型暂时达到上限。',
    cannotAnswer: '模型暂时无法回答。',
    askedAgainIn: (seconds) => `${seconds.toLocaleString('zh')} 秒后自动重新询问。`,
    details: '详情：',
    requestId: (id) => `供网关管理员查询：请求 ${id}`,
    refusedFor: (reason) => `所在组织的规则不允许此内容（${reason}）。请修改文字后重试。`,
    promptIsKept: '你的提示已保留。',
    limits: {
      'person-requests-per-hour': '你这一小时的请求次数已用完。',
      'person-requests-per-day': '你今天的请求次数已用完。',
      'person-tokens-per-hour': '你这一小时的词元已用完。',
      'person-tokens-per-day': '你今天的词元已用完。',
      'group-requests-per-hour': '你所在小组这一小时的请求次数已用完。',
      'group-requests-per-day': '你所在小组今天的请求次数已用完。',
      'group-tokens-per-hour': '你所在小组这一小时的词元已用完。',
      'group-tokens-per-day': '你所在小组今天的词元已用完。',
      'person-budget-per-day': `你今天的预算已用完。${raiseBudgetZh}`,
      'person-budget-per-month': `你本月的预算已用完。${raiseBudgetZh}`,
      'group-budget-per-day': `你所在小组今天的预算已用完。${raiseBudgetZh}`,
      'group-budget-per-month': `你所在小组本月的预算已用完。${raiseBudgetZh}`,
      'limits-unavailable': '网关暂时无法核对用量，请稍后重试。',
      'issuer-unreachable': '登录服务没有回应，请稍后重试。',
      'queue-full': '现在等待的人很多，请过一会儿再试。',
      'queue-timeout': '等待超时，没有轮到你。请重试。',
    },
    reasons: {
      'store-unavailable': '网关暂时无法读写存储。没有内容丢失，请稍后重试。',
      'queue-person-full': '你同时等待的问题已达上限，请等其中一个完成后再试。',
      'no-model': '网关没有提供模型。网关管理员可以连接一个（docs/models.md）。',
      'made-before': '这处修改是在打开 Inkstone 之前做的，请用程序自带的撤销。',
      command: '你的组织不允许使用这个命令。',
      surface: '你的组织不允许在这里使用 Inkstone。',
      model: '你的组织不允许使用这个模型，请在设置中另选一个。',
      'local-only': '你的组织只允许使用内部网络中的模型，请在设置中另选一个。',
      'free-prompts': '你的组织关闭了自由提问，请使用命令。',
      'backend-down': '连不上模型服务。你的提示已保留；请稍候重试，或另选一个模型。',
      'backend-slow': '模型服务迟迟没有开始回答。你的提示已保留；请重试，或另选一个模型。',
      'backend-busy': '模型服务正在启动或过于繁忙。你的提示已保留，请过一分钟再试。',
      'backend-failed': '模型服务自身出了故障。你的提示已保留；请重试，或另选一个模型。',
      'backend-stopped': '模型服务在回答中途停下了。已写出的内容予以保留，可以继续写完，或重试以获得完整回答。',
      'backend-file': '模型文件暂时无法运行。请告知网关管理员；你的提示已保留。',
      'backend-address': '模型服务的地址上没有模型。请告知网关管理员；你的提示已保留。',
      'answer-cut': '回答没有写完，因此没有显示在单元格中。请一次少要一些，或减少单元格。',
      'unusable-answer': '模型的回答不适合此处。请换一种说法，或另选一个模型。',
      'too-long-for-person-tokens-per-hour': '这次可能需要的词元超过你每小时的额度。请少选一些再试。',
      'too-long-for-person-tokens-per-day': '这次可能需要的词元超过你每天的额度。请少选一些再试。',
      'too-long-for-group-tokens-per-hour': '这次可能需要的词元超过你所在小组每小时的额度。请少选一些再试。',
      'too-long-for-group-tokens-per-day': '这次可能需要的词元超过你所在小组每天的额度。请少选一些再试。',
    },
  },
};

export function endingStrings(language: 'en' | 'zh'): EndingStrings {
  return texts[language];
}
