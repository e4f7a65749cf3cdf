import type { Block, Inline } from '../document/blocks.ts';
import type { DocumentContext } from '../document/context.ts';
import { toPlainText } from '../document/plain-text.ts';
import type { Edit, EditPlan } from './edit-plan.ts';
import { cleanAnswer, toBlocks } from './read-answer.ts';

export interface InsertOptions {
  /** `after` the selection, at the `cursor`, as a `comment` on the selection, or into a `new-document`. */
  readonly location: 'after' | 'cursor' | 'comment' | 'new-document';
  readonly tracked: boolean;
}

/** Puts an answer into the document and changes nothing that is there. An answer without content is a plan without edits. */
export function planInsert(context: DocumentContext, answer: string, options: InsertOptions): EditPlan {
  const blocks = toBlocks(cleanAnswer(context, answer));
  const edit = blocks.length === 0 ? undefined : toEdit(context, blocks, options.location);
  return { context, edits: edit ? [edit] : [], tracked: options.tracked };
}

function toEdit(context: DocumentContext, blocks: readonly Block[], location: InsertOptions['location']): Edit {
  switch (location) {
    case 'after':
      return { type: 'insert', location: 'after', blocks };
    case 'cursor':
      return { type: 'insert', location: 'cursor', blocks: spacedFor(context, blocks) };
    case 'comment':
      return { type: 'comment', text: toPlainText(blocks) };
    case 'new-document':
      return { type: 'new-document', blocks };
  }
}

/** A space between the running text and what continues it, where the language puts one and none is there. */
function spacedFor(context: DocumentContext, blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks;
  const passage = context.selection.at(-1);
  if (first?.type !== 'paragraph' || !passage) return blocks;
  const at = passage.selected?.end ?? passage.text.length;
  const left = passage.text.slice(0, at);
  const right = passage.text.slice(at);
  const text = toPlainText([first]);
  const children: Inline[] = [
    ...(needsSpace(left, text) ? [space] : []),
    ...first.children,
    ...(rest.length === 0 && needsSpace(text, right) ? [space] : []),
  ];
  return [{ ...first, children }, ...rest];
}

const space: Inline = { type: 'text', text: ' ' };
const spacelessScript = /[\u2e80-\u9fff\uff00-\uffef]/u;

function needsSpace(left: string, right: string): boolean {
  const [last, next] = [left.slice(-1), right.slice(0, 1)];
  const meet = /[\p{L}\p{N}.,;:!?)"'\u201d\u2019\u2026]/u.test(last) && /[\p{L}\p{N}("'\u201c\u2018]/u.test(next);
  return meet && !spacelessScript.test(last + next);
}
