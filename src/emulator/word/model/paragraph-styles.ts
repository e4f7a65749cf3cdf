import { ns, relationshipTypes } from '../package/namespaces.ts';
import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { builtInByName, builtInByValue, displayNameOf, fileNameOf } from '../parts/style-names.ts';
import { attributeW, childrenW, childW } from './xml.ts';

/** The styles of a document by id, name and built-in name; read from the live part. */
export class StyleNames {
  readonly #package: OoxmlPackage;

  constructor(opened: OoxmlPackage) {
    this.#package = opened;
  }

  /** The name as the person sees it. */
  nameOf(paragraph: Element): string {
    const style = this.#styleOf(paragraph);
    return style ? displayNameOf(attributeW(childW(style, 'name')) ?? '') : 'Normal';
  }

  builtInOf(paragraph: Element): string {
    const style = this.#styleOf(paragraph);
    return style ? (builtInByName(attributeW(childW(style, 'name')) ?? '')?.builtIn ?? 'Other') : 'Normal';
  }

  /** 1–9 for a heading, 10 for body text, as Word counts. */
  outlineLevelOf(paragraph: Element): number {
    const own = childW(paragraph, 'pPr');
    const direct = attributeW(own ? childW(own, 'outlineLvl') : null);
    if (direct !== null) return Number(direct) + 1;
    for (
      let style = this.#styleOf(paragraph), depth = 0;
      style && depth < 20;
      style = this.#basedOn(style), depth += 1
    ) {
      const properties = childW(style, 'pPr');
      const level = attributeW(properties ? childW(properties, 'outlineLvl') : null);
      if (level !== null) return Math.min(Number(level) + 1, 10);
    }
    return 10;
  }

  /** Whether the paragraph or its style puts it in a list, and on which level of which (`w:numId`). */
  numberingOf(paragraph: Element): { readonly numId: string; readonly level: number } | null {
    const own = childW(paragraph, 'pPr');
    let found = own ? childW(own, 'numPr') : null;
    for (
      let style = this.#styleOf(paragraph), depth = 0;
      !found && style && depth < 20;
      style = this.#basedOn(style), depth += 1
    ) {
      const properties = childW(style, 'pPr');
      found = properties ? childW(properties, 'numPr') : null;
    }
    const numId = attributeW(found ? childW(found, 'numId') : null);
    if (!found || numId === null || numId === '0') return null;
    return { numId, level: Number(attributeW(childW(found, 'ilvl')) ?? 0) };
  }

  /** The `w:pPr` elements that decide a paragraph's format, its own first, then its styles', the document's default last. */
  paragraphChain(paragraph: Element): Element[] {
    const chain: (Element | null)[] = [childW(paragraph, 'pPr')];
    for (
      let style = this.#styleOf(paragraph), depth = 0;
      style && depth < 20;
      style = this.#basedOn(style), depth += 1
    ) {
      chain.push(childW(style, 'pPr'));
    }
    const root = this.#root();
    const defaults = root ? childW(root, 'docDefaults') : null;
    const paragraphDefault = defaults ? childW(defaults, 'pPrDefault') : null;
    chain.push(paragraphDefault ? childW(paragraphDefault, 'pPr') : null);
    return chain.filter((properties) => properties !== null);
  }

  /** The `w:rPr` elements that decide a run's format in the same order: its own, its character style's, its paragraph's. */
  runChain(run: Element, paragraph: Element): Element[] {
    const own = childW(run, 'rPr');
    const chain: (Element | null)[] = [own];
    const characterStyle = attributeW(own ? childW(own, 'rStyle') : null);
    let style = characterStyle === null ? null : (this.#byId().get(characterStyle) ?? null);
    for (let depth = 0; style && depth < 20; style = this.#basedOn(style), depth += 1) chain.push(childW(style, 'rPr'));
    style = this.#styleOf(paragraph);
    for (let depth = 0; style && depth < 20; style = this.#basedOn(style), depth += 1) chain.push(childW(style, 'rPr'));
    chain.push(this.#defaultRunProperties());
    return chain.filter((properties) => properties !== null);
  }

  /** The `w:rPr` elements that decide a style's own look: its own first, those it is based on, the document's default. */
  styleRunChain(own: Element): Element[] {
    const chain: (Element | null)[] = [];
    let style: Element | null = own;
    for (let depth = 0; style && depth < 20; style = this.#basedOn(style), depth += 1) chain.push(childW(style, 'rPr'));
    chain.push(this.#defaultRunProperties());
    return chain.filter((properties) => properties !== null);
  }

  #defaultRunProperties(): Element | null {
    const root = this.#root();
    const defaults = root ? childW(root, 'docDefaults') : null;
    const runDefault = defaults ? childW(defaults, 'rPrDefault') : null;
    return runDefault ? childW(runDefault, 'rPr') : null;
  }

  /** What text without a run of its own would look like: the paragraph mark's properties, then as for a run. */
  paragraphRunChain(paragraph: Element): Element[] {
    const properties = childW(paragraph, 'pPr');
    const mark = properties ? childW(properties, 'rPr') : null;
    return [...(mark ? [mark] : []), ...this.runChain(paragraph, paragraph)];
  }

  /** The face for Latin text along a chain; a theme's face by its name in the theme. */
  fontNameOf(chain: readonly Element[]): string {
    for (const properties of chain) {
      const fonts = childW(properties, 'rFonts');
      const name = attributeW(fonts, 'ascii') ?? attributeW(fonts, 'hAnsi');
      if (name !== null) return name;
      const theme = attributeW(fonts, 'asciiTheme') ?? attributeW(fonts, 'hAnsiTheme');
      if (theme !== null) return this.#themeFace(theme.startsWith('major') ? 'majorFont' : 'minorFont');
    }
    return 'Times New Roman';
  }

  #themeFace(kind: 'majorFont' | 'minorFont'): string {
    const part = this.#package.related(this.#package.documentPart, relationshipTypes.theme);
    if (part === undefined || !this.#package.has(part)) return 'Calibri';
    const face = this.#package
      .xml(part)
      .getElementsByTagNameNS(ns.a, kind)[0]
      ?.getElementsByTagNameNS(ns.a, 'latin')[0];
    return face?.getAttribute('typeface') ?? 'Calibri';
  }

  /** The id of a style by the name that a person or an add-in says, by its built-in name, or by the id itself. */
  idOf(name: string, type: 'paragraph' | 'table' | 'character' = 'paragraph'): string | null {
    const wanted = (builtInByValue(name)?.name ?? fileNameOf(name)).toLowerCase();
    const styles = this.#styles().filter((style) => attributeW(style, 'type') === type);
    const found =
      styles.find((style) => (attributeW(childW(style, 'name')) ?? '').toLowerCase() === wanted) ??
      styles.find((style) => attributeW(style, 'styleId')?.toLowerCase() === name.toLowerCase());
    return attributeW(found, 'styleId');
  }

  #root(): Element | null {
    const part = this.#package.related(this.#package.documentPart, relationshipTypes.styles);
    return part === undefined || !this.#package.has(part) ? null : this.#package.xml(part).documentElement;
  }

  #styles(): Element[] {
    const root = this.#root();
    return root ? childrenW(root, 'style') : [];
  }

  #byId(): ReadonlyMap<string, Element> {
    const root = this.#root();
    if (!root) return new Map();
    const count = root.childElementCount;
    if (this.#index?.root !== root || this.#index.count !== count) {
      const byId = new Map(this.#styles().map((style) => [attributeW(style, 'styleId') ?? '', style]));
      this.#index = { root, count, byId };
    }
    return this.#index.byId;
  }

  #index: { readonly root: Element; readonly count: number; readonly byId: ReadonlyMap<string, Element> } | undefined;

  #styleOf(paragraph: Element): Element | null {
    const properties = childW(paragraph, 'pPr');
    const id = attributeW(properties ? childW(properties, 'pStyle') : null);
    if (id !== null) return this.#byId().get(id) ?? null;
    return (
      [...this.#byId().values()].find(
        (style) =>
          attributeW(style, 'type') === 'paragraph' && ['1', 'true'].includes(attributeW(style, 'default') ?? ''),
      ) ?? null
    );
  }

  #basedOn(style: Element): Element | null {
    const id = attributeW(childW(style, 'basedOn'));
    return id === null ? null : (this.#byId().get(id) ?? null);
  }
}
