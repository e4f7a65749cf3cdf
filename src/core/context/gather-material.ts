import type { DocumentContext, OutlineEntry, Passage } from '../document/context.ts';
import { renderMarkdown } from '../document/render-passages.ts';
import { estimateTokens } from '../../base/text-size.ts';
import type { PromptInput, WritingCommand } from '../prompt/writing-command.ts';
import { fitFromStart, fitToBudget } from './fit-to-budget.ts';

/** What of the document goes to the model, before it is put into words. */
export interface Material {
  readonly title: string;
  readonly headingPath: readonly string[];
  /** Headings of the whole document; only where the scope is the document and its text did not all fit. */
  readonly outline: readonly OutlineEntry[];
  /** What is worked on: the selection, or the whole document when nothing is selected. Empty for a bare caret. */
  readonly subject: readonly Passage[];
  readonly subjectIsDocument: boolean;
  readonly before: readonly Passage[];
  readonly after: readonly Passage[];
  /** The whole document beside the selection. */
  readonly whole: readonly Passage[];
  /** Passages of the chosen scope that did not fit. */
  readonly leftOut: number;
  /** True when the selection alone is more than the budget: it is there all the same. */
  readonly overflow: boolean;
}

type MaterialInput = Pick<PromptInput, 'context' | 'scope'> & { readonly documentBudget: number };

/**
 * Chooses the material for a command. `documentBudget` is in tokens and for document text alone. `before` and `after` of a
 * caret begin with the two halves of the paragraph that it stands in.
 */
export function gatherMaterial(subject: WritingCommand['subject'], input: MaterialInput): Material {
  const { context } = input;
  if (context.isCaret && subject === 'selection-or-document') return documentMaterial(input);
  return placeMaterial(input);
}

function documentMaterial({ context, documentBudget }: MaterialInput): Material {
  const passages = context.whole ?? [...context.before, ...context.selection, ...context.after];
  const { fitted, leftOut } = fitFromStart(passages, documentBudget);
  return {
    ...nothing(context),
    headingPath: [],
    subject: fitted,
    subjectIsDocument: true,
    outline: leftOut > 0 ? context.outline : [],
    leftOut,
  };
}

function placeMaterial({ context, scope, documentBudget }: MaterialInput): Material {
  const subject = context.isCaret ? [] : context.selection;
  const selected = renderMarkdown(subject, { marks: 'placeholders', part: 'selected' });
  const whole = scope === 'document' ? (context.whole ?? []) : [];
  const wholeTokens = whole.reduce((sum, passage) => sum + estimateTokens(passage.text) + 1, 0);
  const base = { ...nothing(context), subject };
  if (whole.length > 0 && wholeTokens + estimateTokens(selected) <= documentBudget) {
    return { ...base, ...caretHalves(context), whole };
  }
  const outline = scope === 'document' ? context.outline : [];
  const neighbours = neighboursOf(context, scope);
  const fitted = fitToBudget({ ...neighbours, selected }, documentBudget);
  const notCaptured = Math.max(0, whole.length - neighbours.before.length - neighbours.after.length - subject.length);
  return {
    ...base,
    outline,
    before: fitted.before,
    after: fitted.after,
    leftOut: fitted.leftOut + notCaptured,
    overflow: fitted.overflow,
  };
}

function nothing(context: DocumentContext): Material {
  return {
    title: context.title,
    headingPath: context.headingPath,
    outline: [],
    subject: [],
    subjectIsDocument: false,
    before: [],
    after: [],
    whole: [],
    leftOut: 0,
    overflow: false,
  };
}

/** The captured neighbours with the rest of the paragraphs that the selection begins and ends in. */
function neighboursOf(
  context: DocumentContext,
  scope: PromptInput['scope'],
): { readonly before: readonly Passage[]; readonly after: readonly Passage[] } {
  if (scope === 'selection') return { before: [], after: [] };
  const { head, tail } = restOfParagraphs(context);
  return { before: [...context.before, ...head], after: [...tail, ...context.after] };
}

/** Beside the whole document a caret still needs its place; a selection is found by its own words. */
function caretHalves(context: DocumentContext): {
  readonly before: readonly Passage[];
  readonly after: readonly Passage[];
} {
  if (!context.isCaret) return { before: [], after: [] };
  const { head, tail } = restOfParagraphs(context);
  return {
    before: head.length > 0 ? head : context.before.slice(-1),
    after: tail.length > 0 ? tail : context.after.slice(0, 1),
  };
}

function restOfParagraphs(context: DocumentContext): { readonly head: Passage[]; readonly tail: Passage[] } {
  const first = context.selection[0];
  const last = context.selection.at(-1);
  const head = first?.selected ? first.text.slice(0, first.selected.start) : '';
  const tail = last?.selected ? last.text.slice(last.selected.end) : '';
  return { head: first ? part(first, head) : [], tail: last ? part(last, tail) : [] };
}

function part(passage: Passage, text: string): Passage[] {
  if (text.trim() === '') return [];
  const { selected: _selected, ...rest } = passage;
  return [{ ...rest, text }];
}
