import { pageSizeOf, sectionEnd, type PageSize } from './paragraph-view.ts';
import type { RenderedBlocks } from './rendered-blocks.ts';
import type { RenderSource } from './render-context.ts';
import { blocksOf, childrenOf, valueOf } from './xml.ts';

/** The document that is shown: its body, and what hangs on it. */
export interface ViewSource extends RenderSource {
  readonly body: Element;
  /** Root element and part name of a section's header or footer; `null` when it has none. */
  runningPart(
    section: Element | null,
    kind: 'header' | 'footer',
  ): { readonly root: Element; readonly part: string } | null;
  /** Notes that the text refers to, in order of their first reference. */
  notes(
    kind: 'footnote' | 'endnote',
  ): readonly { readonly id: string; readonly element: Element; readonly part: string }[];
}

/** Blocks of one chunk: the unit that the browser may leave undrawn while it is off the screen. */
export const chunkSize = 40;

/**
 * What the blocks of a body stand on: a sheet for each section that begins a page, with its header and footer, and in it chunks, which
 * the browser lays out only near the screen. Blocks come at the end; the notes stand after the last.
 */
export class Paper {
  readonly #root: HTMLElement;
  readonly #source: ViewSource;
  readonly #blocks: RenderedBlocks;
  #sectionEnds: readonly Element[] = [];
  /** Where the next block goes, until it is full. */
  #chunk: HTMLElement | null = null;

  /** @param root the element that the sheets stand in */
  constructor(root: HTMLElement, source: ViewSource, blocks: RenderedBlocks) {
    this.#root = root;
    this.#source = source;
    this.#blocks = blocks;
  }

  /** Takes all sheets away, for the blocks of a body. */
  clear(blocks: readonly Element[]): void {
    this.#root.replaceChildren();
    this.#chunk = null;
    this.#sectionEnds = sectionEndsOf(blocks);
  }

  /** Whether the blocks end other sections than those that the sheets are for. */
  isOutdatedBy(blocks: readonly Element[]): boolean {
    const ends = sectionEndsOf(blocks);
    return ends.length !== this.#sectionEnds.length || ends.some((end, index) => end !== this.#sectionEnds[index]);
  }

  /** Puts a block after all others. */
  append(block: Element): void {
    const chunk = this.#openChunk(block);
    chunk.append(this.#blocks.render(block));
  }

  /** Puts a block's element before all others. */
  prepend(element: HTMLElement): void {
    const first = this.#root.querySelector<HTMLElement>('.chunk') ?? this.#newChunk(this.#newSheet(null));
    first.prepend(element);
  }

  /** Ends a section before a block: one that starts on a new page starts a new sheet; a continuous one goes on in the same. */
  endSection(next: Element | undefined): void {
    const following = next ? this.#sectionOf(next) : null;
    if (valueOf(following, 'type') !== 'continuous') this.#chunk = null;
  }

  removeEmptyChunks(): void {
    for (const chunk of this.#root.querySelectorAll('.chunk:empty')) if (chunk !== this.#chunk) chunk.remove();
  }

  /** Notes stand after the text of the last section, since there are no pages to put them on. */
  showNotes(): void {
    for (const old of this.#root.querySelectorAll('.notes')) old.remove();
    for (const kind of ['footnote', 'endnote'] as const) {
      const notes = this.#source.notes(kind);
      if (notes.length === 0) continue;
      const list = this.#root.ownerDocument.createElement('div');
      list.className = 'notes';
      list.setAttribute('contenteditable', 'false');
      for (const note of notes) {
        const item = this.#root.ownerDocument.createElement('div');
        item.className = 'note';
        item.dataset['note'] = `${kind}-${note.id}`;
        item.dataset['mark'] = this.#source.noteMark(kind, note.id);
        item.append(...this.#blocks.renderPart(blocksOf(note.element), note.part));
        list.append(item);
      }
      [...this.#root.querySelectorAll('.sheet-body')].at(-1)?.append(list);
    }
  }

  /** Numbers the marks of notes in the text again. */
  refreshNoteMarks(): void {
    for (const mark of this.#root.querySelectorAll<HTMLElement>('.note-mark')) {
      const [kind, id = ''] = (mark.dataset['note'] ?? '').split('-');
      if (kind === 'footnote' || kind === 'endnote') mark.textContent = this.#source.noteMark(kind, id);
    }
  }

  /** Renders headers and footers again. */
  refreshRunning(): void {
    for (const sheet of this.#root.querySelectorAll<HTMLElement>('.sheet')) {
      const first = sheet.querySelector<HTMLElement>('.chunk > *');
      const block = first ? this.#blocks.sourceOf(first) : undefined;
      const section = this.#sectionOf(block ?? this.#source.body);
      for (const kind of ['header', 'footer'] as const) {
        sheet.querySelector(`:scope > .sheet-${kind}`)?.replaceWith(this.#running(section, kind));
      }
    }
  }

  #openChunk(block: Element): HTMLElement {
    if (this.#chunk && this.#chunk.childElementCount < chunkSize) return this.#chunk;
    const sheet = this.#chunk?.closest<HTMLElement>('.sheet') ?? this.#newSheet(this.#sectionOf(block));
    return this.#newChunk(sheet);
  }

  #newChunk(sheet: HTMLElement): HTMLElement {
    const chunk = this.#root.ownerDocument.createElement('div');
    chunk.className = 'chunk';
    sheet.querySelector('.sheet-body')?.append(chunk);
    this.#chunk = chunk;
    return chunk;
  }

  /** The properties of the section that a block lies in: those of the next section end, or the body's own. */
  #sectionOf(block: Element): Element | null {
    const end = this.#sectionEnds.find(
      (candidate) =>
        candidate === block || (block.compareDocumentPosition(candidate) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    );
    return (end && sectionEnd(end)) ?? childrenOf(this.#source.body, 'sectPr').at(-1) ?? null;
  }

  #newSheet(section: Element | null): HTMLElement {
    const { ownerDocument } = this.#root;
    const sheet = ownerDocument.createElement('div');
    sheet.className = 'sheet';
    setPageSize(sheet, pageSizeOf(section));
    const body = ownerDocument.createElement('div');
    body.className = 'sheet-body';
    sheet.append(this.#running(section, 'header'), body, this.#running(section, 'footer'));
    this.#root.append(sheet);
    return sheet;
  }

  #running(section: Element | null, kind: 'header' | 'footer'): HTMLElement {
    const element = this.#root.ownerDocument.createElement('div');
    element.className = `sheet-${kind}`;
    element.setAttribute('contenteditable', 'false');
    const running = this.#source.runningPart(section, kind);
    if (running) element.append(...this.#blocks.renderPart(blocksOf(running.root), running.part));
    return element;
  }
}

function sectionEndsOf(blocks: readonly Element[]): Element[] {
  return blocks.filter((block) => sectionEnd(block) !== null);
}

function setPageSize(sheet: HTMLElement, size: PageSize): void {
  for (const [name, value] of Object.entries(size)) {
    const property = ['width', 'height', 'header', 'footer'].includes(name) ? `--page-${name}` : `--margin-${name}`;
    sheet.style.setProperty(property, `${value}px`);
  }
}
