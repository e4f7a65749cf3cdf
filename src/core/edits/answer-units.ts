/** One paragraph, list item, table or other block of a model's answer, still as Markdown source. */
export interface AnswerUnit {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'table' | 'other';
  /** The source without the sign at its head (`#`, `-`, `1.`); one line for all but `table` and `other`. */
  readonly text: string;
  readonly source: string;
  /** The cells of a table, header row first; empty for all else. */
  readonly rows: readonly (readonly string[])[];
}

const headingLine = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const itemLine = /^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(.*)$/;
const quoteSign = /^ {0,3}>[ \t]?/;
const fenceLine = /^ {0,3}(`{3,}|~{3,})/;
const ruleLine = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const tableSeparator = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * The units of an answer in order. Each line is a paragraph of its own, as the prompt demands, unless the model has
 * broken its lines: at the line breaks inside the paragraphs that it was given, or for width, when the groups between
 * empty lines are as many as the paragraphs and their lines end in mid-sentence.
 *
 * @param lineCounts for each paragraph that was given, how many lines it has
 */
export function splitAnswer(answer: string, lineCounts: readonly number[]): AnswerUnit[] {
  const units = readUnits(answer);
  if (units.length <= lineCounts.length || !units.every((unit) => unit.kind === 'paragraph')) return units;
  if (units.length === lineCounts.reduce((sum, count) => sum + count, 0)) return joinLines(units, lineCounts);
  const groups = answer
    .split(/\n[ \t]*\n/)
    .map((group) => group.trim())
    .filter((group) => group !== '');
  if (groups.length !== Math.max(1, lineCounts.length) || !groups.some(isWrapped)) return units;
  return groups.map((group) => paragraph(joinWrapped(group)));
}

function joinLines(units: readonly AnswerUnit[], lineCounts: readonly number[]): AnswerUnit[] {
  let at = 0;
  return lineCounts.map((count) => {
    const lines = units.slice(at, at + count).map(({ text }) => text.replace(/[ \t]*(?:<br[ \t]*\/?>|\\)$/i, ''));
    at += count;
    return paragraph(lines.join('<br>'));
  });
}

/** Whether most of the lines break off in mid-sentence. */
function isWrapped(group: string): boolean {
  const inner = group.split('\n').slice(0, -1);
  const broken = inner.filter(
    (line) => !/[.!?\u2026\u3002\uff01\uff1f:\uff1a;\uff1b]["'\u201d\u2019)\uff09\u300d]*\s*$/u.test(line),
  );
  return inner.length > 0 && broken.length * 2 >= inner.length;
}

/** Lines broken for width alone: a space between them, none between ideographs. */
function joinWrapped(group: string): string {
  return group.replace(/([^\n])[ \t]*\n[ \t]*([^\n])/gu, (_all, before: string, after: string) =>
    /[\u2e80-\u9fff\uff00-\uffef]/u.test(before) && /[\u2e80-\u9fff\uff00-\uffef]/u.test(after)
      ? before + after
      : `${before} ${after}`,
  );
}

function readUnits(answer: string): AnswerUnit[] {
  const lines = answer.split(/\r?\n/);
  const units: AnswerUnit[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const end = blockEnd(lines, at);
    // A rule parts the answer from what the model says about it; nobody asks for one in a text.
    if (!isRule(line)) units.push(toUnit(lines.slice(at, end)));
    at = end;
  }
  return units;
}

/** Where the block that begins at `at` ends: the next line for all but tables, fences and displayed formulas. */
function blockEnd(lines: readonly string[], at: number): number {
  const line = lines[at] ?? '';
  const fence = fenceLine.exec(line)?.[1];
  if (fence !== undefined) return closedBy(lines, at, (other) => other.trim().startsWith(fence));
  if (/^\s*\$\$/.test(line) && !/\$\$\s*$/.test(line.trim().slice(2)))
    return closedBy(lines, at, (other) => other.includes('$$'));
  if (/^\s*\\\[/.test(line) && !line.includes('\\]')) return closedBy(lines, at, (other) => other.includes('\\]'));
  if (isTableAt(lines, at)) return runEnd(lines, at, (other) => other.includes('|'));
  return at + 1;
}

function closedBy(lines: readonly string[], start: number, closes: (line: string) => boolean): number {
  const found = lines.findIndex((line, at) => at > start && closes(line));
  return found < 0 ? lines.length : found + 1;
}

function runEnd(lines: readonly string[], start: number, goesOn: (line: string) => boolean): number {
  let end = start + 1;
  while (end < lines.length && goesOn(lines[end] ?? '')) end += 1;
  return end;
}

function isTableAt(lines: readonly string[], at: number): boolean {
  const [head, separator] = [lines[at] ?? '', lines[at + 1] ?? ''];
  return head.includes('|') && separator.includes('-') && separator.includes('|') && tableSeparator.test(separator);
}

function toUnit(lines: readonly string[]): AnswerUnit {
  const first = lines[0] ?? '';
  const source = lines.join('\n');
  if (isTableAt(lines, 0)) {
    const rows = lines.filter((_line, at) => at !== 1).map(tableRow);
    return { kind: 'table', text: source, source, rows };
  }
  if (lines.length > 1 || fenceLine.test(first) || /^\s*\$\$|^\s*\\\[/.test(first)) {
    return { kind: 'other', text: source, source, rows: [] };
  }
  const heading = headingLine.exec(first)?.[1];
  if (heading !== undefined) return { kind: 'heading', text: heading, source, rows: [] };
  const item = itemLine.exec(first)?.[1];
  if (item !== undefined) return { kind: 'item', text: item.replace(/^\[[ xX]\][ \t]+/, ''), source, rows: [] };
  return paragraph(source);
}

function paragraph(source: string): AnswerUnit {
  return { kind: 'paragraph', text: source.replace(quoteSign, '').trim(), source, rows: [] };
}

function tableRow(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(^|[^\\])\|$/, '$1');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** Whether a line is a rule made of signs, such as `---` or `* * *`. */
export function isRule(line: string): boolean {
  return ruleLine.test(line);
}

/** Whether a plain text itself begins with what would be a sign in Markdown: such a sign is then text. */
export function beginsLikeUnit(text: string, kind: AnswerUnit['kind']): boolean {
  if (kind === 'item') return itemLine.test(text);
  if (kind === 'paragraph') return quoteSign.test(text);
  return kind === 'heading' && headingLine.test(text);
}

/** The Markdown source of some units, to be read as blocks: a list stays one list. */
export function joinUnits(units: readonly AnswerUnit[]): string {
  return units
    .map((unit, at) => {
      const next = units[at + 1];
      if (!next) return unit.source;
      return unit.source + (unit.kind === 'item' && next.kind === 'item' ? '\n' : '\n\n');
    })
    .join('');
}
