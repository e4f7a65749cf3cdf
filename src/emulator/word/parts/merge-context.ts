import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';

/** What a merge needs throughout: both packages, and what of the source is what in the target. */
export interface MergeContext {
  readonly target: OoxmlPackage;
  readonly source: OoxmlPackage;
  /** Content of the target that the new content takes the place of: what only it refers to may be used again. */
  readonly replacing: readonly Element[];
  /** Ids of the source, with their kind before them, to ids of the target. */
  readonly styles: Map<string, string | null>;
  /** Ids of styles that the merge added to the target. */
  readonly newStyles: Set<string>;
  readonly lists: Map<string, string>;
  readonly notes: Map<string, string | null>;
  /** Relationships by source part, target part and id; `null` for one that is not taken over. */
  readonly relationships: Map<string, string | null>;
  /** Parts copied already. */
  readonly parts: Map<string, string>;
  /** Gives the elements of a copied style, list or note what {@link adopt} gives the content. */
  readonly adopt: (element: Element, sourcePart: string, targetPart: string) => void;
}

/** Whether an element belongs to what will be replaced. */
export function isReplaced({ replacing }: MergeContext, element: Element): boolean {
  return replacing.some((each) => each.contains(element));
}

/** The highest number that an attribute has on elements of these names. */
export function highestNumber(root: Element, names: readonly string[], attribute = 'id'): number {
  let highest = 0;
  for (const name of names) {
    for (const element of root.getElementsByTagNameNS(ns.w, name)) {
      highest = Math.max(highest, Number(element.getAttributeNS(ns.w, attribute)) || 0);
    }
  }
  return highest;
}
