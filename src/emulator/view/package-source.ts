import type { OoxmlPackage } from '../package/ooxml-package.ts';
import { relationshipTypes } from '../word/package/namespaces.ts';
import { runningPart, sectionsOf } from '../word/parts/headers-footers.ts';
import { DocumentStyles } from './document-styles.ts';
import type { ViewSource } from './paper.ts';
import type { ListLabel } from './render-context.ts';
import { readThemeFonts } from './theme-fonts.ts';
import { attributeOf, childOf, childrenOf, toggleOf } from './xml.ts';

const pictureTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** A package's parts as the view reads them. Parts are looked up anew after {@link PackageSource.forget}. */
export class PackageSource implements ViewSource {
  readonly #package: OoxmlPackage;
  readonly #labelOf: (paragraph: Element) => ListLabel | null;
  readonly #pictures = new Map<string, string | null>();
  readonly #authors = new Map<string, number>();
  #styles: DocumentStyles | null = null;
  #marks: Map<string, string> | null = null;

  constructor(opened: OoxmlPackage, labelOf: (paragraph: Element) => ListLabel | null) {
    this.#package = opened;
    this.#labelOf = labelOf;
  }

  /** Frees the addresses of pictures; the source is not used after this. */
  close(): void {
    for (const url of this.#pictures.values()) if (url) URL.revokeObjectURL(url);
    this.#pictures.clear();
  }

  /** Styles and notes are read again: an edit changed them. */
  forget(): void {
    this.#styles = null;
    this.#marks = null;
  }

  get body(): Element {
    const body = childOf(this.#package.xml(this.#package.documentPart).documentElement, 'body');
    if (!body) throw new Error('The document has no body.');
    return body;
  }

  get styles(): DocumentStyles {
    const settings = this.#rootOf(relationshipTypes.settings);
    const language = attributeOf(childOf(settings, 'themeFontLang'), 'eastAsia');
    this.#styles ??= new DocumentStyles(
      this.#rootOf(relationshipTypes.styles),
      readThemeFonts(this.#rootOf(relationshipTypes.theme), language),
    );
    return this.#styles;
  }

  labelOf(paragraph: Element): ListLabel | null {
    return this.#labelOf(paragraph);
  }

  pictureUrl(relationshipId: string, part: string): string | null {
    const relationship = this.#package.relationships(part).find(({ id }) => id === relationshipId);
    // A picture on another server is not fetched: opening a file must not tell anyone that it was opened.
    if (!relationship || relationship.external || !this.#package.has(relationship.target)) return null;
    const { target } = relationship;
    const known = this.#pictures.get(target);
    if (known !== undefined) return known;
    const type = pictureTypes[target.slice(target.lastIndexOf('.') + 1).toLowerCase()];
    const bytes = this.#package.bytes(target);
    const url = type ? URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type })) : null;
    this.#pictures.set(target, url);
    return url;
  }

  linkTarget(relationshipId: string, part: string): string | null {
    return this.#package.relationships(part).find(({ id }) => id === relationshipId)?.target ?? null;
  }

  noteMark(kind: 'footnote' | 'endnote', id: string): string {
    this.#marks ??= this.#numberNotes();
    return this.#marks.get(`${kind}-${id}`) ?? '';
  }

  /** The notes that the text refers to, in order: changes when a mark comes, goes or moves. */
  noteOrder(): string {
    this.#marks = null;
    const has = (kind: 'footnote' | 'endnote'): boolean =>
      this.#package.related(this.#package.documentPart, relationshipTypes[`${kind}s`]) !== undefined;
    if (!has('footnote') && !has('endnote')) return '';
    this.#marks = this.#numberNotes();
    return [...this.#marks].join();
  }

  authorIndex(author: string): number {
    const known = this.#authors.get(author);
    if (known !== undefined) return known;
    const index = this.#authors.size % 6;
    this.#authors.set(author, index);
    return index;
  }

  runningPart(
    section: Element | null,
    kind: 'header' | 'footer',
  ): { readonly root: Element; readonly part: string } | null {
    const shown = section ?? sectionsOf(this.#package).at(-1);
    if (!shown) return null;
    const first = toggleOf(section, 'titlePg') ? runningPart(this.#package, shown, kind, 'FirstPage') : null;
    return first ?? runningPart(this.#package, shown, kind, 'Primary');
  }

  notes(
    kind: 'footnote' | 'endnote',
  ): readonly { readonly id: string; readonly element: Element; readonly part: string }[] {
    const part = this.#package.related(this.#package.documentPart, relationshipTypes[`${kind}s`]);
    if (!part || !this.#package.has(part)) return [];
    this.#marks ??= this.#numberNotes();
    const elements = childrenOf(this.#package.xml(part).documentElement, kind);
    return [...this.#marks.keys()]
      .filter((key) => key.startsWith(`${kind}-`))
      .flatMap((key) => {
        const id = key.slice(kind.length + 1);
        const element = elements.find((one) => attributeOf(one, 'id') === id);
        return element ? [{ id, element, part }] : [];
      });
  }

  #rootOf(type: string): Element | null {
    const part = this.#package.related(this.#package.documentPart, type);
    return part && this.#package.has(part) ? this.#package.xml(part).documentElement : null;
  }

  /** Footnotes count 1, 2, 3, endnotes i, ii, iii, in the order of their references. */
  #numberNotes(): Map<string, string> {
    const marks = new Map<string, string>();
    const { body } = this;
    for (const kind of ['footnote', 'endnote'] as const) {
      let number = 0;
      for (const reference of body.getElementsByTagNameNS(body.namespaceURI, `${kind}Reference`)) {
        number += 1;
        const key = `${kind}-${attributeOf(reference, 'id') ?? ''}`;
        if (!marks.has(key)) marks.set(key, kind === 'footnote' ? String(number) : roman(number));
      }
    }
    return marks;
  }
}

function roman(value: number): string {
  const digits: readonly (readonly [number, string])[] = [
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let rest = value;
  return digits
    .map(([worth, letters]) => {
      const count = Math.floor(rest / worth);
      rest -= count * worth;
      return letters.repeat(count);
    })
    .join('');
}
