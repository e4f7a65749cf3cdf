import { HostError } from '../../richapi/object-model.ts';
import { partsOf, type Span } from '../model/story.ts';
import { leavesOf } from '../model/text-leaves.ts';
import { ancestorW } from '../model/xml.ts';
import { hyperlinkOf as addressOfRun, setHyperlink as linkText } from '../parts/hyperlinks.ts';
import { partOf } from '../parts/part-of.ts';
import type { WordDocument } from '../word-document.ts';

/** One link's text within a paragraph. */
interface LinkedText {
  readonly paragraph: Element;
  readonly start: number;
  end: number;
  /** Empty for text that leads nowhere. */
  readonly address: string;
}

/** The address that the whole span leads to, or an empty string. A place inside the document is `#bookmark`. */
export function hyperlinkOf(document: WordDocument, span: Span): string {
  const addresses = new Set(stretches(document, span).map(({ address }) => address));
  return addresses.size === 1 ? ([...addresses][0] ?? '') : '';
}

/** The links that a span touches, each as far as it lies within the span: `Range.getHyperlinkRanges`. */
export function hyperlinkSpans(document: WordDocument, span: Span): Span[] {
  return stretches(document, span)
    .filter(({ address }) => address !== '')
    .map(({ paragraph, start, end }) => ({ start: { paragraph, offset: start }, end: { paragraph, offset: end } }));
}

/** A span's text cut where the address changes. */
function stretches(document: WordDocument, span: Span): LinkedText[] {
  const part = partOf(document.package, span.start.paragraph);
  const found: LinkedText[] = [];
  for (const { paragraph, start, end } of partsOf(span)) {
    let last: LinkedText | undefined;
    for (const leaf of leavesOf(paragraph)) {
      const to = Math.min(end, leaf.start + leaf.length);
      if (leaf.start >= end || to <= start) continue;
      const run = ancestorW(leaf.element, 'r');
      const address = (run && addressOfRun(document.package, part, run)) ?? '';
      if (last?.address === address) last.end = to;
      else found.push((last = { paragraph, start: Math.max(start, leaf.start), end: to, address }));
    }
  }
  return found;
}

/** What an add-in may link to: the web, mail, and places of the document itself. */
const safeAddress = /^(https?:\/\/|mailto:|#)/i;

/** An address that may be linked to; an empty one takes a link away. */
export function requireAddress(address: unknown): string {
  if (typeof address === 'string' && (address === '' || safeAddress.test(address))) return address;
  throw new HostError('InvalidArgument', `'${String(address)}' is no address on the web, of mail or in the document.`);
}

/** Links a span to an address; an empty one takes the link away. */
export function setHyperlink(document: WordDocument, span: Span, address: unknown): void {
  const wanted = requireAddress(address);
  document.transact('hyperlink', () => {
    const part = document.partOf(span.start.paragraph);
    for (const { paragraph, start, end } of partsOf(span)) {
      if (end > start) linkText(document.package, part, paragraph, start, end, wanted);
    }
  });
}
