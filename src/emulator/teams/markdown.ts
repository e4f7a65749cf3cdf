import { escapeHtml } from '../../base/escape-html.ts';

/**
 * The Markdown that Teams shows in messages and cards: bold, italics, strike-through, code, links, headings, lists. Everything
 * else is text. The result is HTML in which nothing of the source stands but escaped.
 */
export function markdownToHtml(source: string): string {
  const html: string[] = [];
  let list: 'ul' | 'ol' | null = null;
  let code = null as string[] | null;
  const closeList = (): void => {
    if (list) html.push(`</${list}>`);
    list = null;
  };
  for (const line of source.replace(/\r\n?/g, '\n').split('\n')) {
    if (/^\s*```/.test(line)) {
      if (code) html.push(`<pre>${escapeHtml(code.join('\n'))}</pre>`);
      closeList();
      code = code ? null : [];
      continue;
    }
    if (code) {
      code.push(line);
      continue;
    }
    const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
    if (item) {
      const kind = item[1] === undefined ? 'ul' : 'ol';
      if (list !== kind) {
        closeList();
        html.push(kind === 'ol' && item[1] !== '1' ? `<ol start="${Number(item[1])}">` : `<${kind}>`);
        list = kind;
      }
      html.push(`<li>${inline(item[2] ?? '')}</li>`);
      continue;
    }
    closeList();
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (heading) html.push(`<p><strong>${inline(heading[2] ?? '')}</strong></p>`);
    else if (/^\s*>/.test(line)) html.push(`<blockquote>${inline(line.replace(/^\s*>\s?/, ''))}</blockquote>`);
    else if (line.trim() !== '') html.push(`<p>${inline(line)}</p>`);
  }
  if (code) html.push(`<pre>${escapeHtml(code.join('\n'))}</pre>`);
  closeList();
  return html.join('');
}

/** Code and links are taken out first, so that no mark inside them counts. */
function inline(text: string): string {
  const kept: string[] = [];
  const keep = (html: string): string => `\u0000${kept.push(html) - 1}\u0000`;
  const marked = text
    .replaceAll('\u0000', '')
    .replace(/`([^`]+)`/g, (_, code: string) => keep(`<code>${escapeHtml(code)}</code>`))
    .replace(/\[([^\]]+)\]\(((?:https?:\/\/|mailto:)[^\s)]+)\)/g, (_, label: string, url: string) =>
      keep(`<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${escapeHtml(label)}</a>`),
    );
  return escapeHtml(marked)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/__(.+?)__/g, '<strong>$1</strong>')
    .replace(/(^|[^\w*])\*([^*\s][^*]*?)\*(?!\w)/g, '$1<em>$2</em>')
    .replace(/(^|\W)_([^_\s][^_]*?)_(?!\w)/g, '$1<em>$2</em>')
    .replace(/~~(.+?)~~/g, '<s>$1</s>')
    .replace(/\u0000(\d+)\u0000/g, (_, at: string) => kept[Number(at)] ?? '');
}
