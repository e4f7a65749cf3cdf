/** XPath over a part, with prefixes that the caller names. */

export type NamespaceMappings = Readonly<Record<string, string>>;

/** What a path selects, in document order; `null` for what is no path. */
export function selectNodes(tree: XMLDocument, path: string, mappings: NamespaceMappings): Node[] | null {
  try {
    // 7: an ordered snapshot, which edits do not disturb (XPathResult.ORDERED_NODE_SNAPSHOT_TYPE).
    const found = tree.evaluate(path, tree, (prefix) => (prefix !== null && Object.hasOwn(mappings, prefix) ? (mappings[prefix] ?? null) : null), 7); // prettier-ignore
    return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index)).filter((node) => node !== null); // prettier-ignore
  } catch {
    return null;
  }
}

/** What a query answers for a node: an element's XML, the value of anything else. */
export function nodeText(node: Node): string {
  return node.nodeType === 1 || node.nodeType === 9
    ? new XMLSerializer().serializeToString(node)
    : (node.nodeValue ?? '');
}
