import { ClassRegistry } from './class-registry.ts';
import { markBlockControl } from './control-view.ts';
import { pageSizeOf, renderParagraph, sectionEnd, type PageSize } from './paragraph-view.ts';
import type { RenderContext, RenderSource } from './render-context.ts';
import { renderTable } from './table-view.ts';
import { renderMath } from './math-view.ts';
import { attributeOf, blocksOf, childOf, childrenOf, valueOf } from './xml.ts';

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
const chunkSize = 40;
/** Work between two yields to the browser while a long document is filled in. */
const sliceMs = 10;

/**
 * Shows a WordprocessingML body as editable HTML, in chunks that the browser lays out only near the screen. After an
 * edit, {@link refresh} renders again just the blocks that changed. The view writes no XML; it only reads it.
 */
export class DocumentView {
  /** The element that is edited: `contenteditable`, with one sheet for each section. */
  readonly root: HTMLElement;
  /** Blocks rendered since the view was made; lets a test see that an edit touches few. */
  rendered = 0;
  readonly #source: ViewSource;
  readonly #context: RenderContext;
  readonly #sources = new WeakMap<Node, Element>();
  readonly #nodes = new WeakMap<Element, Node>();
  readonly #contexts = new WeakMap<Element, RenderContext>();
  readonly #onRendered: () => void;
  /** Blocks of the body that are on the page, and those that are still to come. */
  #shown: Element[] = [];
  #pending: Element[] = [];
  #sectionEnds: Element[] = [];
  #chunk: HTMLElement | null = null;
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
    this.#context = {
      source,
      registry,
      document: root.ownerDocument,
      part: 'word/document.xml',
      cell: null,
      link: (node, element) => {
        this.#sources.set(node, element);
        this.#nodes.set(element, node);
      },
      renderBlocks: (blocks, context) => blocks.map((block) => this.#renderBlock(block, context)),
    };
  }

  /** Settles when the whole document has been rendered. */
  get whenFilled(): Promise<void> {
    return this.#whenFilled;
  }

  /** Renders the first screens at once and the rest between frames. */
  open(): void {
    this.root.replaceChildren();
    this.#chunk = null;
    this.#shown = [];
    this.#pending = blocksOf(this.#source.body);
    this.#sectionEnds = this.#pending.filter((block) => sectionEnd(block) !== null);
    this.#fill(chunkSize);
    this.#whenFilled = this.#pending.length > 0 ? this.#fillBetweenFrames() : Promise.resolve();
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
    return this.#sources.get(node);
  }

  nodeOf(element: Element): Node | undefined {
    return this.#nodes.get(element);
  }

  /** Makes sure that an element of the body is on the page, however far down it is. */
  reveal(element: Element): Node | undefined {
    while (this.#pending.length > 0 && !this.#nodes.get(element)?.isConnected) this.#fill(chunkSize * 4);
    return this.#nodes.get(element);
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
    if (isStructural && this.#sectionsChanged(blocks)) {
      this.open();
      return;
    }
    const again = new Set<Element>();
    for (const block of changed) {
      const node = this.#nodes.get(block);
      if (node?.isConnected) again.add(block);
      else if (isStructural) this.#reconcileAround(block);
    }
    if (isStructural) {
      this.#reconcileBody(blocks);
      for (const table of this.#tablesOutOfStep()) again.add(table);
    }
    for (const block of again) this.#renderAgain(block);
    if (isRenumbered) this.#refreshLabels();
    this.#onRendered();
  }

  /** Renders everything again: styles, numbering or settings changed. */
  refreshAll(): void {
    this.open();
  }

  #sectionsChanged(blocks: readonly Element[]): boolean {
    const ends = blocks.filter((block) => sectionEnd(block) !== null);
    return ends.length !== this.#sectionEnds.length || ends.some((end, index) => end !== this.#sectionEnds[index]);
  }

  #renderBlock(block: Element, context: RenderContext): HTMLElement {
    this.rendered += 1;
    this.#contexts.set(block, context);
    if (block.localName === 'p' || block.localName === 'tbl') {
      const element = block.localName === 'p' ? renderParagraph(block, context) : renderTable(block, context);
      markBlockControl(element, block);
      return element;
    }
    const island = this.root.ownerDocument.createElement('div');
    island.className = 'paragraph island';
    island.setAttribute('contenteditable', 'false');
    if (block.localName === 'oMathPara') island.append(renderMath(this.root.ownerDocument, block));
    context.link(island, block);
    return island;
  }

  #renderAgain(block: Element, isAlone = false): void {
    const element = this.#elementOf(block);
    // A block inside one that was rendered again has been renewed with it.
    if (!element) return;
    const renewed = this.#renderBlock(block, this.#contexts.get(block) ?? this.#context);
    element.replaceWith(renewed);
    if (isAlone || element.dataset['style'] === renewed.dataset['style']) return;
    for (const sibling of [block.previousElementSibling, block.nextElementSibling]) {
      if (sibling?.localName === 'p') this.#renderAgain(sibling, true);
    }
  }

  /** Brings the blocks of a cell or text box in line with the XML, when `block` is new in it. */
  #reconcileAround(block: Element): void {
    for (let container = block.parentElement; container; container = container.parentElement) {
      const node = this.#nodes.get(container);
      if (container.localName === 'tc' && node instanceof HTMLElement && node.isConnected) {
        const context =
          this.#contexts.get(blocksOf(container).find((one) => this.#contexts.has(one)) ?? block) ?? this.#context;
        const wanted = blocksOf(container).map((one) => {
          const shown = this.#nodes.get(one);
          return shown instanceof HTMLElement && shown.parentElement === node ? shown : this.#renderBlock(one, context);
        });
        node.replaceChildren(...wanted);
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
    const isFilled = this.#pending.length === 0;
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
      const node = this.#nodes.get(block);
      if (!kept.has(block) && node instanceof HTMLElement && node.closest('.chunk')) node.remove();
    }
    let previous = start > 0 ? this.#elementOf(blocks[start - 1]) : null;
    for (const block of blocks.slice(start, end)) {
      const element = this.#elementOf(block) ?? this.#renderBlock(block, this.#context);
      if (previous) previous.after(element);
      else this.#firstChunk().prepend(element);
      previous = element;
    }
    // Space between paragraphs of one style depends on their neighbours.
    for (const neighbour of [blocks[start - 1], blocks[end]]) if (neighbour) this.#renderAgain(neighbour);
    // While the document is still being filled in, what follows the edit is rendered when its turn comes.
    this.#shown = isFilled ? [...blocks] : blocks.slice(0, start);
    this.#pending = isFilled ? [] : blocks.slice(start);
    for (const chunk of this.root.querySelectorAll('.chunk:empty')) if (chunk !== this.#chunk) chunk.remove();
  }

  #elementOf(block: Element | undefined): HTMLElement | null {
    const node = block && this.#nodes.get(block);
    return node instanceof HTMLElement && node.isConnected ? node : null;
  }

  /** Tables whose rows, cells or paragraphs are no longer those that are shown. */
  #tablesOutOfStep(): Element[] {
    const parts = 'tr, td, th, .table, .paragraph';
    return [...this.root.querySelectorAll<HTMLElement>('.chunk > .table')].flatMap((shown) => {
      const table = this.#sources.get(shown);
      if (!table) return [];
      const wanted = tableParts(table);
      const isInStep =
        wanted.every((part) => shown.contains(this.#nodes.get(part) ?? null)) &&
        [...shown.querySelectorAll(parts)].every(
          (node) => node.closest('.text-box') ?? shownIn(this.#sources.get(node), table),
        );
      return isInStep ? [] : [table];
    });
  }

  #firstChunk(): HTMLElement {
    return this.root.querySelector<HTMLElement>('.chunk') ?? this.#newChunk(this.#newSheet(null));
  }

  /** Lists renumber after an edit anywhere above: the labels are compared, not rendered. */
  #refreshLabels(): void {
    for (const element of this.root.querySelectorAll<HTMLElement>('.listed')) {
      const paragraph = this.#sources.get(element);
      const label = paragraph && this.#source.labelOf(paragraph);
      if (label && element.dataset['numbered'] !== label.text) this.#renderAgain(paragraph);
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
      const chunk = this.#openChunk(block);
      chunk.append(this.#renderBlock(block, this.#context));
      this.#shown.push(block);
      if (sectionEnd(block)) this.#endSection(sectionEnd(block));
    }
    if (this.#pending.length === 0) this.#endDocument();
    this.#onRendered();
  }

  #openChunk(block: Element): HTMLElement {
    if (this.#chunk && this.#chunk.childElementCount < chunkSize) return this.#chunk;
    const sheet = this.#chunk?.closest<HTMLElement>('.sheet') ?? this.#newSheet(this.#sectionOf(block));
    return this.#newChunk(sheet);
  }

  #newChunk(sheet: HTMLElement): HTMLElement {
    const chunk = this.root.ownerDocument.createElement('div');
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
    const { ownerDocument } = this.root;
    const sheet = ownerDocument.createElement('div');
    sheet.className = 'sheet';
    setPageSize(sheet, pageSizeOf(section));
    const body = ownerDocument.createElement('div');
    body.className = 'sheet-body';
    sheet.append(this.#running(section, 'header'), body, this.#running(section, 'footer'));
    this.root.append(sheet);
    return sheet;
  }

  #running(section: Element | null, kind: 'header' | 'footer'): HTMLElement {
    const element = this.root.ownerDocument.createElement('div');
    element.className = `sheet-${kind}`;
    element.setAttribute('contenteditable', 'false');
    const running = this.#source.runningPart(section, kind);
    if (running) {
      element.append(...this.#context.renderBlocks(blocksOf(running.root), { ...this.#context, part: running.part }));
    }
    return element;
  }

  /** A section that starts on a new page starts a new sheet; a continuous one goes on in the same. */
  #endSection(section: Element | null): void {
    const next = this.#pending[0];
    const following = next ? this.#sectionOf(next) : null;
    if (valueOf(following, 'type') !== 'continuous' && section) this.#chunk = null;
  }

  /** Notes stand after the text of the last section, since there are no pages to put them on. */
  #endDocument(): void {
    for (const old of this.root.querySelectorAll('.notes')) old.remove();
    for (const kind of ['footnote', 'endnote'] as const) {
      const notes = this.#source.notes(kind);
      if (notes.length === 0) continue;
      const list = this.root.ownerDocument.createElement('div');
      list.className = 'notes';
      list.setAttribute('contenteditable', 'false');
      for (const note of notes) {
        const item = this.root.ownerDocument.createElement('div');
        item.className = 'note';
        item.dataset['note'] = `${kind}-${note.id}`;
        item.dataset['mark'] = this.#source.noteMark(kind, note.id);
        item.append(...this.#context.renderBlocks(blocksOf(note.element), { ...this.#context, part: note.part }));
        list.append(item);
      }
      [...this.root.querySelectorAll('.sheet-body')].at(-1)?.append(list);
    }
  }

  /** Numbers note marks again and renders the notes: one came, went or changed. */
  refreshNotes(): void {
    for (const mark of this.root.querySelectorAll<HTMLElement>('.note-mark')) {
      const [kind, id = ''] = (mark.dataset['note'] ?? '').split('-');
      if (kind === 'footnote' || kind === 'endnote') mark.textContent = this.#source.noteMark(kind, id);
    }
    if (this.isFilled) this.#endDocument();
  }

  /** Renders headers and footers again. */
  refreshRunning(): void {
    for (const sheet of this.root.querySelectorAll<HTMLElement>('.sheet')) {
      const first = sheet.querySelector<HTMLElement>('.chunk > *');
      const block = first ? this.#sources.get(first) : undefined;
      const section = this.#sectionOf(block ?? this.#source.body);
      for (const kind of ['header', 'footer'] as const) {
        sheet.querySelector(`:scope > .sheet-${kind}`)?.replaceWith(this.#running(section, kind));
      }
    }
  }
}

function setPageSize(sheet: HTMLElement, size: PageSize): void {
  for (const [name, value] of Object.entries(size)) {
    const property = ['width', 'height', 'header', 'footer'].includes(name) ? `--page-${name}` : `--margin-${name}`;
    sheet.style.setProperty(property, `${value}px`);
  }
}

/** Rows, cells, inner tables and paragraphs of a table, those of text boxes left out. */
function tableParts(container: Element): Element[] {
  return childrenOf(container).flatMap((child) => {
    if (child.localName === 'p') return [child];
    // A cell that continues a vertical merge is drawn by the cell it continues.
    const merge = child.localName === 'tc' ? childOf(childOf(child, 'tcPr'), 'vMerge') : null;
    if (merge && attributeOf(merge, 'val') !== 'restart') return [];
    const inner = ['tr', 'tc', 'tbl', 'sdt', 'sdtContent', 'customXml', 'ins', 'del'].includes(child.localName)
      ? tableParts(child)
      : [];
    return ['tr', 'tc', 'tbl'].includes(child.localName) ? [child, ...inner] : inner;
  });
}

function shownIn(part: Element | undefined, table: Element): boolean {
  return part !== undefined && table.contains(part);
}
