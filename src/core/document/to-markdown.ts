import type { Block, ColumnAlignment, Inline } from './blocks.ts';

/**
 * Blocks as Markdown (CommonMark with GitHub's extensions and `$` formulas): `parseMarkdown` of it gives the blocks
 * back, but for footnotes cited more than once and what Markdown cannot say (a line break in a heading).
 */
export function toMarkdown(blocks: readonly Block[]): string {
  const notes: string[] = [];
  const text = writeBlocks(blocks, notes);
  const written: string[] = [];
  // Notes may hold notes: those join the list while it is written.
  for (let index = 0; index < notes.length; index += 1) written.push(`[^${index + 1}]: ${notes[index] ?? ''}`);
  return [text, ...written].filter((part) => part !== '').join('\n\n') + '\n';
}

function writeBlocks(blocks: readonly Block[], notes: string[]): string {
  return blocks
    .map((block, index) => {
      const before = blocks[index - 1];
      // Two lists of one kind would become one: another bullet or bracket keeps them apart.
      const other = block.type === 'list' && before?.type === 'list' && before.ordered === block.ordered;
      return writeBlock(block, notes, other);
    })
    .join('\n\n');
}

function writeBlock(block: Block, notes: string[], other: boolean): string {
  switch (block.type) {
    case 'paragraph':
      return escapeLineStart(writeInlines(block.children, notes));
    case 'heading':
      return `${'#'.repeat(block.level)} ${writeInlines(block.children, notes).replace(/\\?\n/g, ' ')}`.trimEnd();
    case 'list':
      return writeList(block, notes, other);
    case 'table':
      return writeTable(block.rows, block.alignments, notes);
    case 'code': {
      const fence = '`'.repeat(Math.max(3, longestRun(block.text) + 1));
      return `${fence}${block.language}\n${block.text}\n${fence}`;
    }
    case 'quote':
      return writeBlocks(block.children, notes).replace(/^/gm, '> ').replace(/^> $/gm, '>');
    case 'math':
      return `$$\n${block.latex}\n$$`;
    case 'rule':
      return '---';
  }
}

function writeList(list: Extract<Block, { type: 'list' }>, notes: string[], other: boolean): string {
  const isLoose = list.items.some(({ children }) => children.filter(({ type }) => type !== 'list').length > 1);
  return list.items
    .map(({ checked, children }, index) => {
      const marker = list.ordered ? `${list.start + index}${other ? ')' : '.'} ` : other ? '* ' : '- ';
      const box = checked === undefined ? '' : checked ? '[x] ' : '[ ] ';
      const body = isLoose
        ? writeBlocks(children, notes)
        : children.map((child) => writeBlock(child, notes, false)).join('\n');
      return marker + box + body.replace(/\n(?!\n|$)/g, `\n${' '.repeat(marker.length)}`);
    })
    .join(isLoose ? '\n\n' : '\n');
}

function writeTable(
  rows: readonly (readonly (readonly Inline[])[])[],
  alignments: readonly ColumnAlignment[],
  notes: string[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const delimiters = alignments.map((alignment) =>
    alignment === 'center' ? ':---:' : alignment === 'right' ? '---:' : alignment === 'left' ? ':---' : '---',
  );
  const [header = '', ...body] = rows.map((row) => line(row.map((cell) => writeCell(cell, notes))));
  return [header, line(delimiters), ...body].join('\n');
}

function writeCell(cell: readonly Inline[], notes: string[]): string {
  return writeInlines(cell, notes)
    .replace(/\\\n/g, '<br>')
    .replace(/(?<!\\)\|/g, '\\|');
}

function writeInlines(inlines: readonly Inline[], notes: string[]): string {
  return inlines.map((inline) => writeInline(inline, notes)).join('');
}

function writeInline(inline: Inline, notes: string[]): string {
  switch (inline.type) {
    case 'text':
      return escapeText(inline.text);
    case 'strong':
      return `**${writeInlines(inline.children, notes)}**`;
    case 'emphasis':
      return `*${writeInlines(inline.children, notes)}*`;
    case 'strike':
      return `~~${writeInlines(inline.children, notes)}~~`;
    case 'code': {
      const fence = '`'.repeat(longestRun(inline.text) + 1);
      const space = /^`|`$|^ .* $/.test(inline.text) ? ' ' : '';
      return fence + space + inline.text + space + fence;
    }
    case 'link': {
      const title = inline.title === undefined ? '' : ` "${inline.title.replace(/["\\]/g, '\\$&')}"`;
      return `[${writeInlines(inline.children, notes)}](${writeUrl(inline.url)}${title})`;
    }
    case 'image':
      return `![${escapeText(inline.alt)}](${writeUrl(inline.url)})`;
    case 'math':
      return `$${inline.latex}$`;
    case 'footnote': {
      const index = notes.push('');
      notes[index - 1] = writeBlocks(inline.children, notes).replace(/\n(?!\n|$)/g, '\n    ');
      return `[^${index}]`;
    }
    case 'break':
      return '\\\n';
  }
}

function writeUrl(url: string): string {
  return /[()\s<>]/.test(url) ? `<${url.replace(/[<>]/g, encodeURIComponent)}>` : url;
}

/** Text as Markdown that reads as the same text, wherever it stands but at the beginning of a line: see `escapeLineStart`. */
export function escapeText(text: string): string {
  return text.replace(/[\\`*[\]<$~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&').replace(/\n/g, ' ');
}

/** Escapes what at the beginning of a line would make something else of a paragraph. */
export function escapeLineStart(text: string): string {
  return text.replace(
    /^( *)(#{1,6}(?= |$)|[-+>=](?=[ \-=]|$)|\d{1,9}(?=[.)](?: |$)))/gm,
    (_, space: string, mark: string) => (/^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`),
  );
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
