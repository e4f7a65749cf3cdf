import type { OoxmlPackage, Relationship } from '../../package/ooxml-package.ts';
import { ns, relationshipTypes } from '../package/namespaces.ts';
import type { MergeContext } from './merge-context.ts';

/** Addresses that a link may have; anything else (file:, javascript:, a share on the network) is not taken over. */
const safeAddress = /^(https?:|mailto:|#)/i;

/** Internal parts that content may bring along, with what they need in turn. */
const carried =
  /\/(image|chart|chartEx|chartStyle|chartColorStyle|themeOverride|diagramData|diagramLayout|diagramQuickStyle|diagramColors|diagramDrawing|hdphoto|media)$/;
/** Parts that a chart may hold: the workbook behind it. */
const carriedByChart = /\/(package)$/;

const maxNesting = 4;

/**
 * Gives the references of an element (`r:id`, `r:embed` …) ids of the target's part. Links keep web and mail addresses;
 * pictures and charts are copied; pictures on other servers, embedded objects and controls are dropped, for they would
 * tell someone that the document was opened, or run.
 */
export function mergeReferences(context: MergeContext, element: Element, sourcePart: string, targetPart: string): void {
  for (const attribute of [...element.attributes]) {
    if (attribute.namespaceURI !== ns.r || attribute.prefix === 'xmlns') continue;
    const id = mergeRelationship(context, attribute.value, sourcePart, targetPart);
    if (id === null) element.removeAttributeNode(attribute);
    else attribute.value = id;
  }
}

function mergeRelationship(
  context: MergeContext,
  id: string,
  sourcePart: string,
  targetPart: string,
  nesting = 0,
): string | null {
  const key = `${sourcePart} ${targetPart} ${id}`;
  const known = context.relationships.get(key);
  if (known !== undefined) return known;
  const relationship = context.source.relationships(sourcePart).find((each) => each.id === id);
  const merged = relationship ? takeOver(context, relationship, sourcePart, targetPart, nesting) : null;
  context.relationships.set(key, merged);
  return merged;
}

function takeOver(
  context: MergeContext,
  { type, target, external }: Relationship,
  sourcePart: string,
  targetPart: string,
  nesting: number,
): string | null {
  if (external) {
    return type === relationshipTypes.hyperlink && safeAddress.test(target.trim())
      ? context.target.relate(targetPart, type, target.trim(), { external: true })
      : null;
  }
  const isCarried = carried.test(type) || (carriedByChart.test(type) && /\/charts?\//.test(sourcePart));
  if (!isCarried || !context.source.has(target) || nesting > maxNesting) return null;
  const name = copyPart(context, target, nesting);
  return context.target.relate(targetPart, type, name);
}

function copyPart(context: MergeContext, part: string, nesting: number): string {
  const { source, target, parts } = context;
  const known = parts.get(part);
  if (known !== undefined) return known;
  const bytes = source.bytes(part);
  const same = target.has(part) && sameBytes(target.bytes(part), bytes) ? part : sameImage(target, part, bytes);
  if (same !== undefined) {
    parts.set(part, same);
    return same;
  }
  const name = target.freshPartName(part.replace(/\d*(\.\w+)$/, '#$1'));
  parts.set(part, name);
  target.setPart(name, bytes, source.contentType(part) ?? 'application/octet-stream');
  const relationships = source.relationships(part);
  if (relationships.length > 0) {
    const copy = target.edit(name).documentElement;
    for (const element of [copy, ...copy.getElementsByTagName('*')]) {
      for (const attribute of [...element.attributes]) {
        if (attribute.namespaceURI !== ns.r || attribute.prefix === 'xmlns') continue;
        const id = mergeRelationship(context, attribute.value, part, name, nesting + 1);
        if (id === null) element.removeAttributeNode(attribute);
        else attribute.value = id;
      }
    }
  }
  return name;
}

/** The same picture need not be there twice. */
function sameImage(target: OoxmlPackage, part: string, bytes: Uint8Array): string | undefined {
  const extension = part.slice(part.lastIndexOf('.'));
  if (!/^\.(png|jpe?g|gif|bmp|svg|emf|wmf)$/i.test(extension)) return undefined;
  return target.partNames.find(
    (name) => /\/media\//.test(name) && name.endsWith(extension) && sameBytes(target.bytes(name), bytes),
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
