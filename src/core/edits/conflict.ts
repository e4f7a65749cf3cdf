import type { DocumentContext, Passage } from '../document/context.ts';

/**
 * Whether what was captured still stands where it stood.
 *
 * `same`: the selection reads as captured. `moved`: the selection is another one, but the captured passages stand
 * elsewhere unchanged, once and no more. `changed`: they are not to be found, or in several places.
 */
export type ContextComparison = 'same' | 'moved' | 'changed';

export function compareContexts(captured: DocumentContext, current: DocumentContext): ContextComparison {
  if (isSameSelection(captured, current)) return 'same';
  const passages = current.whole ?? [...current.before, ...current.selection, ...current.after];
  return countOccurrences(passages, captured.selection) === 1 ? 'moved' : 'changed';
}

/**
 * Whether the person has gone on to another place: neither the captured passages are selected, nor do the same ones stand
 * beside the selection, as they do where only the captured text was edited. A caret is also elsewhere in its own passage.
 */
export function isElsewhere(captured: DocumentContext, current: DocumentContext): boolean {
  if (isSameSelection(captured, current)) return false;
  if (saysTheSame(captured.before, current.before) || saysTheSame(captured.after, current.after)) {
    const isEdited = !saysTheSame(captured.selection, current.selection);
    return !isEdited && captured.isCaret && current.isCaret;
  }
  const texts = new Set(captured.selection.map(({ text }) => text));
  return !current.selection.some(({ text }) => text !== '' && texts.has(text));
}

function saysTheSame(some: readonly Passage[], others: readonly Passage[]): boolean {
  return some.length > 0 && some.length === others.length && some.every(({ text }, at) => others[at]?.text === text);
}

/** Whether both select the same text: the same passages, and the same part of each. */
function isSameSelection(captured: DocumentContext, current: DocumentContext): boolean {
  return (
    captured.isCaret === current.isCaret &&
    captured.selection.length === current.selection.length &&
    captured.selection.every((passage, at) => isSamePassage(passage, current.selection[at]))
  );
}

function isSamePassage(one: Passage, other: Passage | undefined): boolean {
  if (other?.text !== one.text) return false;
  const [first, second] = [partOf(one), partOf(other)];
  return first.start === second.start && first.end === second.end;
}

function partOf(passage: Passage): { readonly start: number; readonly end: number } {
  return passage.selected ?? { start: 0, end: passage.text.length };
}

function countOccurrences(passages: readonly Passage[], wanted: readonly Passage[]): number {
  let count = 0;
  for (let start = 0; start + wanted.length <= passages.length; start += 1) {
    if (wanted.every((passage, at) => passages[start + at]?.text === passage.text)) count += 1;
  }
  return wanted.length === 0 ? 0 : count;
}
