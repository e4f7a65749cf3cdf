import { markInlineControl } from './control-view.ts';
import { renderDrawing, renderVml } from './drawing-view.ts';
import { renderMath } from './math-view.ts';
import { make, runClassOf, type RenderContext } from './render-context.ts';
import { symbolCharacter, readableSymbols, isSymbolFont } from './symbols.ts';
import { attributeOf, childOf, childrenOf, kindOf, toggleOf } from './xml.ts';

/** What holds inside one paragraph. */
export interface InlineScope extends RenderContext {
  readonly paragraphStyle: string | null;
}

/** A child of a paragraph: a run, a change, a link, a field, an equation …. What has no look gives nothing. */
export function renderInline(element: Element, scope: InlineScope): Node[] {
  switch (kindOf(element)) {
    case 'r':
      return renderRun(element, scope);
    case 'ins':
    case 'moveTo':
      return [renderChange(element, 'ins', scope)];
    case 'del':
    case 'moveFrom':
      return [renderChange(element, 'del', scope)];
    case 'hyperlink':
      return [renderLink(element, scope)];
    case 'sdt':
      return [renderControl(element, scope)];
    case 'fldSimple':
    case 'smartTag':
    case 'customXml':
    case 'sdtContent':
    case 'dir':
    case 'bdo':
      return renderChildren(element, scope);
    case 'm:oMath':
    case 'm:oMathPara':
      return [renderEquation(element, scope)];
    case 'commentRangeStart':
      return [marker('comment-start', element, scope)];
    case 'commentRangeEnd':
      return [marker('comment-end', element, scope)];
    case 'bookmarkStart': {
      const mark = marker('bookmark', element, scope);
      mark.dataset['bookmark'] = attributeOf(element, 'name') ?? '';
      return [mark];
    }
    case 'AlternateContent':
      return renderChildren(childOf(element, 'Choice') ?? element, scope);
    default:
      return [];
  }
}

function renderChildren(element: Element, scope: InlineScope): Node[] {
  return childrenOf(element).flatMap((child) => renderInline(child, scope));
}

function marker(kind: string, element: Element, scope: InlineScope): HTMLElement {
  const mark = make(scope, 'span', kind);
  const id = attributeOf(element, 'id');
  if (id !== null) mark.dataset['id'] = id;
  scope.link(mark, element);
  return mark;
}

function renderChange(element: Element, tag: 'ins' | 'del', scope: InlineScope): HTMLElement {
  const author = attributeOf(element, 'author') ?? '';
  const isMove = element.localName.startsWith('move');
  const change = make(scope, tag, 'change', `author-${scope.source.authorIndex(author)}`, isMove ? 'moved' : '');
  change.dataset['author'] = author;
  change.dataset['date'] = attributeOf(element, 'date') ?? '';
  change.append(...renderChildren(element, scope));
  scope.link(change, element);
  return change;
}

/** A link shows its address and has no `href`: a click sets the caret, and following it is the page's decision. */
function renderLink(element: Element, scope: InlineScope): HTMLElement {
  const link = make(scope, 'span', 'link');
  const id = attributeOf(element, 'id');
  const anchor = attributeOf(element, 'anchor');
  const target = id ? scope.source.linkTarget(id, scope.part) : anchor ? `#${anchor}` : null;
  if (target) link.dataset['target'] = target;
  link.append(...renderChildren(element, scope));
  scope.link(link, element);
  return link;
}

function renderControl(element: Element, scope: InlineScope): HTMLElement {
  const control = make(scope, 'span');
  markInlineControl(control, element);
  control.append(...renderChildren(childOf(element, 'sdtContent') ?? element, scope));
  scope.link(control, element);
  return control;
}

function renderEquation(element: Element, scope: InlineScope): HTMLElement {
  const island = make(scope, 'span', 'math', element.localName === 'oMathPara' ? 'display' : '');
  island.setAttribute('contenteditable', 'false');
  island.append(renderMath(scope.document, element));
  scope.link(island, element);
  return island;
}

function renderRun(run: Element, scope: InlineScope): Node[] {
  const properties = childOf(run, 'rPr');
  const parts = childrenOf(run).flatMap((child) => renderRunPart(child, properties, scope));
  if (parts.length === 0) return [];
  const classes = [runClassOf(scope, properties, scope.paragraphStyle)];
  const change = childOf(properties, 'rPrChange');
  if (change) classes.push('reformatted', `author-${scope.source.authorIndex(attributeOf(change, 'author') ?? '')}`);
  if (toggleOf(properties, 'vanish')) classes.push('hidden-text');
  const language = attributeOf(childOf(properties, 'lang'), 'val');
  if (!classes.some(Boolean) && !language) return parts;
  const span = make(scope, 'span', ...classes);
  if (language) span.lang = language;
  span.append(...parts);
  return [span];
}

function renderRunPart(part: Element, properties: Element | null, scope: InlineScope): Node[] {
  const text = (characters: string): Node[] => {
    const node = scope.document.createTextNode(characters);
    scope.link(node, part);
    return [node];
  };
  switch (part.localName) {
    case 't':
    case 'delText': {
      const content = part.textContent;
      if (content === '') return [];
      const font = attributeOf(childOf(properties, 'rFonts'), 'ascii') ?? undefined;
      return text(isSymbolFont(font) || /[\uf000-\uf0ff]/.test(content) ? readableSymbols(content, font) : content);
    }
    case 'tab':
    case 'ptab': {
      const tab = make(scope, 'span', 'tab');
      tab.append('\t');
      scope.link(tab.firstChild ?? tab, part);
      return [tab];
    }
    case 'noBreakHyphen':
      return text('\u2011');
    case 'softHyphen':
      return text('\u00ad');
    case 'sym':
      return text(
        symbolCharacter(
          attributeOf(part, 'font') ?? '',
          Number.parseInt(attributeOf(part, 'char') ?? '', 16) || 0x2022,
        ),
      );
    case 'br':
    case 'cr':
      return [renderBreak(part, scope)];
    case 'footnoteReference':
    case 'endnoteReference':
      return [renderNoteReference(part, scope)];
    case 'footnoteRef':
    case 'endnoteRef':
      return [];
    case 'drawing':
      return [renderDrawing(part, scope)];
    case 'pict':
    case 'object':
      return [renderVml(part, scope)];
    case 'AlternateContent':
      return renderAlternate(part, properties, scope);
    case 'ruby':
      return [renderRuby(part, scope)];
    default:
      return [];
  }
}

/** What a newer program wrote, with an older form beside it: one object of the text, whatever is inside. */
function renderAlternate(part: Element, properties: Element | null, scope: InlineScope): Node[] {
  const chosen = childOf(part, 'Choice') ?? childOf(part, 'Fallback');
  const nodes = childrenOf(chosen).flatMap((child) => renderRunPart(child, properties, scope));
  if (nodes[0]) scope.link(nodes[0], part);
  return nodes;
}

function renderBreak(part: Element, scope: InlineScope): Node {
  const type = attributeOf(part, 'type');
  if (type === 'page' || type === 'column') {
    const gap = make(scope, 'span', type === 'page' ? 'page-gap' : 'column-gap');
    gap.setAttribute('contenteditable', 'false');
    scope.link(gap, part);
    return gap;
  }
  const line = make(scope, 'br');
  scope.link(line, part);
  return line;
}

function renderNoteReference(part: Element, scope: InlineScope): HTMLElement {
  const kind = part.localName === 'footnoteReference' ? 'footnote' : 'endnote';
  const id = attributeOf(part, 'id') ?? '';
  const mark = make(scope, 'span', 'note-mark');
  mark.setAttribute('contenteditable', 'false');
  mark.dataset['note'] = `${kind}-${id}`;
  mark.append(scope.source.noteMark(kind, id));
  scope.link(mark, part);
  return mark;
}

function renderRuby(part: Element, scope: InlineScope): HTMLElement {
  const ruby = make(scope, 'ruby');
  ruby.append(...renderChildren(childOf(part, 'rubyBase') ?? part, scope));
  const annotation = make(scope, 'rt');
  annotation.append(childOf(part, 'rt')?.textContent ?? '');
  ruby.append(annotation);
  scope.link(ruby, part);
  return ruby;
}
