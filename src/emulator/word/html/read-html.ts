import { createW, ensureProperties } from '../model/xml.ts';
import { createPictureRun } from '../parts/pictures.ts';
import { placeChild } from '../parts/schema-order.ts';
import { BlockWriter, type HtmlPlace } from './block-writer.ts';
import { readLength, type Declarations } from './css.ts';
import { fitsPlan, isList, planList, type ListPlan } from './lists.ts';
import { fillOf, lookInside, paragraphInside, plainLook, type Look } from './look.ts';
import { readStyles } from './style-sheet.ts';
import { readTable } from './read-table.ts';

export interface HtmlContent {
  readonly blocks: readonly Element[];
  /** Whether it is running text, without any markup of blocks. */
  readonly isPhrasing: boolean;
}

const blockTags = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** What is no content, or would run or fetch something. */
const passedOver = new Set(
  'applet area audio base button canvas colgroup col datalist embed frame frameset head iframe link map math meta meter noembed noframes object option param progress rp rt script select source style svg template textarea title track video'.split(
    ' ',
  ),
);

/** What reading one page shares. */
export interface Reading {
  readonly cssOf: (element: Element) => Declarations;
  readonly read: (nodes: Iterable<Node>, look: Look, writer: BlockWriter) => void;
}

/**
 * HTML as blocks of WordprocessingML, ready to be placed: headings, paragraphs, text formats, links, lists, tables,
 * preformatted text, quotations, rules and pictures in `data:` addresses. Nothing of it runs, and nothing is fetched: a
 * picture from elsewhere gives way to its words. Lists, styles, links and pictures are added to the document.
 */
export function readHtml(html: string, place: HtmlPlace): HtmlContent {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const cssOf = readStyles(page);
  const reading: Reading = {
    cssOf,
    read: (nodes, look, writer) => {
      readNodes(nodes, look, writer, reading, null);
    },
  };
  const isPhrasing = ![...page.body.querySelectorAll('*')].some((each) => blockTags.has(each.localName));
  const { into, ...own } = place;
  const writer = new BlockWriter(isPhrasing && into ? { ...own, into } : own);
  const { body } = page;
  reading.read(body.childNodes, lookInside(body, cssOf(body), plainLook), writer);
  writer.close();
  return { blocks: writer.blocks, isPhrasing };
}

function readNodes(
  nodes: Iterable<Node>,
  look: Look,
  writer: BlockWriter,
  reading: Reading,
  plan: ListPlan | null,
): void {
  for (const node of nodes) {
    if (node.nodeType === 3) writer.text(node.nodeValue ?? '', look);
    else if (node.nodeType === 1) readElement(node as Element, look, writer, reading, plan);
  }
}

function readElement(
  element: Element,
  around: Look,
  writer: BlockWriter,
  reading: Reading,
  plan: ListPlan | null,
): void {
  const tag = element.localName;
  const css = reading.cssOf(element);
  if (passedOver.has(tag) || isHidden(element, css)) return;
  const look = lookInside(element, css, around);
  if (tag === 'br') readBreak(css, around, writer);
  else if (tag === 'img') readPicture(element, css, look, writer);
  else if (tag === 'input') readInput(element, look, writer);
  else if (tag === 'hr') readRule(look, writer);
  else if (tag === 'table')
    readTable(element, { ...look, paragraph: paragraphInside(element, css, look) }, writer, reading);
  else if (isList(element)) readList(element, css, blockLook(element, css, look), writer, reading, plan);
  else if (blockTags.has(tag) || css.get('display') === 'block') {
    writer.close();
    readNodes(element.childNodes, blockLook(element, css, look), writer, reading, plan);
    writer.close();
  } else {
    const fill = fillOf(element, css);
    const inner = fill === null ? look : { ...look, run: { ...look.run, highlight: fill } };
    readNodes(element.childNodes, inner, writer, reading, plan);
  }
}

function isHidden(element: Element, css: Declarations): boolean {
  return (
    element.hasAttribute('hidden') ||
    css.get('display') === 'none' ||
    css.get('visibility') === 'hidden' ||
    css.get('mso-hide') === 'all'
  );
}

function blockLook(element: Element, css: Declarations, look: Look): Look {
  const fill = fillOf(element, css) ?? look.fill;
  return { ...look, fill, paragraph: paragraphInside(element, css, look) };
}

function readBreak(css: Declarations, look: Look, writer: BlockWriter): void {
  const breaks = css.get('page-break-before') ?? css.get('break-before');
  if (breaks === 'always' || breaks === 'page') writer.pageBreak(look);
  else writer.lineBreak(look);
}

/** A box to tick is its sign; other fields of a form have nothing to say. */
function readInput(element: Element, look: Look, writer: BlockWriter): void {
  if (element.getAttribute('type')?.toLowerCase() !== 'checkbox') return;
  writer.text(element.hasAttribute('checked') ? '\u2612' : '\u2610', look);
}

function readRule(look: Look, writer: BlockWriter): void {
  writer.close();
  const paragraph = writer.open({ ...plainLook, paragraph: { alignment: look.paragraph.alignment ?? 'left' } });
  const line = createW(paragraph.ownerDocument, 'bottom', { val: 'single', sz: '6', space: '1', color: 'auto' });
  placeChild(ensureProperties(paragraph), createW(paragraph.ownerDocument, 'pBdr', {}, [line]));
  writer.close();
}

function readPicture(element: Element, css: Declarations, look: Look, writer: BlockWriter): void {
  const { pkg, part, room } = writer.place;
  const whole = room / 20;
  const side = (name: 'width' | 'height'): number | undefined => {
    const length = readLength(css.get(name) ?? element.getAttribute(name), { fontSize: look.fontSize, whole });
    return length !== undefined && length > 0 ? Math.min(1584, length) : undefined;
  };
  const [width, height] = [side('width'), side('height')];
  const words = element.getAttribute('alt') ?? '';
  const source = element.getAttribute('src') ?? '';
  const run = /^data:image\//i.test(source)
    ? createPictureRun(pkg, part, source, {
        altText: words,
        title: element.getAttribute('title') ?? '',
        ...(width === undefined ? {} : { width }),
        ...(height === undefined ? {} : { height }),
        room: whole,
      })
    : null;
  if (run) writer.object(run, look);
  else writer.text(words, look);
}

function readList(
  element: Element,
  css: Declarations,
  look: Look,
  writer: BlockWriter,
  reading: Reading,
  around: ListPlan | null,
): void {
  const level = look.list ? Math.min(8, look.list.level + 1) : 0;
  // An item that begins with a list has its own mark all the same.
  if (look.list && !look.list.item.isBegun) writer.open(look);
  writer.close();
  const plan =
    around && fitsPlan(around, element, level, css)
      ? around
      : planList(writer.place.pkg, element, level, reading.cssOf);
  const itemLook = (): Look => ({ ...look, list: { numId: plan.numId, level, item: { isBegun: false } } });
  let loose: Look | null = null;
  for (const node of element.childNodes) {
    if (node.nodeType === 1 && (node as Element).localName === 'li') {
      loose = null;
      readItem(node as Element, itemLook(), writer, reading, plan);
    } else if (node.nodeType === 1 && isList(node as Element)) {
      // A list straight inside a list, as some programs write it.
      const inner = { ...itemLook(), list: { numId: plan.numId, level, item: { isBegun: true } } };
      readElement(node as Element, inner, writer, reading, plan);
    } else if (node.nodeType === 1 || node.nodeValue?.trim()) {
      loose ??= itemLook();
      readNodes([node], loose, writer, reading, plan);
    }
  }
  writer.close();
}

function readItem(item: Element, around: Look, writer: BlockWriter, reading: Reading, plan: ListPlan): void {
  const css = reading.cssOf(item);
  if (isHidden(item, css)) return;
  const look = blockLook(item, css, lookInside(item, css, around));
  writer.close();
  readNodes(item.childNodes, look, writer, reading, plan);
  if (look.list?.item.isBegun === false) writer.open(look);
  writer.close();
}
