import type { Block, Inline } from '../../core/document/blocks.ts';
import type { Passage } from '../../core/document/context.ts';
import { writeFlatOpc } from '../../core/wordprocessing/flat-opc.ts';

/**
 * Puts blocks beside a paragraph and gives the range of what came new; nothing is read. `passage` is that paragraph as it
 * was captured: what comes beside body text takes its style, what comes beside a heading becomes body text.
 */
export function insertBlocks(
  beside: Word.Paragraph,
  blocks: readonly Block[],
  place: 'Before' | 'After',
  passage: Passage | undefined,
): Word.Range {
  // A native paragraph beside a list item would be one more item.
  if (passage?.list || !blocks.every(isNative)) {
    return beside.getRange('Whole').insertOoxml(writeFlatOpc(blocks), place);
  }
  const isBody = passage?.outlineLevel === 0;
  const ordered = place === 'After' ? [...blocks].reverse() : blocks;
  let range: Word.Range | undefined;
  for (const block of ordered) {
    const paragraph = insertParagraph(beside, block, place, isBody);
    range = range ? range.expandTo(paragraph.getRange('Whole')) : paragraph.getRange('Whole');
  }
  if (!range) throw new Error('There is nothing to insert.');
  return range;
}

/** A paragraph or heading of text: a native call keeps the look of the place and is instant on every platform. */
function isNative(block: Block): boolean {
  return (block.type === 'paragraph' || block.type === 'heading') && block.children.every(isNativeInline);
}

function isNativeInline(inline: Inline): boolean {
  switch (inline.type) {
    case 'text':
    case 'break':
    case 'code':
      return true;
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'link':
      return inline.children.every(isNativeInline);
    default:
      return false;
  }
}

function insertParagraph(
  beside: Word.Paragraph,
  block: Block,
  place: 'Before' | 'After',
  isBody: boolean,
): Word.Paragraph {
  const paragraph = beside.insertParagraph('', place);
  if (block.type === 'heading') paragraph.styleBuiltIn = headingStyles[block.level - 1] ?? 'Heading6';
  else if (!isBody) paragraph.styleBuiltIn = 'Normal';
  if ('children' in block) insertRuns(paragraph.getRange('Start'), block.children as readonly Inline[]);
  return paragraph;
}

// The names themselves: the enumeration of them is in the types, but not in every office.js.
const headingStyles = ['Heading1', 'Heading2', 'Heading3', 'Heading4', 'Heading5', 'Heading6'] as const;

/** Puts inline content into running text, with the look of that text, and gives its range. */
export function insertInline(at: Word.Range, inlines: readonly Inline[]): Word.Range {
  return insertRuns(at, inlines);
}

interface Look {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly link?: string;
}

/**
 * Runs go in from the last to the first, each just after the place: so each takes the look of the text before the place,
 * and never the bold or the link of the run beside it.
 */
function insertRuns(at: Word.Range, inlines: readonly Inline[]): Word.Range {
  let whole = at;
  for (const { text, look } of toRuns(inlines, {}).reverse()) {
    const run = at.insertText(text, 'After');
    if (look.bold) run.font.bold = true;
    if (look.italic) run.font.italic = true;
    if (look.strike) run.font.strikeThrough = true;
    if (look.link !== undefined) run.hyperlink = look.link;
    whole = whole.expandTo(run);
  }
  return whole;
}

function toRuns(inlines: readonly Inline[], look: Look): { readonly text: string; readonly look: Look }[] {
  return inlines.flatMap((inline) => {
    switch (inline.type) {
      case 'text':
      case 'code':
        return [{ text: inline.text, look }];
      case 'break':
        return [{ text: '\u000b', look }];
      case 'strong':
        return toRuns(inline.children, { ...look, bold: true });
      case 'emphasis':
        return toRuns(inline.children, { ...look, italic: true });
      case 'strike':
        return toRuns(inline.children, { ...look, strike: true });
      case 'link':
        return toRuns(inline.children, { ...look, link: inline.url });
      default:
        return [];
    }
  });
}
