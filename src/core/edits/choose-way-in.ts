import type { Block, Inline } from '../document/blocks.ts';

/**
 * How blocks get into a Word document: `native` calls (insertParagraph, insertTable, styles, lists), batched into one
 * request, or `ooxml` (a flat OPC package by `insertOoxml`).
 */
export type WayIn = 'native' | 'ooxml';

export interface HostFacts {
  readonly platform: 'web' | 'windows' | 'mac' | 'ios';
  /** Whether the host takes `insertOoxml` at all. */
  readonly ooxml: boolean;
}

/** What of a draft has no native call that does it faithfully. */
export type OoxmlNeed = 'equation' | 'numbering' | 'code' | 'footnote' | 'image' | 'nested-table-content';

/**
 * The way in for some blocks.
 *
 * On the desktop OOXML does everything at once and fast. On Word for the web `insertOoxml` takes 4–7 s behind a modal
 * dialog (office-js issue 5944), so what native calls can do goes natively, and OOXML is kept for what has no call.
 * `insertHtml` is never used: the web has dropped headings, lists and tables from it without an error (issue 6647).
 */
export function chooseWayIn(blocks: readonly Block[], host: HostFacts): WayIn {
  if (!host.ooxml) return 'native';
  if (host.platform !== 'web') return isPlain(blocks) ? 'native' : 'ooxml';
  return ooxmlNeeds(blocks).length > 0 ? 'ooxml' : 'native';
}

/** Paragraphs of plain text: a native call is as good, and keeps the formatting of the place. */
function isPlain(blocks: readonly Block[]): boolean {
  return blocks.every(
    (block) => block.type === 'paragraph' && block.children.every(({ type }) => type === 'text' || type === 'break'),
  );
}

/** What keeps some blocks from going in natively, each reason once. */
export function ooxmlNeeds(blocks: readonly Block[]): OoxmlNeed[] {
  const needs = new Set<OoxmlNeed>();
  for (const block of blocks) addBlockNeeds(block, needs);
  return [...needs];
}

function addBlockNeeds(block: Block, needs: Set<OoxmlNeed>): void {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      addInlineNeeds(block.children, needs);
      return;
    case 'list':
      // A native list begins at 1 and holds one paragraph in each item.
      if (block.ordered && block.start !== 1) needs.add('numbering');
      for (const item of block.items) {
        if (item.children.filter(({ type }) => type !== 'list').length > 1) needs.add('numbering');
        for (const child of item.children) addBlockNeeds(child, needs);
      }
      return;
    case 'table':
      for (const cell of block.rows.flat()) {
        addInlineNeeds(cell, needs);
        // `insertTable` takes strings: bold words or links in a cell would be lost.
        if (cell.some(({ type }) => type !== 'text' && type !== 'break')) needs.add('nested-table-content');
      }
      return;
    case 'code':
      needs.add('code');
      return;
    case 'math':
      needs.add('equation');
      return;
    case 'quote':
      for (const child of block.children) addBlockNeeds(child, needs);
      return;
    case 'rule':
      return;
  }
}

function addInlineNeeds(inlines: readonly Inline[], needs: Set<OoxmlNeed>): void {
  for (const inline of inlines) {
    if (inline.type === 'math') needs.add('equation');
    else if (inline.type === 'footnote') needs.add('footnote');
    else if (inline.type === 'image') needs.add('image');
    else if ('children' in inline) addInlineNeeds(inline.children, needs);
  }
}
