import { stripChatter } from '../../../../src/core/generation/chatter.ts';

const strip = (answer: string, original?: string): string =>
  stripChatter(answer, { isComplete: true, ...(original === undefined ? {} : { original }) });

const body = 'The committee postponed the vote.';
const chinese = '委员会推迟了表决。';

describe('stripChatter takes away', () => {
  it.each([
    `Certainly! Here is the rewritten paragraph:\n\n${body}`,
    `Certainly! Here's a shorter version: ${body}`,
    `Sure, here's the corrected text:\n${body}`,
    `Of course! Below is the revised text:\n\n${body}`,
    `Absolutely!\n\n${body}`,
    `Here is the translation:\n\n${body}`,
    `I've rewritten the paragraph to be more formal:\n\n${body}`,
    `**Revised version:**\n\n${body}`,
    `Rewritten text:\n${body}`,
    `Sure, the shortened text:\n\n${body}`,
    `\n\n${body}\n\nLet me know if you'd like any changes!`,
    `${body}\n\nI hope this helps! Feel free to ask for revisions.`,
    `${body}\n\n---\n\nWould you like me to adjust the tone?`,
    `\`\`\`markdown\n${body}\n\`\`\``,
    `\`\`\`\n${body}\n\`\`\``,
    `Here's the text:\n\n\`\`\`text\n${body}\n\`\`\`\n\nLet me know if you need further changes.`,
    `Let me think about it.\n</think>\n\n${body}`,
  ])('what an English model says about its answer: %j', (answer) => {
    expect(strip(answer)).toBe(body);
  });

  it.each([
    `好的，以下是改写后的内容：\n\n${chinese}`,
    `当然可以！下面是精简后的版本：\n${chinese}`,
    `以下是翻译：\n\n${chinese}`,
    `好的，以下是改写后的文本：${chinese}`,
    `好的。\n\n${chinese}`,
    `我已为您润色了这段文字：\n\n${chinese}`,
    `改写后：\n${chinese}`,
    `**修改后的文本：**\n\n${chinese}`,
    `译文：\n${chinese}`,
    `${chinese}\n\n希望这对您有帮助！`,
    `${chinese}\n\n如果需要进一步修改，请告诉我。`,
    `${chinese}\n\n如需调整语气，请随时告知。`,
  ])('what a Chinese model says about its answer: %j', (answer) => {
    expect(strip(answer)).toBe(chinese);
  });

  it('quotation marks around a rewrite whose original had none', () => {
    expect(strip(`"${body}"`, 'The old text.')).toBe(body);
    expect(strip(`“${chinese}”`, '旧文字。')).toBe(chinese);
  });
});

describe('stripChatter keeps', () => {
  it.each([
    'Certainly the committee was right to postpone the vote.',
    'Sure enough, it rained: the game was off.',
    'Here is where the river bends, and here are the mills.',
    'Here is the plan: we meet at noon and leave at one.',
    'Of course, nobody agreed.\nThe vote was lost.',
    'Okay is a word of uncertain origin.',
    'Below is the dam; above it, the lake.',
    'Here is the list of members who attended, and what each of them said.\n\n- Ana\n- Ben',
    'Great expectations were raised.',
    'The report is out.\n\nIf you have questions about the report, write to the office.',
    'Dear Ms Lee,\n\nThe order has shipped.\n\nPlease let me know if you need any changes.',
    'Subject: Order\n\nIt has shipped.\n\nFeel free to ask for help with anything else.',
    '好的产品自己会说话。',
    '以下规定适用于全体员工。',
    '这是我们的家：一座老房子。',
    '当然，没有人同意这个方案。\n表决失败了。',
    '可以肯定的是：成本上升了。',
    '希望大家按时参加会议。',
    '尊敬的客户：\n\n货已发出。\n\n如需修改，请随时告知。',
    '会议推迟。\n\n希望各部门提前准备。',
    '修改法律的程序如下：首先提出草案。',
    '```js\nconst a = 1;\n```',
    'Text before.\n\n```\ncode\n```\n\nText after.',
    'She said "yes" and he said "no"',
    '**Note:** the office is closed.',
    'Translation: an art or a craft? Opinions differ.',
  ])('a text of its own: %j', (text) => {
    expect(strip(text)).toBe(text);
  });

  it('forms that the original has itself', () => {
    const original = 'Here is the agenda for Monday:\nOne.';
    expect(strip('Here is the agenda for Tuesday:\nTwo.', original)).toBe('Here is the agenda for Tuesday:\nTwo.');
    expect(strip('“Yes,” he said, “of course.”', '“Yes.”')).toBe('“Yes,” he said, “of course.”');
    expect(strip('"Quoted."', '"Quoted text."')).toBe('"Quoted."');
  });

  it('an announcement of nothing', () => {
    expect(strip('Here is the text:')).toBe('Here is the text:');
  });
});

describe('stripChatter on an answer that still grows', () => {
  it.each([
    `Certainly! Here is the rewritten paragraph:\n\n${body}\n\nLet me know if you'd like any changes!`,
    `好的，以下是改写后的内容：\n\n${chinese}`,
    `\`\`\`markdown\n${body}\n\`\`\``,
    `Certainly the committee was right.\nIt was late.`,
    `Here we are. This is a text that goes on and on.\n\nAnd on.`,
    `Certainly! Here is the text: ${body}`,
  ])('never shows what it would take back: %j', (answer) => {
    let shown = '';
    for (let length = 1; length <= answer.length; length += 1) {
      const next = stripChatter(answer.slice(0, length), { isComplete: false });
      expect(next.startsWith(shown.trimEnd())).toBe(true);
      shown = next;
    }
    expect(shown.startsWith(strip(answer))).toBe(true);
  });

  it('shows ordinary text at once', () => {
    expect(stripChatter('The com', { isComplete: false })).toBe('The com');
    expect(stripChatter('委员', { isComplete: false })).toBe('委员');
  });
});
