import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';

/** Parts of the main document that edits make when they are missing, by their element. */
const kinds = {
  styles: 'word/styles.xml',
  numbering: 'word/numbering.xml',
  settings: 'word/settings.xml',
  footnotes: 'word/footnotes.xml',
  endnotes: 'word/endnotes.xml',
  comments: 'word/comments.xml',
} as const;

export type RelatedPart = keyof typeof kinds;

interface Lookup {
  /** The relationships part as it was when the names were looked up: rows only ever come and go at its end. */
  readonly last: Element | null;
  readonly names: Map<RelatedPart, string | undefined>;
}

const lookups = new WeakMap<OoxmlPackage, Lookup>();
const relationshipParts = new WeakMap<OoxmlPackage, string>();

/** The root of a part that belongs to the main document; `null` when there is none. Cheap enough to ask for each paragraph. */
export function partRoot(pkg: OoxmlPackage, kind: RelatedPart): Element | null {
  let relationships = relationshipParts.get(pkg);
  if (relationships === undefined) {
    relationships = pkg.documentPart.replace(/([^/]+)$/, '_rels/$1.rels');
    relationshipParts.set(pkg, relationships);
  }
  const last = pkg.has(relationships) ? pkg.xml(relationships).documentElement.lastElementChild : null;
  let lookup = lookups.get(pkg);
  if (!lookup || lookup.last !== last) {
    lookup = { last, names: new Map() };
    lookups.set(pkg, lookup);
  }
  if (!lookup.names.has(kind)) lookup.names.set(kind, pkg.related(pkg.documentPart, relationshipTypes[kind]));
  const part = lookup.names.get(kind);
  return part !== undefined && pkg.has(part) ? pkg.xml(part).documentElement : null;
}

/** The same for changing; an empty part is made when there is none. */
export function editPart(pkg: OoxmlPackage, kind: RelatedPart): Element {
  const known = pkg.related(pkg.documentPart, relationshipTypes[kind]);
  if (known !== undefined && pkg.has(known)) return pkg.edit(known).documentElement;
  const name = unusedName(pkg, kinds[kind]);
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:${kind} xmlns:w="${ns.w}" xmlns:r="${ns.r}" xmlns:mc="${ns.mc}" xmlns:w14="${ns.w14}" mc:Ignorable="w14"/>`;
  pkg.setPart(name, xml, contentTypes[kind]);
  pkg.relate(pkg.documentPart, relationshipTypes[kind], name);
  return pkg.edit(name).documentElement;
}

/** `word/styles.xml`, or `word/styles2.xml` when something else bears that name. */
export function unusedName(pkg: OoxmlPackage, wanted: string): string {
  return pkg.has(wanted) ? pkg.freshPartName(wanted.replace(/(\.\w+)$/, '#$1')) : wanted;
}

/**
 * Declares an extension's prefix on a part's root and lets readers that do not know it pass over it (`mc:Ignorable`,
 * ECMA-376 part 3 §9).
 */
export function declareExtension(root: Element, prefix: string, uri: string): void {
  if (root.lookupNamespaceURI(prefix) !== uri) root.setAttributeNS(ns.xmlns, `xmlns:${prefix}`, uri);
  const ignorable = root.getAttributeNS(ns.mc, 'Ignorable')?.split(/\s+/).filter(Boolean) ?? [];
  if (ignorable.includes(prefix)) return;
  if (root.lookupNamespaceURI('mc') !== ns.mc) root.setAttributeNS(ns.xmlns, 'xmlns:mc', ns.mc);
  root.setAttributeNS(ns.mc, 'mc:Ignorable', [...ignorable, prefix].join(' '));
}
