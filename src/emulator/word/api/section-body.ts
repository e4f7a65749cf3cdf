import { blocksOfSpan } from '../model/flat-opc.ts';
import { orderOf, storyParagraphs, type Span } from '../model/story.ts';
import { lengthOf } from '../model/text-leaves.ts';
import { ancestorW, childW, createW, ensureProperties, isW } from '../model/xml.ts';
import { sectionsOf } from '../parts/headers-footers.ts';
import { placeChild } from '../parts/schema-order.ts';
import { tablesIn } from '../parts/table-grid.ts';
import { Body } from './body.ts';
import { notFound } from './collection.ts';
import { controlsOfSpan } from './content-control-members.ts';
import type { Beside } from './insert-table.ts';
import type { WordModel } from './word-model.ts';

/** A section's `body`: the paragraphs after the section before it, up to the one that bears its own break. */
export class SectionBody extends Body {
  readonly #section: Element;

  constructor(model: WordModel, section: Element) {
    super(model, model.document.body, 'Section', section);
    this.#section = section;
  }

  override get span(): Span {
    const sections = sectionsOf(this.document.package);
    const index = sections.indexOf(this.#section);
    const paragraphs = storyParagraphs(this.container);
    const before = sections[index - 1];
    const start = paragraphs[before ? orderOf(breakOf(before) ?? notFound()) + 1 : 0];
    const end = breakOf(this.#section) ?? paragraphs.at(-1);
    if (index < 0 || !start || !end) return notFound();
    return { start: { paragraph: start, offset: 0 }, end: { paragraph: end, offset: lengthOf(end) } };
  }

  override get blocks(): readonly Element[] {
    return blocksOfSpan(this.span).blocks.filter((each) => !isW(each, 'sectPr'));
  }

  override get tables(): readonly Element[] {
    return this.blocks.flatMap((block) => (isW(block, 'tbl') ? [block] : tablesIn(block)));
  }

  override get controls(): readonly Element[] {
    return controlsOfSpan(this.span);
  }

  /** What comes after the last paragraph comes before the break: an empty paragraph takes the break over. */
  override edge(place: 'Start' | 'End'): Beside {
    const last = breakOf(this.#section);
    if (place === 'Start' || !last) return super.edge(place);
    const paragraph = createW(last.ownerDocument, 'p');
    last.after(paragraph);
    this.#moveBreak(last, paragraph);
    return { block: paragraph, place: 'Before' };
  }

  override insertParagraph(text: string, place: 'Start' | 'End'): object {
    const last = place === 'End' ? breakOf(this.#section) : null;
    return this.document.transact('insertParagraph', () => {
      const made = super.insertParagraph(text, place);
      const next = last && storyParagraphs(this.container)[orderOf(last) + 1];
      if (last && next) this.#moveBreak(last, next);
      return made;
    });
  }

  #moveBreak(from: Element, to: Element): void {
    const section = childW(ensureProperties(from), 'sectPr');
    if (section) placeChild(ensureProperties(to), section);
  }
}

/** The paragraph that a section ends with; `null` for the last, whose properties the body has. */
function breakOf(section: Element): Element | null {
  return isW(section, 'body') ? null : ancestorW(section, 'p');
}
