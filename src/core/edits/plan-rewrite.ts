import { AssistantError } from '../../base/errors.ts';
import { selectedPart, type DocumentContext } from '../document/context.ts';
import { toPlaceholders } from '../document/protected-marks.ts';
import { asRead } from '../document/struck-text.ts';
import { alignUnits, type Match } from './align-units.ts';
import { aroundStruck } from './around-struck.ts';
import { splitAnswer, type AnswerUnit } from './answer-units.ts';
import type { Edit, EditPlan } from './edit-plan.ts';
import { cleanAnswer } from './read-answer.ts';
import { createPassageEditor, type PassageEditor } from './passage-editor.ts';
import { groupElements, textFor, type Element } from './selection-elements.ts';

export interface RewriteOptions {
  readonly tracked: boolean;
}

/**
 * The smallest edits that make the selection say what the answer says.
 *
 * Each paragraph of the answer is paired with the passage that it is most like; inside a pair only the words that differ
 * are touched, so that everything else keeps its formatting, links, notes and fields. What has no counterpart is put in
 * or taken out as whole paragraphs; what is of another kind (a list, a table, a heading where there was a paragraph) goes
 * in as blocks. Objects are never deleted, table cells are edited one by one or not at all, empty paragraphs stay. An
 * empty answer changes nothing. The answer is to the text without what tracked changes have struck out.
 */
export function planRewrite(context: DocumentContext, answer: string, options: RewriteOptions): EditPlan {
  if (context.isCaret) throw new AssistantError('selection-empty', 'Nothing is selected that could be rewritten.');
  const known = asRead(context);
  const text = cleanAnswer(known, answer);
  const edits = text.trim() === '' ? [] : rewriteEdits(known, text);
  return {
    context,
    edits: known === context ? edits : edits.map((edit) => inPassages(edit, context)),
    tracked: options.tracked,
  };
}

/** An edit of the text as it was read, for the passages with what is struck out in them. */
function inPassages(edit: Edit, { selection }: DocumentContext): Edit {
  if (edit.type !== 'replace-text') return edit;
  return { ...edit, ...aroundStruck(selection[edit.passage] ?? {}, edit) };
}

/** The answer for the passages `[from, to)` of a selection that was rewritten part by part. */
export interface PartAnswer {
  readonly from: number;
  readonly to: number;
  readonly answer: string;
}

/** As `planRewrite`, for a selection that was rewritten part by part: each answer lands in its own part. */
export function planRewriteParts(
  context: DocumentContext,
  parts: readonly PartAnswer[],
  options: RewriteOptions,
): EditPlan {
  const edits = parts.flatMap(({ from, to, answer }) => {
    const part = { ...context, selection: context.selection.slice(from, to) };
    return planRewrite(part, answer, options).edits.map((edit) => shifted(edit, from));
  });
  return { context, edits, tracked: options.tracked };
}

function shifted(edit: Edit, by: number): Edit {
  if (edit.type === 'replace-text') return { ...edit, passage: edit.passage + by };
  return edit.type === 'replace-passages' ? { ...edit, from: edit.from + by, to: edit.to + by } : edit;
}

function rewriteEdits(context: DocumentContext, answer: string): Edit[] {
  const { selection } = context;
  const texts = selection.map(selectedPart).filter((part) => part.trim() !== '');
  const units = splitAnswer(
    answer,
    texts.map((text) => text.split('\u000b').length),
  );
  const elements = groupElements(
    selection,
    units.some((unit) => unit.kind === 'table'),
  );
  const matches = alignUnits(
    elements.map((element) => element.text),
    units.length,
    (element, unit) => {
      const [known, asked] = [elements[element], units[unit]];
      return known && asked ? textFor(known, asked, selection) : undefined;
    },
  );
  const marks = toPlaceholders(selection.map(selectedPart)).marks;
  const editor = createPassageEditor(selection, marks);
  applyMatches(elements, units, matches, editor);
  return editor.edits();
}

/** Walks both sides from match to match; what lies between two matches has no counterpart. */
function applyMatches(
  elements: readonly Element[],
  units: readonly AnswerUnit[],
  matches: readonly Match[],
  editor: PassageEditor,
): void {
  let gap: Gap = { before: undefined, elements: [], units: [] };
  let elementAt = 0;
  let unitAt = 0;
  for (const match of matches) {
    const [element, unit] = [elements[match.element], units[match.unit]];
    if (!element || !unit) continue;
    const between = {
      ...gap,
      elements: elements.slice(elementAt, match.element),
      units: units.slice(unitAt, match.unit),
      after: element,
    };
    fillGap(between, editor);
    editor.rewrite(element, unit);
    gap = { before: element, elements: [], units: [] };
    elementAt = match.element + 1;
    unitAt = match.unit + 1;
  }
  fillGap({ ...gap, elements: elements.slice(elementAt), units: units.slice(unitAt) }, editor);
}

interface Gap {
  /** The matched elements on either side. */
  readonly before: Element | undefined;
  readonly after?: Element;
  /** Elements without a unit, and units without an element. */
  readonly elements: readonly Element[];
  readonly units: readonly AnswerUnit[];
}

function fillGap(gap: Gap, editor: PassageEditor): void {
  const removed = gap.elements.filter((element) => !element.isTable);
  if (gap.units.length === 0) {
    editor.remove(removed);
  } else if (removed.length > 0) {
    editor.replace(removed, gap.units);
  } else {
    insert(gap, editor);
  }
}

/** New paragraphs of the neighbour's own kind become part of it (and so look like it); anything else goes in as blocks. */
function insert(gap: Gap, editor: PassageEditor): void {
  const { before, after, units } = gap;
  // A table that was not matched stands between: what is new comes after it.
  const previous = gap.elements.at(-1) ?? before;
  if (before && previous === before && units.every((unit) => editor.canJoin(before, unit)))
    editor.append(before, units);
  else if (!previous && after && units.every((unit) => editor.canJoin(after, unit))) editor.prepend(after, units);
  else editor.insertBlocks(previous ? previous.last + 1 : (after?.first ?? 0), units);
}
