import type { ClassRegistry } from './class-registry.ts';
import { chunkSize, Paper, type ViewSource } from './paper.ts';
import { sectionEnd } from './paragraph-view.ts';
import { RenderedBlocks } from './rendered-blocks.ts';
import { tablesOutOfStep } from './table-step.ts';
import { blocksOf } from './xml.ts';

/** Work between two yields to the browser while a long document is filled in. */
const sliceMs = 10;

/**
 * Shows a WordprocessingML body as editable HTML, in chunks that the browser lays out only near the screen. After an
 * edit, {@link refresh} renders again just the blocks that changed. The view writes no XML; it only reads it.
 */
export class DocumentView {
  /** The element that is edited: `contenteditable`, with one sheet for each section. */
  readonly root: HTMLElement;
  readonly #source: ViewSource;
  readonly #blocks: RenderedBlocks;
  readonly #paper: Paper;
  readonly #onRendered: () => void;
  /** Blocks of the body that are on the page, and those that are still to come. */
  #shown: Element[] = [];
  #pending: Element[] = [];
  #whenFilled: Promise<void> = Promise.resolve();
  #isClosed = false;

  /**
   * @param root an empty element of class `document`
   * @param onRendered called after each piece of rendering, so that what lies over the text can follow
   */
  constructor(
    root: HTMLElement,
    source: ViewSource,
    registry: ClassRegistry,
    onRendered: () => void = () => undefined,
  ) {
    this.root = root;
    this.#source = source;
    this.#onRendered = onRendered;
    this.#blocks = new RenderedBlocks(root.ownerDocument, source, registry);
    this.#paper = new Paper(root, source, this.#blocks);
  }

  /** Blocks rendered since the view was made; lets a test see that an edit touches few. */
  get rendered(): number {
    return this.#blocks.count;
  }

  /** Settles when the whole document has been rendered. */
  get whenFilled(): Promise<void> {
    return this.#whenFilled;
  }

  /** Renders the first screens at once and the rest between frames. */
  open(): void {
    this.#shown = [];
    this.#pending = blocksOf(this.#source.body);
    this.#paper.clear(this.#pending);
    this.#fill(chunkSize);
    this.#whenFilled = this.isFilled ? Promise.resolve() : this.#fillBetweenFrames();
  }

  /** Stops filling; the view is not used after this. */
  close(): void {
    this.#isClosed = true;
    this.#pending = [];
  }

  /** Whether every block of the body is on the page. */
  get isFilled(): boolean {
    return this.#pending.length === 0;
  }

  /** The XML that a node of the page stands for, and the node that an XML element is shown by. */
  sourceOf(node: Node): Element | undefined {
    return this.#blocks.sourceOf(node);
  }

  nodeOf(element: Element): Node | undefined {
    return this.#blocks.nodeOf(element);
  }

  /** Makes sure that an element of the body is on the page, however far down it is. */
  reveal(element: Element): Node | undefined {
    while (!this.isFilled && !this.nodeOf(element)?.isConnected) this.#fill(chunkSize * 4);
    return this.nodeOf(element);
  }

  /** Renders all that is still outstanding, now. */
  fillAll(): void {
    this.#fill(Number.POSITIVE_INFINITY);
  }

  /**
   * Follows an edit.
   *
   * @param changed paragraphs and tables whose content or properties changed
   * @param isStructural whether blocks were added, removed or moved anywhere
   * @param isRenumbered whether labels of other paragraphs may have changed too
   */
  refresh(changed: Iterable<Element>, isStructural: boolean, isRenumbered = isStructural): void {
    const blocks = isStructural ? blocksOf(this.#source.body) : [];
    if (isStructural && this.#paper.isOutdatedBy(blocks)) {
      this.open();
      return;
    }
    const again = new Set<Element>();
    for (const block of changed) {
      if (this.nodeOf(block)?.isConnected) again.add(block);
      else if (isStructural) this.#reconcileAround(block);
    }
    if (isStructural) {
      this.#reconcileBody(blocks);
      for (const table of tablesOutOfStep(this.root, this.#blocks)) again.add(table);
    }
    for (const block of again) this.#blocks.renderAgain(block);
    if (isRenumbered) this.#refreshLabels();
    this.#onRendered();
  }

  /** Renders everything again: styles, numbering or settings changed. */
  refreshAll(): void {
    this.open();
  }

  /** Numbers note marks again and renders the notes: one came, went or changed. */
  refreshNotes(): void {
    this.#paper.refreshNoteMarks();
    if (this.isFilled) this.#paper.showNotes();
  }

  /** Renders headers and footers again. */
  refreshRunning(): void {
    this.#paper.refreshRunning();
  }

  /** Brings the blocks of a cell or text box in line with the XML, when `block` is new in it. */
  #reconcileAround(block: Element): void {
    for (let container = block.parentElement; container; container = container.parentElement) {
      const cell = container.localName === 'tc' ? this.#blocks.elementOf(container) : null;
      if (cell) {
        const inside = blocksOf(container);
        const context = this.#blocks.contextOf(inside.find((one) => this.#blocks.isRendered(one)) ?? block);
        const wanted = inside.map((one) => {
          const shown = this.nodeOf(one);
          return shown instanceof HTMLElement && shown.parentElement === cell
            ? shown
            : this.#blocks.render(one, context);
        });
        cell.replaceChildren(...wanted);
        return;
      }
    }
  }

  /**
   * Brings the body's blocks in line with the XML. An edit touches one stretch of them: what is the same before and after
   * it is left alone.
   */
  #reconcileBody(blocks: readonly Element[]): void {
    const old = this.#shown;
    const { isFilled } = this;
    let start = 0;
    while (start < old.length && start < blocks.length && old[start] === blocks[start]) start += 1;
    let oldEnd = old.length;
    let end = isFilled ? blocks.length : start;
    while (isFilled && oldEnd > start && end > start && old[oldEnd - 1] === blocks[end - 1]) {
      oldEnd -= 1;
      end -= 1;
    }
    const kept = new Set(blocks.slice(start, end));
    for (const block of old.slice(start, oldEnd)) {
      const node = this.nodeOf(block);
      if (!kept.has(block) && node instanceof HTMLElement && node.closest('.chunk')) node.remove();
    }
    let previous = start > 0 ? this.#blocks.elementOf(blocks[start - 1]) : null;
    for (const block of blocks.slice(start, end)) {
      const element = this.#blocks.elementOf(block) ?? this.#blocks.render(block);
      if (previous) previous.after(element);
      else this.#paper.prepend(element);
      previous = element;
    }
    // Space between paragraphs of one style depends on their neighbours.
    for (const neighbour of [blocks[start - 1], blocks[end]]) if (neighbour) this.#blocks.renderAgain(neighbour);
    // While the document is still being filled in, what follows the edit is rendered when its turn comes.
    this.#shown = isFilled ? [...blocks] : blocks.slice(0, start);
    this.#pending = isFilled ? [] : blocks.slice(start);
    this.#paper.removeEmptyChunks();
  }

  /** Lists renumber after an edit anywhere above: the labels are compared, not rendered. */
  #refreshLabels(): void {
    for (const element of this.root.querySelectorAll<HTMLElement>('.listed')) {
      const paragraph = this.sourceOf(element);
      const label = paragraph && this.#source.labelOf(paragraph);
      if (label && element.dataset['numbered'] !== label.text) this.#blocks.renderAgain(paragraph);
    }
  }

  async #fillBetweenFrames(): Promise<void> {
    while (this.#pending.length > 0 && !this.#isClosed) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const end = performance.now() + sliceMs;
      do this.#fill(10);
      while (this.#pending.length > 0 && performance.now() < end);
    }
  }

  /** Renders the next `count` outstanding blocks at the end. */
  #fill(count: number): void {
    if (this.#isClosed) return;
    const next = this.#pending.splice(0, Math.min(count, this.#pending.length));
    for (const block of next) {
      this.#paper.append(block);
      this.#shown.push(block);
      if (sectionEnd(block)) this.#paper.endSection(this.#pending[0]);
    }
    if (this.isFilled) this.#paper.showNotes();
    this.#onRendered();
  }
}
