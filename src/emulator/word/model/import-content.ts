import { HostError } from '../../richapi/object-model.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';
import type { DocxPackage } from '../package/docx-package.ts';
import type { WordDocument } from '../word-document.ts';
import { parseFlatOpc } from './flat-opc.ts';
import { attributeW, childrenW, childW, isW, setW } from './xml.ts';

/**
 * Makes OOXML from elsewhere part of a document and gives its blocks, ready to be placed. Styles are matched by name: the
 * document keeps its own and gets those that it lacks; lists, links, pictures and notes get ids that are free. What the
 * document has just the same (the content came from it) is used again under the same id.
 */
export function importOoxml(document: WordDocument, ooxml: string): Element[] {
  let parsed: ReturnType<typeof parseFlatOpc>;
  try {
    parsed = parseFlatOpc(ooxml);
  } catch (error) {
    throw new HostError('InvalidArgument', error instanceof Error ? error.message : 'The OOXML could not be read.');
  }
  const { source, typeOf } = parsed;
  if (!source.has(source.documentPart)) throw new HostError('InvalidArgument', 'The OOXML holds no document.');
  const body = childW(source.xml(source.documentPart).documentElement, 'body');
  if (!body) throw new HostError('InvalidArgument', 'The OOXML holds no document body.');
  const target = document.body.ownerDocument;
  const blocks = [...body.children]
    .filter((child) => !isW(child, 'sectPr'))
    .map((child) => target.importNode(child, true));
  const job = new Import(document, source, typeOf);
  for (const block of blocks) job.adopt(block);
  return blocks;
}

const partNames = {
  styles: 'word/styles.xml',
  numbering: 'word/numbering.xml',
  footnotes: 'word/footnotes.xml',
} as const;
const safeAddress = /^(https?:|mailto:|#)/i;

class Import {
  readonly #target: DocxPackage;
  readonly #source: DocxPackage;
  readonly #typeOf: (part: string) => string;
  readonly #styles = new Map<string, string>();
  readonly #numbers = new Map<string, string>();

  constructor(document: WordDocument, source: DocxPackage, typeOf: (part: string) => string) {
    this.#target = document.package;
    this.#source = source;
    this.#typeOf = typeOf;
  }

  adopt(block: Element): void {
    for (const element of [block, ...block.getElementsByTagName('*')]) {
      if (element.namespaceURI === ns.w) this.#adoptElement(element);
      this.#adoptRelationships(element, this.#source.documentPart);
    }
  }

  #adoptElement(element: Element): void {
    switch (element.localName) {
      case 'pStyle':
      case 'rStyle':
      case 'tblStyle': {
        const type =
          element.localName === 'pStyle' ? 'paragraph' : element.localName === 'rStyle' ? 'character' : 'table';
        setW(element, 'val', this.#style(attributeW(element) ?? '', type));
        return;
      }
      case 'numId':
        setW(element, 'val', this.#number(attributeW(element) ?? '0'));
        return;
      case 'footnoteReference':
        setW(element, 'id', this.#footnote(attributeW(element, 'id') ?? ''));
        return;
      case 'endnoteReference':
      case 'commentReference':
      case 'commentRangeStart':
      case 'commentRangeEnd':
        if (!this.#hasSame(element)) element.remove();
        return;
      default:
    }
  }

  /** Whether the annotation that an element refers to is the document's own. */
  #hasSame(element: Element): boolean {
    const kind = element.localName === 'endnoteReference' ? 'endnote' : 'comment';
    const type = kind === 'endnote' ? relationshipTypes.endnotes : relationshipTypes.comments;
    const find = (opened: DocxPackage): Element | undefined => {
      const part = opened.related(opened.documentPart, type);
      if (part === undefined || !opened.has(part)) return undefined;
      return childrenW(opened.xml(part).documentElement, kind).find(
        (each) => attributeW(each, 'id') === attributeW(element, 'id'),
      );
    };
    const own = find(this.#target);
    return own !== undefined && own.textContent === find(this.#source)?.textContent;
  }

  #part(opened: DocxPackage, type: string): Element | null {
    const name = opened.related(opened.documentPart, type);
    return name === undefined || !opened.has(name) ? null : opened.xml(name).documentElement;
  }

  /** The target's id for a source style: of the style with that name, or of a copy that is made now. */
  #style(id: string, type: string): string {
    const key = `${type} ${id}`;
    const known = this.#styles.get(key);
    if (known !== undefined) return known;
    const sourceStyle = this.#styleById(this.#source, id);
    const name = (attributeW(sourceStyle ? childW(sourceStyle, 'name') : null) ?? id).toLowerCase();
    const root = this.#stylesRoot();
    const own =
      childrenW(root, 'style').find(
        (style) =>
          attributeW(style, 'type') === type && (attributeW(childW(style, 'name')) ?? '').toLowerCase() === name,
      ) ?? (sourceStyle ? undefined : this.#styleById(this.#target, id));
    if (own) {
      const ownId = attributeW(own, 'styleId') ?? id;
      this.#styles.set(key, ownId);
      return ownId;
    }
    if (!sourceStyle) return id;
    const freshId = this.#freeStyleId(id);
    this.#styles.set(key, freshId);
    const copy = root.ownerDocument.importNode(sourceStyle, true);
    copy.removeAttributeNS(ns.w, 'default');
    setW(copy, 'styleId', freshId);
    for (const [child, childType] of [
      ['basedOn', type],
      ['next', 'paragraph'],
      ['link', type === 'paragraph' ? 'character' : 'paragraph'],
    ] as const) {
      const reference = childW(copy, child);
      const referred = attributeW(reference);
      if (!reference || referred === null) continue;
      if (this.#styleById(this.#source, referred)) setW(reference, 'val', this.#style(referred, childType));
      else reference.remove();
    }
    for (const number of copy.getElementsByTagNameNS(ns.w, 'numId'))
      setW(number, 'val', this.#number(attributeW(number) ?? '0'));
    root.append(copy);
    return freshId;
  }

  #styleById(opened: DocxPackage, id: string): Element | undefined {
    const root = this.#part(opened, relationshipTypes.styles);
    return root ? childrenW(root, 'style').find((style) => attributeW(style, 'styleId') === id) : undefined;
  }

  #stylesRoot(): Element {
    const name = this.#target.ensureRelated(
      this.#target.documentPart,
      relationshipTypes.styles,
      partNames.styles,
      contentTypes.styles,
      `<w:styles xmlns:w="${ns.w}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`,
    );
    return this.#target.xml(name).documentElement;
  }

  #freeStyleId(id: string): string {
    if (!this.#styleById(this.#target, id)) return id;
    for (let number = 1; ; number += 1) if (!this.#styleById(this.#target, `${id}${number}`)) return `${id}${number}`;
  }

  /** The target's number for a source list: the same one when both define it alike, else a copy. */
  #number(id: string): string {
    if (id === '0') return id;
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const sourceRoot = this.#part(this.#source, relationshipTypes.numbering);
    const number = sourceRoot
      ? childrenW(sourceRoot, 'num').find((each) => attributeW(each, 'numId') === id)
      : undefined;
    const abstractId = attributeW(number ? childW(number, 'abstractNumId') : null);
    const abstract = sourceRoot
      ? childrenW(sourceRoot, 'abstractNum').find((each) => attributeW(each, 'abstractNumId') === abstractId)
      : undefined;
    if (!number || !abstract) return id;
    const root = this.#numberingRoot();
    const same = childrenW(root, 'num').find((each) => attributeW(each, 'numId') === id);
    const sameAbstract = childrenW(root, 'abstractNum').find(
      (each) => attributeW(each, 'abstractNumId') === attributeW(same ? childW(same, 'abstractNumId') : null),
    );
    if (
      same?.isEqualNode(root.ownerDocument.importNode(number, true)) &&
      sameAbstract?.isEqualNode(root.ownerDocument.importNode(abstract, true))
    ) {
      this.#numbers.set(id, id);
      return id;
    }
    const freshAbstract = String(1 + highest(root, 'abstractNum', 'abstractNumId'));
    const fresh = String(1 + highest(root, 'num', 'numId'));
    this.#numbers.set(id, fresh);
    const abstractCopy = root.ownerDocument.importNode(abstract, true);
    setW(abstractCopy, 'abstractNumId', freshAbstract);
    childW(abstractCopy, 'nsid')?.remove();
    const numberCopy = root.ownerDocument.importNode(number, true);
    setW(numberCopy, 'numId', fresh);
    const link = childW(numberCopy, 'abstractNumId');
    if (link) setW(link, 'val', freshAbstract);
    // All definitions come before all numbers (ECMA-376 part 1 §17.9.16).
    root.insertBefore(abstractCopy, childrenW(root, 'num')[0] ?? childW(root, 'numIdMacAtCleanup'));
    root.insertBefore(numberCopy, childW(root, 'numIdMacAtCleanup'));
    return fresh;
  }

  #numberingRoot(): Element {
    const name = this.#target.ensureRelated(
      this.#target.documentPart,
      relationshipTypes.numbering,
      partNames.numbering,
      contentTypes.numbering,
      `<w:numbering xmlns:w="${ns.w}"/>`,
    );
    return this.#target.xml(name).documentElement;
  }

  #footnote(id: string): string {
    const sourceRoot = this.#part(this.#source, relationshipTypes.footnotes);
    const note = sourceRoot
      ? childrenW(sourceRoot, 'footnote').find((each) => attributeW(each, 'id') === id)
      : undefined;
    if (!note) return id;
    const root = this.#footnotesRoot();
    const own = childrenW(root, 'footnote').find((each) => attributeW(each, 'id') === id);
    if (own?.textContent === note.textContent && own.isEqualNode(root.ownerDocument.importNode(note, true))) return id;
    const fresh = String(1 + Math.max(0, highest(root, 'footnote', 'id')));
    const copy = root.ownerDocument.importNode(note, true);
    setW(copy, 'id', fresh);
    for (const element of copy.getElementsByTagName('*')) {
      if (element.namespaceURI === ns.w) this.#adoptElement(element);
    }
    for (const link of [...copy.getElementsByTagNameNS(ns.w, 'hyperlink')]) link.replaceWith(...link.childNodes);
    root.append(copy);
    return fresh;
  }

  #footnotesRoot(): Element {
    const separators =
      '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' +
      '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>';
    const name = this.#target.ensureRelated(
      this.#target.documentPart,
      relationshipTypes.footnotes,
      partNames.footnotes,
      contentTypes.footnotes,
      `<w:footnotes xmlns:w="${ns.w}">${separators}</w:footnotes>`,
    );
    return this.#target.xml(name).documentElement;
  }

  /** Links keep web and mail addresses only; pictures are copied; a reference to anything else is dropped. */
  #adoptRelationships(element: Element, part: string): void {
    for (const attribute of [...element.attributes]) {
      if (attribute.namespaceURI !== ns.r) continue;
      const relationship = this.#source.relationships(part).find(({ id }) => id === attribute.value);
      if (!relationship) continue;
      const id = this.#relationship(relationship);
      if (id === null) element.removeAttributeNode(attribute);
      else attribute.value = id;
    }
  }

  #relationship({
    id,
    type,
    target,
    external,
  }: {
    readonly id: string;
    readonly type: string;
    readonly target: string;
    readonly external: boolean;
  }): string | null {
    const part = this.#target.documentPart;
    const own = this.#target
      .relationships(part)
      .find((each) => each.id === id && each.type === type && each.target === target);
    if (external) {
      if (own) return own.id;
      return type === relationshipTypes.hyperlink && safeAddress.test(target)
        ? this.#target.relate(part, type, target, { external: true })
        : null;
    }
    if (!this.#source.has(target) || type !== relationshipTypes.image) return own?.id ?? null;
    if (own && this.#target.has(target) && sameBytes(this.#target.bytes(target), this.#source.bytes(target)))
      return own.id;
    const name = this.#target.freshPartName(`word/media/image#.${target.replace(/^.*\./, '')}`);
    this.#target.setPart(name, this.#source.bytes(target), this.#typeOf(target));
    return this.#target.relate(part, type, name);
  }
}

function highest(root: Element, name: string, attribute: string): number {
  return Math.max(0, ...childrenW(root, name).map((each) => Number(attributeW(each, attribute)) || 0));
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
