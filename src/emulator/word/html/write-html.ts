import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { blocksOfSpan } from '../model/flat-opc.ts';
import { partsOf, type Span } from '../model/story.ts';
import { attributeW, isW } from '../model/xml.ts';
import { listNotes, noteSpan, type Note } from '../parts/notes.ts';
import { numberingReader, type Numbering } from '../parts/numbering.ts';
import { paragraphFormat } from '../parts/paragraph-format.ts';
import { partOf } from '../parts/part-of.ts';
import { runFormat } from '../parts/run-format.ts';
import { paragraphStyle, styleName } from '../parts/styles.ts';
import { gridOf, isHeader, rowsOf } from '../parts/table-grid.ts';
import { cellShading, tableSide, verticalAlignment } from '../parts/table-look.ts';
import { cellWidth } from '../parts/table-widths.ts';
import { quoted, writeInline, type HtmlOutput } from './write-inline.ts';

type LabelOf = (paragraph: Element) => { readonly text: string } | null;

/** A list that is being written, and the item that a deeper list goes into. */
interface OpenList {
  readonly element: Element;
  readonly numId: string;
  readonly level: number;
  readonly kind: string;
}

interface Writing extends HtmlOutput {
  readonly covered: ReadonlyMap<Element, { readonly start: number; readonly end: number }>;
  readonly numberingOf: (paragraph: Element) => Numbering | null;
  readonly labelOf: LabelOf;
}

/**
 * A span as an HTML page of its own: what {@link readHtml} takes, and a browser shows much like the document. Pictures are
 * in the page itself; the words of notes come at its end.
 */
export function writeHtml(pkg: OoxmlPackage, span: Span, labelOf: LabelOf): string {
  const page = new DOMParser().parseFromString('<!doctype html><meta charset="utf-8">', 'text/html');
  const notes: Note[] = [];
  const output = { pkg, page, labelOf, numberingOf: numberingReader(pkg) };
  const noteNumber = (reference: Element): string => {
    const kind = isW(reference, 'footnoteReference') ? 'footnote' : 'endnote';
    const note = listNotes(pkg, kind).find((each) => each.reference === reference);
    if (note) notes.push(note);
    return String(notes.length);
  };
  const write = (of: Span, into: Element): void => {
    const covered = new Map(partsOf(of).map(({ paragraph, start, end }) => [paragraph, { start, end }]));
    const part = partOf(pkg, of.start.paragraph);
    writeBlocks(blocksOfSpan(of).blocks, into, { ...output, part, covered, noteNumber });
  };
  write(span, page.body);
  if (notes.length > 0) page.body.append(page.createElement('hr'));
  for (const [index, note] of notes.entries()) {
    const words = noteSpan(note.element);
    const section = page.createElement('div');
    section.setAttribute('id', `_note_${index + 1}`);
    page.body.append(section);
    if (words) write(words, section);
    section.querySelector('p')?.prepend(`[${index + 1}] `);
  }
  return page.documentElement.outerHTML;
}

function writeBlocks(blocks: Iterable<Element>, into: Element, writing: Writing): void {
  const lists: OpenList[] = [];
  for (const block of blocksIn(blocks)) {
    const covered = writing.covered.get(block);
    if (isW(block, 'tbl')) {
      lists.length = 0;
      writeTable(block, into, writing);
    } else if (covered) {
      const numbering = writing.numberingOf(block);
      if (!numbering) lists.length = 0;
      const element = numbering ? openItem(lists, block, numbering, into, writing) : openBlock(block, into, writing);
      writeInline(block, covered.start, covered.end, element, writing);
      if (!element.hasChildNodes()) element.append(writing.page.createElement('br'));
    }
  }
}

/** Paragraphs and tables, content controls around them seen through. */
function* blocksIn(blocks: Iterable<Element>): Generator<Element> {
  for (const block of blocks) {
    if (isW(block, 'p') || isW(block, 'tbl')) yield block;
    else if (block.namespaceURI === ns.w && ['sdt', 'sdtContent', 'customXml', 'ins', 'del'].includes(block.localName))
      yield* blocksIn(block.children);
  }
}

/** The element of a paragraph, by its style: a heading, a quotation, preformatted text, or just a paragraph. */
function openBlock(paragraph: Element, into: Element, { pkg, page }: Writing): Element {
  const style = paragraphStyle(pkg, paragraph);
  const name = style ? styleName(style) : '';
  const heading = /^heading ([1-6])$/i.exec(name)?.[1];
  const element = page.createElement(heading ? `h${heading}` : name === 'HTML Preformatted' ? 'pre' : 'p');
  element.setAttribute('style', `${paragraphCss(pkg, paragraph)};${fontCss(pkg, paragraph)}`);
  if (name !== 'Quote') into.append(element);
  else {
    const before = into.lastElementChild;
    const quote = before?.localName === 'blockquote' ? before : into.appendChild(page.createElement('blockquote'));
    quote.setAttribute('style', 'margin:0');
    quote.append(element);
  }
  return element;
}

function paragraphCss(pkg: OoxmlPackage, paragraph: Element): string {
  const format = paragraphFormat(pkg, paragraph);
  const { spaceBefore, rightIndent, spaceAfter, leftIndent, firstLineIndent, lineSpacing, lineRule } = format;
  const alignment = { center: 'center', right: 'right', end: 'right', both: 'justify' }[format.alignment] ?? 'left';
  return [
    `margin:${spaceBefore}pt ${rightIndent}pt ${spaceAfter}pt ${leftIndent}pt`,
    `text-align:${alignment}`,
    ...(firstLineIndent === 0 ? [] : [`text-indent:${firstLineIndent}pt`]),
    ...(lineRule === 'auto' && lineSpacing !== 12 ? [`line-height:${Math.round(lineSpacing * 100) / 1200}`] : []),
    ...(format.pageBreakBefore ? ['page-break-before:always'] : []),
  ].join(';');
}

function fontCss(pkg: OoxmlPackage, paragraph: Element): string {
  const { name, size, color, bold, italic } = runFormat(pkg, paragraph);
  return [
    `font-family:${quoted(name)}`,
    `font-size:${size}pt`,
    `font-weight:${bold ? 'bold' : 'normal'}`,
    ...(italic ? ['font-style:italic'] : []),
    ...(color === 'auto' ? [] : [`color:#${color}`]),
  ].join(';');
}

const types = new Map(Object.entries({ lowerLetter: 'a', upperLetter: 'A', lowerRoman: 'i', upperRoman: 'I' }));

/** The element of a list item; lists are opened and closed down to its level. */
function openItem(
  lists: OpenList[],
  paragraph: Element,
  numbering: Numbering,
  into: Element,
  writing: Writing,
): Element {
  const { page, pkg } = writing;
  const { numId, levelIndex: level } = numbering;
  const format = attributeW(numbering.level.getElementsByTagNameNS(ns.w, 'numFmt')[0]) ?? 'decimal';
  const kind = format === 'bullet' ? 'ul' : `ol ${format}`;
  for (let last = lists.at(-1); last; last = lists.at(-1)) {
    const goesOn = last.level < level || (last.level === level && last.numId === numId && last.kind === kind);
    if (goesOn) break;
    lists.pop();
  }
  let open = lists.at(-1);
  if (open?.level !== level) {
    const element = page.createElement(format === 'bullet' ? 'ul' : 'ol');
    const type = types.get(format);
    if (type !== undefined) element.setAttribute('type', type);
    const number = /(\d+)\D*$/.exec(writing.labelOf(paragraph)?.text ?? '')?.[1];
    if (format === 'decimal' && number !== undefined && number !== '1') element.setAttribute('start', number);
    (open?.element.lastElementChild ?? into).append(element);
    open = { element, numId, level, kind };
    lists.push(open);
  }
  const item = page.createElement('li');
  item.setAttribute('style', fontCss(pkg, paragraph));
  open.element.append(item);
  return item;
}

function writeTable(table: Element, into: Element, writing: Writing): void {
  const { page, pkg } = writing;
  const element = page.createElement('table');
  const line = tableSide(pkg, table, 'tblBorders', 'top') ?? tableSide(pkg, table, 'tblBorders', 'insideH');
  if (line && !['none', 'nil'].includes(attributeW(line) ?? 'none')) element.setAttribute('border', '1');
  element.setAttribute('style', 'border-collapse:collapse');
  const cells = gridOf(table);
  const rows = rowsOf(table);
  const headers = rows.findIndex((row) => !isHeader(row));
  const groups = {
    head: page.createElement('thead'),
    body: page.createElement('tbody'),
  };
  for (const [index, row] of rows.entries()) {
    const isHead = index < (headers < 0 ? rows.length : headers);
    const made = page.createElement('tr');
    for (const { cell, columnSpan, rowSpan } of cells.filter((each) => each.row === row)) {
      const box = page.createElement(isHead ? 'th' : 'td');
      if (columnSpan > 1) box.setAttribute('colspan', String(columnSpan));
      if (rowSpan > 1) box.setAttribute('rowspan', String(rowSpan));
      box.setAttribute('style', cellCss(pkg, cell, isHead));
      writeBlocks(cell.children, box, writing);
      made.append(box);
    }
    groups[isHead ? 'head' : 'body'].append(made);
  }
  for (const group of [groups.head, groups.body]) if (group.hasChildNodes()) element.append(group);
  into.append(element);
}

function cellCss(pkg: OoxmlPackage, cell: Element, isHead: boolean): string {
  const fill = cellShading(cell);
  const vertical = verticalAlignment(pkg, cell);
  return [
    `width:${Math.round(cellWidth(cell) * 5) / 100}pt`,
    `vertical-align:${vertical === 'center' ? 'middle' : vertical}`,
    ...(fill === null ? [] : [`background-color:#${fill}`]),
    ...(isHead ? ['font-weight:normal', 'text-align:left'] : []),
  ].join(';');
}
