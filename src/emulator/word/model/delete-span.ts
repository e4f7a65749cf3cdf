import { deleteTable } from '../parts/table-rows.ts';
import { deleteInParagraph, deleteMark, joinParagraphs, removeParagraph, type EditContext } from './edit-text.ts';
import { cellOf, isEmpty, paragraphsIn, partsOf, storyOf, type Span } from './story.ts';
import { lengthOf } from './text-leaves.ts';
import { isW } from './xml.ts';

/**
 * Deletes a span: text, objects, the paragraph ends within it, and the tables that lie in it whole, unless all of it is
 * inside one: then their cells stay, empty. Tracked, what goes is marked; own insertions go at once. Where the span began
 * may be gone afterwards: who goes on from there keeps an anchor.
 */
export function deleteSpan(span: Span, context: EditContext): void {
  if (isEmpty(span)) return;
  const tables = tablesWithin(span);
  const parts = partsOf(span).filter(({ paragraph }) => !tables.some((table) => table.contains(paragraph)));
  for (const { paragraph, start, end } of parts) deleteInParagraph(paragraph, start, end, context);
  for (const table of tables) deleteTable(table, context);
  for (const group of byCell(parts.map(({ paragraph }) => paragraph))) joinAll(group, context);
}

/** The outermost tables whose every paragraph is in a span that reaches beyond them. */
function tablesWithin(span: Span): Element[] {
  const parts = partsOf(span);
  const whole = new Set(
    parts
      .filter(({ paragraph, start, end }) => start === 0 && end === lengthOf(paragraph))
      .map(({ paragraph }) => paragraph),
  );
  const seen = new Map<Element, boolean>();
  const isWithin = (table: Element): boolean => {
    const inside = paragraphsIn(table);
    return inside.length < parts.length && inside.every((each) => whole.has(each));
  };
  for (const { paragraph } of parts) {
    for (const table of tablesAround(paragraph)) {
      if (!seen.has(table)) seen.set(table, isWithin(table));
      if (seen.get(table)) break;
    }
  }
  return [...seen.keys()].filter((table) => seen.get(table));
}

/** The tables around a paragraph, outermost first. */
function tablesAround(paragraph: Element): Element[] {
  const tables: Element[] = [];
  for (let at = paragraph.parentElement; at; at = at.parentElement) if (isW(at, 'tbl')) tables.unshift(at);
  return tables;
}

/** Neighbouring paragraphs of one cell or note together: the end of either joins nothing. */
function byCell(paragraphs: readonly Element[]): Element[][] {
  const groups: Element[][] = [];
  let last: Element | undefined;
  for (const paragraph of paragraphs) {
    const cell = cellOf(paragraph) ?? storyOf(paragraph);
    if (last === cell) groups.at(-1)?.push(paragraph);
    else groups.push([paragraph]);
    last = cell;
  }
  return groups;
}

function joinAll(paragraphs: readonly Element[], context: EditContext): void {
  const [first] = paragraphs;
  const last = paragraphs.at(-1);
  if (!first || !last || first === last) return;
  if (context.tracked) {
    // Backwards, so that a mark that goes at once joins what is already joined behind it.
    for (const paragraph of paragraphs.slice(0, -1).reverse()) deleteMark(paragraph, context, context.tracked);
    return;
  }
  for (const paragraph of paragraphs.slice(1, -1))
    removeParagraph(paragraph, { paragraph: first, offset: lengthOf(first) }, context);
  joinParagraphs(first, last, context);
}
