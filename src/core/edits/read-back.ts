import { diffWords } from '../../base/word-diff.ts';
import { selectedText, type DocumentContext } from '../document/context.ts';
import { asRead } from '../document/struck-text.ts';
import type { EditPlan } from './edit-plan.ts';

/** The passages that a plan was written into, as a host reads them: just after, and later. */
export interface ReadBack {
  readonly applied: string;
  readonly now: string;
}

/** What became of an answer in the document: a person mended it, or put back what stood there. */
export type Afterlife =
  | { readonly type: 'edited'; readonly applied: string; readonly now: string }
  | { type: 'undone' };

/** With less of the answer left than this, it is a text of the person's own that stands in its place. */
const leastKept = 0.25;

/**
 * What a person made of an answer. The text around it is taken off, and must be as it was: else nobody can tell where the
 * answer ends. `undefined` where nothing changed or nothing can be told.
 */
export function findAfterlife(plan: EditPlan, texts: ReadBack): Afterlife | undefined {
  const around = surroundingsOf(plan);
  const applied = around && between(toLines(texts.applied), around);
  const now = around && between(toLines(texts.now), around);
  if (!applied || !now || applied === now) return undefined;
  const isRewrite = plan.edits.every(({ type }) => type === 'replace-text' || type === 'replace-passages');
  if (isRewrite && now === toLines(selectedText(asRead(plan.context))).trim()) return { type: 'undone' };
  return keptShare(applied, now) < leastKept ? undefined : { type: 'edited', applied, now };
}

interface Surroundings {
  readonly before: string;
  readonly after: string;
}

function surroundingsOf({ context, edits }: EditPlan): Surroundings | undefined {
  const [first] = edits;
  if (first && edits.every(({ type }) => type === 'replace-text' || type === 'replace-passages')) {
    return outsideSelection(context);
  }
  if (first?.type !== 'insert' || edits.length > 1) return undefined;
  return first.location === 'cursor' ? outsideSelection(context) : { before: textsOf(context), after: '' };
}

/** What of the selected passages is not selected. */
function outsideSelection({ selection }: DocumentContext): Surroundings {
  const [first, last] = [selection[0], selection.at(-1)];
  return {
    before: first?.text.slice(0, first.selected?.start ?? 0) ?? '',
    after: last?.text.slice(last.selected?.end ?? last.text.length) ?? '',
  };
}

function textsOf({ selection }: DocumentContext): string {
  return selection.map(({ text }) => text).join('\n');
}

function between(text: string, around: Surroundings): string | undefined {
  const [before, after] = [toLines(around.before), toLines(around.after)];
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  return text.slice(before.length, text.length - after.length).trim();
}

/** Hosts differ in what they write between paragraphs, and behind the last. */
function toLines(text: string): string {
  return text.replace(/\r\n?|\v/g, '\n').replace(/\n+$/, '');
}

function keptShare(applied: string, now: string): number {
  const removed = diffWords(applied, now).reduce((sum, { start, end }) => sum + end - start, 0);
  return (applied.length - removed) / Math.max(applied.length, now.length);
}
