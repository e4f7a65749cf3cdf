import type { Block } from '../document/blocks.ts';
import { selectedText, type DocumentContext } from '../document/context.ts';
import { parseMarkdown } from '../document/markdown.ts';
import { withoutMarks } from '../document/protected-marks.ts';
import { stripChatter } from '../generation/chatter.ts';

/** The answer without the model's chatter and without characters that stand for objects in the document. */
export function cleanAnswer(context: DocumentContext, answer: string): string {
  const original = context.isCaret ? '' : selectedText(context);
  return withoutMarks(stripChatter(answer.replace(/\r\n?/g, '\n'), { isComplete: true, original }));
}

/** Markdown as blocks for the document. Placeholders go: an object cannot be made anew where it was not. */
export function toBlocks(markdown: string): Block[] {
  return parseMarkdown(markdown.replace(/⟦\s*\d{1,6}\s*⟧/g, ''));
}
