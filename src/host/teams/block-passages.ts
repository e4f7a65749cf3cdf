import type { Block, ListItem } from '../../core/document/blocks.ts';
import type { Passage } from '../../core/document/context.ts';
import { inlineText } from '../../core/document/plain-text.ts';
import { plain } from './material.ts';

/** Blocks of Markdown as paragraphs; the cells of a table's row stand in one, parted by tabs. */
export function passagesOf(blocks: readonly Block[], level = 0): Passage[] {
  return blocks.flatMap((block): Passage[] => {
    switch (block.type) {
      case 'paragraph':
        return inlineText(block.children)
          .split('\n')
          .map((line) => plain(line));
      case 'heading':
        return [headingPassage(block.level, inlineText(block.children))];
      case 'list':
        return block.items.flatMap((item, at) => itemPassages(item, block.ordered, block.start + at, level));
      case 'table':
        return block.rows.map((row) => plain(row.map((cell) => inlineText(cell)).join('\t')));
      case 'quote':
        return passagesOf(block.children, level);
      case 'code':
        return block.text.split('\n').map((line) => plain(line));
      case 'math':
        return [plain(block.latex)];
      case 'rule':
        return [];
    }
  });
}

export function headingPassage(level: number, text: string): Passage {
  return plain(text, { style: `Heading ${level}`, styleBuiltIn: `Heading${level}`, outlineLevel: level });
}

export function listPassage(text: string, ordered: boolean, number: number, level: number): Passage {
  const list = { ordered, level, marker: ordered ? `${number}.` : '•' };
  return plain(text, { style: 'List Paragraph', styleBuiltIn: 'ListParagraph', list });
}

function itemPassages(item: ListItem, ordered: boolean, number: number, level: number): Passage[] {
  const [first, ...rest] = item.children;
  const text = first?.type === 'paragraph' ? inlineText(first.children).replaceAll('\n', ' ') : '';
  const others = first?.type === 'paragraph' ? rest : item.children;
  return [listPassage(text, ordered, number, level), ...passagesOf(others, level + 1)];
}
