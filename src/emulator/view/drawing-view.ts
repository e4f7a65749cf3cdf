import type { InlineScope } from './inline-view.ts';
import { make } from './render-context.ts';
import { emu } from './units.ts';
import { attributeOf, blocksOf, childOf, descendantOf, numberOf } from './xml.ts';

/** A `w:drawing`: a picture, a text box, or a named frame for what is not drawn (charts, diagrams). */
export function renderDrawing(drawing: Element, scope: InlineScope): HTMLElement {
  const placement = childOf(drawing, 'inline') ?? childOf(drawing, 'anchor');
  const extent = childOf(placement, 'extent');
  const size = { width: emu(numberOf(extent, 'cx') ?? 0), height: emu(numberOf(extent, 'cy') ?? 0) };
  const description = childOf(placement, 'docPr');
  const name =
    attributeOf(description, 'descr') ?? attributeOf(description, 'title') ?? attributeOf(description, 'name') ?? '';
  const blip = descendantOf(placement, 'blip');
  const url = blip ? scope.source.pictureUrl(attributeOf(blip, 'embed') ?? '', scope.part) : null;
  const box = descendantOf(placement, 'txbxContent');
  const frame = make(scope, 'span', 'drawing');
  frame.setAttribute('contenteditable', 'false');
  if (url) frame.append(picture(url, name, size, childOf(blip?.parentElement ?? null, 'srcRect'), scope));
  else if (box) frame.append(textBox(box, size, scope));
  else frame.append(placeholder(name, size, scope));
  if (placement?.localName === 'anchor') place(frame, placement);
  scope.link(frame, drawing);
  return frame;
}

/** VML of older files: its picture or its text box. */
export function renderVml(element: Element, scope: InlineScope): HTMLElement {
  const shape = descendantOf(element, 'shape') ?? descendantOf(element, 'rect') ?? element.firstElementChild;
  const style = attributeOf(shape, 'style') ?? '';
  const size = { width: cssPoints(style, 'width'), height: cssPoints(style, 'height') };
  const image = descendantOf(element, 'imagedata');
  const url = image ? scope.source.pictureUrl(attributeOf(image, 'id') ?? '', scope.part) : null;
  const box = descendantOf(element, 'txbxContent');
  const frame = make(scope, 'span', 'drawing');
  frame.setAttribute('contenteditable', 'false');
  if (url) frame.append(picture(url, attributeOf(shape, 'alt') ?? '', size, null, scope));
  else if (box) frame.append(textBox(box, size, scope));
  else if (size.width > 0) frame.append(placeholder(attributeOf(shape, 'alt') ?? '', size, scope));
  scope.link(frame, element);
  return frame;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function picture(url: string, name: string, size: Size, crop: Element | null, scope: InlineScope): HTMLElement {
  const image = make(scope, 'img');
  image.src = url;
  image.alt = name;
  image.draggable = false;
  if (size.width > 0) image.style.width = `${size.width}px`;
  if (size.height > 0) image.style.aspectRatio = `${size.width} / ${size.height}`;
  const [left, top, right, bottom] = ['l', 't', 'r', 'b'].map((side) => (numberOf(crop, side) ?? 0) / 1000);
  if (!left && !top && !right && !bottom) return image;
  // A crop shows the part of the picture that lies within the frame: the picture is drawn larger and shifted.
  const shownWidth = 100 - (left ?? 0) - (right ?? 0);
  const shownHeight = 100 - (top ?? 0) - (bottom ?? 0);
  const window = make(scope, 'span', 'crop');
  window.style.width = `${size.width}px`;
  window.style.height = `${size.height}px`;
  image.style.aspectRatio = 'auto';
  image.style.width = `${10000 / shownWidth}%`;
  image.style.height = `${10000 / shownHeight}%`;
  image.style.left = `${(-100 * (left ?? 0)) / shownWidth}%`;
  image.style.top = `${(-100 * (top ?? 0)) / shownHeight}%`;
  window.append(image);
  return window;
}

function textBox(content: Element, size: Size, scope: InlineScope): HTMLElement {
  const box = make(scope, 'span', 'text-box');
  if (size.width > 0) box.style.width = `${size.width}px`;
  if (size.height > 0) box.style.minHeight = `${size.height}px`;
  box.append(...scope.renderBlocks(blocksOf(content), { ...scope, cell: null }));
  return box;
}

function placeholder(name: string, size: Size, scope: InlineScope): HTMLElement {
  const box = make(scope, 'span', 'not-drawn');
  box.style.width = `${Math.max(size.width, 24)}px`;
  box.style.height = `${Math.max(size.height, 24)}px`;
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', name);
  box.append(name);
  return box;
}

/** Puts an anchored drawing beside the text (as a float) or, where text does not wrap around it, over its paragraph. */
function place(frame: HTMLElement, anchor: Element): void {
  const horizontal = childOf(anchor, 'positionH');
  const vertical = childOf(anchor, 'positionV');
  const align = childOf(horizontal, 'align')?.textContent;
  const offset = (position: Element | null): number =>
    emu(Number.parseFloat(childOf(position, 'posOffset')?.textContent ?? '0') || 0);
  const x = offset(horizontal);
  const isRight = align === 'right' || align === 'outside' || x > 300;
  if (childOf(anchor, 'wrapTopAndBottom')) {
    frame.classList.add('alone');
    frame.style.textAlign = align === 'right' || align === 'center' ? align : 'left';
    if (!align) frame.style.marginInlineStart = `${Math.max(0, x)}px`;
  } else if (childOf(anchor, 'wrapSquare') ?? childOf(anchor, 'wrapTight') ?? childOf(anchor, 'wrapThrough')) {
    frame.classList.add(isRight ? 'beside-right' : 'beside-left');
  } else {
    frame.classList.add('over');
    if (attributeOf(anchor, 'behindDoc') === '1') frame.classList.add('behind');
    const fromPage = attributeOf(horizontal, 'relativeFrom') === 'page';
    if (align === 'right') frame.style.right = '0';
    else if (align === 'center') frame.classList.add('centred');
    else frame.style.left = fromPage ? `calc(${x}px - var(--margin-left, 96px))` : `${x}px`;
    const y = offset(vertical);
    const relative = attributeOf(vertical, 'relativeFrom');
    frame.style.top = relative === 'paragraph' || relative === 'line' ? `${y}px` : '0';
  }
}

function cssPoints(style: string, name: string): number {
  const match = new RegExp(`(?:^|;)\\s*${name}:\\s*([\\d.]+)(pt|px|in|cm)?`).exec(style);
  const scale = { pt: 4 / 3, px: 1, in: 96, cm: 37.8 }[match?.[2] ?? 'px'] ?? 1;
  return Math.round(Number.parseFloat(match?.[1] ?? '0') * scale);
}
