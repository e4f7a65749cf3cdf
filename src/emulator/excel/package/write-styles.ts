import { sheetNamespace } from './part-names.ts';
import type { BorderLine, CellFormat, FormatTable } from '../model/cell-format.ts';
import { builtInNumberFormats } from './read-styles.ts';
import { childNamed, childrenNamed, numberAttribute } from './xml.ts';

/** Adds formats to the styles part as cells need them; what is there is not touched. */
export class StyleWriter {
  readonly #root: () => Element;
  readonly #formats: FormatTable;
  readonly #written = new Map<number, number>();
  readonly #parts = new Map<string, number>();

  /** `root` gives the styles element for changing. */
  constructor(formats: FormatTable, root: () => Element) {
    this.#formats = formats;
    this.#root = root;
  }

  /** The number of a format in the file. */
  styleOf(number: number): number {
    if (number < this.#formats.given) return number;
    const known = this.#written.get(number);
    if (known !== undefined) return known;
    const made = this.#addFormat(this.#formats.get(number));
    this.#written.set(number, made);
    return made;
  }

  /** The number of a number format, added where the file has none such. */
  numberFormatOf(code: string): number {
    return this.#numberFormat(code);
  }

  /** Adds a differential format (`dxf`) and gives its number. */
  differential(markup: string): number {
    return this.#add('dxfs', 'dxf', markup, ['cellStyles', 'cellXfs', 'cellStyleXfs', 'borders']);
  }

  #addFormat(format: CellFormat): number {
    const fontId = this.#add('fonts', 'font', fontXml(format), ['numFmts']);
    const fillId = format.fillColor === null ? 0 : this.#add('fills', 'fill', fillXml(format.fillColor), ['fonts']);
    const borderId = this.#add('borders', 'border', bordersXml(format), ['fills']);
    const numFmtId = this.#numberFormat(format.numberFormat);
    const alignment = alignmentXml(format);
    const protection =
      format.locked && !format.formulaHidden
        ? ''
        : `<protection locked="${format.locked ? 1 : 0}" hidden="${format.formulaHidden ? 1 : 0}"/>`;
    const applied = (alignment === '' ? '' : ' applyAlignment="1"') + (protection === '' ? '' : ' applyProtection="1"');
    const xf = `<xf numFmtId="${numFmtId}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"${applied}>${alignment}${protection}</xf>`;
    return this.#add('cellXfs', 'xf', xf, ['cellStyleXfs', 'borders']);
  }

  #numberFormat(code: string): number {
    const builtIn = Object.entries(builtInNumberFormats).find(([, each]) => each === code)?.[0];
    if (builtIn !== undefined) return Number(builtIn);
    const container = this.#container('numFmts', []);
    const own = childrenNamed(container, 'numFmt');
    const known = own.find((each) => each.getAttribute('formatCode') === code);
    if (known) return numberAttribute(known, 'numFmtId') ?? 0;
    const id = Math.max(163, ...own.map((each) => numberAttribute(each, 'numFmtId') ?? 0)) + 1;
    const element = container.ownerDocument.createElementNS(sheetNamespace, qualified(container, 'numFmt'));
    element.setAttribute('numFmtId', String(id));
    element.setAttribute('formatCode', code);
    container.append(element);
    container.setAttribute('count', String(own.length + 1));
    return id;
  }

  /** Adds an element to one of the lists of the part, or finds the one that was added before. */
  #add(list: string, name: string, markup: string, after: readonly string[]): number {
    const key = `${list} ${markup}`;
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const container = this.#container(list, after);
    const position = childrenNamed(container, name).length;
    const parsed = new DOMParser().parseFromString(
      `<root xmlns="${sheetNamespace}">${markup}</root>`,
      'application/xml',
    );
    const element = parsed.documentElement.firstElementChild;
    if (!element) throw new Error(`The ${name} could not be made.`);
    container.append(adopt(container, element));
    container.setAttribute('count', String(position + 1));
    this.#parts.set(key, position);
    return position;
  }

  #container(list: string, after: readonly string[]): Element {
    const root = this.#root();
    const known = childNamed(root, list);
    if (known) return known;
    const made = root.ownerDocument.createElementNS(sheetNamespace, qualified(root, list));
    const before = after.map((each) => childNamed(root, each)).find((each) => each !== undefined);
    if (before) before.after(made);
    else root.prepend(made);
    return made;
  }
}

/** A copy of an element in another document, with the prefix that the document uses. */
function adopt(parent: Element, element: Element): Element {
  const made = parent.ownerDocument.createElementNS(sheetNamespace, qualified(parent, element.localName));
  for (const { name, value } of element.attributes) if (name !== 'xmlns') made.setAttribute(name, value);
  for (const child of element.children) made.append(adopt(made, child));
  return made;
}

function qualified(near: Element, name: string): string {
  return near.prefix ? `${near.prefix}:${name}` : name;
}

function colorXml(name: string, color: string): string {
  return `<${name} rgb="FF${color.slice(1)}"/>`;
}

function fontXml(format: CellFormat): string {
  const parts = [
    format.bold ? '<b/>' : '',
    format.italic ? '<i/>' : '',
    format.strikethrough ? '<strike/>' : '',
    format.underline === 'none' ? '' : `<u val="${format.underline}"/>`,
    format.script === 'none' ? '' : `<vertAlign val="${format.script}"/>`,
    `<sz val="${format.fontSize}"/>`,
    colorXml('color', format.fontColor),
    `<name val="${format.fontName.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"/>`,
    '<family val="2"/>',
  ];
  return `<font>${parts.join('')}</font>`;
}

function fillXml(color: string): string {
  return `<fill><patternFill patternType="solid">${colorXml('fgColor', color)}<bgColor indexed="64"/></patternFill></fill>`;
}

function bordersXml({ borders }: CellFormat): string {
  const line = (name: string, own: BorderLine | undefined): string =>
    own ? `<${name} style="${own.style}">${colorXml('color', own.color)}</${name}>` : `<${name}/>`;
  const diagonal = borders.diagonalDown ?? borders.diagonalUp;
  const which = (borders.diagonalUp ? ' diagonalUp="1"' : '') + (borders.diagonalDown ? ' diagonalDown="1"' : '');
  return `<border${which}>${line('left', borders.left)}${line('right', borders.right)}${line('top', borders.top)}${line('bottom', borders.bottom)}${line('diagonal', diagonal)}</border>`;
}

function alignmentXml({ horizontal, vertical, wrapText, shrinkToFit, indent, rotation }: CellFormat): string {
  const turned = rotation === 180 ? 255 : rotation < 0 ? 90 - rotation : rotation;
  const attributes =
    (horizontal === 'general' ? '' : ` horizontal="${horizontal}"`) +
    (vertical === 'bottom' ? '' : ` vertical="${vertical}"`) +
    (turned === 0 ? '' : ` textRotation="${turned}"`) +
    (wrapText ? ' wrapText="1"' : '') +
    (indent === 0 ? '' : ` indent="${indent}"`) +
    (shrinkToFit ? ' shrinkToFit="1"' : '');
  return attributes === '' ? '' : `<alignment${attributes}/>`;
}
