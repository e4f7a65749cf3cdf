import type { Block } from '../document/blocks.ts';
import { toPlainText } from '../document/plain-text.ts';
import { withoutMarks } from '../document/protected-marks.ts';
import { textEditsOf } from './apply-to-text.ts';
import type { EditPlan } from './edit-plan.ts';

/** A stretch of text as a diff view shows it: objects are left out, a line break in a paragraph is a line feed. */
export interface DiffSegment {
  readonly kind: 'same' | 'inserted' | 'deleted';
  readonly text: string;
}

/** One paragraph of the diff view, in document order. */
export interface DiffParagraph {
  /** Index of the passage; `null` for content that goes in between. */
  readonly passage: number | null;
  readonly segments: readonly DiffSegment[];
}

export interface PlanSummary {
  /** How many places of the document change. */
  readonly editCount: number;
  readonly charactersInserted: number;
  readonly charactersDeleted: number;
  /** The selection with its changes; only inserted text for a plan that leaves the selection alone. */
  readonly paragraphs: readonly DiffParagraph[];
}

/** What a plan would do, for the person to see before and after. */
export function summarisePlan(plan: EditPlan): PlanSummary {
  const paragraphs = [...rewrittenParagraphs(plan), ...addedParagraphs(plan)];
  const count = (kind: DiffSegment['kind']): number =>
    paragraphs.reduce(
      (sum, { segments }) =>
        sum + segments.reduce((length, segment) => length + (segment.kind === kind ? segment.text.length : 0), 0),
      0,
    );
  return {
    editCount: plan.edits.length,
    charactersInserted: count('inserted'),
    charactersDeleted: count('deleted'),
    paragraphs,
  };
}

function rewrittenParagraphs(plan: EditPlan): DiffParagraph[] {
  const { selection } = plan.context;
  const blockEdits = plan.edits.filter((edit) => edit.type === 'replace-passages');
  if (blockEdits.length === 0 && !plan.edits.some(({ type }) => type === 'replace-text')) return [];
  const paragraphs: DiffParagraph[] = [];
  let index = 0;
  const showUntil = (end: number): void => {
    for (; index < end; index += 1) {
      const text = selection[index]?.text ?? '';
      paragraphs.push({ passage: index, segments: segmentsOf(plan, index, text) });
    }
  };
  for (const edit of blockEdits) {
    showUntil(edit.from);
    // What goes is read before what comes in its place.
    for (; index <= edit.to; index += 1) {
      paragraphs.push(paragraph(index, { kind: 'deleted', text: selection[index]?.text ?? '' }));
    }
    paragraphs.push(...insertedParagraphs(edit.blocks));
  }
  showUntil(selection.length);
  return paragraphs;
}

function insertedParagraphs(blocks: readonly Block[]): DiffParagraph[] {
  if (blocks.length === 0) return [];
  return toPlainText(blocks)
    .split('\n')
    .map((text) => paragraph(null, { kind: 'inserted', text }));
}

function paragraph(passage: number | null, segment: DiffSegment): DiffParagraph {
  return { passage, segments: segment.text === '' ? [] : [segment] };
}

function segmentsOf(plan: EditPlan, index: number, text: string): DiffSegment[] {
  const segments: DiffSegment[] = [];
  const push = (kind: DiffSegment['kind'], part: string): void => {
    const shown = withoutMarks(part).replaceAll('\u000b', '\n');
    if (shown !== '') segments.push({ kind, text: shown });
  };
  let at = 0;
  for (const edit of textEditsOf(plan, index)) {
    push('same', text.slice(at, edit.start));
    push('deleted', text.slice(edit.start, edit.end));
    push('inserted', edit.text);
    at = edit.end;
  }
  push('same', text.slice(at));
  return segments;
}

function addedParagraphs(plan: EditPlan): DiffParagraph[] {
  return plan.edits.flatMap((edit) => {
    if (edit.type === 'comment') return [paragraph(null, { kind: 'inserted', text: edit.text })];
    if (edit.type !== 'insert' && edit.type !== 'new-document') return [];
    return insertedParagraphs(edit.blocks);
  });
}
