import { parseXml, serializeXml, type OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';
import { storiesFrom, storyOf, type Span } from './story.ts';
import { lengthOf } from './text-leaves.ts';
import { splitContent } from './edit-text.ts';
import { createW, isW } from './xml.ts';
import { partOf } from '../parts/part-of.ts';

/** The blocks that a span touches, and what holds them: the body, a cell, a note, a content control. */
export interface SpanBlocks {
  readonly container: Element;
  readonly blocks: readonly Element[];
}

const containers = new Set(['body', 'tc', 'sdtContent', 'hdr', 'ftr', 'footnote', 'endnote', 'comment', 'txbxContent']);

export function blocksOfSpan({ start, end }: Span): SpanBlocks {
  const [story, lastStory] = [storyOf(start.paragraph), storyOf(end.paragraph)];
  // Several notes, each a story of its own.
  if (story !== lastStory)
    return { container: story, blocks: storiesFrom(story, lastStory).flatMap((each) => [...each.children]) };
  let first: Element = start.paragraph;
  const holds = (element: Element): boolean => containers.has(element.localName) && element.contains(end.paragraph);
  while (first.parentElement && !holds(first.parentElement)) first = first.parentElement;
  const container = first.parentElement;
  if (!container) throw new Error('The span is in no story.');
  const blocks: Element[] = [];
  for (let block: Element | null = first; block; block = block.nextElementSibling) {
    blocks.push(block);
    if (block === end.paragraph || block.contains(end.paragraph)) break;
  }
  return { container, blocks };
}

/** Whether a span is made of whole blocks, from the first character of one to the last of another. */
export function isWholeBlocks(span: Span): boolean {
  return span.start.offset === 0 && span.end.offset === lengthOf(span.end.paragraph);
}

/** Parts that content may refer to, each sent along whole when the document has it. */
const companions = [
  'styles',
  'numbering',
  'theme',
  'fontTable',
  'settings',
  'footnotes',
  'endnotes',
  'comments',
] as const;

/** A span as a flat OPC package: what `getOoxml` gives. Paragraphs cut by the span's ends are cut in the copy alone. */
export function spanToFlatOpc(opened: OoxmlPackage, span: Span): string {
  const part = opened.documentPart;
  const own = partOf(opened, span.start.paragraph);
  const tree = opened.xml(own);
  const root = documentElement(tree);
  const body = tree.createElementNS(ns.w, `${tree.documentElement.prefix ?? 'w'}:body`);
  root.append(body);
  for (const block of blocksOfSpan(span).blocks) body.append(block.cloneNode(true));
  crop(body, span);
  const section = [...storyOf(span.start.paragraph).children].at(-1);
  if (section && isW(section, 'sectPr') && !body.lastElementChild?.isSameNode(section))
    body.append(section.cloneNode(true));

  const relationships = [
    ...opened.relationships(own).filter(({ type, external }) => external || type.endsWith('/image')),
    ...opened
      .relationships(part)
      .filter(({ type, target }) => companions.some((name) => type.endsWith(`/${name}`)) && opened.has(target))
      // Text of another part has ids of its own, which these must not take.
      .map((each) => (own === part ? each : { ...each, id: `${each.id}-main` })),
  ];
  const parts = [
    flatXml(
      '_rels/.rels',
      contentTypes.relationships,
      relationshipsXml([{ id: 'rId1', type: relationshipTypes.officeDocument, target: part, external: false }]),
    ),
    flatXml(part, contentTypes.document, new XMLSerializer().serializeToString(root)),
    flatXml(
      `${part.replace(/[^/]+$/, '')}_rels/${part.replace(/^.*\//, '')}.rels`,
      contentTypes.relationships,
      relationshipsXml(relationships),
    ),
    ...relationships
      .filter(({ external, target }) => !external && opened.has(target))
      .map(({ target, type }) =>
        type.endsWith('/image')
          ? flatBinary(target, opened)
          : flatXml(
              target,
              opened.contentType(target) ?? 'application/xml',
              withoutProlog(serializeXml(opened.xml(target))),
            ),
      ),
  ];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package xmlns:pkg="${ns.pkg}">${parts.join('')}</pkg:package>`;
}

/** `w:document` with the namespaces of the part that the content comes from: a note's or a header's root is another. */
function documentElement(tree: XMLDocument): Element {
  const root = tree.documentElement.cloneNode(false) as Element;
  if (isW(root, 'document')) return root;
  const made = createW(tree, 'document');
  for (const attribute of root.attributes) made.setAttributeNode(attribute.cloneNode() as Attr);
  return made;
}

/** Takes from the copy what lies outside the span in its first and last paragraph. */
function crop(body: Element, span: Span): void {
  const paragraphs = [...body.getElementsByTagNameNS(ns.w, 'p')];
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  if (!first || !last || isWholeBlocks(span)) return;
  removeAfter(last, span.end.offset);
  removeBefore(first, span.start.offset);
}

function removeAfter(paragraph: Element, offset: number): void {
  const { parent, before } = splitContent(paragraph, offset);
  for (let node = before; node;) {
    const next: Node | null = node.nextSibling;
    parent.removeChild(node);
    node = next;
  }
}

function removeBefore(paragraph: Element, offset: number): void {
  const { parent, before } = splitContent(paragraph, offset);
  for (const node of [...parent.childNodes]) {
    if (node === before) break;
    if (!isW(node, 'pPr')) node.remove();
  }
}

function relationshipsXml(
  rows: readonly { readonly id: string; readonly type: string; readonly target: string; readonly external: boolean }[],
): string {
  const root = parseXml(`<Relationships xmlns="${ns.relationships}"/>`);
  for (const { id, type, target, external } of rows) {
    const element = root.createElementNS(ns.relationships, 'Relationship');
    element.setAttribute('Id', id);
    element.setAttribute('Type', type);
    element.setAttribute('Target', external ? target : `/${target}`);
    if (external) element.setAttribute('TargetMode', 'External');
    root.documentElement.append(element);
  }
  return new XMLSerializer().serializeToString(root);
}

function flatXml(name: string, type: string, xml: string): string {
  return `<pkg:part pkg:name="/${name}" pkg:contentType="${type}"><pkg:xmlData>${xml}</pkg:xmlData></pkg:part>`;
}

function flatBinary(name: string, opened: OoxmlPackage): string {
  const type = opened.contentType(name) ?? 'application/octet-stream';
  const text = [...opened.bytes(name)].map((byte) => String.fromCharCode(byte)).join('');
  return `<pkg:part pkg:name="/${name}" pkg:contentType="${type}" pkg:compression="store"><pkg:binaryData>${btoa(text)}</pkg:binaryData></pkg:part>`;
}

function withoutProlog(xml: string): string {
  return xml.replace(/^<\?xml[^>]*\?>\s*/, '');
}
