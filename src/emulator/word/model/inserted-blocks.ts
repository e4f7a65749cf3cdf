import { placeChild } from '../parts/schema-order.ts';
import { insertedMark, revisionAttributes, type RevisionAuthor } from './edit-text.ts';
import { forgetLeaves } from './text-leaves.ts';
import { childW, createW, ensureProperties, ensureW, isW } from './xml.ts';

/**
 * Marks what is new as inserted: the runs, paragraph ends and rows of blocks, rows or cells. Nothing of it is attached yet
 * or all of it is new, so nodes may move.
 */
export function markInserted(
  blocks: readonly Element[],
  author: RevisionAuthor | null,
  { marks = true }: { readonly marks?: boolean } = {},
): void {
  if (!author) return;
  for (const block of blocks) {
    for (const row of withDescendants(block, 'tr')) markRow(row, 'ins', author);
    for (const paragraph of withDescendants(block, 'p')) {
      if (marks) insertedMark(paragraph, author);
      for (const run of withDescendants(paragraph, 'r')) {
        if (run.parentElement?.localName === 'ins' || run.parentElement?.localName === 'del') continue;
        const insertion = createW(run.ownerDocument, 'ins', revisionAttributes(author));
        run.before(insertion);
        insertion.append(run);
      }
      forgetLeaves(paragraph);
    }
  }
}

function withDescendants(element: Element, name: string): Element[] {
  const descendants = [...element.getElementsByTagNameNS(element.namespaceURI, name)];
  return isW(element, name) ? [element, ...descendants] : descendants;
}

/** Marks a row as inserted or deleted. */
export function markRow(row: Element, kind: 'ins' | 'del', author: RevisionAuthor): void {
  const properties = ensureW(row, 'trPr');
  if (!childW(properties, kind)) placeChild(properties, createW(row.ownerDocument, kind, revisionAttributes(author)));
}

/** Marks a cell as inserted or deleted; it bears one mark, the last. */
export function markCell(cell: Element, kind: 'cellIns' | 'cellDel', author: RevisionAuthor): void {
  const properties = ensureProperties(cell);
  for (const name of ['cellIns', 'cellDel', 'cellMerge']) childW(properties, name)?.remove();
  placeChild(properties, createW(cell.ownerDocument, kind, revisionAttributes(author)));
}
