/** The words of an answer alone, which the first sight of the pane does without. */
export interface AnswerStrings {
  readonly reasoning: string;
  readonly masked: (count: number) => string;
  readonly waiting: string;
  readonly queued: (position: number, seconds: number | null) => string;
  readonly leaveQueue: string;
  readonly stopKeepsParts: string;
  readonly keepsParts: string;
  readonly viewResult: string;
  readonly viewChanges: string;
  readonly changesLabel: string;
  readonly inserted: string;
  readonly deleted: string;
  readonly unchanged: string;
  readonly replaceTracked: string;
  readonly moreWays: string;
  readonly goodAnswer: string;
  readonly badAnswer: string;
  readonly otherDraft: string;
  readonly newTurn: string;
  readonly writeThere: string;
  readonly commentChanged: string;
}

const en: AnswerStrings = {
  reasoning: 'How the model got there',
  masked: (count) =>
    count === 1
      ? '1 personal detail was masked before sending.'
      : `${count.toLocaleString('en')} personal details were masked before sending.`,
  waiting: 'Waiting for the first words …',
  queued: (position, seconds) =>
    `Waiting in line: number ${position.toLocaleString('en')}${seconds === null ? '' : `, about ${seconds.toLocaleString('en')} s`}`,
  leaveQueue: 'Leave the line',
  stopKeepsParts: 'You may stop: the parts that are read are kept, and trying again goes on from there.',
  keepsParts: 'The parts that were read are kept: trying again goes on from there.',
  viewResult: 'Result',
  viewChanges: 'Changes',
  changesLabel: 'Changes to the selection',
  inserted: 'inserted',
  deleted: 'deleted',
  unchanged: 'Nothing needs changing.',
  replaceTracked: 'Replace (tracked)',
  moreWays: 'More ways to use the answer',
  goodAnswer: 'Good answer',
  badAnswer: 'Bad answer',
  otherDraft: 'Show the other draft',
  newTurn: 'Start over',
  writeThere: 'Where I asked',
  commentChanged: 'The comment was edited or answered since, so it was left alone. Delete it in Word if it is to go.',
};

const zh: AnswerStrings = {
  reasoning: '模型的思考过程',
  masked: (count) => `发送前已遮蔽 ${count.toLocaleString('zh')} 处个人信息。`,
  waiting: '等待回答……',
  queued: (position, seconds) =>
    `排队中：第 ${position.toLocaleString('zh')} 位${seconds === null ? '' : `，约 ${seconds.toLocaleString('zh')} 秒`}`,
  leaveQueue: '离开队列',
  stopKeepsParts: '可以停止：已读的部分会保留，重试时从那里继续。',
  keepsParts: '已读的部分予以保留，重试时从那里继续。',
  viewResult: '结果',
  viewChanges: '修改处',
  changesLabel: '对所选内容的修改',
  inserted: '插入',
  deleted: '删除',
  unchanged: '无需修改。',
  replaceTracked: '替换（留修订）',
  moreWays: '其他用法',
  goodAnswer: '回答得好',
  badAnswer: '回答不好',
  otherDraft: '查看另一稿',
  newTurn: '重新开始',
  writeThere: '写到提问的地方',
  commentChanged: '这条批注此后被编辑或回复过，因此没有改动。如需移除，请在 Word 中删除。',
};

export function answerStrings(language: 'en' | 'zh'): AnswerStrings {
  return language === 'zh' ? zh : en;
}
