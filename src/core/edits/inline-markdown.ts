/**
 * The words of one line of Markdown, without the signs for bold, italics, code and links: a rewrite takes over the
 * formatting of the text that it replaces, and signs must not stand in the document as characters. A sign that the
 * original has itself is text and stays.
 */
export function plainLine(line: string, original: string): string {
  let text = line;
  const strips = (sign: string): boolean => !original.includes(sign);
  const code: string[] = [];
  if (strips('`')) {
    // What stands in code is no Markdown: put aside while the rest is read.
    text = text.replace(/(`+)([^`]|[^`][^\n]*?[^`])\1(?!`)/g, (_all, _ticks: string, inside: string) => {
      code.push(inside.replace(/^ (.+) $/, '$1'));
      return `\uf8ff${code.length - 1}\uf8fe`;
    });
  }
  if (strips(']('))
    text = text.replace(/!?\[([^\]\n]*)\]\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"\n]*")?\)/g, '$1');
  if (strips('**')) text = text.replace(/\*\*(?=\S)((?:(?!\*\*).)*?\S)\*\*/gu, '$1');
  if (strips('__')) text = text.replace(/(?<![\p{L}\p{N}_])__(?=\S)((?:(?!__).)*?\S)__(?![\p{L}\p{N}_])/gu, '$1');
  if (strips('~~')) text = text.replace(/~~(?=\S)((?:(?!~~).)*?\S)~~/gu, '$1');
  if (strips('*')) text = text.replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\p{L}\p{N}*])/gu, '$1');
  if (strips('_')) text = text.replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*?[^\s_])_(?![\p{L}\p{N}_])/gu, '$1');
  if (strips('\\')) text = text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  return text.replace(/\uf8ff(\d+)\uf8fe/g, (_all, index: string) => code[Number(index)] ?? '');
}
