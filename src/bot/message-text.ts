import { Parser } from 'htmlparser2';
import { truncate } from '../base/text-size.ts';

/** Elements whose content is no text of the message. */
const silent = new Set(['script', 'style', 'head', 'template', 'noscript', 'iframe', 'object', 'svg', 'title']);
const blocks = new Set([
  'p',
  'div',
  'blockquote',
  'pre',
  'ul',
  'ol',
  'table',
  'tr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
/** Signs that show nothing and could hide words from the reader, or turn them around. */
const invisible =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/gu;

const longestMessage = 60_000;
const deepest = 100;

/**
 * The text of a message of Teams, which is HTML of a stranger: words, line breaks, list items and the addresses of links, and
 * nothing else. Scripts, styles, comments and attributes leave nothing behind.
 */
export function textOfHtml(html: string): string {
  let text = '';
  let depth = 0;
  let silentDepth = 0;
  const links: string[] = [];
  const lists: { ordered: boolean; count: number }[] = [];
  const breakLine = (): void => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (silent.has(name) || silentDepth > 0) {
          silentDepth += 1;
          return;
        }
        if (blocks.has(name)) breakLine();
        if (name === 'br') text += '\n';
        if (name === 'ul' || name === 'ol') lists.push({ ordered: name === 'ol', count: 0 });
        if (name === 'li') {
          breakLine();
          const list = lists.at(-1);
          if (list) list.count += 1;
          text += list?.ordered === true ? `${list.count}. ` : '- ';
        }
        if (name === 'td' || name === 'th') text += text === '' || text.endsWith('\n') ? '' : ' | ';
        if (name === 'a') links.push(attributes['href'] ?? '');
        if (name === 'img' || name === 'emoji') text += attributes['alt'] ?? '';
      },
      ontext(data) {
        if (silentDepth === 0 && depth <= deepest) text += data.replace(/[\r\n\t]+/g, ' ');
      },
      onclosetag(name) {
        depth -= 1;
        if (silentDepth > 0) {
          silentDepth -= 1;
          return;
        }
        if (name === 'ul' || name === 'ol') lists.pop();
        if (name === 'a') {
          const href = links.pop() ?? '';
          if (/^https?:\/\//i.test(href) && !text.endsWith(href)) text += ` (${href})`;
        }
        if (blocks.has(name) || name === 'li') breakLine();
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html.slice(0, longestMessage * 4));
  parser.end();
  return cleanText(text);
}

/** A text without signs that show nothing, its spaces and empty lines made even, at most 60,000 characters of it. */
export function cleanText(text: string): string {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(invisible, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return truncate(clean, longestMessage);
}
