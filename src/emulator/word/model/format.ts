import { leavesOf } from './text-leaves.ts';
import { splitContent, type EditContext } from './edit-text.ts';
import { partsOf, type Span } from './story.ts';
import { ancestorW, childW, createW, ensureProperties, setW } from './xml.ts';
import { placeChild } from '../parts/schema-order.ts';

/** A character format as Office's `Font` names it; `undefined` leaves as it is. */
export interface RunFormatPatch {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: string;
  readonly strike?: boolean;
  readonly doubleStrike?: boolean;
  readonly superscript?: boolean;
  readonly subscript?: boolean;
  readonly name?: string;
  /** Points. */
  readonly size?: number;
  /** `#RRGGBB`. */
  readonly color?: string;
  /** A highlight's name in WordprocessingML, such as `yellow`; `null` takes it away. */
  readonly highlight?: string | null;
}

/** The runs of a span, cut so that none reaches beyond it. */
export function runsOf(span: Span): Element[] {
  const runs = new Set<Element>();
  for (const { paragraph, start, end } of partsOf(span)) {
    if (start >= end) continue;
    splitContent(paragraph, end);
    splitContent(paragraph, start);
    for (const leaf of leavesOf(paragraph)) {
      const run = leaf.start >= start && leaf.start + leaf.length <= end ? ancestorW(leaf.element, 'r') : null;
      if (run) runs.add(run);
    }
  }
  return [...runs];
}

/** The runs that a span touches, for reading: nothing is cut. */
export function runsAt(span: Span): Element[] {
  const runs = new Set<Element>();
  for (const { paragraph, start, end } of partsOf(span)) {
    const leaves = leavesOf(paragraph);
    const touched = leaves.filter((leaf) =>
      start === end
        ? leaf.start < start && start <= leaf.start + leaf.length
        : leaf.start < end && leaf.start + leaf.length > start,
    );
    for (const leaf of touched.length > 0 ? touched : leaves.slice(0, start === 0 ? 1 : 0)) {
      const run = ancestorW(leaf.element, 'r');
      if (run) runs.add(run);
    }
  }
  return [...runs];
}

/** Sets character formats on every run of a span; tracked, each run keeps what it was in `w:rPrChange`. */
export function setRunFormat(span: Span, patch: RunFormatPatch, { tracked }: EditContext): void {
  for (const run of runsOf(span)) {
    const before = childW(run, 'rPr')?.cloneNode(true) as Element | undefined;
    const properties = ensureProperties(run);
    applyFormat(properties, patch);
    if (!tracked || childW(properties, 'rPrChange')) continue;
    const change = createW(run.ownerDocument, 'rPrChange', {
      id: String(tracked.nextId()),
      author: tracked.name,
      date: tracked.date(),
    });
    change.append(before ?? createW(run.ownerDocument, 'rPr'));
    placeChild(properties, change);
  }
}

/** Writes formats into a run's, style's or paragraph mark's properties. */
export function applyFormat(properties: Element, patch: RunFormatPatch): void {
  if (patch.bold !== undefined) setToggle(properties, ['b', 'bCs'], patch.bold);
  if (patch.italic !== undefined) setToggle(properties, ['i', 'iCs'], patch.italic);
  if (patch.strike !== undefined) setToggle(properties, ['strike'], patch.strike);
  if (patch.doubleStrike !== undefined) setToggle(properties, ['dstrike'], patch.doubleStrike);
  if (patch.underline !== undefined) setValue(properties, 'u', patch.underline === 'none' ? 'none' : patch.underline);
  if (patch.superscript !== undefined)
    setValue(properties, 'vertAlign', patch.superscript ? 'superscript' : 'baseline');
  if (patch.subscript !== undefined) setValue(properties, 'vertAlign', patch.subscript ? 'subscript' : 'baseline');
  if (patch.size !== undefined)
    for (const name of ['sz', 'szCs']) setValue(properties, name, String(Math.round(patch.size * 2)));
  if (patch.color !== undefined) setValue(properties, 'color', patch.color.replace('#', '').toUpperCase());
  if (patch.highlight !== undefined) setValue(properties, 'highlight', patch.highlight ?? 'none');
  if (patch.name !== undefined) {
    childW(properties, 'rFonts')?.remove();
    const fonts = createW(properties.ownerDocument, 'rFonts');
    for (const script of ['ascii', 'hAnsi', 'eastAsia', 'cs']) setW(fonts, script, patch.name);
    placeChild(properties, fonts);
  }
}

function setToggle(properties: Element, names: readonly string[], on: boolean): void {
  for (const name of names) {
    childW(properties, name)?.remove();
    // Off is said, since a style may say on.
    placeChild(properties, createW(properties.ownerDocument, name, on ? {} : { val: '0' }));
  }
}

function setValue(properties: Element, name: string, value: string): void {
  childW(properties, name)?.remove();
  placeChild(properties, createW(properties.ownerDocument, name, { val: value }));
}

/** Sets or takes away (`null`) one valued property of a paragraph: `pStyle`, `jc`, `outlineLvl`. */
export function setParagraphProperty(paragraph: Element, name: string, value: string | null): void {
  const properties = ensureProperties(paragraph);
  childW(properties, name)?.remove();
  if (value !== null) placeChild(properties, createW(paragraph.ownerDocument, name, { val: value }));
}
