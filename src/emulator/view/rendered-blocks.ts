import type { ClassRegistry } from './class-registry.ts';
import { markBlockControl } from './control-view.ts';
import { renderMath } from './math-view.ts';
import { renderParagraph } from './paragraph-view.ts';
import type { RenderContext, RenderSource } from './render-context.ts';
import { renderTable } from './table-view.ts';

/** The blocks of a document as HTML, each tied to the XML that it shows, both ways. */
export class RenderedBlocks {
  /** What holds for a block of the body. */
  readonly context: RenderContext;
  readonly #sources = new WeakMap<Node, Element>();
  readonly #nodes = new WeakMap<Element, Node>();
  readonly #contexts = new WeakMap<Element, RenderContext>();
  #count = 0;

  /** @param document the page's, which everything is made in */
  constructor(document: Document, source: RenderSource, registry: ClassRegistry) {
    this.context = {
      source,
      registry,
      document,
      part: 'word/document.xml',
      cell: null,
      link: (node, element) => {
        this.#sources.set(node, element);
        this.#nodes.set(element, node);
      },
      renderBlocks: (blocks, context) => blocks.map((block) => this.render(block, context)),
    };
  }

  /** Blocks rendered so far, those within others counted too. */
  get count(): number {
    return this.#count;
  }

  /** The XML that a node of the page stands for. */
  sourceOf(node: Node): Element | undefined {
    return this.#sources.get(node);
  }

  /** The node that an XML element is shown by; it may be off the page by now. */
  nodeOf(element: Element): Node | undefined {
    return this.#nodes.get(element);
  }

  /** The block's element where it is on the page. */
  elementOf(block: Element | undefined): HTMLElement | null {
    const node = block && this.#nodes.get(block);
    return node instanceof HTMLElement && node.isConnected ? node : null;
  }

  /** What held when the block was rendered; of one that was not yet, what holds in the body. */
  contextOf(block: Element | undefined): RenderContext {
    return (block && this.#contexts.get(block)) ?? this.context;
  }

  isRendered(block: Element): boolean {
    return this.#contexts.has(block);
  }

  render(block: Element, context = this.context): HTMLElement {
    this.#count += 1;
    this.#contexts.set(block, context);
    if (block.localName === 'p' || block.localName === 'tbl') {
      const element = block.localName === 'p' ? renderParagraph(block, context) : renderTable(block, context);
      markBlockControl(element, block);
      return element;
    }
    const island = context.document.createElement('div');
    island.className = 'paragraph island';
    island.setAttribute('contenteditable', 'false');
    if (block.localName === 'oMathPara') island.append(renderMath(context.document, block));
    context.link(island, block);
    return island;
  }

  /** Renders blocks of another part than the body's, such as a header's. */
  renderPart(blocks: readonly Element[], part: string): HTMLElement[] {
    return this.context.renderBlocks(blocks, { ...this.context, part });
  }

  /** Renders a block in its place on the page, and the paragraphs beside it when it got another style. */
  renderAgain(block: Element): void {
    if (!this.#replace(block)) return;
    for (const sibling of [block.previousElementSibling, block.nextElementSibling]) {
      if (sibling?.localName === 'p') this.#replace(sibling);
    }
  }

  /** Whether the block got another style, on which the space between it and its neighbours depends. */
  #replace(block: Element): boolean {
    const element = this.elementOf(block);
    // A block inside one that was rendered again has been renewed with it.
    if (!element) return false;
    const renewed = this.render(block, this.contextOf(block));
    element.replaceWith(renewed);
    return element.dataset['style'] !== renewed.dataset['style'];
  }
}
