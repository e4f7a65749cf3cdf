import { ns, relationshipTypes } from '../package/namespaces.ts';
import { leavesOf } from '../model/text-leaves.ts';
import { runsOf } from '../model/format.ts';
import { partsOf, type Span } from '../model/story.ts';
import { ancestorW, attributeW, createW } from '../model/xml.ts';
import type { WordDocument } from '../word-document.ts';

/** The address of the link that the whole span is in, or an empty string. A place inside the document is `#bookmark`. */
export function hyperlinkOf(document: WordDocument, span: Span): string {
  const links = new Set<Element | null>();
  for (const { paragraph, start, end } of partsOf(span)) {
    for (const leaf of leavesOf(paragraph)) {
      if (leaf.start < end && leaf.start + leaf.length > start) links.add(ancestorW(leaf.element, 'hyperlink'));
    }
  }
  const [link] = links;
  if (links.size !== 1 || !link) return '';
  const id = link.getAttributeNS(ns.r, 'id');
  const part = document.package.documentPart;
  const target = document.package.relationships(part).find((each) => each.id === id)?.target ?? '';
  const anchor = attributeW(link, 'anchor');
  return anchor ? `${target}#${anchor}` : target;
}

/** Links a span to an address; an empty one takes the link away. Only web and mail addresses are taken. */
export function setHyperlink(document: WordDocument, span: Span, url: string): void {
  document.transact('hyperlink', () => {
    for (const run of runsOf(span)) {
      const old = ancestorW(run, 'hyperlink');
      if (old) old.replaceWith(...old.childNodes);
    }
    if (url === '') return;
    const part = document.package.documentPart;
    const id = document.package.relate(part, relationshipTypes.hyperlink, url, { external: true });
    let link: Element | null = null;
    for (const run of runsOf(span)) {
      // Neighbouring runs share one link; a run in another place begins its own.
      if (!link || run.previousElementSibling !== link) {
        link = createW(run.ownerDocument, 'hyperlink');
        link.setAttributeNS(ns.r, 'r:id', id);
        run.before(link);
      }
      link.append(run);
    }
  });
}
