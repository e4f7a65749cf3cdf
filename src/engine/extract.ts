/** What rules can find in a text, with the words by which a person asks for it. */
const kinds: readonly { readonly names: RegExp; readonly pattern: RegExp }[] = [
  { names: /\be-?mails?\b|邮箱|电子邮件|邮件地址/i, pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  {
    names: /\b(?:urls?|links?|web ?(?:site|address(?:es)?|page)s?)\b|网址|链接|网站/i,
    pattern: /\bhttps?:\/\/[^\s<>"，。；）)]+|\bwww\.[^\s<>"，。；）)]+/gi,
  },
  {
    names: /\b(?:tele)?phone(?: numbers?)?s?\b|电话|手机/i,
    pattern:
      /(?<![\d.,])(?!\d{4}-\d{1,2}-\d)(?:\+\d{1,3}[ -]?)?(?:\(\d{2,4}\)[ -]?)?\d{2,4}(?:[ -]?\d{2,4}){2,4}(?![\d.,]\d)/g,
  },
  { names: /\bpercent(?:age)?s?\b|百分比|百分率/i, pattern: /[-+−]?\d+(?:[.,]\d+)?\s?[%％]/g },
  {
    names: /\bdates?\b|日期/i,
    pattern:
      /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\b\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? \d{4}\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4}\b/g,
  },
  {
    names: /\b(?:amounts?|prices?|sums?)\b|金额|价格/i,
    pattern:
      /(?:[$€£¥￥]|\b(?:USD|EUR|GBP|CNY|RMB)\s?)\d[\d,.]*\d|\d[\d,.]*\s?(?:€|元|万元|亿元|(?:USD|EUR|GBP|CNY|RMB)\b)/g,
  },
];

/**
 * What of a kind that rules know stands in a text, as it stands there; `NONE` where there is none, and `null` for what only a model could
 * find. A request that says more than the kind ("the supplier's phone") is one of those.
 */
export function extract(text: string, what: string): string | null {
  const wanted = kinds.filter(({ names }) => names.test(what));
  const [kind] = wanted;
  if (!kind || wanted.length > 1) return null;
  const rest = what
    .replace(kind.names, ' ')
    .replace(
      /\b(?:the|an?|all|any|every|find|extract|numbers?|address(?:es)?)\b|所有|全部|号码|地址|请|提取|的/gi,
      ' ',
    );
  if (/[\p{L}\p{N}]/u.test(rest)) return null;
  const found = [...new Set(text.match(kind.pattern) ?? [])];
  return found.length === 0 ? 'NONE' : found.join('; ');
}
