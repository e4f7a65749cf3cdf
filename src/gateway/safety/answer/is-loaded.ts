import { addressContext } from '../../../base/answer-addresses.ts';

/**
 * Whether what stands before an address in Markdown or HTML has it loaded: a picture, a definition that a picture may name, an element.
 * Whoever makes that hard to tell has it loaded.
 */
export function isLoaded(before: string): boolean {
  if (/\]:\s*<?$|url\(\s*["']?$/i.test(before)) return true;
  if (/<(?!https?:)[a-z](?:[^<>"']|"[^"]*"|'[^']*')*=(?:[^<>"']|"[^"]*"|'[^']*')*(?:"[^"]*|'[^']*)?$/i.test(before)) {
    return !/<a\s[^<>]*\bhref\s*=\s*["']?$/i.test(before);
  }
  if (!/\]\(\s*<?$/.test(before)) return false;
  const signs = before.replace(/\\./g, '');
  const picture = signs.lastIndexOf('![');
  if (picture >= 0 && /[`<]/.test(signs.slice(picture, -2))) return true;
  let depth = 0;
  for (let at = signs.lastIndexOf(']'); at >= 0; at -= 1) {
    if (signs[at] === ']') depth += 1;
    if (signs[at] === '[' && (depth -= 1) === 0) return signs[at - 1] === '!';
  }
  return before.length === addressContext;
}
