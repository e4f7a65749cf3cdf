/** A run of whole top-level blocks, or the one that still grows. */
export interface Chunk {
  /** Offset in the whole text; with it the growing chunk is known again. */
  readonly start: number;
  readonly kind: ChunkKind;
  readonly text: string;
  /** For a list its items, for a table its head (two lines) and then its rows; else the text alone. */
  readonly parts: readonly string[];
}

type ChunkKind = 'none' | 'text' | 'fence' | 'list' | 'table' | 'note' | 'indented';

const fenceStart = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/;
const headingLine = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const ruleLine = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const itemLine = /^( *)([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)|^( *)([-*+]|\d{1,9}[.)])$/;
const definitionLine = /^ {0,3}\[[^\]\n]+\]:/;
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

interface Item {
  readonly indent: number;
  readonly content: number;
  /** `-`, `*`, `+`, `.` or `)`: what two items of one list share. */
  readonly mark: string;
  readonly number: string;
}

/** Cuts arriving text where a top-level block is certainly over, line by line, reading each line once. */
export class MarkdownChunks {
  hasDefinitions = false;
  #text = '';
  #start = 0;
  #scanned = 0;
  #kind: ChunkKind = 'none';
  #lines = 0;
  #parts: number[] = [];
  #fence: string | undefined;
  #item: Item | undefined;
  #blank = false;
  #pipes = false;
  #finished: Chunk[] = [];

  push(delta: string): void {
    this.#text += delta.replaceAll('\r', '');
    if (!delta.includes('\n')) return;
    for (let end = this.#text.indexOf('\n', this.#scanned); end >= 0; end = this.#text.indexOf('\n', this.#scanned)) {
      this.#readLine(this.#text.slice(this.#scanned, end), end + 1);
    }
  }

  end(): void {
    if (this.#scanned < this.#text.length) this.#readLine(this.#text.slice(this.#scanned), this.#text.length);
    this.#cut(this.#text.length);
  }

  takeFinished(): readonly Chunk[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  open(): Chunk {
    const line = this.#text.slice(this.#scanned);
    const item = this.#kind === 'list' && this.#fence === undefined ? itemOf(line) : undefined;
    const begins = (item && item.indent < (this.#item?.content ?? 0)) || (this.#kind === 'table' && line !== '');
    return this.#chunk(this.#text.length, begins ? [...this.#parts, this.#scanned] : this.#parts);
  }

  #chunk(end: number, starts: readonly number[] = this.#parts): Chunk {
    const text = this.#text.slice(0, end);
    const cuts = [0, ...starts.filter((part) => part < end), end];
    const parts = cuts.slice(1).map((cut, index) => text.slice(cuts[index], cut));
    return { start: this.#start, kind: this.#kind, text, parts };
  }

  #cut(end: number): void {
    if (this.#text.slice(0, end).trim() !== '') this.#finished.push(this.#chunk(end));
    this.#text = this.#text.slice(end);
    this.#start += end;
    this.#scanned = Math.max(0, this.#scanned - end);
    this.#kind = 'none';
    this.#lines = 0;
    this.#parts = [];
    this.#fence = undefined;
    this.#item = undefined;
    this.#blank = false;
  }

  #readLine(line: string, end: number): void {
    if (definitionLine.test(line)) this.hasDefinitions = true;
    if (this.#fence !== undefined && this.#readFenced(line, end)) return;
    if (line.trim() === '') this.#readBlank(end);
    else this.#readText(line, end);
  }

  /** False when the line leaves the list that the fence stands in. */
  #readFenced(line: string, end: number): boolean {
    const leaves = this.#item !== undefined && line.trim() !== '' && indentOf(line) < this.#item.content;
    if (leaves) {
      this.#fence = undefined;
      return false;
    }
    const rest = line.trim();
    const closes = this.#fence !== undefined && rest.startsWith(this.#fence) && /^(`+|~+)$/.test(rest);
    this.#scanned = end;
    if (closes) {
      this.#fence = undefined;
      if (this.#kind === 'fence') this.#cut(end);
    }
    return true;
  }

  #readBlank(end: number): void {
    this.#scanned = end;
    if (this.#kind === 'none' || this.#kind === 'text' || this.#kind === 'table') this.#cut(end);
    else this.#blank = true;
  }

  #readText(line: string, lineEnd: number): void {
    let end = lineEnd;
    if (this.#kind !== 'none' && this.#endsBefore(line)) {
      end -= this.#scanned;
      this.#cut(this.#scanned);
    }
    if (this.#kind === 'none') this.#begin(line);
    const item = this.#kind === 'list' ? itemOf(line) : undefined;
    if (item && item.indent < (this.#item?.content ?? Infinity)) {
      if (this.#item) this.#parts.push(this.#scanned);
      this.#item = item;
    }
    if (this.#kind === 'table') this.#parts.push(this.#scanned);
    if (this.#kind === 'text' && this.#lines === 1 && this.#pipes && delimiterRow.test(line)) this.#kind = 'table';
    if (this.#kind !== 'text' && this.#kind !== 'table') this.#fence = fenceStart.exec(line)?.[1];
    this.#pipes = line.includes('|');
    this.#lines += 1;
    this.#blank = false;
    this.#scanned = end;
    if (this.#kind === 'text' && headingLine.test(line)) this.#cut(end);
  }

  #begin(line: string): void {
    if (indentOf(line) >= 4) this.#kind = 'indented';
    else if (fenceStart.test(line) && !itemOf(line)) this.#kind = 'fence';
    else if (/^ {0,3}\[\^[^\]]+\]:/.test(line)) this.#kind = 'note';
    else this.#kind = itemOf(line) && !ruleLine.test(line) ? 'list' : 'text';
  }

  #endsBefore(line: string): boolean {
    const indent = indentOf(line);
    const item = ruleLine.test(line) ? undefined : itemOf(line);
    switch (this.#kind) {
      case 'list': {
        const current = this.#item;
        if (!current || indent >= current.content) return false;
        if (item && item.indent < 4) return item.mark !== current.mark;
        return this.#blank || startsBlock(line);
      }
      case 'note':
        return indent < 4 && (this.#blank || startsBlock(line) || definitionLine.test(line));
      case 'indented':
        return indent < 4;
      case 'text':
      case 'table':
        if (indent >= 4) return false;
        if (this.#kind === 'table' && /^ {0,3}>/.test(line)) return true;
        if (item) return /\S/.test(line.slice(item.content)) && (item.number === '' || item.number === '1');
        return headingLine.test(line) || fenceStart.test(line);
      default:
        return false;
    }
  }
}

function startsBlock(line: string): boolean {
  return headingLine.test(line) || fenceStart.test(line) || ruleLine.test(line) || /^ {0,3}>/.test(line);
}

function indentOf(line: string): number {
  return /^ */.exec(line.replace(/\t/g, '    '))?.[0].length ?? 0;
}

function itemOf(line: string): Item | undefined {
  const match = itemLine.exec(line);
  if (!match) return undefined;
  const indent = (match[1] ?? match[4] ?? '').length;
  const marker = match[2] ?? match[5] ?? '';
  const gap = match[3]?.length ?? 1;
  const content = indent + marker.length + (gap > 4 ? 1 : gap);
  return { indent, content, mark: marker.slice(-1), number: marker.length > 1 ? marker.slice(0, -1) : '' };
}
