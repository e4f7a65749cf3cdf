import { toPlainText } from '../document/plain-text.ts';
import type { EditPlan, TextEdit } from './edit-plan.ts';

/**
 * The paragraphs of the selection as a plan leaves them, in plain text: what a preview shows, and what a host must end
 * up with. Passages count whole, also where only a part of them is selected; edits beside the selection (`insert`, a
 * comment, a new document) do not count.
 */
export function applyToText(plan: EditPlan): string[] {
  const { selection } = plan.context;
  const paragraphs: string[] = [];
  for (let index = 0; index <= selection.length; index += 1) {
    paragraphs.push(...insertedBefore(plan, index));
    const passage = selection[index];
    if (!passage || isReplaced(plan, index)) continue;
    paragraphs.push(...editedText(plan, index, passage.text).split('\n'));
  }
  return paragraphs;
}

/** The text of the blocks that a plan puts before the passage of that index, or in its place. */
export function insertedBefore(plan: EditPlan, index: number): string[] {
  return plan.edits.flatMap((edit) =>
    edit.type === 'replace-passages' && edit.from === index && edit.blocks.length > 0
      ? toPlainText(edit.blocks).split('\n')
      : [],
  );
}

export function isReplaced(plan: EditPlan, index: number): boolean {
  return plan.edits.some((edit) => edit.type === 'replace-passages' && edit.from <= index && index <= edit.to);
}

/** The text edits of one passage, from its beginning on. */
export function textEditsOf(plan: EditPlan, index: number): TextEdit[] {
  return plan.edits
    .filter((edit): edit is TextEdit => edit.type === 'replace-text' && edit.passage === index)
    .toSorted((one, other) => one.start - other.start);
}

function editedText(plan: EditPlan, index: number, text: string): string {
  let result = '';
  let at = 0;
  for (const edit of textEditsOf(plan, index)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
