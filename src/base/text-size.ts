/**
 * How long a text is for a model and for a reader, without shipping a tokeniser.
 */

/**
 * Tokens per character by class, fitted to the o200k vocabulary on English and Chinese prose, code and tables;
 * real vocabularies differ by about a fifth either way.
 */
const perLatinWordStart = 1;
const latinCharactersPerExtraToken = 9;
const perHan = 0.72;
const perKana = 0.72;
const perHangul = 0.65;
const perDigitGroup = 1;
const perMark = 0.8;
const perOther = 0.4;
const perAstral = 2;

/**
 * Roughly how many tokens a text is. Whole and never below 1 for a text that is not empty. `factor` corrects the
 * guess by what a backend has counted before; see `calibrateTokenFactor`.
 */
export function estimateTokens(text: string, factor = 1): number {
  let tokens = 0;
  let wordLength = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code < 0x250);
    if (isLetter) {
      if (wordLength === 0) tokens += perLatinWordStart;
      else if (wordLength % latinCharactersPerExtraToken === 0) tokens += 1;
      wordLength += 1;
      digits = 0;
      continue;
    }
    wordLength = 0;
    if (code >= 0x30 && code <= 0x39) {
      if (digits % 3 === 0) tokens += perDigitGroup;
      digits += 1;
      continue;
    }
    digits = 0;
    tokens += otherTokens(code);
  }
  return text === '' ? 0 : Math.max(1, Math.ceil(tokens * factor));
}

function otherTokens(code: number): number {
  if (code === 0x20) return 0;
  if (code < 0x80) return perMark;
  if (code >= 0x3040 && code < 0x3100) return perKana;
  if (code >= 0x3400 && code < 0xa000) return perHan;
  if (code >= 0xac00 && code < 0xd7b0) return perHangul;
  if (code >= 0xd800 && code < 0xe000) return perAstral / 2;
  if ((code >= 0x2000 && code < 0x2070) || (code >= 0x3000 && code < 0x3040) || code >= 0xff00) return perMark;
  return perOther;
}

/** The factor for the next guess, moved a part of the way to what was counted; kept within a half and double. */
export function calibrateTokenFactor(factor: number, estimated: number, counted: number): number {
  if (estimated <= 0 || counted <= 0) return factor;
  const seen = (factor * counted) / estimated;
  return Math.min(2, Math.max(0.5, factor + (seen - factor) * 0.3));
}

/** UTF-16 offsets never cut a character in two: the longest head of `text` of at most `length` units that is whole. */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
