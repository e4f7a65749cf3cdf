/**
 * Makes a text that breaks off in mid-construct read as it will when it goes on: open emphasis, code and strike-through
 * are closed, a half-written link shows its text, a table shows as one from its header row on, and a lone marker that
 * could still become anything is held back. Works on prepared text (see `markdown-prepare.ts`) and only on its last
 * paragraph.
 */
export function closeOpenMarks(text: string): string {
  const start = lastParagraph(text);
  if (start === undefined) return text.replace(/\n[ \t>]*(?:`{1,2}|~{1,2})$/, '');
  const head = text.slice(0, start);
  const tail = dropLoneMarker(text.slice(start));
  if (/^[ \t]*\|/.test(tail)) return head + completeTable(closeInlines(tail));
  return head + closeInlines(tail);
}

const fenceLine = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/;

/** Where the last paragraph begins, or undefined when the text ends inside fenced code. */
function lastParagraph(text: string): number | undefined {
  let start = 0;
  let position = 0;
  let fence = '';
  for (const line of text.split('\n')) {
    const end = position + line.length + 1;
    const marker = fenceLine.exec(line)?.[1] ?? '';
    if (fence !== '') {
      if (marker.startsWith(fence) && line.trimEnd().endsWith(marker)) {
        fence = '';
        start = end;
      }
    } else if (marker !== '') {
      fence = marker;
    } else if (line.trim() === '') {
      start = Math.min(end, text.length);
    }
    position = end;
  }
  return fence === '' ? start : undefined;
}

const loneMarker =
  /(?:^|\n)[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>|`{1,3}|~{1,3}|=+|-{2,}|\[[ xX]?\]?)[ \t]*$/;

function dropLoneMarker(text: string): string {
  const match = loneMarker.exec(text);
  return match ? text.slice(0, match.index) : text;
}

/** Gives a header row that stands alone, or over an unfinished delimiter row, its delimiter row. */
function completeTable(text: string): string {
  const [header = '', delimiter, ...rows] = text.split('\n');
  if (rows.length > 0 || (delimiter !== undefined && !/^[ \t|:-]*$/.test(delimiter))) return text;
  const cells = header
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/).length;
  return `${header}\n${'|---'.repeat(cells)}|`;
}

function closeInlines(text: string): string {
  const { runs, code, plainFrom } = openMarks(text);
  if (code !== undefined) return code.empty ? text.slice(0, code.at).trimEnd() : text.trimEnd() + code.run;
  const head = text.slice(0, plainFrom);
  let tail = text
    .slice(plainFrom)
    .replace(/!\[[^\]\n]*(?:\](?:\([^)\n]*)?)?$/, '')
    .replace(/\[([^\]\n]*)\]\([^)\n]*$/, '$1')
    .replace(/\[\^[^\]\n]*$/, '')
    .replace(/\[([^\]\n]{0,200})$/, '$1')
    .trimEnd();
  const open = [...runs];
  for (let last = open.at(-1); last !== undefined && tail.endsWith(last); last = open.at(-1)) {
    tail = tail.slice(0, -last.length).trimEnd();
    open.pop();
  }
  // A closing mark that has arrived in half is completed, not doubled.
  const last = open.at(-1);
  if (last?.length === 2 && tail.endsWith(last.charAt(0)) && !tail.endsWith(`\\${last.charAt(0)}`))
    tail = tail.slice(0, -1);
  return head + tail + open.reverse().join('');
}

interface OpenMarks {
  readonly runs: readonly string[];
  /** An unclosed code span: its marker, where it begins, and whether anything stands in it. */
  readonly code?: { readonly run: string; readonly at: number; readonly empty: boolean };
  /** Behind the last code span: links and marks are looked for only here. */
  readonly plainFrom: number;
}

function openMarks(text: string): OpenMarks {
  const runs: string[] = [];
  let plainFrom = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') {
      at += 1;
    } else if (character === '`') {
      const run = /^`+/.exec(text.slice(at))?.[0] ?? '`';
      const end = closingTicks(text, at + run.length, run);
      if (end === undefined) {
        return { runs, plainFrom, code: { run, at, empty: text.slice(at + run.length).trim() === '' } };
      }
      at = end - 1;
      plainFrom = end;
    } else if (character === '*' || character === '_' || (character === '~' && text[at + 1] === '~')) {
      const run = runFrom(text, at);
      note(runs, run, text.charAt(at - 1), text.charAt(at + run.length));
      at += run.length - 1;
    }
  }
  return { runs, plainFrom };
}

function runFrom(text: string, start: number): string {
  let end = start;
  while (end < text.length && text[end] === text[start]) end += 1;
  return text.slice(start, end);
}

function closingTicks(text: string, from: number, run: string): number | undefined {
  for (let at = text.indexOf('`', from); at >= 0;) {
    const other = runFrom(text, at);
    if (other.length === run.length) return at + run.length;
    at = text.indexOf('`', at + other.length);
  }
  return undefined;
}

/** Keeps the stack of open emphasis; a longer run may close or open several. */
function note(runs: string[], run: string, before: string, after: string): void {
  let rest = run;
  if (before !== '' && !/\s/.test(before)) {
    for (let last = runs.at(-1); last !== undefined && rest.startsWith(last); last = runs.at(-1)) {
      if (last.startsWith('_') && /\w/.test(after)) break;
      runs.pop();
      rest = rest.slice(last.length);
    }
  }
  if (rest === '' || /\s/.test(after) || (rest.startsWith('_') && /\w/.test(before))) return;
  if (rest.length === 3 && !rest.startsWith('~')) runs.push(rest.slice(0, 2), rest.slice(0, 1));
  else if (rest.length <= 2) runs.push(rest);
}
