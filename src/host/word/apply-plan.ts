import type { DocumentContext, Passage } from '../../core/document/context.ts';
import type { BlockEdit, Edit, EditPlan, InsertEdit, TextEdit } from '../../core/edits/edit-plan.ts';
import { insertBlocks, insertInline } from './insert-blocks.ts';
import { locateEdits } from './locate-edits.ts';

/** What an apply leaves behind: enough to take it back and to show it. */
export interface Applied {
  /** Follows what was written, and the passages around it that it was written into. */
  readonly range: Word.Range;
  /** Those passages as they were, as flat OPC. */
  readonly before: string;
  /** Their text just after. */
  readonly after: string;
  /** The same as it is when every tracked change is accepted. */
  readonly accepted: string;
  /** The comment that was put on it, where that is what was written. */
  readonly comment: Pick<Word.Comment, 'id' | 'content'> | null;
}

/**
 * Writes a plan around `target` in one request: every place is found first, then the passages are kept as they are, then
 * all is written under the wanted tracking mode, and the author's own mode is put back in the same request.
 */
export async function applyPlan(
  context: Word.RequestContext,
  target: Word.Range,
  plan: EditPlan,
  trackingMode: Word.Document['changeTrackingMode'] | undefined,
): Promise<Applied> {
  const { document } = context;
  const paragraphAt = paragraphChain(target);
  const last = target.paragraphs.getLast();
  const located = locateEdits(plan.context, plan.edits.filter(isTextEdit), paragraphAt);
  const scope = target.paragraphs.getFirst().getRange('Whole').expandTo(last.getRange('Whole'));
  const before = scope.getOoxml();
  if (trackingMode !== undefined) {
    document.load('changeTrackingMode');
    document.changeTrackingMode = plan.tracked ? Word.ChangeTrackingMode.trackAll : Word.ChangeTrackingMode.off;
  }
  for (const { range, location, text } of located) {
    if (text === '' && location === 'Replace') range.delete();
    else range.insertText(text, location);
  }
  const remark = plan.edits.find(({ type }) => type === 'comment');
  const comment = remark?.type === 'comment' ? target.insertComment(remark.text) : null;
  comment?.load('id,content');
  let written = scope;
  for (const edit of plan.edits) {
    const inserted = writeEdit(target, last, paragraphAt, plan.context, edit);
    if (inserted) written = written.expandTo(inserted);
  }
  if (trackingMode !== undefined) document.changeTrackingMode = trackingMode;
  context.trackedObjects.add(written);
  written.load('text');
  const accepted = trackingMode === undefined ? undefined : written.getReviewedText(Word.ChangeTrackingVersion.current);
  await context.sync();
  // Results of methods, there after the sync; nothing that is loaded.
  /* eslint-disable office-addins/load-object-before-read */
  const after = written.text;
  const kept = comment && { id: comment.id, content: comment.content };
  return { range: written, before: before.value, after, accepted: accepted?.value ?? after, comment: kept };
  /* eslint-enable office-addins/load-object-before-read */
}

function isTextEdit(edit: Edit): edit is TextEdit {
  return edit.type === 'replace-text';
}

/** The paragraphs of a range by index, each a step from the one before, so that none has to be loaded first. */
function paragraphChain(range: Word.Range): (index: number) => Word.Paragraph {
  const chain = [range.paragraphs.getFirst()];
  return (index) => {
    for (let last = chain.at(-1); last && chain.length <= index; last = chain.at(-1)) chain.push(last.getNext());
    const found = chain[index];
    if (!found) throw new Error('A passage index is never negative.');
    return found;
  };
}

/** Writes an edit that is not of running text; gives the range of what came new, if anything did. */
function writeEdit(
  target: Word.Range,
  last: Word.Paragraph,
  paragraphAt: (index: number) => Word.Paragraph,
  context: DocumentContext,
  edit: Edit,
): Word.Range | undefined {
  switch (edit.type) {
    case 'replace-text':
    case 'comment':
    case 'new-document':
      return undefined;
    case 'insert':
      return insertAt(target, last, context.selection.at(-1), edit);
    case 'replace-passages':
      return replacePassages(paragraphAt, context, edit);
    case 'cells':
    case 'remove-rows':
    case 'add-columns':
    case 'new-sheet':
    case 'chart':
    case 'pivot':
    case 'text-box':
    case 'hand-over':
      throw new Error('A plan for another host was handed to Word.');
  }
}

function insertAt(
  target: Word.Range,
  last: Word.Paragraph,
  passage: Passage | undefined,
  { location, blocks }: InsertEdit,
): Word.Range | undefined {
  if (location === 'after') return insertBlocks(last, blocks, 'After', passage);
  const [first, ...rest] = blocks;
  const inline = first?.type === 'paragraph' ? first.children : undefined;
  if (inline && rest.length === 0) return insertInline(target.getRange('End'), inline);
  const { length } = passage?.text ?? '';
  const caret = passage?.selected?.end ?? length;
  if (caret === 0 && !(inline && length === 0)) return insertBlocks(last, blocks, 'Before', passage);
  // What stands behind the caret comes after all that is put in.
  const paragraph = caret < length ? target.getRange('End').insertText('\n', 'After').paragraphs.getFirst() : last;
  if (!inline) return insertBlocks(paragraph, blocks, 'After', passage);
  insertInline(paragraph.getRange('End'), inline);
  return insertBlocks(paragraph, rest, 'After', passage);
}

/** New paragraphs in place of whole passages; none in place of them takes the passages away. */
function replacePassages(
  paragraphAt: (index: number) => Word.Paragraph,
  context: DocumentContext,
  edit: BlockEdit,
): Word.Range | undefined {
  const isInsertion = edit.to < edit.from;
  const atEnd = edit.from >= context.selection.length;
  const besideAt = atEnd ? context.selection.length - 1 : isInsertion ? edit.from : edit.to;
  const beside = paragraphAt(besideAt);
  const inserted =
    edit.blocks.length === 0
      ? undefined
      : insertBlocks(beside, edit.blocks, isInsertion && !atEnd ? 'Before' : 'After', context.selection[besideAt]);
  for (let index = edit.to; index >= edit.from; index -= 1) paragraphAt(index).delete();
  return inserted;
}
