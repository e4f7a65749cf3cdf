import type { Numbering } from './numbering-xml.ts';
import { xmlText } from './xml-text.ts';

/** What the blocks of one package need beside the document itself, gathered while they are written. */
export class PackageParts {
  readonly #links = new Map<string, string>();
  readonly #images: { readonly id: string; readonly name: string; readonly type: string; readonly base64: string }[] =
    [];
  readonly #footnotes: string[] = [];
  readonly #numberings: Numbering[] = [];
  readonly styles = new Set<string>();
  #nextDrawing = 1;

  /** The relationship id of a link's address. */
  link(url: string): string {
    const known = this.#links.get(url);
    if (known !== undefined) return known;
    const id = `rIdLink${this.#links.size + 1}`;
    this.#links.set(url, id);
    return id;
  }

  /** The relationship id of a picture's bytes. */
  image(type: 'png' | 'jpeg' | 'gif', base64: string): string {
    const number = this.#images.length + 1;
    const id = `rIdImage${number}`;
    this.#images.push({ id, name: `image${number}.${type === 'jpeg' ? 'jpg' : type}`, type: `image/${type}`, base64 });
    return id;
  }

  /** A number that no other drawing of the package has. */
  drawingId(): number {
    this.#nextDrawing += 1;
    return this.#nextDrawing - 1;
  }

  /** The id of a footnote with this content (paragraphs of WordprocessingML). */
  footnote(content: string): number {
    this.#footnotes.push(content);
    return this.#footnotes.length;
  }

  /** The `w:numId` of a new list; each Markdown list has its own, so that each counts from its own start. */
  numbering(list: Numbering): number {
    this.#numberings.push(list);
    return this.#numberings.length;
  }

  get numberings(): readonly Numbering[] {
    return this.#numberings;
  }

  get footnotes(): readonly string[] {
    return this.#footnotes;
  }

  get images(): readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly base64: string;
  }[] {
    return this.#images;
  }

  /** The relationships of links and pictures, for the document part or the footnotes part alike. */
  relationships(): string {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const links = [...this.#links].map(
      ([url, id]) =>
        `<Relationship Id="${id}" Type="${office}/hyperlink" Target="${xmlText(url)}" TargetMode="External"/>`,
    );
    const images = this.#images.map(
      ({ id, name }) => `<Relationship Id="${id}" Type="${office}/image" Target="media/${name}"/>`,
    );
    return [...links, ...images].join('');
  }
}
