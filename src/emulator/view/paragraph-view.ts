import { renderInline, type InlineScope } from './inline-view.ts';
import { combineRunFormats } from './document-styles.ts';
import {
  mergeParagraphFormats,
  paragraphDeclarations,
  parseParagraphFormat,
  type ParagraphFormat,
} from './paragraph-format.ts';
import { parseRunFormat, runDeclarations } from './run-format.ts';
import { make, type ListLabel, type RenderContext } from './render-context.ts';
import { readableSymbols } from './symbols.ts';
import { twips } from './units.ts';
import { declarationsOf } from './class-registry.ts';
import { attributeOf, childOf, childrenOf, numberOf, valueOf } from './xml.ts';

/** A paragraph (`w:p`) as an element that a caret can stand in. */
export function renderParagraph(paragraph: Element, context: RenderContext): HTMLElement {
  const { source, registry } = context;
  const properties = childOf(paragraph, 'pPr');
  const style = source.styles.resolve(valueOf(properties, 'pStyle'), 'paragraph');
  const label = source.labelOf(paragraph);
  const format = formatOf(paragraph, label, context);
  const run = combineRunFormats([source.styles.defaultRun, context.cell?.run ?? {}, style.run], {});
  const element = make(
    context,
    'p',
    'paragraph',
    registry.classFor(paragraphDeclarations(spaced(format, paragraph, style.id))),
    registry.classFor(runDeclarations(run)),
  );
  element.dataset['style'] = style.name;
  if (format.outlineLevel !== undefined && format.outlineLevel < 9) {
    element.setAttribute('role', 'heading');
    element.setAttribute('aria-level', String(format.outlineLevel + 1));
  }
  if (label) addLabel(element, label, format, context);
  if (format.pageBreakBefore || startsNewPage(paragraph)) element.classList.add('starts-page');
  if (format.tabs?.length)
    element.dataset['tabs'] = JSON.stringify(format.tabs.map((stop) => ({ ...stop, position: twips(stop.position) })));
  context.link(element, paragraph);
  markRevisions(element, properties, paragraph, context);
  const scope: InlineScope = { ...context, paragraphStyle: valueOf(properties, 'pStyle') };
  for (const child of childrenOf(paragraph)) {
    if (child.localName !== 'pPr') element.append(...renderInline(child, scope));
  }
  fillWhenEmpty(element, context);
  return element;
}

/** The format that holds for a paragraph: defaults, table, style, list level, then its own properties. */
export function formatOf(paragraph: Element, label: ListLabel | null, context: RenderContext): ParagraphFormat {
  const { styles } = context.source;
  const properties = childOf(paragraph, 'pPr');
  const style = styles.resolve(valueOf(properties, 'pStyle'), 'paragraph').paragraph;
  const level = label ? parseParagraphFormat(label.paragraphProperties) : {};
  // A list given by the style gives way to the style's own indents; a list given directly goes before them.
  const isDirect = childOf(properties, 'numPr') !== null;
  const layers = isDirect ? [style, level] : [level, style];
  return mergeParagraphFormats(
    styles.defaultParagraph,
    context.cell?.paragraph ?? {},
    ...layers,
    parseParagraphFormat(properties),
  );
}

/** Leaves out the space between neighbours of one style where `w:contextualSpacing` asks for it. */
function spaced(format: ParagraphFormat, paragraph: Element, style: string): ParagraphFormat {
  if (!format.contextualSpacing) return format;
  const styleOf = (neighbour: Element | null): string | null =>
    neighbour?.localName === 'p' ? (valueOf(childOf(neighbour, 'pPr'), 'pStyle') ?? 'Normal') : null;
  const own = styleOf(paragraph) ?? style;
  return {
    ...format,
    ...(styleOf(paragraph.previousElementSibling) === own && { before: 0 }),
    ...(styleOf(paragraph.nextElementSibling) === own && { after: 0 }),
  };
}

/**
 * The label is drawn by `::before` out of an attribute: it is no text of the document, and neither a caret nor a copy
 * should meet it.
 */
function addLabel(element: HTMLElement, label: ListLabel, format: ParagraphFormat, context: RenderContext): void {
  const { source, registry } = context;
  const run = parseRunFormat(label.runProperties, source.styles.theme);
  element.dataset['label'] = readableSymbols(label.text, run.latin) + (label.suffix === 'space' ? ' ' : '');
  element.dataset['numbered'] = label.text;
  element.classList.add('listed');
  const { latin, ...look } = run;
  const hanging = -(format.firstLine ?? 0);
  const declarations = [
    runDeclarations(/^(symbol|wingdings)/i.test(latin ?? '') || latin === undefined ? look : { ...look, latin }),
    declarationsOf({ 'min-width': label.suffix === 'tab' ? `${twips(hanging > 0 ? hanging : 360)}px` : undefined }),
  ];
  const name = registry.classFor(declarations.filter(Boolean).join(';'), '::before');
  if (name) element.classList.add(name);
}

function markRevisions(
  element: HTMLElement,
  properties: Element | null,
  paragraph: Element,
  context: RenderContext,
): void {
  const mark = childOf(properties, 'rPr');
  for (const kind of ['ins', 'del'] as const) {
    const change = childOf(mark, kind);
    if (!change) continue;
    element.classList.add(`mark-${kind}`, `author-${context.source.authorIndex(attributeOf(change, 'author') ?? '')}`);
  }
  const hasChange =
    childOf(properties, 'pPrChange') ?? childOf(mark, 'ins') ?? childOf(mark, 'del') ?? findRevision(paragraph);
  if (hasChange) element.classList.add('changed');
}

function findRevision(element: Element): Element | null {
  for (const name of ['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange']) {
    const found = element.getElementsByTagNameNS(element.namespaceURI, name)[0];
    if (found) return found;
  }
  return null;
}

/** Whether the last layout that Word saved put a new page before this paragraph's first character. */
function startsNewPage(paragraph: Element): boolean {
  for (const child of childrenOf(paragraph)) {
    if (child.localName === 'pPr' || child.localName.startsWith('bookmark') || child.localName === 'proofErr') continue;
    if (child.localName !== 'r') return false;
    for (const part of childrenOf(child)) {
      if (part.localName === 'lastRenderedPageBreak') return true;
      if (part.localName !== 'rPr') return false;
    }
  }
  return false;
}

/** A line for the caret: an empty paragraph and one that ends in a line break have none of their own. */
function fillWhenEmpty(element: HTMLElement, context: RenderContext): void {
  const last = element.lastChild;
  const endsInBreak = element.querySelector(':scope br:last-child') !== null && element.textContent.length === 0;
  if (
    !last ||
    endsInBreak ||
    (element.textContent === '' && !element.querySelector('img,br,[contenteditable=false]'))
  ) {
    element.append(make(context, 'br', 'filler'));
  } else if (endsWithBreak(element)) {
    element.append(make(context, 'br', 'filler'));
  }
}

function endsWithBreak(element: HTMLElement): boolean {
  let last: Node | null = element.lastChild;
  while (last && last.nodeType === 1 && (last as Element).localName !== 'br' && last.lastChild) last = last.lastChild;
  return last?.nodeType === 1 && (last as Element).localName === 'br';
}

/** Whether a section's own page settings come with this paragraph, which then ends the section. */
export function sectionEnd(paragraph: Element): Element | null {
  return childOf(childOf(paragraph, 'pPr'), 'sectPr');
}

/** Size of a section's page in pixels, with its margins. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  readonly header: number;
  readonly footer: number;
}

/** Page size and margins of a `w:sectPr`; A4 with 2.54 cm where it says nothing. */
export function pageSizeOf(section: Element | null): PageSize {
  const size = childOf(section, 'pgSz');
  const margins = childOf(section, 'pgMar');
  const margin = (name: string, fallback: number): number => twips(Math.abs(numberOf(margins, name) ?? fallback));
  return {
    width: twips(numberOf(size, 'w') ?? 11906),
    height: twips(numberOf(size, 'h') ?? 16838),
    top: margin('top', 1440),
    right: margin('right', 1440),
    bottom: margin('bottom', 1440),
    left: margin('left', 1440),
    header: margin('header', 720),
    footer: margin('footer', 720),
  };
}
