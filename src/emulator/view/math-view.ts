import { attributeOf, childOf, childrenOf, kindOf, toggleOf, valueOf } from './xml.ts';

const mathMl = 'http://www.w3.org/1998/Math/MathML';

/**
 * An equation (`m:oMath` or `m:oMathPara`, ISO 29500-1 §22.1) as MathML.
 *
 * @param document the page's document, which the elements are made in
 */
export function renderMath(document: Document, equation: Element): Element {
  const isBlock = equation.localName === 'oMathPara';
  const math = document.createElementNS(mathMl, 'math');
  if (isBlock) math.setAttribute('display', 'block');
  const renderer = new MathRenderer(document);
  const sources = isBlock ? childrenOf(equation, 'oMath') : [equation];
  for (const source of sources) math.append(...renderer.children(source));
  return math;
}

class MathRenderer {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  children(element: Element | null): Element[] {
    return childrenOf(element).flatMap((child) => this.#render(child));
  }

  #row(element: Element | null): Element {
    const nodes = this.children(element);
    return nodes.length === 1 && nodes[0] ? nodes[0] : this.#make('mrow', ...nodes);
  }

  #make(name: string, ...content: (Element | string)[]): Element {
    const element = this.#document.createElementNS(mathMl, name);
    element.append(...content);
    return element;
  }

  #operator(text: string, attributes: Readonly<Record<string, string>> = {}): Element {
    const operator = this.#make('mo', text);
    for (const [name, value] of Object.entries(attributes)) operator.setAttribute(name, value);
    return operator;
  }

  #render(element: Element): Element[] {
    const part = (name: string): Element => this.#row(childOf(element, name));
    const properties = childOf(element, `${element.localName}Pr`);
    switch (kindOf(element)) {
      case 'm:r':
        return this.#run(element);
      case 'm:f':
        return [this.#fraction(properties, part('num'), part('den'))];
      case 'm:sSup':
        return [this.#make('msup', part('e'), part('sup'))];
      case 'm:sSub':
        return [this.#make('msub', part('e'), part('sub'))];
      case 'm:sSubSup':
        return [this.#make('msubsup', part('e'), part('sub'), part('sup'))];
      case 'm:sPre':
        return [this.#make('mmultiscripts', part('e'), this.#make('mprescripts'), part('sub'), part('sup'))];
      case 'm:rad':
        return toggleOf(properties, 'degHide') === true || !childOf(element, 'deg')?.firstElementChild
          ? [this.#make('msqrt', ...this.children(childOf(element, 'e')))]
          : [this.#make('mroot', part('e'), part('deg'))];
      case 'm:nary':
        return [this.#nary(element, properties), part('e')];
      case 'm:d':
        return [this.#delimited(element, properties)];
      case 'm:func':
        return [this.#make('mrow', part('fName'), this.#operator('\u2061'), part('e'))];
      case 'm:limLow':
        return [this.#make('munder', part('e'), part('lim'))];
      case 'm:limUpp':
        return [this.#make('mover', part('e'), part('lim'))];
      case 'm:acc':
        return [this.#accent('mover', part('e'), valueOf(properties, 'chr') ?? '\u0302')];
      case 'm:bar': {
        const isTop = valueOf(properties, 'pos') === 'top';
        return [this.#make(isTop ? 'mover' : 'munder', part('e'), this.#operator('\u00af', { stretchy: 'true' }))];
      }
      case 'm:groupChr': {
        const isTop = valueOf(properties, 'pos') === 'top';
        return [
          this.#make(
            isTop ? 'mover' : 'munder',
            part('e'),
            this.#operator(valueOf(properties, 'chr') ?? '⏟', { stretchy: 'true' }),
          ),
        ];
      }
      case 'm:m':
        return [this.#matrix(childrenOf(element, 'mr').map((row) => childrenOf(row, 'e')))];
      case 'm:eqArr':
        return [this.#matrix(childrenOf(element, 'e').map((row) => [row]))];
      case 'm:phant':
        return [this.#make('mphantom', part('e'))];
      case 'm:borderBox':
      case 'm:box':
      case 'm:oMath':
        return element.localName === 'oMath' ? this.children(element) : [part('e')];
      case 'ins':
      case 'del':
        return this.children(element);
      default:
        return [];
    }
  }

  #fraction(properties: Element | null, numerator: Element, denominator: Element): Element {
    const type = valueOf(properties, 'type');
    if (type === 'lin') return this.#make('mrow', numerator, this.#operator('/'), denominator);
    const fraction = this.#make('mfrac', numerator, denominator);
    if (type === 'noBar') fraction.setAttribute('linethickness', '0');
    if (type === 'skw') fraction.setAttribute('bevelled', 'true');
    return fraction;
  }

  #nary(element: Element, properties: Element | null): Element {
    const operator = this.#operator(valueOf(properties, 'chr') ?? '∫', { largeop: 'true', movablelimits: 'false' });
    const sides =
      valueOf(properties, 'limLoc') === 'subSup' || (!valueOf(properties, 'limLoc') && !childOf(properties, 'chr'));
    const hasSub = toggleOf(properties, 'subHide') !== true && childOf(element, 'sub')?.firstElementChild;
    const hasSup = toggleOf(properties, 'supHide') !== true && childOf(element, 'sup')?.firstElementChild;
    const sub = this.#row(childOf(element, 'sub'));
    const sup = this.#row(childOf(element, 'sup'));
    if (hasSub && hasSup) return this.#make(sides ? 'msubsup' : 'munderover', operator, sub, sup);
    if (hasSub) return this.#make(sides ? 'msub' : 'munder', operator, sub);
    return hasSup ? this.#make(sides ? 'msup' : 'mover', operator, sup) : operator;
  }

  #delimited(element: Element, properties: Element | null): Element {
    const mark = (name: string, fallback: string): string => {
      const property = childOf(properties, name);
      return property ? (attributeOf(property, 'val') ?? '') : fallback;
    };
    const row = this.#make('mrow', this.#operator(mark('begChr', '('), { fence: 'true', stretchy: 'true' }));
    childrenOf(element, 'e').forEach((part, index) => {
      if (index > 0) row.append(this.#operator(mark('sepChr', '|'), { separator: 'true' }));
      row.append(this.#row(part));
    });
    row.append(this.#operator(mark('endChr', ')'), { fence: 'true', stretchy: 'true' }));
    return row;
  }

  #accent(name: string, base: Element, character: string): Element {
    const accent = this.#make(name, base, this.#operator(spacing[character] ?? character, { stretchy: 'false' }));
    accent.setAttribute('accent', 'true');
    return accent;
  }

  #matrix(rows: readonly (readonly Element[])[]): Element {
    const table = this.#make('mtable');
    for (const row of rows) {
      table.append(this.#make('mtr', ...row.map((cell) => this.#make('mtd', ...this.children(cell)))));
    }
    return table;
  }

  /** A text run, cut into numbers, operators, names and words as MathML wants them. */
  #run(run: Element): Element[] {
    const text = childrenOf(run, 't')
      .map((element) => element.textContent)
      .join('');
    const properties = childrenOf(run, 'rPr').find((element) => kindOf(element) === 'm:rPr') ?? null;
    if (toggleOf(properties, 'nor')) return [this.#make('mtext', text)];
    const isUpright = valueOf(properties, 'sty') === 'p' || valueOf(properties, 'sty') === 'b';
    const tokens =
      text.match(/\d+(?:[.,]\d+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|\p{L}+|\s+|[^]/gu) ?? [];
    return tokens.flatMap((token) => {
      if (/^\d/.test(token)) return [this.#make('mn', token)];
      if (/^\s+$/.test(token)) return [];
      if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(token)) return [this.#make('mtext', token)];
      if (!/^\p{L}/u.test(token)) return [this.#operator(token)];
      if (isUpright) {
        const name = this.#make('mi', token);
        name.setAttribute('mathvariant', 'normal');
        return [name];
      }
      return Array.from(token, (letter) => this.#make('mi', letter));
    });
  }
}

/** Combining accents, as the spacing characters that MathML draws over a base. */
const spacing: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': '´',
  '\u0302': '^',
  '\u0303': '~',
  '\u0304': '¯',
  '\u0305': '¯',
  '\u0306': '˘',
  '\u0307': '˙',
  '\u0308': '¨',
  '\u030c': 'ˇ',
  '\u20d7': '→',
  '\u20d6': '←',
};
