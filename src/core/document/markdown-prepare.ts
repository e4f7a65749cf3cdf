/**
 * What Markdown's own grammar cannot see is settled before it runs: formulas are set aside behind placeholders (so
 * that `_`, `*` and `|` in them mean nothing to Markdown), and emphasis next to full-width punctuation is helped over
 * CommonMark's flanking rule, which was made for scripts with spaces.
 */

export interface Formula {
  /** The source with its delimiters, for the places where a formula cannot stand (code, addresses). */
  readonly raw: string;
  readonly latex: string;
  readonly display: boolean;
}

export interface PreparedMarkdown {
  readonly text: string;
  readonly formulas: readonly Formula[];
}

/** Placeholders are built from noncharacters, which no text may hold; those in the input are dropped. */
const opening = '\uFDD0';
const closing = '\uFDD1';
const flank = '\uFDD2';
const noncharacters = /[\uFDD0-\uFDEF\0]/g;
const placeholder = /\uFDD0(\d+)\uFDD1/g;
const marks = /\uFDD2/g;

const fence = /[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})[^\n]*/y;
const punctuation = /[\p{P}\p{S}]/u;
const ideograph = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const longestInline = 1000;
const longestDisplay = 20_000;

/**
 * @param open whether the text may break off in mid-formula, as the end of a stream does: an unclosed display formula
 *   then takes all the rest.
 */
export function prepareMarkdown(source: string, open = false): PreparedMarkdown {
  const text = source.replace(/\r\n?/g, '\n').replace(noncharacters, '');
  const formulas: Formula[] = [];
  const out: string[] = [];
  let openRuns: string[] = [];
  let position = 0;

  const take = (end: number): void => {
    out.push(text.slice(position, end));
    position = end;
  };
  const setAside = (formula: Formula): void => {
    out.push(opening, String(formulas.length), closing);
    formulas.push(formula);
    position += formula.raw.length;
  };

  while (position < text.length) {
    if (position === 0 || text[position - 1] === '\n') {
      const end = fencedEnd(text, position);
      if (end > position) {
        take(end);
        openRuns = [];
        continue;
      }
      if (text[position] === '\n') openRuns = [];
    }
    const character = text[position];
    if (character === '`') {
      take(codeEnd(text, position));
    } else if (character === '\\' || character === '$') {
      const formula = formulaAt(text, position, open);
      if (formula) setAside(formula);
      else take(position + (character === '\\' ? 2 : text[position + 1] === '$' ? 2 : 1));
    } else if (character === '*' || character === '~') {
      const run = runAt(text, position);
      const before = text[position - 1] ?? ' ';
      const after = text[position + run.length] ?? ' ';
      const index = openRuns.lastIndexOf(run);
      const closes = index >= 0 && !/\s/.test(before);
      if (closes && punctuation.test(before) && ideograph.test(after)) out.push(flank);
      take(position + run.length);
      if (closes) openRuns.splice(index);
      else if (!/\s/.test(after)) {
        openRuns.push(run);
        if (punctuation.test(after) && ideograph.test(before)) out.push(flank);
      }
    } else {
      take(plainEnd(text, position));
    }
  }
  return { text: out.join(''), formulas };
}

/** Splits text at its placeholders, in order. */
export function splitAtFormulas(text: string, formulas: readonly Formula[]): (string | Formula)[] {
  const parts: (string | Formula)[] = [];
  let last = 0;
  for (const match of text.matchAll(placeholder)) {
    const formula = formulas[Number(match[1])];
    if (!formula) continue;
    if (match.index > last) parts.push(text.slice(last, match.index).replace(marks, ''));
    parts.push(formula);
    last = match.index + match[0].length;
  }
  if (last < text.length) parts.push(text.slice(last).replace(marks, ''));
  return parts;
}

/** The source again, where a formula means nothing. */
export function restoreSource(text: string, formulas: readonly Formula[]): string {
  return text.replace(placeholder, (_, index: string) => formulas[Number(index)]?.raw ?? '').replace(marks, '');
}

function plainEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !'`\\$*~\n'.includes(text.charAt(end))) end += 1;
  return text[end] === '\n' ? end + 1 : end;
}

function runAt(text: string, start: number): string {
  let end = start + 1;
  while (text[end] === text[start]) end += 1;
  return text.slice(start, end);
}

/** The end of the fenced code that begins on the line at `start`, or `start` when none does. */
function fencedEnd(text: string, start: number): number {
  fence.lastIndex = start;
  const match = fence.exec(text);
  const ticks = match?.[1];
  if (!match || !ticks) return start;
  const mark = ticks.charAt(0);
  const close = new RegExp(`\\n[ \\t>]*${mark}{${String(ticks.length)},}[ \\t]*(?=\\n|$)`, 'g');
  close.lastIndex = start + match[0].length;
  return close.exec(text) ? close.lastIndex : text.length;
}

function codeEnd(text: string, start: number): number {
  const run = runAt(text, start);
  let end = start + run.length;
  while (end < text.length) {
    const next = text.indexOf('`', end);
    if (next < 0 || /\n[ \t]*\n/.test(text.slice(end - 1, next))) break;
    const other = runAt(text, next);
    if (other.length === run.length) return next + other.length;
    end = next + other.length;
  }
  return start + run.length;
}

const delimiters = [
  { open: '$$', close: '$$', display: true, longest: longestDisplay },
  { open: '\\[', close: '\\]', display: true, longest: longestDisplay },
  { open: '\\(', close: '\\)', display: false, longest: longestInline },
  { open: '$', close: '$', display: false, longest: longestInline },
] as const;

function formulaAt(text: string, start: number, open: boolean): Formula | undefined {
  const delimiter = delimiters.find((candidate) => text.startsWith(candidate.open, start));
  if (!delimiter) return undefined;
  const from = start + delimiter.open.length;
  const limit = Math.min(text.length, from + delimiter.longest);
  const blank = /\n[ \t>]*\n/g;
  blank.lastIndex = from;
  const paragraphEnd = blank.exec(text)?.index ?? text.length;
  const end = closeAt(text, from, delimiter.close, Math.min(limit, paragraphEnd));
  const { display } = delimiter;
  if (end === undefined) {
    if (!open || paragraphEnd < text.length || delimiter.open === '$') return undefined;
    const latex = cleanLatex(text, start, text.slice(from)).replace(/[$\\]$/, '');
    return latex === '' ? undefined : { raw: text.slice(start), latex, display };
  }
  const content = text.slice(from, end);
  const after = text[end + delimiter.close.length] ?? '';
  if (content.trim() === '') return undefined;
  if (delimiter.open === '$' && !isInlineFormula(content, after)) return undefined;
  if (delimiter.open === '\\[' && isEscapedBracket(text, start, content, end + 2)) return undefined;
  const raw = text.slice(start, end + delimiter.close.length);
  return { raw, latex: cleanLatex(text, start, content), display };
}

function closeAt(text: string, from: number, close: string, limit: number): number | undefined {
  for (let at = from; at < limit; at += 1) {
    if (text.startsWith(close, at)) return at;
    if (text[at] === '\\') at += 1;
  }
  return undefined;
}

/** Pandoc's rule for a single dollar, and a few more that keep prices and shell variables text. */
function isInlineFormula(content: string, after: string): boolean {
  if (/^\s|\s$/.test(content) || /\d/.test(after)) return false;
  if (!/[\\^_]/.test(content)) {
    if (/^\d[\d.,]*\s*[\p{L}]{2,}/u.test(content)) return false;
    if (/[A-Za-z]/.test(after) && content.length > 2) return false;
    if (/[\u3000-\u303F\uFF00-\uFFEF]/.test(content)) return false;
  }
  return true;
}

/** `\[1\]` in running text is an escaped bracket, not a formula. */
function isEscapedBracket(text: string, start: number, content: string, end: number): boolean {
  if (/[\\^_=+<>{}]/.test(content)) return false;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const around = text.slice(lineStart, start) + text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  return around.trim() !== '';
}

/** Drops the quote marks that a formula over several lines has inherited from the block around it. */
function cleanLatex(text: string, start: number, content: string): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const quoted = /^[ \t]*>/.test(text.slice(lineStart, start));
  return (quoted ? content.replace(/\n[ \t]*(?:>[ \t]?)+/g, '\n') : content).trim();
}
