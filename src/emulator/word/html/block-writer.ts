import { ns, relationshipTypes } from '../package/namespaces.ts';
import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { createRun } from '../model/edit-text.ts';
import { forgetLeaves } from '../model/text-leaves.ts';
import { childW, createW, ensureProperties, isW, setText, setW } from '../model/xml.ts';
import { formatParagraph, paragraphFormat, type ParagraphFormatChange } from '../parts/paragraph-format.ts';
import { formatRun, runFormat, type RunFormat, type RunFormatChange } from '../parts/run-format.ts';
import { placeChild } from '../parts/schema-order.ts';
import { ensureStyle } from '../parts/styles.ts';
import type { Look } from './look.ts';

/** Where content read from HTML will stand. */
export interface HtmlPlace {
  readonly pkg: OoxmlPackage;
  /** The part whose relationships its links and pictures get. */
  readonly part: string;
  /** The width that it has there, in twentieths of a point. */
  readonly room: number;
  /** The paragraph that running text goes into; its look needs not be said again. */
  readonly into?: Element;
}

/** The characters that XML cannot hold. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Writes text and objects, one after the other, into paragraphs; white space is put together as a browser does. */
export class BlockWriter {
  readonly place: HtmlPlace;
  readonly blocks: Element[] = [];
  readonly #document: XMLDocument;
  #paragraph: Element | null = null;
  #base: RunFormat | null = null;
  #link: { readonly address: string; readonly element: Element } | null = null;
  /** Text that ends with a space which goes when nothing follows it on its line. */
  #spaced: Element | null = null;
  #isLineStart = true;
  #brokenAt: Element | null = null;

  constructor(place: HtmlPlace) {
    this.place = place;
    this.#document = place.pkg.edit(place.part);
  }

  get isOpen(): boolean {
    return this.#paragraph !== null;
  }

  text(text: string, look: Look): void {
    const clean = text.replace(unwritable, '');
    if (look.keepsSpaces) {
      this.#preserved(clean.replace(/\r\n?/g, '\n'), look);
      return;
    }
    let words = clean.replace(/[ \t\n\r\f]+/g, ' ');
    if (this.#isLineStart || this.#spaced) words = words.replace(/^ /, '');
    if (words === '') return;
    const element = this.#put(createRun(this.#document, words, this.#properties(look)), look);
    this.#spaced = words.endsWith(' ') ? (childW(element, 't') ?? null) : null;
    this.#isLineStart = false;
  }

  #preserved(text: string, look: Look): void {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.lineBreak(look);
      if (line === '') continue;
      this.#put(createRun(this.#document, line, this.#properties(look)), look);
      this.#spaced = null;
      this.#isLineStart = false;
    }
  }

  /** A break that nothing follows in its paragraph goes again when that is closed. */
  lineBreak(look: Look): void {
    this.#trim();
    this.#brokenAt = this.#put(createRun(this.#document, '\u000b', this.#properties(look)), look);
    this.#isLineStart = true;
  }

  pageBreak(look: Look): void {
    this.#put(createRun(this.#document, '\u000c', this.#properties(look)), look);
    this.#isLineStart = true;
  }

  /** A run with a picture. */
  object(run: Element, look: Look): void {
    this.#put(run, look);
    this.#spaced = null;
    this.#isLineStart = false;
  }

  /** Begins a paragraph if none is begun. */
  open(look: Look): Element {
    if (this.#paragraph) return this.#paragraph;
    const paragraph = createW(this.#document, 'p');
    this.blocks.push(paragraph);
    this.#paragraph = paragraph;
    this.#isLineStart = true;
    formatNewParagraph(this.place.pkg, paragraph, look);
    this.#base = runFormat(this.place.pkg, this.place.into ?? paragraph);
    return paragraph;
  }

  close(): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    this.#trim();
    // A break at the end of a block shows nothing, unless it is all there is.
    this.#brokenAt?.remove();
    this.#brokenAt = null;
    this.#paragraph = null;
    this.#link = null;
    this.#base = null;
    this.#isLineStart = true;
    forgetLeaves(paragraph);
  }

  /** A table or another block that is whole. */
  block(element: Element): void {
    this.close();
    this.blocks.push(element);
  }

  #put(run: Element, look: Look): Element {
    const paragraph = this.open(look);
    this.#brokenAt = null;
    if (look.address === '') {
      this.#link = null;
      paragraph.append(run);
      return run;
    }
    if (this.#link?.address !== look.address) {
      this.#link = { address: look.address, element: this.#newLink(look.address) };
      paragraph.append(this.#link.element);
    }
    this.#link.element.append(run);
    return run;
  }

  #newLink(address: string): Element {
    const { pkg, part } = this.place;
    const link = createW(this.#document, 'hyperlink');
    if (address.startsWith('#')) setW(link, 'anchor', address.slice(1));
    else {
      const id = pkg.relate(part, relationshipTypes.hyperlink, address, { external: true });
      link.setAttributeNS(ns.r, 'r:id', id);
    }
    setW(link, 'history', '1');
    return link;
  }

  /** The run properties of a look: only what the paragraph does not say already. */
  #properties(look: Look): Element | null {
    this.open(look);
    const run = createW(this.#document, 'r');
    const name = look.address === '' ? look.characterStyle : 'Hyperlink';
    const styleId = name === null ? null : ensureStyle(this.place.pkg, name);
    if (styleId !== null) ensureProperties(run).append(createW(this.#document, 'rStyle', { val: styleId }));
    const font = name !== look.characterStyle && look.characterStyle !== null ? { name: 'Courier New' } : {};
    const { underline } = look.run;
    formatRun(run, {
      ...differing({ ...font, ...look.run }, this.#base),
      // A link is underlined by its style, so that one that is not says so.
      ...(look.address === '' || underline === undefined ? {} : { underline }),
    });
    if (look.isRightToLeft) placeChild(ensureProperties(run), createW(this.#document, 'rtl'));
    return childW(run, 'rPr');
  }

  /** Takes the space away that a line ends with. */
  #trim(): void {
    const text = this.#spaced;
    this.#spaced = null;
    if (!text) return;
    setText(text, text.textContent.replace(/ $/, ''));
    if (text.textContent !== '') return;
    const run = text.parentElement;
    const around = run?.parentElement;
    run?.remove();
    if (around && isW(around, 'hyperlink') && around.childElementCount === 0) around.remove();
  }
}

function differing(change: RunFormatChange, base: RunFormat | null): RunFormatChange {
  const entries = Object.entries(change) as [keyof RunFormatChange, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => !base || base[name] !== value));
}

function formatNewParagraph(pkg: OoxmlPackage, paragraph: Element, look: Look): void {
  const document = paragraph.ownerDocument;
  const { list } = look;
  const style = look.paragraphStyle ?? (list ? 'List Paragraph' : null);
  const styleId = style === null ? null : ensureStyle(pkg, style);
  const put = (name: string, attributes: Readonly<Record<string, string>>, children: readonly Element[] = []): void => {
    placeChild(ensureProperties(paragraph), createW(document, name, attributes, children));
  };
  if (styleId !== null) put('pStyle', { val: styleId });
  let change: ParagraphFormatChange = look.paragraph;
  if (list && !list.item.isBegun) {
    list.item.isBegun = true;
    put('numPr', {}, [
      createW(document, 'ilvl', { val: String(list.level) }),
      createW(document, 'numId', { val: list.numId }),
    ]);
  } else if (list) change = { ...change, leftIndent: 36 * (list.level + 1) };
  if (look.fill !== null) put('shd', { val: 'clear', color: 'auto', fill: look.fill });
  if (look.isRightToLeft) put('bidi', {});
  const known = paragraphFormat(pkg, paragraph);
  const entries = Object.entries(change) as [keyof ParagraphFormatChange, unknown][];
  const needed = entries.filter(([name, value]) => known[name] !== value);
  if (needed.length > 0) formatParagraph(paragraph, Object.fromEntries(needed));
}
