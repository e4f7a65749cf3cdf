import { forgetStory, paragraphsIn } from './story.ts';
import { forgetLeaves } from './text-leaves.ts';
import { isW } from './xml.ts';

/** What one step changed, for whoever shows the document. */
export interface DocumentChange {
  /** Paragraphs whose inside changed and that are still in the document. */
  readonly paragraphs: ReadonlySet<Element>;
  /** Tables whose own rows, cells or properties changed. */
  readonly tables: ReadonlySet<Element>;
  /** Whether blocks came, went or moved, or a section's properties changed. */
  readonly structure: boolean;
  /** Names of the parts in which anything changed. */
  readonly parts: ReadonlySet<string>;
}

/** Nothing of the document's content. */
export const noChange: DocumentChange = {
  paragraphs: new Set(),
  tables: new Set(),
  structure: false,
  parts: new Set(),
};

/**
 * What mutations of a package's trees changed of the document. What was computed about the places that they changed is forgotten.
 *
 * @param partTrees the trees by the names of their parts
 */
export function changeOf(
  records: readonly MutationRecord[],
  partTrees: Iterable<readonly [name: string, tree: Document]>,
): DocumentChange {
  const paragraphs = new Set<Element>();
  const stories = new Set<Element>();
  const tables = new Set<Element>();
  const trees = new Set<Document>();
  let structure = false;
  for (const { target, addedNodes, removedNodes } of records) {
    trees.add(target.ownerDocument ?? (target as Document));
    const paragraph = closest(target, 'p');
    if (paragraph) {
      forgetLeaves(paragraph);
      if (paragraph.isConnected) paragraphs.add(paragraph);
    }
    if (closest(target, 'sectPr')) structure = true;
    // What a control is around looks different with it.
    for (const node of [closest(target, 'sdtPr')?.parentElement, ...addedNodes]) {
      if (isW(node, 'sdt') || isW(node, 'p'))
        for (const each of blocksAround(node as Element)) if (each.isConnected) paragraphs.add(each);
    }
    if (paragraph) continue;
    const table = closest(target, 'tbl');
    if (table?.isConnected) tables.add(table);
    if (addedNodes.length > 0 || removedNodes.length > 0) {
      structure = true;
      const story = closestStory(target);
      if (story) stories.add(story);
    }
  }
  for (const story of stories) forgetStory(story);
  const parts = new Set([...partTrees].filter(([, tree]) => trees.has(tree)).map(([name]) => name));
  return { paragraphs, tables, structure, parts };
}

/** The paragraphs of a content control, or the paragraph itself. */
function blocksAround(element: Element): readonly Element[] {
  return isW(element, 'p') ? [element] : paragraphsIn(element);
}

function closest(node: Node, name: string): Element | null {
  for (let at: Node | null = node; at; at = at.parentNode) if (isW(at, name)) return at as Element;
  return null;
}

function closestStory(node: Node): Element | null {
  for (const name of ['body', 'hdr', 'ftr', 'footnote', 'endnote', 'comment']) {
    const story = closest(node, name);
    if (story) return story;
  }
  return null;
}
