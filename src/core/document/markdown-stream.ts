import type { Block, ListItem } from './blocks.ts';
import { MarkdownChunks, type Chunk } from './markdown-chunks.ts';
import { parseMarkdown, parseOpenMarkdown } from './markdown.ts';

/** How a piece that is whole, and one that may still grow, become blocks. */
export interface MarkdownParsers {
  readonly parse: (source: string) => readonly Block[];
  readonly parseOpen: (source: string) => readonly Block[];
}

/**
 * Markdown that arrives in pieces. `push` costs no parsing; `blocks` parses what is new and the one unfinished block,
 * so the whole stays linear in the length of the answer. A finished block is the same object on every later call, and
 * so are the finished items and rows of a list or table that still grows: whoever draws them can skip them.
 */
export class MarkdownStream {
  readonly #parsers: MarkdownParsers;
  readonly #pieces: string[] = [];
  readonly #chunks = new MarkdownChunks();
  readonly #finished: Block[] = [];
  #growing: GrowingBlock | undefined;
  #ended: readonly Block[] | undefined;

  constructor(parsers: MarkdownParsers = { parse: parseMarkdown, parseOpen: parseOpenMarkdown }) {
    this.#parsers = parsers;
  }

  push(delta: string): void {
    this.#pieces.push(delta);
    this.#chunks.push(delta);
  }

  /** All blocks so far. The last one may still be open; it reads as if it ended here. */
  blocks(): readonly Block[] {
    if (this.#ended) return this.#ended;
    for (const chunk of this.#chunks.takeFinished()) this.#finished.push(...this.#take(chunk, true));
    const open = this.#chunks.open();
    return open.text.trim() === '' ? [...this.#finished] : [...this.#finished, ...this.#take(open, false)];
  }

  /** Ends the text and gives its final blocks: what `parseMarkdown` gives for the whole, finished blocks unchanged. */
  finish(): readonly Block[] {
    if (this.#ended) return this.#ended;
    this.#chunks.end();
    const blocks = this.blocks();
    this.#ended = this.#chunks.hasDefinitions ? this.#resolveDefinitions(blocks) : blocks;
    return this.#ended;
  }

  #take(chunk: Chunk, finished: boolean): readonly Block[] {
    if (this.#growing?.start !== chunk.start) this.#growing = undefined;
    if (chunk.parts.length > 1) this.#growing ??= new GrowingBlock(chunk.start, this.#parsers);
    if (this.#growing) return this.#growing.update(chunk, finished);
    if (finished) return this.#parsers.parse(chunk.text);
    if (chunk.kind === 'fence') return openCode(chunk.text);
    return plainParagraph(chunk.text) ?? this.#parsers.parseOpen(chunk.text);
  }

  /** Footnotes and link definitions may stand behind their use: read the whole once more, keep what did not change. */
  #resolveDefinitions(known: readonly Block[]): readonly Block[] {
    const unchanged = new Map(known.map((block) => [JSON.stringify(block), block]));
    return this.#parsers.parse(this.#pieces.join('')).map((block) => unchanged.get(JSON.stringify(block)) ?? block);
  }
}

const plain = /^[A-Za-z\u00A1-\uD7FF][^\\`*_~$<>[\]|#&!:@\n\uD800-\uFFFF]*$/;

/** The commonest tail, a line of plain words, without a parser. */
function plainParagraph(text: string): readonly Block[] | undefined {
  if (!plain.test(text) || text.includes('www.')) return undefined;
  return [{ type: 'paragraph', children: [{ type: 'text', text: text.trimEnd() }] }];
}

/** Code whose closing fence has not come: however long it grows, it needs no parser. */
function openCode(text: string): readonly Block[] {
  const [opening = '', ...lines] = text.split('\n');
  const [, indent = '', info = ''] = /^( *)(?:`{3,}|~{3,})[ \t]*([^\s]*)/.exec(opening) ?? [];
  if (/^ {0,3}[`~]{1,2}$/.test(lines.at(-1) ?? '')) lines.pop();
  const stripped = indent === '' ? lines : lines.map((line) => line.replace(new RegExp(`^ {1,${indent.length}}`), ''));
  const code = stripped.join('\n').replace(/\n$/, '');
  const language = info.toLowerCase();
  return language === 'math' ? [{ type: 'math', latex: code.trim() }] : [{ type: 'code', language, text: code }];
}

type ListBlock = Extract<Block, { type: 'list' }>;
type TableBlock = Extract<Block, { type: 'table' }>;

/** A list read item by item, or a table read row by row: finished parts are parsed once. */
class GrowingBlock {
  readonly start: number;
  readonly #parsers: MarkdownParsers;
  readonly #items: ListItem[] = [];
  readonly #rows: TableBlock['rows'][number][] = [];
  #first: ListBlock | TableBlock | undefined;
  #read = 0;
  #irregular = false;

  constructor(start: number, parsers: MarkdownParsers) {
    this.start = start;
    this.#parsers = parsers;
  }

  update(chunk: Chunk, finished: boolean): readonly Block[] {
    const { parts } = chunk;
    const complete = finished ? parts.length : parts.length - 1;
    if (chunk.kind === 'table') return this.#updateTable(chunk, complete, finished);
    for (; this.#read < complete && !this.#irregular; this.#read += 1) {
      const list = onlyList(this.#parsers.parse(parts[this.#read] ?? ''));
      if (!list) this.#irregular = true;
      else {
        this.#first ??= list;
        this.#items.push(...list.items);
      }
    }
    const last = finished ? undefined : onlyList(this.#parsers.parseOpen(parts.at(-1) ?? ''));
    const first = this.#first;
    if (this.#irregular || first?.type !== 'list') return this.#readWhole(chunk, finished);
    return [{ ...first, items: [...this.#items, ...(last?.items ?? [])] }];
  }

  #updateTable(chunk: Chunk, complete: number, finished: boolean): readonly Block[] {
    const [header = '', ...rows] = chunk.parts;
    const added = rows.slice(this.#read, complete - 1).join('');
    const table = onlyTable(this.#parsers.parse(header + added));
    if (!table) return this.#readWhole(chunk, finished);
    this.#read = Math.max(this.#read, complete - 1);
    this.#first ??= table;
    this.#rows.push(...(this.#rows.length === 0 ? table.rows : table.rows.slice(1)));
    const open = finished ? undefined : onlyTable(this.#parsers.parseOpen(header + (rows.at(-1) ?? '')));
    const all = [...this.#rows, ...(open?.rows.slice(1) ?? [])];
    const columns = Math.max(...all.map((row) => row.length));
    const pad = <Value>(cells: readonly Value[], value: Value): readonly Value[] =>
      cells.length === columns ? cells : [...cells, ...Array<Value>(columns - cells.length).fill(value)];
    return [{ type: 'table', alignments: pad(table.alignments, null), rows: all.map((row) => pad(row, [])) }];
  }

  #readWhole(chunk: Chunk, finished: boolean): readonly Block[] {
    return finished ? this.#parsers.parse(chunk.text) : this.#parsers.parseOpen(chunk.text);
  }
}

function onlyList(blocks: readonly Block[]): ListBlock | undefined {
  const [block] = blocks;
  return blocks.length === 1 && block?.type === 'list' ? block : undefined;
}

function onlyTable(blocks: readonly Block[]): TableBlock | undefined {
  const [block] = blocks;
  return blocks.length === 1 && block?.type === 'table' ? block : undefined;
}
