import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { leavesOf, type TextLeaf } from '../model/text-leaves.ts';
import { ancestorW, attributeW, isW } from '../model/xml.ts';
import { hyperlinkOf } from '../parts/hyperlinks.ts';
import { altTextOf, inlinePictures, pictureBase64, pictureData, pictureSize } from '../parts/pictures.ts';
import { runFormat, type RunFormat } from '../parts/run-format.ts';
import { runStyle, styleName } from '../parts/styles.ts';

/** What writing one piece of HTML shares. */
export interface HtmlOutput {
  readonly pkg: OoxmlPackage;
  readonly part: string;
  readonly page: Document;
  /** The mark of a note, whose words come at the end: `1`. */
  readonly noteNumber: (reference: Element) => string;
}

/** A stretch of a paragraph's text as elements and text below `into`, each format by its own element. */
export function writeInline(paragraph: Element, start: number, end: number, into: Element, output: HtmlOutput): void {
  const base = runFormat(output.pkg, paragraph);
  let last: { readonly key: string; readonly holder: Element } | undefined;
  for (const leaf of leavesOf(paragraph)) {
    const [from, to] = [Math.max(start, leaf.start), Math.min(end, leaf.start + leaf.length)];
    if (from >= to) continue;
    const wrappers = wrappersOf(leaf.element, base, output);
    const key = JSON.stringify(wrappers);
    if (last?.key !== key) last = { key, holder: nest(into, wrappers, output.page) };
    last.holder.append(...nodesOf(leaf, from - leaf.start, to - leaf.start, output));
  }
}

interface Wrapper {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

function nest(into: Element, wrappers: readonly Wrapper[], page: Document): Element {
  let holder = into;
  for (const { tag, attributes = {} } of wrappers) {
    const element = page.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    holder.append(element);
    holder = element;
  }
  return holder;
}

const safeAddress = /^(https?:|mailto:|#)/i;

function wrappersOf(leaf: Element, base: RunFormat, { pkg, part }: HtmlOutput): Wrapper[] {
  const run = ancestorW(leaf, 'r');
  if (!run) return [];
  const address = hyperlinkOf(pkg, part, run) ?? '';
  const isLink = address !== '' && safeAddress.test(address);
  const isMark = isW(leaf, 'footnoteReference') || isW(leaf, 'endnoteReference');
  const style = runStyle(pkg, run);
  const isCode = style !== null && styleName(style) === 'HTML Code';
  const format = isMark ? base : runFormat(pkg, run);
  return [
    ...(isLink ? [{ tag: 'a', attributes: { href: address } }] : []),
    ...(ancestorW(run, 'ins') || ancestorW(run, 'moveTo') ? [{ tag: 'ins' }] : []),
    ...(ancestorW(run, 'del') || ancestorW(run, 'moveFrom') ? [{ tag: 'del' }] : []),
    ...(isCode ? [{ tag: 'code' }] : []),
    ...formatWrappers(format, base, { isLink, isCode }),
  ];
}

/** An element for each format that the paragraph has not; what is turned off is said in a style. */
function formatWrappers(
  format: RunFormat,
  base: RunFormat,
  { isLink, isCode }: { readonly isLink: boolean; readonly isCode: boolean },
): Wrapper[] {
  const css: string[] = [];
  const wrappers: Wrapper[] = [];
  const toggle = (name: 'bold' | 'italic', tag: string, off: string): void => {
    if (format[name] === base[name]) return;
    if (format[name]) wrappers.push({ tag });
    else css.push(off);
  };
  toggle('bold', 'b', 'font-weight:normal');
  toggle('italic', 'i', 'font-style:normal');
  if (format.underline !== base.underline && !(isLink && format.underline === 'single')) {
    if (format.underline === 'single') wrappers.push({ tag: 'u' });
    else
      css.push(
        format.underline === 'none'
          ? 'text-decoration:none'
          : `text-decoration:underline ${lineStyle(format.underline)}`,
      );
  }
  if ((format.strikeThrough || format.doubleStrikeThrough) && !base.strikeThrough) wrappers.push({ tag: 's' });
  if (format.superscript && !base.superscript) wrappers.push({ tag: 'sup' });
  if (format.subscript && !base.subscript) wrappers.push({ tag: 'sub' });
  if (format.name !== base.name && !isCode) css.push(`font-family:${quoted(format.name)}`);
  if (format.size !== base.size && !isCode) css.push(`font-size:${format.size}pt`);
  if (format.color !== base.color && !isLink)
    css.push(`color:${format.color === 'auto' ? 'black' : `#${format.color}`}`);
  if (format.highlight !== null && format.highlight !== base.highlight)
    css.push(`background-color:#${format.highlight}`);
  if (format.allCaps && !base.allCaps) css.push('text-transform:uppercase');
  if (format.smallCaps && !base.smallCaps) css.push('font-variant:small-caps');
  if (format.hidden) css.push('display:none');
  return css.length === 0 ? wrappers : [...wrappers, { tag: 'span', attributes: { style: css.join(';') } }];
}

function lineStyle(underline: string): string {
  if (underline.startsWith('dot')) return underline === 'double' ? 'double' : 'dotted';
  if (underline.startsWith('wav')) return 'wavy';
  return underline === 'double' ? 'double' : underline.startsWith('dash') ? 'dashed' : 'solid';
}

/** A face's name within a style: it can neither end the string nor the attribute. */
export function quoted(face: string): string {
  return `'${face.replace(/['"\\;{}<>\n]/g, '')}'`;
}

function nodesOf(leaf: TextLeaf, from: number, to: number, output: HtmlOutput): Node[] {
  const { element } = leaf;
  const { page } = output;
  if (element.namespaceURI === ns.m) return [page.createTextNode(mathText(element))];
  switch (element.localName) {
    case 't':
    case 'delText':
      return [textNode(leaf.text.slice(from, to), page)];
    case 'tab':
    case 'ptab':
      return [textNode('\t', page)];
    case 'noBreakHyphen':
      return [page.createTextNode('\u2011')];
    case 'softHyphen':
      return [page.createTextNode('\u00ad')];
    case 'br':
    case 'cr':
      return [lineBreak(element, page)];
    case 'sym':
      return [symbol(element, page)];
    case 'footnoteReference':
    case 'endnoteReference':
      return [noteMark(element, output)];
    default:
      return pictures(element, output);
  }
}

/** Spaces that a page would put together, and tabs, are kept by a style. */
function textNode(text: string, page: Document): Node {
  if (!/\t| {2}|^ $/.test(text)) return page.createTextNode(text);
  const span = page.createElement('span');
  span.setAttribute('style', 'white-space:pre-wrap');
  span.append(text);
  return span;
}

function lineBreak(element: Element, page: Document): Element {
  const made = page.createElement('br');
  if (attributeW(element, 'type') === 'page') made.setAttribute('style', 'page-break-before:always');
  return made;
}

function symbol(element: Element, page: Document): Element {
  const span = page.createElement('span');
  span.setAttribute('style', `font-family:${quoted(attributeW(element, 'font') ?? 'Symbol')}`);
  const code = Number.parseInt(attributeW(element, 'char') ?? '', 16);
  span.append(Number.isInteger(code) && code > 31 && code < 0x10000 ? String.fromCharCode(code) : '');
  return span;
}

function noteMark(element: Element, { page, noteNumber }: HtmlOutput): Element {
  const number = noteNumber(element);
  const link = page.createElement('a');
  link.setAttribute('href', `#_note_${number}`);
  const mark = page.createElement('sup');
  mark.append(`[${number}]`);
  link.append(mark);
  return link;
}

function mathText(element: Element): string {
  return [...element.getElementsByTagNameNS(ns.m, 't')].map(({ textContent }) => textContent).join('');
}

/** A picture with its bytes; one that lies elsewhere, and what is no picture, gives its words. */
function pictures(element: Element, { pkg, part, page }: HtmlOutput): Node[] {
  return inlinePictures(element).map((inline) => {
    const { description, title } = altTextOf(inline);
    const [data, base64] = [pictureData(pkg, part, inline), pictureBase64(pkg, part, inline)];
    if (!data || base64 === null) return page.createTextNode(description);
    const { width, height } = pictureSize(inline);
    const image = page.createElement('img');
    image.setAttribute('src', `data:${data.contentType};base64,${base64}`);
    image.setAttribute('alt', description);
    if (title !== '') image.setAttribute('title', title);
    image.setAttribute('style', `width:${round(width)}pt;height:${round(height)}pt`);
    return image;
  });
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
