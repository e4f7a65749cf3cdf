import type { Block, Inline } from './blocks.ts';

/**
 * The words of blocks without any formatting, for where none is possible: a comment, the clipboard, a preview.
 * Paragraphs are lines; list items keep a marker, cells are parted by tabs.
 */
export function toPlainText(blocks: readonly Block[]): string {
  return blocks.map((block) => blockText(block, '')).join('\n');
}

function blockText(block: Block, indent: string): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return indent + inlineText(block.children);
    case 'list':
      return block.items
        .map((item, at) => {
          const box = item.checked === undefined ? '' : item.checked ? '☑ ' : '☐ ';
          const marker = block.ordered ? `${block.start + at}. ` : '• ';
          const lines = item.children.map((child) => blockText(child, child.type === 'list' ? `${indent}  ` : ''));
          return `${indent}${marker}${box}${lines.join('\n')}`;
        })
        .join('\n');
    case 'table':
      return block.rows.map((row) => indent + row.map((cell) => inlineText(cell)).join('\t')).join('\n');
    case 'code':
      return block.text;
    case 'quote':
      return block.children.map((child) => blockText(child, indent)).join('\n');
    case 'math':
      return indent + block.latex;
    case 'rule':
      return '';
  }
}

/** The words of inlines; a line break is a line feed, a note stands in brackets. */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.type) {
        case 'text':
        case 'code':
          return inline.text;
        case 'strong':
        case 'emphasis':
        case 'strike':
          return inlineText(inline.children);
        case 'link': {
          const text = inlineText(inline.children);
          return text === inline.url || inline.url === '' ? text : `${text} (${inline.url})`;
        }
        case 'image':
          return inline.alt;
        case 'math':
          return inline.latex;
        case 'footnote':
          return ` [${toPlainText(inline.children)}]`;
        case 'break':
          return '\n';
      }
    })
    .join('');
}
