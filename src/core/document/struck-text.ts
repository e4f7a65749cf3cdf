import type { DocumentContext, Passage, TextStretch } from './context.ts';

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
  let text = '';
  let at = 0;
  for (const { start, end } of struck) {
    text += passage.text.slice(at, start);
    at = end;
  }
  text += passage.text.slice(at);
  const readOffset = (offset: number): number =>
    struck.reduce((sum, { start, end }) => sum - Math.max(0, Math.min(end, offset) - start), offset);
  return {
    ...rest,
    text,
    ...(selected && { selected: { start: readOffset(selected.start), end: readOffset(selected.end) } }),
  };
}

/** A stretch of the text as it is read, in the passage itself: what is struck out at its ends is not in it, within it is. */
export function aroundStruck({ struck = [] }: Pick<Passage, 'struck'>, { start, end }: TextStretch): TextStretch {
  const offset = (read: number, isEnd: boolean): number => {
    let at = read;
    for (const stretch of struck)
      if (stretch.start < at || (stretch.start === at && !isEnd)) at += stretch.end - stretch.start;
    return at;
  };
  const from = offset(start, false);
  return { start: from, end: start === end ? from : offset(end, true) };
}
