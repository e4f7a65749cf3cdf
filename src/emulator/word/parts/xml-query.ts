import { isArrayOfNodes, isNodeLike, useNamespaces } from 'xpath';

/** XPath over a part, with prefixes that the caller names. */

export type NamespaceMappings = Readonly<Record<string, string>>;

/** What a path selects, in document order, or the value that it comes to; `null` for what is no path. */
export function selectXPath(
  tree: XMLDocument,
  path: string,
  mappings: NamespaceMappings,
): readonly (Node | string)[] | null {
  try {
    const found = useNamespaces({ ...mappings })(path, tree);
    if (isArrayOfNodes(found)) return found;
    if (Array.isArray(found) || found === null) return [];
    return [isNodeLike(found) ? found : String(found)];
  } catch {
    return null;
  }
}

/** What a query answers for an entry: an element's XML, the value of anything else. */
export function entryText(entry: Node | string): string {
  if (typeof entry === 'string') return entry;
  return entry.nodeType === 1 || entry.nodeType === 9
    ? new XMLSerializer().serializeToString(entry)
    : (entry.nodeValue ?? '');
}
