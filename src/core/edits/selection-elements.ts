import { selectedPart, type Passage } from '../document/context.ts';
import { tableCells, tableEnd } from '../document/render-passages.ts';
import { toPlaceholders } from '../document/protected-marks.ts';
import { beginsLikeUnit, isRule, type AnswerUnit } from './answer-units.ts';

/** What one unit of an answer can be the new wording of: a paragraph, or a table as a whole. */
export interface Element {
  /** Indexes of the first and last passage. */
  readonly first: number;
  readonly last: number;
  /** Its words, for comparison. */
  readonly text: string;
  readonly isTable: boolean;
  /** For a table: the passages of each cell. */
  readonly cells: readonly (readonly (readonly number[])[])[];
}

/**
 * The elements of a selection; empty passages and rules made of signs are none, and so are never touched. A table is one element when the answer has tables, and else each
 * of its paragraphs is one, which can be rewritten but never removed.
 */
export function groupElements(selection: readonly Passage[], tablesAsOne: boolean): Element[] {
  const texts = toPlaceholders(selection.map(selectedPart)).texts;
  const elements: Element[] = [];
  let at = 0;
  while (at < selection.length) {
    const passage = selection[at];
    const end = passage?.table && tablesAsOne ? tableEnd(selection, at) : at + 1;
    const text = texts.slice(at, end).join('\n');
    if (text.trim() !== '' && !isRule(text)) elements.push(toElement(selection, at, end, text, tablesAsOne));
    at = end;
  }
  return elements;
}

function toElement(
  selection: readonly Passage[],
  first: number,
  end: number,
  text: string,
  tablesAsOne: boolean,
): Element {
  const isTable = selection[first]?.table !== undefined;
  const cells = isTable && tablesAsOne ? tableCells(selection.slice(first, end)) : [];
  return {
    first,
    last: end - 1,
    text,
    isTable,
    cells: cells.map((row) => row.map((cell) => cell.map((index) => first + index))),
  };
}

/** The unit's text as the element's new wording; `undefined` when it is of another kind. */
export function textFor(element: Element, unit: AnswerUnit, selection: readonly Passage[]): string | undefined {
  if (unit.kind === 'table') return hasShape(element, unit) ? unit.rows.flat().join('\n') : undefined;
  const passage = selection[element.first];
  if (!passage || unit.kind === 'other' || element.cells.length > 0) return undefined;
  // What looks like a sign of Markdown may be text that the author typed.
  if (beginsLikeUnit(selectedPart(passage), unit.kind)) return unit.source.trim();
  if (unit.kind === 'paragraph') return unit.text;
  if (unit.kind === 'heading') return isHeading(passage) ? unit.text : undefined;
  return passage.list ? unit.text : undefined;
}

function hasShape(element: Element, unit: AnswerUnit): boolean {
  return (
    element.cells.length === unit.rows.length && element.cells.every((row, at) => row.length === unit.rows[at]?.length)
  );
}

export function isHeading(passage: Passage): boolean {
  return passage.outlineLevel > 0 || passage.styleBuiltIn === 'Title' || passage.styleBuiltIn === 'Subtitle';
}
