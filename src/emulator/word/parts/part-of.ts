import type { OoxmlPackage } from '../../package/ooxml-package.ts';

/** The part that an element belongs to, whose relationships its ids of links and pictures are looked up in. */
export function partOf(pkg: OoxmlPackage, element: Element): string {
  for (const [name, tree] of pkg.trees) if (tree === element.ownerDocument) return name;
  return pkg.documentPart;
}
