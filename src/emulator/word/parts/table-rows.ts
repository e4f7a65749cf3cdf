import { ns } from '../package/namespaces.ts';
import { deleteParagraph, type EditContext, type RevisionAuthor } from '../model/edit-text.ts';
import { markInserted, markRow } from '../model/inserted-blocks.ts';
import { forgetStory, orderOf, paragraphsIn, storyOf, storyParagraphs, type Position } from '../model/story.ts';
import { attributeW, childW, createW, ensureProperties, isW } from '../model/xml.ts';
import { fillCell } from './create-table.ts';
import {
  cellProperty,
  cellsOf,
  isContinuation,
  isHeader,
  placedCells,
  rowsOf,
  setMerge,
  tableOf,
} from './table-grid.ts';
import { placeChild } from './schema-order.ts';

/** Rows that come and go, and tables that go. */

/**
 * Puts rows beside one: they look like it, are empty or hold `values`, and go on through merges of cells above and below.
 * Tracked, they are insertions.
 */
export function insertRows(
  row: Element,
  place: 'Before' | 'After',
  count: number,
  values: readonly (readonly string[])[],
  { tracked }: EditContext,
): Element[] {
  const story = storyOf(row);
  const rows = rowsOf(tableOf(row));
  const below = rows[rows.indexOf(row) + (place === 'After' ? 1 : 0)] ?? null;
  const made = Array.from({ length: count }, (_, index) => {
    const copy = emptyRowLike(row, below);
    const seen = cellsOf(copy).filter((cell) => !isContinuation(cell));
    seen.forEach((cell, column) => fillCell(cell, values[index]?.[column] ?? ''));
    return copy;
  });
  markInserted(made, tracked);
  if (place === 'Before') row.before(...made);
  else row.after(...made);
  forgetStory(story);
  return made;
}

function emptyRowLike(row: Element, below: Element | null): Element {
  const copy = row.cloneNode(true) as Element;
  const properties = childW(copy, 'trPr');
  const dropped = ['ins', 'del', 'trPrChange', ...(below && isHeader(below) ? [] : ['tblHeader'])];
  for (const name of dropped) if (properties) childW(properties, name)?.remove();
  for (const name of ['paraId', 'textId']) copy.removeAttributeNS(ns.w14, name);
  const continued = new Set(
    (below ? placedCells(below) : []).filter(({ cell }) => isContinuation(cell)).map(({ column }) => column),
  );
  for (const { cell, column } of placedCells(copy)) {
    emptyCell(cell);
    if (cellProperty(cell, 'vMerge')) setMerge(cell, continued.has(column) ? 'continue' : null);
  }
  return copy;
}

/** Leaves one paragraph with the look of the first, without text, notes, marks or tracked changes. */
export function emptyCell(cell: Element): void {
  const own = childW(cell, 'tcPr');
  for (const name of ['cellIns', 'cellDel', 'cellMerge', 'tcPrChange']) if (own) childW(own, name)?.remove();
  const [first] = paragraphsIn(cell);
  const properties = first && childW(first, 'pPr');
  const mark = properties && childW(properties, 'rPr');
  const run = first && [...first.getElementsByTagNameNS(ns.w, 'r')][0];
  const look = (run && childW(run, 'rPr')) ?? null;
  for (const child of [...cell.children]) if (child !== own) child.remove();
  const paragraph = createW(cell.ownerDocument, 'p');
  if (properties) {
    const copy = properties.cloneNode(true) as Element;
    for (const name of ['rPr', 'sectPr', 'pPrChange']) childW(copy, name)?.remove();
    paragraph.append(copy);
  }
  const kept = mark ?? look;
  if (kept) {
    const copy = kept.cloneNode(true) as Element;
    for (const name of ['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'rStyle']) childW(copy, name)?.remove();
    if (copy.childElementCount > 0) placeChild(ensureProperties(paragraph), copy);
  }
  cell.append(paragraph);
}

/**
 * Takes rows out; a cell merged downwards begins in the row below then. A table without rows goes. Tracked, the rows are
 * marked as deleted and their text is struck out, but for rows that the author inserted.
 */
export function deleteRows(rows: readonly Element[], context: EditContext): void {
  for (const row of rows) {
    if (context.tracked && !isOwnRow(row, context.tracked)) strikeRow(row, context, context.tracked);
    else removeRow(row, context);
  }
}

/** Deletes a table as its rows are deleted. */
export function deleteTable(table: Element, context: EditContext): void {
  deleteRows(rowsOf(table), context);
}

function isOwnRow(row: Element, author: RevisionAuthor): boolean {
  const properties = childW(row, 'trPr');
  return attributeW(properties && childW(properties, 'ins'), 'author') === author.name;
}

function strikeRow(row: Element, context: EditContext, author: RevisionAuthor): void {
  for (const paragraph of paragraphsIn(row)) deleteParagraph(paragraph, context);
  markRow(row, 'del', author);
}

function removeRow(row: Element, context: EditContext): void {
  const table = tableOf(row);
  const rows = rowsOf(table);
  if (rows.length === 1) {
    removeTable(table, context);
    return;
  }
  const below = rows[rows.indexOf(row) + 1];
  if (below) passMergesOn(row, below);
  remove(row, context);
}

function passMergesOn(row: Element, below: Element): void {
  const beginning = placedCells(row).filter(({ cell }) => cellProperty(cell, 'vMerge') && !isContinuation(cell));
  for (const { column } of beginning) {
    const next = placedCells(below).find((each) => each.column === column);
    if (next && isContinuation(next.cell)) setMerge(next.cell, 'restart');
  }
}

/** Takes a table out; a cell that it was the end of keeps the paragraph that every cell must end with. */
function removeTable(table: Element, context: EditContext): void {
  const container = table.parentElement;
  const story = storyOf(table);
  remove(table, context);
  if (!container || !endsWithoutParagraph(container)) return;
  container.insertBefore(createW(container.ownerDocument, 'p'), childW(container, 'sectPr'));
  forgetStory(story);
}

const containers = ['tc', 'body', 'hdr', 'ftr', 'footnote', 'endnote', 'comment', 'sdtContent'];

function endsWithoutParagraph(container: Element): boolean {
  if (!containers.includes(container.localName)) return false;
  const last = [...container.children].filter((child) => !isW(child, 'sectPr')).at(-1);
  return !last || isW(last, 'tcPr') || (isW(container, 'tc') && !isW(last, 'p'));
}

/** Takes a row, cell or table out; who pointed into it points to what follows, or comes before where nothing follows. */
export function remove(element: Element, { anchors }: EditContext): void {
  const story = storyOf(element);
  const paragraphs = paragraphsIn(element);
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  const all = storyParagraphs(story);
  const next = last && all[orderOf(last) + 1];
  const previous = first && all[orderOf(first) - 1];
  const to: Position | null = next
    ? { paragraph: next, offset: 0 }
    : previous
      ? { paragraph: previous, offset: 0 }
      : null;
  if (to) for (const paragraph of paragraphs) anchors.collapse(paragraph, to);
  const parent = element.parentElement;
  element.remove();
  if (!isW(element, 'tbl')) removeHollowControl(parent);
  forgetStory(story);
}

/** A content control around rows or cells goes with the last of them. */
function removeHollowControl(content: Element | null): void {
  if (!content || !isW(content, 'sdtContent') || content.childElementCount > 0) return;
  const control = content.parentElement;
  const around = control?.parentElement ?? null;
  control?.remove();
  removeHollowControl(around);
}
