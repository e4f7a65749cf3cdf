import { dropOrphanReasoning } from '../model/split-reasoning.ts';

/**
 * What a model says about its answer is not part of it. Only forms that real texts do not have are taken away: an
 * opening that announces a result and ends with a colon or stands alone, a closing offer in the last paragraph, a code
 * fence or quotation marks around everything.
 */

/** Words that a text may well begin with are chatter only when an announcement follows on the same line. */
const announcements: readonly RegExp[] = [
  // "Certainly! Here is the rewritten paragraph:", "Sure, here's a shorter version:"
  /^(?:(?:certainly|sure(?: thing)?|of course|absolutely|okay|ok|great|no problem|got it|understood)\b[^\n:]{0,60}?[!.,—–-]+\s*)?(?:here(?:['’]s| is| are)|below (?:is|are)|i(?:['’]ve| have) (?:rewritten|revised|edited|corrected|shortened|expanded|translated|summarized|summarised|drafted|prepared|created|made|polished|converted|turned))\b[^\n]{0,160}:[ \t]*(?:\n|$)/i,
  // "Certainly! Here is the text: The committee …" on one line
  /^(?:certainly|sure(?: thing)?|of course|absolutely)\b[!.,]\s*here(?:['’]s| is| are)\b[^\n:]{0,120}:[ \t]*/i,
  // "Sure, the revised version:"
  /^(?:certainly|sure(?: thing)?|of course|absolutely)\b[!.,][^\n:]{0,120}:[ \t]*(?:\n|$)/i,
  // "Certainly!" on a line of its own
  /^(?:certainly|sure(?: thing)?|of course|absolutely|got it|understood)[!.][ \t]*\n/i,
  // "**Rewritten version:**"
  /^\*{0,2}(?:(?:the )?(?:rewritten|revised|edited|corrected|improved|polished|shortened|shorter|expanded|translated|updated|formal|simplified)(?: and \w+)? (?:version|text|paragraphs?|passage|selection|sentences?)|(?:rewrite|revision|translation|corrected|rewritten))\s*:\*{0,2}[ \t]*(?:\n|$)/i,
  // “好的，以下是改写后的内容：”“当然可以！下面是……：”“以下是翻译：”
  /^(?:(?:好的?|当然(?:可以)?|没问题|可以|明白了?|收到|没问題|當然(?:可以)?|沒問題)[，,。！!；;\s]*)?(?:以下是?|下面是?|这是|這是|这里是|這裡是|我(?:已经?|已將|已)?(?:为您|帮您|为你|帮你|將|将)[^\n：:。]{0,30})[^\n：:。]{0,60}[：:][ \t]*(?:\n|$)/,
  // “好的，以下是改写后的内容：正文” on one line
  /^(?:好的?|当然(?:可以)?|没问题|當然(?:可以)?|沒問題)[，,。！!\s]*(?:以下是|下面是|这是|這是)[^\n：:。]{0,40}[：:][ \t]*/,
  // “好的。” “当然可以！” on a line of its own
  /^(?:好的|当然可以|当然|没问题|明白了?|收到|當然可以|沒問題)[，,。！!][ \t]*\n/,
  // “改写后：” “修改后的文本：” “译文：” alone on a line
  /^\*{0,2}(?:改写|修改|润色|优化|精简|缩写|扩写|校对|翻译|改寫|潤色|翻譯)(?:后|後|结果|結果)?(?:的)?(?:文本|内容|內容|版本|段落|文字|句子)?[：:]\*{0,2}[ \t]*(?:\n|$)/,
  /^\*{0,2}译文[：:]\*{0,2}[ \t]*(?:\n|$)/,
];

const offers: readonly RegExp[] = [
  /^(?:please )?(?:let me know|feel free to|don['’]t hesitate to (?:ask|let)|do not hesitate to (?:ask|let)|if you(?:['’]d| would)? (?:like|need|want|prefer|have)|would you like (?:me|any)|do you want me|i hope this (?:helps|meets|works|is helpful)|hope this helps|is there anything else)\b/i,
  /^(?:希望(?:这|以上|上述|對|对|能|這|本)|如果?(?:您|你|需要|有|还|還)|如[有需]|若(?:您|你|需|有)|(?:您|你)(?:觉得|看看|还需要|還需要)|请(?:告诉|告知|随时)|請(?:告訴|告知|隨時)|需要我)/,
];

/** An offer speaks to the person about the answer: without one of these it may well be the text's own last sentence. */
const aboutAnswer =
  /\b(?:adjust|adjustments?|changes?|changed|revis\w+|version|further|tweak\w*|modif\w+|refine\w*|helps?|helpful|help with|anything else|tone|any (?:other )?(?:questions|edits)|me to|rewrite|shorter|longer)\b|调整|修改|帮助|幫助|调|进一步|進一步|版本|需求|改动|改動|其他要求|告诉我|告訴我|告知我|随时|隨時|满意|滿意/i;

/** The first words of a letter, not of a chat: a letter may end with the very offers that a chat ends with. */
const letterOpening =
  /^(?:#+ .*\n+)?(?:subject:|dear\b|hi\b|hello\b|to whom|主题[：:]|尊敬的|亲爱的|您好|你好|各位|敬爱的|親愛的|主旨[：:])/i;

/**
 * The answer without the model's chatter. Safe on an answer that still grows: what looks like the head of an
 * announcement or of a fence is held back until it is known (`isComplete` false), so that the text shown never jumps
 * back. `original` is the text that was rewritten, if any: a form that it has itself is kept.
 */
export function stripChatter(
  answer: string,
  options: { readonly isComplete: boolean; readonly original?: string },
): string {
  const original = (options.original ?? '').trim();
  let text = dropOrphanReasoning(answer)
    .replace(/^\s*\n/, '')
    .trimStart();
  if (!options.isComplete && isUndecidedHead(text)) return '';
  text = stripAnnouncement(text, original, options.isComplete);
  if (!options.isComplete && isFenceHead(text)) return '';
  text = stripFence(text, original, options.isComplete);
  if (!options.isComplete) return text;
  text = stripOffer(text, original);
  return stripQuotes(stripFence(text, original, true), original).trimEnd();
}

function stripAnnouncement(text: string, original: string, isComplete: boolean): string {
  for (const pattern of announcements) {
    const match = pattern.exec(text);
    if (!match || match[0].trim() === '' || pattern.test(original)) continue;
    const rest = text
      .slice(match[0].length)
      .replace(/^\s*\n/, '')
      .trimStart();
    // An announcement of nothing is the answer itself.
    return rest === '' && isComplete ? text : rest;
  }
  return text;
}

const undecided =
  /^(?:certainly|sure|of course|absolutely|okay|ok|great|no problem|got it|understood|here|below|i['’]ve|i have|the (?:rewritten|revised)|rewritten|revised|corrected|translat|shortened|好|当然|當然|没问题|沒問題|可以|明白|收到|以下|下面|这是|這是|这里|這裡|我已|改写|改寫|修改|润色|潤色|译文|\*\*)/i;

/** Whether a growing answer's first line could still become an announcement. */
function isUndecidedHead(text: string): boolean {
  const line = text.split('\n', 1)[0] ?? '';
  if (line.length < text.length || line.length > 200) return false;
  if (announcements.some((pattern) => (pattern.exec(text)?.[0].length ?? text.length) < text.length)) return false;
  if (line.length < 12) return undecidedStart(line);
  return undecided.test(line);
}

function undecidedStart(line: string): boolean {
  const lower = line.toLowerCase();
  return undecided.test(line) || heads.some((head) => head.startsWith(lower));
}

const heads = [
  'certainly',
  'sure',
  'of course',
  'absolutely',
  'okay',
  'great',
  'no problem',
  'got it',
  'understood',
  'here',
  'below',
  "i've",
  'i’ve',
  'i have',
  'rewritten',
  'revised',
  '当然',
  '没问题',
  '以下',
  '下面',
  '这是',
  '我已',
  '改写',
  '修改',
  '润色',
  '译文',
  '**',
];

function isFenceHead(text: string): boolean {
  return /^`{1,3}[a-z]*$/i.test(text);
}

/** The inside of a Markdown or plain fence around everything; code in a language of its own is the answer. */
function stripFence(text: string, original: string, isComplete: boolean): string {
  if (original.startsWith('```')) return text;
  const open = /^```(?:markdown|md|text|txt|plaintext|plain)?[ \t]*\n/i.exec(text);
  if (!open) return text;
  const inside = text.slice(open[0].length);
  const close = inside.indexOf('\n```');
  if (close < 0)
    return isComplete && !/^```[ \t]*\n/.test(text) ? inside : isComplete ? text : inside.replace(/\n`{1,3}$/, '');
  // A fence that closes before the end is a block of code in a longer answer.
  return inside.slice(close + 4).trim() === '' ? inside.slice(0, close) : text;
}

function stripOffer(text: string, original: string): string {
  const paragraphs = text.trimEnd().split(/\n[ \t]*\n/);
  const last = paragraphs.at(-1)?.trim() ?? '';
  if (paragraphs.length < 2 || last.length > 300 || last.includes('\n')) return text;
  if (letterOpening.test(text.trimStart()) || letterOpening.test(original)) return text;
  const plain = last.replace(/^[-*_\s]+/, '');
  if (!offers.some((offer) => offer.test(plain)) || !aboutAnswer.test(plain)) return text;
  if (original.includes(plain.slice(0, 20))) return text;
  const kept = paragraphs.slice(0, -1);
  // A rule that parted the answer from the offer goes with it.
  if (/^\s*(?:-{3,}|\*{3,})\s*$/.test(kept.at(-1) ?? '') && kept.length > 1) kept.pop();
  return kept.join('\n\n');
}

const quotePairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['「', '」'],
  ['«', '»'],
];

/** The inside of quotation marks around a one-paragraph rewrite whose original had none. */
function stripQuotes(text: string, original: string): string {
  const trimmed = text.trim();
  if (original === '' || trimmed.includes('\n')) return text;
  for (const [open, close] of quotePairs) {
    if (trimmed.length < 2 || !trimmed.startsWith(open) || !trimmed.endsWith(close)) continue;
    const inside = trimmed.slice(1, -1);
    if (inside.includes(open) || inside.includes(close) || /^["“「«]/.test(original)) return text;
    return inside;
  }
  return text;
}
