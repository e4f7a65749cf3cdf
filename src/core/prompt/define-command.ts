import { estimateTokens } from '../../base/text-size.ts';
import { gatherMaterial, type Material } from '../context/gather-material.ts';
import type { DocumentContext } from '../document/context.ts';
import { renderMarkdown, renderTexts } from '../document/render-passages.ts';
import { createFence } from './fence.ts';
import { languageName } from './language-name.ts';
import { commonRules, newText, sameParagraphs, standingInstructions, toRead } from './rules.ts';
import type { CommandOption, Localized, Prompt, PromptInput, WritingCommand } from './writing-command.ts';

export interface CommandDefinition {
  readonly id: string;
  readonly title: Localized;
  readonly description: Localized;
  readonly subject: WritingCommand['subject'];
  readonly answer: WritingCommand['answer'];
  readonly options?: readonly CommandOption[];
  readonly needsInstruction?: boolean;
  /**
   * For a rewrite: whether the answer has a line for each paragraph of the selection, so that it can land as small
   * edits. True by default; false where the answer has another shape, such as a table.
   */
  readonly keepsParagraphs?: boolean;
  /** A further condition; that there is something to work on is asked already. */
  readonly appliesTo?: (context: DocumentContext) => boolean;
  /** BCP 47 of the answer; by default the language of replies, or that of the text. */
  readonly replyLanguage?: (input: PromptInput) => string;
  /** What the answer must look like, where the rule for its kind (new text, something to read) does not fit. */
  readonly answerRule?: string;
  /** The work, in a few sentences of English. `options` are complete: each has a value. */
  readonly work: (input: PromptInput, options: Readonly<Record<string, string>>) => string;
}

/** Makes a writing command of what is particular about it. */
export function defineCommand(definition: CommandDefinition): WritingCommand {
  const options = definition.options ?? [];
  return {
    id: definition.id,
    title: definition.title,
    description: definition.description,
    subject: definition.subject,
    answer: definition.answer,
    options,
    keepsParagraphs: definition.answer === 'rewrite' && (definition.keepsParagraphs ?? true),
    needsInstruction: definition.needsInstruction ?? false,
    appliesTo: (context) => hasSubject(definition, context) && (definition.appliesTo?.(context) ?? true),
    buildPrompt: (input) => buildPrompt(definition, input, withDefaults(options, input.options)),
  };
}

function hasSubject({ subject, needsInstruction }: CommandDefinition, context: DocumentContext): boolean {
  // What the person types is enough to work on.
  if (subject === 'caret' || needsInstruction === true) return true;
  if (!context.isCaret) return renderTexts(context.selection, selectedPlain).some((text) => text.trim() !== '');
  return subject === 'selection-or-document' && context.size.characters > 0;
}

const selectedPlain = { marks: 'none', part: 'selected' } as const;
const selectedMarked = { marks: 'placeholders', part: 'selected' } as const;
const wholePlain = { marks: 'none', part: 'whole' } as const;

/** The chosen values, and the default for each option that has none or one that it does not know. */
function withDefaults(
  options: readonly CommandOption[],
  chosen: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    options.map(({ id, values }) => {
      const value = chosen[id];
      const known = values.some((candidate) => candidate.id === value);
      return [id, known && value !== undefined ? value : (values[0]?.id ?? '')];
    }),
  );
}

function buildPrompt(definition: CommandDefinition, input: PromptInput, options: Record<string, string>): Prompt {
  const system = commonRules + standingInstructions(input.customInstructions);
  const request = renderRequest(definition, input, options);
  const instructionTokens = estimateTokens(system) + estimateTokens(request) + fenceTokens;
  const documentBudget = Math.max(0, input.tokenBudget - instructionTokens);
  const material = gatherMaterial(definition.subject, { ...input, documentBudget });
  const data = renderMaterial(material, definition.answer === 'rewrite');
  const user = data === '' ? request : `${data}\n\n${request}`;
  return {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    task: toTask(definition, input, options, material),
    estimatedTokens: estimateTokens(system) + estimateTokens(user),
    passagesLeftOut: material.leftOut,
  };
}

/** Room for the fences' own lines. */
const fenceTokens = 60;

/** The document's part of the user's message: the same bytes for every command on the same place. */
export function renderMaterial(material: Material, forRewrite: boolean): string {
  const sections = [
    { name: 'TITLE', text: material.title },
    { name: 'HEADINGS', text: material.headingPath.join(' > ') },
    {
      name: 'OUTLINE',
      text: material.outline.map(({ level, text }) => `${'  '.repeat(Math.max(0, level - 1))}- ${text}`).join('\n'),
    },
    {
      name: 'DOCUMENT',
      text: renderMarkdown(material.subjectIsDocument ? material.subject : material.whole, wholePlain),
    },
    { name: 'BEFORE', text: renderMarkdown(material.before, wholePlain) },
    {
      name: 'SELECTION',
      text: material.subjectIsDocument
        ? ''
        : renderMarkdown(material.subject, forRewrite ? selectedMarked : selectedPlain),
    },
    { name: 'AFTER', text: renderMarkdown(material.after, wholePlain) },
  ].filter(({ text }) => text.trim() !== '');
  const fence = createFence(sections.map(({ text }) => text));
  return sections.map(({ name, text }) => fence.enclose(name, text)).join('\n\n');
}

function renderRequest(
  definition: CommandDefinition,
  input: PromptInput,
  options: Readonly<Record<string, string>>,
): string {
  const instruction = input.instruction.trim();
  const lines = [
    definition.work(input, options),
    answerRule(definition, input),
    languageRule(definition, input),
    definition.needsInstruction === true || instruction === '' ? '' : `The author adds: ${instruction}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function answerRule(definition: CommandDefinition, input: PromptInput): string {
  if (definition.answerRule !== undefined) return definition.answerRule;
  if (definition.answer === 'content') return newText;
  if (definition.answer === 'reading') return toRead;
  const keeps = definition.keepsParagraphs ?? true;
  return keeps ? sameParagraphs(countParagraphs(input.context)) : 'Give only what is to stand in place of SELECTION.';
}

function countParagraphs(context: DocumentContext): number {
  const lines = renderMarkdown(context.selection, selectedMarked).split('\n');
  return Math.max(1, lines.filter((line) => line.trim() !== '').length);
}

function languageRule(definition: CommandDefinition, input: PromptInput): string {
  const language = replyLanguageOf(definition, input);
  if (language !== undefined) return `Write in ${languageName(language)}.`;
  if (definition.answer === 'rewrite')
    return `Write in the language of SELECTION (${languageName(input.context.language)}).`;
  return input.instruction.trim() === ''
    ? `Write in the language of the document (${languageName(input.context.language)}).`
    : "Write in the language of the author's request, unless it asks for another one.";
}

function replyLanguageOf(definition: CommandDefinition, input: PromptInput): string | undefined {
  if (definition.replyLanguage) return definition.replyLanguage(input);
  // A rewrite stays in its own language: only a translation changes it.
  return input.replyLanguage === 'auto' || definition.answer === 'rewrite' ? undefined : input.replyLanguage;
}

function toTask(
  definition: CommandDefinition,
  input: PromptInput,
  options: Record<string, string>,
  material: Material,
): Prompt['task'] {
  const instruction = input.instruction.trim();
  const replyLanguage = replyLanguageOf(definition, input);
  return {
    command: definition.id,
    text: taskText(definition, material),
    language: input.context.language,
    ...(instruction === '' ? {} : { instruction }),
    ...(replyLanguage === undefined ? {} : { replyLanguage }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/**
 * For a rewrite that keeps its paragraphs: their plain texts, one on each line, with placeholders. Otherwise Markdown,
 * which tells what is a heading, an item or a table.
 */
function taskText(definition: CommandDefinition, material: Material): string {
  if (material.subjectIsDocument) return renderMarkdown(material.subject, wholePlain);
  if (definition.answer !== 'rewrite') {
    const subject = material.subject.length > 0 ? material.subject : material.before;
    return renderMarkdown(subject, selectedPlain);
  }
  if (definition.keepsParagraphs ?? true) return renderTexts(material.subject, selectedMarked).join('\n');
  return renderMarkdown(material.subject, selectedMarked);
}
