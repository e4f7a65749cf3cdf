/** Which language a text is in, as far as its characters and commonest words tell. */

/** The share of a script's characters above which the text is in its language, whatever Latin words stand between. */
const scripts: readonly { readonly language: string; readonly pattern: RegExp; readonly share: number }[] = [
  // Japanese mixes Han with kana, so a few kana decide; Korean is all but free of Han.
  { language: 'ja', pattern: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, share: 0.1 },
  { language: 'ko', pattern: /\p{sc=Hangul}/gu, share: 0.2 },
  { language: 'zh', pattern: /\p{sc=Han}/gu, share: 0.2 },
  { language: 'ru', pattern: /\p{sc=Cyrillic}/gu, share: 0.4 },
  { language: 'ar', pattern: /\p{sc=Arabic}/gu, share: 0.4 },
  { language: 'he', pattern: /\p{sc=Hebrew}/gu, share: 0.4 },
  { language: 'el', pattern: /\p{sc=Greek}/gu, share: 0.4 },
  { language: 'hi', pattern: /\p{sc=Devanagari}/gu, share: 0.4 },
  { language: 'th', pattern: /\p{sc=Thai}/gu, share: 0.4 },
];

/** Words that a few lines of the language cannot do without and that its neighbours do not share. */
const functionWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['the', 'and', 'of', 'to', 'is', 'that', 'with', 'for', 'are', 'was', 'this', 'have', 'it']),
  de: new Set(['der', 'und', 'das', 'ist', 'nicht', 'ein', 'eine', 'mit', 'für', 'von', 'den', 'zu', 'wir', 'die']),
  fr: new Set(['le', 'les', 'et', 'des', 'est', 'une', 'dans', 'pour', 'que', 'nous', 'du', 'pas', 'sur']),
  es: new Set(['el', 'los', 'las', 'y', 'es', 'una', 'para', 'que', 'con', 'por', 'del', 'se']),
  pt: new Set(['o', 'os', 'as', 'e', 'uma', 'para', 'que', 'com', 'não', 'do', 'da', 'em']),
  it: new Set(['il', 'gli', 'che', 'è', 'una', 'per', 'di', 'non', 'con', 'del', 'della', 'sono']),
  nl: new Set(['de', 'het', 'een', 'en', 'van', 'niet', 'dat', 'voor', 'zijn', 'wij', 'met', 'op']),
};

const traditionalOnly = /[們這個說國學發會來時為與對從開關點實現應經過還將則讓當體電請寫問題語譯]/gu;
const simplifiedOnly = /[们这个说国学发会来时为与对从开关点实现应经过还将则让当体电请写问题语译]/gu;

const sampleLength = 4000;

/**
 * BCP 47 of the text's main language, from its first few thousand characters; `fallback` when it has no letters that
 * tell. Chinese is `zh`, or `zh-Hant` when its characters are the traditional ones.
 */
export function guessLanguage(text: string, fallback = 'en'): string {
  const sample = text.slice(0, sampleLength);
  const letters = count(sample, /\p{L}/gu);
  if (letters === 0) return fallback;
  for (const { language, pattern, share } of scripts) {
    if (count(sample, pattern) / letters < share) continue;
    return language === 'zh' && isTraditional(sample) ? 'zh-Hant' : language;
  }
  return guessLatin(sample) ?? fallback;
}

function isTraditional(sample: string): boolean {
  return count(sample, traditionalOnly) > count(sample, simplifiedOnly);
}

function guessLatin(sample: string): string | undefined {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: string | undefined;
  let bestHits = 0;
  for (const [language, known] of Object.entries(functionWords)) {
    const hits = words.reduce((sum, word) => sum + (known.has(word) ? 1 : 0), 0);
    if (hits > bestHits) {
      best = language;
      bestHits = hits;
    }
  }
  return best;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Whether the language is written without spaces between words and with full-width punctuation. */
export function isCjkLanguage(language: string): boolean {
  return /^(?:zh|ja|yue|wuu)(?:-|$)/i.test(language);
}

/** Whether two BCP 47 tags name the same language, whatever their regions. */
export function isSameLanguage(one: string, other: string): boolean {
  const base = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? '';
  return base(one) === base(other);
}
