import { splitContent } from '../word/model/edit-text.ts';
import { isEmpty, paragraphsWithin, partsOf, storyOf, storyParagraphs, type Span } from '../word/model/story.ts';
import { leavesOf } from '../word/model/text-leaves.ts';
import { ancestorW } from '../word/model/xml.ts';
import { attachToList, createList, detachFromList, levelType, numberingOf } from '../word/parts/numbering.ts';
import { formatParagraph, paragraphFormat } from '../word/parts/paragraph-format.ts';
import { formatRun, runFormat, type RunFormat, type RunFormatChange } from '../word/parts/run-format.ts';
import {
  isHiddenStyle,
  paragraphStyle,
  setParagraphStyle,
  styleDisplayName,
  styleIdOf,
  stylesOfType,
} from '../word/parts/styles.ts';
import type { WordDocument } from '../word/word-document.ts';

export type CharacterFormat = 'bold' | 'italic' | 'underline' | 'strike';
export type Alignment = 'left' | 'center' | 'right' | 'both';
export type ListKind = 'bullets' | 'numbering';

/** Buttons show the state of this many runs of a selection at most. */
const inspectedRuns = 200;

const isOn: Readonly<Record<CharacterFormat, (format: RunFormat) => boolean>> = {
  bold: ({ bold }) => bold,
  italic: ({ italic }) => italic,
  underline: ({ underline }) => underline !== 'none',
  strike: ({ strikeThrough }) => strikeThrough,
};

const changeOf: Readonly<Record<CharacterFormat, (isOn: boolean) => RunFormatChange>> = {
  bold: (bold) => ({ bold }),
  italic: (italic) => ({ italic }),
  underline: (underlined) => ({ underline: underlined ? 'single' : 'none' }),
  strike: (strikeThrough) => ({ strikeThrough }),
};

/** Formatting of the selection, as the ribbon and the keyboard ask for it. */
export class Formatting {
  readonly #document: WordDocument;
  /** Switched at a caret, for the text that is typed next; forgotten when the caret moves. */
  readonly #pending = new Map<CharacterFormat, boolean>();

  constructor(document: WordDocument) {
    this.#document = document;
  }

  /** Whether all of the selection has the format; at a caret, whether text typed there will have it. */
  isOn(format: CharacterFormat): boolean {
    const pending = this.#pending.get(format);
    if (pending !== undefined) return pending;
    const runs = this.#runs(this.#document.selectedSpan, inspectedRuns);
    return runs.length > 0 && runs.every((run) => isOn[format](runFormat(this.#document.package, run)));
  }

  toggle(format: CharacterFormat): void {
    if (this.#document.readOnly) return;
    const isNowOn = !this.isOn(format);
    const span = this.#document.selectedSpan;
    if (isEmpty(span)) this.#pending.set(format, isNowOn);
    else this.#document.transact('format', () => this.#apply(span, changeOf[format](isNowOn)));
  }

  /** Types text with what was switched at the caret before. */
  type(span: Span, text: string): void {
    const pending = [...this.#pending];
    this.#pending.clear();
    if (pending.length === 0 || text === '') {
      this.#document.type(span, text);
      return;
    }
    this.#document.transact('edit', () => {
      this.#document.type(span, text);
      const end = this.#document.selectedSpan.start;
      const start = { paragraph: end.paragraph, offset: Math.max(0, end.offset - text.length) };
      for (const [format, isNowOn] of pending) this.#apply({ start, end }, changeOf[format](isNowOn));
    });
  }

  /** The caret moved: what was switched for the next text no longer holds. */
  forgetPending(): void {
    this.#pending.clear();
  }

  /** The styles to choose from, named in the language of the page. */
  styles(locale: string): readonly { readonly id: string; readonly name: string }[] {
    return stylesOfType(this.#document.package, 'paragraph')
      .filter((style) => !isHiddenStyle(style))
      .map((style) => ({ id: styleIdOf(style), name: styleDisplayName(style, locale) }));
  }

  styleId(): string {
    const style = paragraphStyle(this.#document.package, this.#document.selectedSpan.start.paragraph);
    return style ? styleIdOf(style) : '';
  }

  setStyle(id: string): void {
    this.#eachParagraph('style', (paragraph) => setParagraphStyle(this.#document.package, paragraph, id));
  }

  alignment(): Alignment {
    const { alignment } = paragraphFormat(this.#document.package, this.#document.selectedSpan.start.paragraph);
    if (alignment === 'center' || alignment === 'both') return alignment;
    return alignment === 'right' || alignment === 'end' ? 'right' : 'left';
  }

  setAlignment(alignment: Alignment): void {
    this.#eachParagraph('alignment', (paragraph) => formatParagraph(paragraph, { alignment }));
  }

  listKind(): ListKind | null {
    const numbering = numberingOf(this.#document.package, this.#document.selectedSpan.start.paragraph);
    if (!numbering) return null;
    return levelType(numbering.level) === 'Bullet' ? 'bullets' : 'numbering';
  }

  /** Makes the selected paragraphs a list, joining one of the same kind just before them; or takes them out of theirs. */
  toggleList(kind: ListKind): void {
    const pkg = this.#document.package;
    const isListed = this.listKind() === kind;
    const joined = isListed ? null : this.#listBefore(kind);
    let list = joined;
    this.#eachParagraph('list', (paragraph) => {
      if (isListed) {
        detachFromList(pkg, paragraph);
        return;
      }
      list ??= createList(pkg, kind === 'bullets' ? 'bullet' : 'number');
      attachToList(pkg, paragraph, list, numberingOf(pkg, paragraph)?.levelIndex ?? 0);
    });
  }

  #listBefore(kind: ListKind): string | null {
    const { paragraph } = this.#document.selectedSpan.start;
    const all = storyParagraphs(storyOf(paragraph));
    const before = all[all.indexOf(paragraph) - 1];
    const numbering = before && numberingOf(this.#document.package, before);
    if (!numbering) return null;
    return (levelType(numbering.level) === 'Bullet') === (kind === 'bullets') ? numbering.numId : null;
  }

  #eachParagraph(label: string, change: (paragraph: Element) => void): void {
    if (this.#document.readOnly) return;
    this.#document.transact(label, () => {
      for (const paragraph of paragraphsWithin(this.#document.selectedSpan)) change(paragraph);
    });
  }

  #apply(span: Span, change: RunFormatChange): void {
    for (const { paragraph, start, end } of partsOf(span)) {
      if (start === end) continue;
      splitContent(paragraph, end);
      splitContent(paragraph, start);
    }
    for (const run of this.#runs(span)) formatRun(run, change);
  }

  /** The runs that a span covers; at a caret, the run before it, whose look typing continues. */
  #runs(span: Span, limit = Number.POSITIVE_INFINITY): Element[] {
    const found = new Set<Element>();
    const isCaret = isEmpty(span);
    for (const { paragraph, start, end } of partsOf(span)) {
      if (found.size >= limit) break;
      for (const leaf of leavesOf(paragraph)) {
        const leafEnd = leaf.start + leaf.length;
        const isIn = isCaret
          ? leaf.start < Math.max(start, 1) && start <= leafEnd
          : leaf.start < end && start < leafEnd;
        const run = isIn ? ancestorW(leaf.element, 'r') : null;
        if (run) found.add(run);
      }
    }
    return [...found];
  }
}
