import { HostError } from '../../richapi/object-model.ts';
import { partsOf, type Span } from './story.ts';
import { textOf } from './text-leaves.ts';

/** What `Word.SearchOptions` offers; all off unless said. */
export interface SearchFlags {
  readonly ignorePunct?: boolean;
  readonly ignoreSpace?: boolean;
  readonly matchCase?: boolean;
  readonly matchPrefix?: boolean;
  readonly matchSuffix?: boolean;
  readonly matchWholeWord?: boolean;
  readonly matchWildcards?: boolean;
}

/** Word's limit on a search string, in characters. */
const maxLength = 255;

/** The places of a text within a span, first to last; a match never crosses the end of a paragraph. */
export function searchSpan(within: Span, text: string, flags: SearchFlags): Span[] {
  if (text === '' || text.length > maxLength) {
    throw new HostError('SearchStringInvalidOrTooLong', 'The search string is empty, or longer than 255 characters.');
  }
  const pattern = toPattern(text, flags);
  return partsOf(within).flatMap(({ paragraph, start, end }) => {
    const content = textOf(paragraph);
    return [...content.slice(start, end).matchAll(pattern)]
      .filter((match) => match[0] !== '')
      .map((match) => ({ from: start + match.index, to: start + match.index + match[0].length }))
      .filter(({ from, to }) => fits(content, from, to, flags))
      .map(({ from, to }) => ({ start: { paragraph, offset: from }, end: { paragraph, offset: to } }));
  });
}

function toPattern(text: string, flags: SearchFlags): RegExp {
  const source = flags.matchWildcards ? fromWildcards(text) : fromPlain(text, flags);
  try {
    return new RegExp(source, flags.matchCase || flags.matchWildcards ? 'gu' : 'giu');
  } catch {
    throw new HostError('SearchStringInvalidOrTooLong', 'The search string is not a valid pattern.');
  }
}

/** Word's own codes: `^t` a tab, `^l` a line break, `^m` a page break, `^s` and `^~` hyphen and space that do not break, `^^` itself. */
const codes: Readonly<Record<string, string>> = {
  t: '\\t',
  l: '\\u000b',
  m: '\\u000c',
  s: '\\u00a0',
  '~': '\\u001e',
  '-': '\\u001f',
  '^': '\\^',
  '?': '.',
  '#': '\\d',
  $: '\\p{L}',
  f: '\\u0002',
  w: '\\s+',
};

function fromPlain(text: string, { ignorePunct, ignoreSpace }: SearchFlags): string {
  const between = `${ignoreSpace ? '\\s' : ''}${ignorePunct ? '\\p{P}' : ''}`;
  const pieces: string[] = [];
  const characters = Array.from(text);
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    const code = character === '^' ? codes[characters[index + 1] ?? ''] : undefined;
    if (code !== undefined) {
      pieces.push(code);
      index += 1;
    } else if ((ignoreSpace && /\s/.test(character)) || (ignorePunct && /\p{P}/u.test(character))) continue;
    else pieces.push(escape(character));
  }
  return pieces.join(between === '' ? '' : `[${between}]*`);
}

function escape(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}

/** Word's wildcards: `?` `*` `[abc]` `[!abc]` `{n,m}` `@` `<` `>` and `\` before one of them. */
function fromWildcards(text: string): string {
  let source = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '\\') source += escape(text[(index += 1)] ?? '\\');
    else if (character === '?') source += '.';
    else if (character === '*') source += '.*?';
    else if (character === '@') source += '+';
    else if (character === '<') source += '(?<![\\p{L}\\p{N}_])';
    else if (character === '>') source += '(?![\\p{L}\\p{N}_])';
    else if (character === '[') {
      const end = text.indexOf(']', index);
      const set = text.slice(index + 1, end);
      source += set.startsWith('!') ? `[^${set.slice(1)}]` : `[${set}]`;
      index = end < 0 ? text.length : end;
    } else if ('{}(),'.includes(character) || /\d/.test(character)) source += character;
    else source += escape(character);
  }
  return source;
}

function fits(content: string, from: number, to: number, flags: SearchFlags): boolean {
  const isWord = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  const startsWord = !isWord(content[from - 1]);
  const endsWord = !isWord(content[to]);
  if (flags.matchWholeWord && !(startsWord && endsWord)) return false;
  if (flags.matchPrefix && !startsWord) return false;
  return !(flags.matchSuffix && !endsWord);
}
