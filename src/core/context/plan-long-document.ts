import { estimateTokens } from '../../base/text-size.ts';
import type { DocumentContext, Passage } from '../document/context.ts';
import { renderMarkdown } from '../document/render-passages.ts';
import type { ModelRequest } from '../model/language-model.ts';
import { createFence } from '../prompt/fence.ts';
import { languageName } from '../prompt/language-name.ts';
import { commonRules, standingInstructions } from '../prompt/rules.ts';
import type { PromptInput, WritingCommand } from '../prompt/writing-command.ts';
import { chunkByHeading, type DocumentChunk } from './chunk-by-heading.ts';

/** One part of a long document and the request for notes on it. */
export interface MapStep {
  readonly headingPath: readonly string[];
  readonly request: ModelRequest;
}

/** How much of the text the plan reads, for the person to be told. */
export interface Coverage {
  readonly parts: number;
  readonly passages: number;
  readonly passagesLeftOut: number;
}

/** Notes on all parts, and what to ask with them. */
export type ReduceStep =
  | { readonly kind: 'answer'; readonly request: ModelRequest }
  /** The notes are still too long: these requests make fewer of them, each for a run of notes. */
  | { readonly kind: 'merge'; readonly steps: readonly MapStep[] };

export interface LongDocumentPlan {
  readonly maps: readonly MapStep[];
  readonly coverage: Coverage;
  /** What comes after notes were taken: `notes` in the order of the steps that made them. */
  reduce(notes: readonly PartNotes[]): ReduceStep;
}

export interface PartNotes {
  readonly headingPath: readonly string[];
  readonly text: string;
}

/** Parts that one document may have: a model is asked once for each. About 500 pages at usual budgets. */
const mostParts = 96;
/** Room for instructions and for the notes that a map answers. */
const reservedTokens = 1100;
const leastChunk = 400;

/**
 * For a text that is more than one prompt: read it part by part, take notes on each, and do the command's work on the
 * notes. `undefined` when the text fits one prompt. For commands whose answer is read (a summary, key points).
 */
export function planLongDocument(command: WritingCommand, input: PromptInput): LongDocumentPlan | undefined {
  const passages = subjectOf(input.context);
  const budget = Math.max(leastChunk, input.tokenBudget - reservedTokens - estimateTokens(input.customInstructions));
  const total = passages.reduce((sum, passage) => sum + estimateTokens(passage.text) + 1, 0);
  if (total <= budget) return undefined;
  const chunks = chunkByHeading(passages, budget);
  const read = chunks.slice(0, mostParts);
  const noteTokens = Math.max(80, Math.min(400, Math.floor((budget * 0.9) / read.length)));
  return {
    maps: read.map((chunk, at) => mapStep(command, input, chunk, { at, count: read.length, noteTokens })),
    coverage: {
      parts: read.length,
      passages: passages.length,
      passagesLeftOut: chunks.slice(mostParts).reduce((sum, chunk) => sum + chunk.passages.length, 0),
    },
    reduce: (notes) => reduceStep(command, input, notes, budget),
  };
}

function subjectOf(context: DocumentContext): readonly Passage[] {
  if (!context.isCaret) return context.selection;
  return context.whole ?? [...context.before, ...context.selection, ...context.after];
}

export const notesRule =
  'You read a long document part by part. For each PART write notes that another writer will work from without seeing the part: its statements, findings, decisions, figures, names, dates and who is to do what, as Markdown bullet points';

/** The same bytes for each part, before the part itself: a backend computes them once. */
function mapInstructions(input: PromptInput, noteTokens: number): string {
  return `${commonRules}${standingInstructions(input.customInstructions)}

${notesRule}, at most about ${Math.round(noteTokens * 0.7)} words. Leave out what says nothing. Write the notes in ${languageName(input.context.language)}.`;
}

function mapStep(
  command: WritingCommand,
  input: PromptInput,
  chunk: DocumentChunk,
  place: { readonly at: number; readonly count: number; readonly noteTokens: number },
): MapStep {
  const text = renderMarkdown(chunk.passages, { marks: 'none', part: 'whole' });
  const headings = chunk.headingPath.join(' > ');
  const fence = createFence([headings, text]);
  const sections = [headings === '' ? '' : fence.enclose('HEADINGS', headings), fence.enclose('PART', text)];
  return {
    headingPath: chunk.headingPath,
    request: {
      messages: [
        { role: 'system', content: mapInstructions(input, place.noteTokens) },
        {
          role: 'user',
          content: `${sections.filter((section) => section !== '').join('\n\n')}\n\nNotes on this part (${place.at + 1} of ${place.count}):`,
        },
      ],
      // By the name of what the person asked for, which is what they may or may not do.
      task: { command: command.id, text, language: input.context.language },
      maxTokens: place.noteTokens * 2,
    },
  };
}

function reduceStep(
  command: WritingCommand,
  input: PromptInput,
  notes: readonly PartNotes[],
  budget: number,
): ReduceStep {
  const passages = notes.flatMap((part, at) => notesAsPassages(part, at));
  const total = passages.reduce((sum, passage) => sum + estimateTokens(passage.text) + 1, 0);
  if (total > budget && notes.length > 1) {
    const chunks = chunkByHeading(passages, budget);
    const noteTokens = Math.max(80, Math.floor((budget * 0.5) / chunks.length));
    // Only a merge that makes fewer is worth asking for.
    if (chunks.length < notes.length) {
      const steps = chunks.map((chunk, at) => mapStep(command, input, chunk, { at, count: chunks.length, noteTokens }));
      return { kind: 'merge', steps };
    }
  }
  return { kind: 'answer', request: answerRequest(command, input, passages) };
}

function notesAsPassages(part: PartNotes, at: number): Passage[] {
  const title = part.headingPath.length > 0 ? part.headingPath.join(' > ') : `Part ${at + 1}`;
  const plain = { style: '', styleBuiltIn: 'Normal' };
  return [
    { ...plain, text: title, outlineLevel: 1 },
    ...part.text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((text) => ({ ...plain, text, outlineLevel: 0 })),
  ];
}

/** The command's own prompt, on the notes as if they were the document. */
function answerRequest(command: WritingCommand, input: PromptInput, notes: readonly Passage[]): ModelRequest {
  const context: DocumentContext = {
    ...input.context,
    isCaret: true,
    selection: [],
    before: [],
    after: [],
    headingPath: [],
    whole: notes,
    size: { characters: notes.reduce((sum, { text }) => sum + text.length, 0), paragraphs: notes.length },
  };
  // All notes go in: one that did not fit would be left out in silence.
  const { messages, task } = command.buildPrompt({ ...input, context, scope: 'document', tokenBudget: Infinity });
  const hint =
    'DOCUMENT holds notes on the parts of the document, in order. Speak of the document, not of the notes or parts.';
  return {
    messages: messages.map((message, at) =>
      at === messages.length - 1 ? { ...message, content: `${message.content}\n${hint}` } : message,
    ),
    task,
  };
}
