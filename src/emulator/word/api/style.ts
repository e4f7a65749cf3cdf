import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { attributeW, childrenW, childW, createW, toggleW } from '../model/xml.ts';
import {
  formatStyleParagraphs,
  styleParagraphFormat,
  type ParagraphFormat as Format,
  type ParagraphFormatChange,
} from '../parts/paragraph-format.ts';
import { placeChild } from '../parts/schema-order.ts';
import {
  addCustomStyle,
  ensureStyle,
  isHiddenStyle,
  removeStyle,
  styleById,
  styleByName,
  styleDisplayName,
  stylesRoot,
  type StyleType,
} from '../parts/styles.ts';
import { HostCollection, notFound } from './collection.ts';
import { alignments } from './paragraph-format.ts';
import { requireText, requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

const typeNames: readonly (readonly [StyleType, string])[] = [
  ['paragraph', 'Paragraph'],
  ['character', 'Character'],
  ['table', 'Table'],
  ['numbering', 'List'],
];

/** `Word.Style`: one `w:style` of the file. */
export class Style {
  readonly model: WordModel;
  readonly #element: Element;

  constructor(model: WordModel, element: Element) {
    this.model = model;
    this.#element = element;
  }

  get element(): Element {
    return this.#element.isConnected ? this.#element : notFound();
  }

  /** Whether it is one of Word's: a style of a person's own is marked as such. */
  get builtIn(): boolean {
    return !['1', 'true', 'on'].includes(attributeW(this.element, 'customStyle') ?? '');
  }

  /** The name of the style that a child refers to; empty when there is none. */
  nameIn(child: 'basedOn' | 'next'): string {
    const id = attributeW(childW(this.element, child));
    const style = id === null ? null : styleById(this.model.document.package, id);
    return style ? styleDisplayName(style) : '';
  }

  change(edit: (element: Element) => void): void {
    const { document } = this.model;
    requireWritable(document);
    document.transact('style', () => edit(this.element));
  }

  setNameIn(child: 'basedOn' | 'next', name: unknown): void {
    const wanted = requireText(name, 'The style');
    this.change((element) => {
      const id = ensureStyle(this.model.document.package, wanted);
      if (id === null) throw new HostError('InvalidArgument', `The document has no style '${wanted}'.`);
      setChild(element, child, { val: id });
    });
  }
}

function setChild(style: Element, name: string, attributes: Readonly<Record<string, string>> | null): void {
  childW(style, name)?.remove();
  if (attributes) placeChild(style, createW(style.ownerDocument, name, attributes));
}

function flag(name: string): ApiMember<Style> {
  return {
    kind: 'property',
    since: 'WordApi 1.5',
    get: (self) => toggleW(self.element, name) === true,
    set: (self, on: unknown) => self.change((element) => setChild(element, name, on === true ? {} : null)),
  };
}

function reference(child: 'basedOn' | 'next'): ApiMember<Style> {
  return {
    kind: 'property',
    since: 'WordApi 1.5',
    get: (self) => self.nameIn(child),
    set: (self, name: unknown) => self.setNameIn(child, name),
  };
}

declareApi(Style, {
  name: 'Word.Style',
  members: {
    nameLocal: { kind: 'property', since: 'WordApi 1.5', get: (self) => styleDisplayName(self.element) },
    type: {
      kind: 'property',
      since: 'WordApi 1.5',
      get: (self) => typeNames.find(([type]) => type === (attributeW(self.element, 'type') ?? 'paragraph'))?.[1],
    },
    builtIn: { kind: 'property', since: 'WordApi 1.5', get: (self) => self.builtIn },
    inUse: { kind: 'property', since: 'WordApi 1.5', get: (self) => self.element.isConnected },
    linked: { kind: 'property', since: 'WordApi 1.5', get: (self) => childW(self.element, 'link') !== null },
    baseStyle: reference('basedOn'),
    nextParagraphStyle: reference('next'),
    priority: {
      kind: 'property',
      since: 'WordApi 1.5',
      get: (self) => Number(attributeW(childW(self.element, 'uiPriority')) ?? 0),
      set: (self, value: unknown) => {
        if (!Number.isInteger(value)) throw new HostError('InvalidArgument', 'The priority must be a whole number.');
        self.change((element) => setChild(element, 'uiPriority', { val: String(value) }));
      },
    },
    quickStyle: flag('qFormat'),
    unhideWhenUsed: flag('unhideWhenUsed'),
    visibility: {
      kind: 'property',
      since: 'WordApi 1.5',
      get: (self) => !isHiddenStyle(self.element),
      set: (self, on: unknown) => self.change((element) => setChild(element, 'semiHidden', on === true ? null : {})),
    },
    font: { kind: 'navigation', since: 'WordApi 1.5', get: (self) => self.model.font({ style: self.element }) },
    paragraphFormat: { kind: 'navigation', since: 'WordApi 1.5', get: (self) => new ParagraphFormat(self) },
    delete: {
      kind: 'method',
      since: 'WordApi 1.5',
      writes: true,
      call: (self) => {
        if (self.builtIn) throw new HostError('AccessDenied', 'A built-in style cannot be deleted.');
        self.change((element) => removeStyle(self.model.document.package, element));
      },
    },
  },
});

/** `Word.ParagraphFormat` of a style. */
export class ParagraphFormat {
  readonly style: Style;

  constructor(style: Style) {
    this.style = style;
  }

  get format(): Format {
    return styleParagraphFormat(this.style.model.document.package, this.style.element);
  }

  write(change: ParagraphFormatChange): void {
    this.style.change((element) => formatStyleParagraphs(element, change));
  }
}

/** A member that is alike in the API and in the format: numbers in points, or switches. */
function plain<K extends Exclude<keyof ParagraphFormatChange & keyof Format, 'alignment'>>(
  name: K,
): ApiMember<ParagraphFormat> {
  return {
    kind: 'property',
    since: 'WordApi 1.5',
    get: (self) => self.format[name],
    set: (self, value: unknown) => {
      if (typeof value !== typeof self.format[name])
        throw new HostError('InvalidArgument', `'${String(value)}' is no value for ${name}.`);
      self.write({ [name]: value });
    },
  };
}

declareApi(ParagraphFormat, {
  name: 'Word.ParagraphFormat',
  members: {
    alignment: {
      kind: 'property',
      since: 'WordApi 1.5',
      get: (self) => alignments.find(([, own]) => own === self.format.alignment)?.[0] ?? 'Unknown',
      set: (self, value: unknown) => {
        const found = alignments.find(([name]) => name === value);
        if (!found) throw new HostError('InvalidArgument', `The alignment '${String(value)}' is not known.`);
        self.write({ alignment: found[1] });
      },
    },
    firstLineIndent: plain('firstLineIndent'),
    keepTogether: plain('keepTogether'),
    keepWithNext: plain('keepWithNext'),
    leftIndent: plain('leftIndent'),
    lineSpacing: plain('lineSpacing'),
    lineUnitAfter: plain('lineUnitAfter'),
    lineUnitBefore: plain('lineUnitBefore'),
    mirrorIndents: plain('mirrorIndents'),
    outlineLevel: plain('outlineLevel'),
    rightIndent: plain('rightIndent'),
    spaceAfter: plain('spaceAfter'),
    spaceBefore: plain('spaceBefore'),
    widowControl: plain('widowControl'),
  },
});

/** `Word.StyleCollection`: the styles that the file holds; a built-in one is there from its first use on. */
export class StyleCollection extends HostCollection {
  readonly model: WordModel;

  constructor(model: WordModel) {
    const items = (): Style[] => {
      const root = stylesRoot(model.document.package);
      return root ? childrenW(root, 'style').map((element) => new Style(model, element)) : [];
    };
    super(items, (key) => (typeof key === 'number' ? (items()[key] ?? null) : null));
    this.model = model;
  }

  byNameOrNull(name: unknown): Style | null {
    const element = styleByName(this.model.document.package, requireText(name, 'The name'));
    return element ? new Style(this.model, element) : null;
  }
}

declareApi(StyleCollection, {
  name: 'Word.StyleCollection',
  members: {
    getByName: {
      kind: 'method',
      since: 'WordApi 1.5',
      call: (self, name: unknown) => self.byNameOrNull(name) ?? notFound(),
    },
    getByNameOrNullObject: {
      kind: 'method',
      since: 'WordApi 1.5',
      call: (self, name: unknown) => self.byNameOrNull(name),
    },
    getCount: { kind: 'method', since: 'WordApi 1.5', call: (self) => self.items.length },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.getItem(key) },
});

/** `Document.getStyles`. */
export function stylesOf(model: WordModel): StyleCollection {
  return new StyleCollection(model);
}

/** `Document.addStyle`: a style of the add-in's own. */
export function addStyle(model: WordModel, name: unknown, type: unknown): Style {
  const wanted = requireText(name, 'The name').trim();
  const found = typeNames.find(([, own]) => own === type);
  const { document } = model;
  if (wanted === '' || !found) throw new HostError('InvalidArgument', 'The style needs a name and a type.');
  if (styleByName(document.package, wanted))
    throw new HostError('InvalidArgument', `The document has a style '${wanted}' already.`);
  requireWritable(document);
  return new Style(
    model,
    document.transact('style', () => addCustomStyle(document.package, wanted, found[0])),
  );
}
