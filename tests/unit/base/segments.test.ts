import { segmentGraphemes, segmentSentences, segmentWords } from '../../../src/base/segments.ts';

const samples = [
  '',
  "Don’t pay 1,000.50 — it’s l’été at the café, isn't it?",
  '人工智能正在改变我们的工作方式。\r\n公司推出 AI 产品 v2.0！',
  '日本語の文章を書くのは、楽しいです。カタカナもー。',
  'e\u0301te\u0301 👩‍👩‍👧‍👦🇨🇳🇫🇷❤️👍🏽 1️⃣ x\u200dy \ud83d',
  'A\tB\n\nC\u0002 D\ufffcE\u000bF\u00a0G',
  'ภาษาไทยไม่มีช่องว่าง נִקּוּד عَرَبِيّ हिन्दी 한국어 문장',
];

describe('segmentWords', () => {
  it.each(samples)('loses nothing of %j', (text) => {
    expect(segmentWords(text).join('')).toBe(text);
  });

  it.each(samples)('cuts no grapheme of %j in two', (text) => {
    const borders = new Set([0]);
    let at = 0;
    for (const grapheme of segmentGraphemes(text)) borders.add((at += grapheme.length));
    let end = 0;
    for (const piece of segmentWords(text)) expect(borders).toContain((end += piece.length));
  });

  it('keeps apostrophes in words and separators in numbers', () => {
    expect(segmentWords("don't 1,000.50.")).toEqual(["don't", ' ', '1,000.50', '.']);
  });

  it('finds Chinese words where there are no spaces', () => {
    expect(segmentWords('人工智能改变工作方式。')).toEqual(['人工', '智能', '改变', '工作', '方式', '。']);
  });

  it('makes each control or object character a piece of its own', () => {
    expect(segmentWords('a\u0002\u0002b\ufffc')).toEqual(['a', '\u0002', '\u0002', 'b', '\ufffc']);
  });
});

describe('segmentSentences', () => {
  it.each(samples)('loses nothing of %j', (text) => {
    expect(segmentSentences(text).join('')).toBe(text);
  });

  it('cuts after sentence ends of both scripts, and at line breaks', () => {
    expect(segmentSentences('One. Two?” 3.5 is three.\n第一句。“第二句！”第三句')).toEqual([
      'One. ',
      'Two?” ',
      '3.5 is three.\n',
      '第一句。',
      '“第二句！”',
      '第三句',
    ]);
  });
});
