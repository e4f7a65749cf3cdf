import type { RenderedBlocks } from './rendered-blocks.ts';
import { attributeOf, childOf, childrenOf } from './xml.ts';

/** The tables on the page whose rows, cells or paragraphs are no longer those that are shown. */
export function tablesOutOfStep(root: HTMLElement, blocks: RenderedBlocks): Element[] {
  return [...root.querySelectorAll<HTMLElement>('.chunk > .table')].flatMap((shown) => {
    const table = blocks.sourceOf(shown);
    return !table || isInStep(shown, table, blocks) ? [] : [table];
  });
}

function isInStep(shown: HTMLElement, table: Element, blocks: RenderedBlocks): boolean {
  return (
    tableParts(table).every((part) => shown.contains(blocks.nodeOf(part) ?? null)) &&
    [...shown.querySelectorAll('tr, td, th, .table, .paragraph')].every(
      (node) => node.closest('.text-box') ?? table.contains(blocks.sourceOf(node) ?? null),
    )
  );
}

/** Rows, cells, inner tables and paragraphs of a table, those of text boxes left out. */
function tableParts(container: Element): Element[] {
  return childrenOf(container).flatMap((child) => {
    if (child.localName === 'p') return [child];
    // A cell that continues a vertical merge is drawn by the cell it continues.
    const merge = child.localName === 'tc' ? childOf(childOf(child, 'tcPr'), 'vMerge') : null;
    if (merge && attributeOf(merge, 'val') !== 'restart') return [];
    const inner = ['tr', 'tc', 'tbl', 'sdt', 'sdtContent', 'customXml', 'ins', 'del'].includes(child.localName)
      ? tableParts(child)
      : [];
    return ['tr', 'tc', 'tbl'].includes(child.localName) ? [child, ...inner] : inner;
  });
}
