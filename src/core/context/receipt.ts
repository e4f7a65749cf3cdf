import { isCjkLanguage } from '../../base/languages.ts';
import { estimateTokens, truncate } from '../../base/text-size.ts';
import type { Passage } from '../document/context.ts';
import { renderMarkdown } from '../document/render-passages.ts';
import type { PromptInput, SentMaterial, WritingCommand } from '../prompt/writing-command.ts';
import { gatherMaterial, type Material } from './gather-material.ts';

export type SentKind =
  | SentMaterial
  | 'selection'
  | 'document'
  | 'headings'
  | 'outline'
  | 'before'
  | 'after'
  | 'title'
  | 'instruction'
  | 'standing-instructions';

/** One thing that goes to the model. */
export interface SentItem {
  readonly kind: SentKind;
  readonly characters: number;
  /** Roughly. */
  readonly tokens: number;
  /** Its beginning on one line, for a person to recognise. */
  readonly excerpt: string;
}

/** What a request would send, for the pane to show before it is sent. */
export interface SendReceipt {
  /** In the order of the prompt; what is empty is not listed. */
  readonly items: readonly SentItem[];
  readonly characters: number;
  readonly tokens: number;
  /** Passages of the chosen scope that do not fit the budget. */
  readonly passagesLeftOut: number;
  /** The selection alone is more than the model can take in. */
  readonly overflow: boolean;
}

/** Tokens of instructions of our own, which go with every request and are not the person's text. */
const ownInstructionTokens = 700;
const excerptLength = 80;

/** What the command would send of the document and of what the person wrote; the product's own instructions are not listed. */
export function describeSending(command: WritingCommand, input: PromptInput): SendReceipt {
  if (command.describeMaterial)
    return receiptOf([
      ...command.describeMaterial(input).map(({ kind, text }) => item(kind, text)),
      ...ownItems(input),
    ]);
  const typed = estimateTokens(input.instruction) + estimateTokens(input.customInstructions);
  const documentBudget = Math.max(0, input.tokenBudget - ownInstructionTokens - typed);
  const material = gatherMaterial(command.subject, { ...input, documentBudget });
  return {
    ...receiptOf([...documentItems(material), ...ownItems(input)]),
    passagesLeftOut: material.leftOut,
    overflow: material.overflow,
  };
}

function receiptOf(all: readonly SentItem[]): SendReceipt {
  const items = all.filter((each) => each.characters > 0);
  return {
    items,
    characters: items.reduce((sum, each) => sum + each.characters, 0),
    tokens: items.reduce((sum, each) => sum + each.tokens, 0),
    passagesLeftOut: 0,
    overflow: false,
  };
}

function ownItems({ customInstructions, instruction }: PromptInput): SentItem[] {
  return [item('standing-instructions', customInstructions), item('instruction', instruction)];
}

function documentItems(material: Material): SentItem[] {
  const subject = material.subjectIsDocument ? 'document' : 'selection';
  return [
    item('title', material.title),
    item('headings', material.headingPath.join(' › ')),
    item('outline', material.outline.map(({ text }) => text).join('\n')),
    passagesItem('document', material.whole, 'whole'),
    passagesItem('before', material.before, 'whole'),
    passagesItem(subject, material.subject, material.subjectIsDocument ? 'whole' : 'selected'),
    passagesItem('after', material.after, 'whole'),
  ];
}

function passagesItem(kind: SentKind, passages: readonly Passage[], part: 'selected' | 'whole'): SentItem {
  return item(kind, renderMarkdown(passages, { marks: 'none', part }));
}

function item(kind: SentKind, text: string): SentItem {
  const trimmed = text.trim();
  const line = trimmed.replace(/\s+/g, ' ');
  const excerpt = line.length > excerptLength ? `${truncate(line, excerptLength).trimEnd()}…` : line;
  return { kind, characters: trimmed.length, tokens: estimateTokens(trimmed), excerpt };
}

/**
 * Roughly how many tokens the whole document is, from its length alone: for the switch that would send it, before it is
 * read.
 */
export function estimateDocumentTokens(context: PromptInput['context']): number {
  if (context.whole) return context.whole.reduce((sum, passage) => sum + estimateTokens(passage.text) + 1, 0);
  return Math.ceil(context.size.characters * (isCjkLanguage(context.language) ? 0.72 : 0.24));
}
