import type { DocumentContext, Passage } from './context.ts';

/**
 * Text that a tracked change has struck out still stands in the document, and hosts give it with the rest. Whoever reads or
 * rewrites is to see the text without it; whoever edits has to find their way around it.
 */

/** A host's text without the marks that end its paragraphs and cells. */
export function withoutParagraphEnds(text: string): string {
  return text.replace(/[\r\n\u0007]/g, '');
}

const read = new WeakMap<DocumentContext, DocumentContext>();

/** The context as a reader has it: without what is struck out. Itself where nothing is. */
export function asRead(context: DocumentContext): DocumentContext {
  const known = read.get(context);
  if (known) return known;
  const { selection, before, after, whole } = context;
  const isStruck = [selection, before, after, whole ?? []].some((some) => some.some(({ struck }) => struck));
  const made: DocumentContext = isStruck
    ? {
        ...context,
        selection: selection.map(withoutStruck),
        before: before.map(withoutStruck),
        after: after.map(withoutStruck),
        ...(whole && { whole: whole.map(withoutStruck) }),
      }
    : context;
  read.set(context, made);
  return made;
}

function withoutStruck(passage: Passage): Passage {
  const { struck, selected, ...rest } = passage;
  if (!struck) return passage;
  const readOffset = (offset: number): number =>
    struck.reduce((sum, { start, end }) => sum - Math.max(0, Math.min(end, offset) - start), offset);
  return {
    ...rest,
    text: struck.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), passage.text),
    ...(selected && { selected: { start: readOffset(selected.start), end: readOffset(selected.end) } }),
  };
}
