import { deleteShape, patchShape, placeShape } from '../../excel/edit/shapes.ts';
import { boxOf } from '../../excel/edit/sizes.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import type { ShapeState } from '../../excel/model/shape-state.ts';
import { OoxmlPackage } from '../../package/ooxml-package.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';
import { headerHeight, headerWidth, type Viewport } from './draw-grid.ts';
import { drawOutline } from './shape-outline.ts';

const pixelsPerPoint = 96 / 72;
/** Points that an arrow key moves a shape by; with Ctrl a pixel. */
const keyStep = 6;

interface Drawn {
  readonly element: HTMLElement;
  readonly state: ShapeState;
}

/**
 * The shapes of the active sheet that are in sight, as elements over its cells: they take the focus, so that they are read out, moved with
 * the arrow keys, typed into (Enter, F2 or a double click) and removed with Delete. Escape goes back to the cells.
 */
export class ShapeLayer {
  readonly root = el('div', { class: 'shape-window' });
  readonly #document: ExcelDocument;
  readonly #strings: Strings;
  readonly #leave: () => void;
  readonly #drawn = new Map<string, Drawn>();
  readonly #pictures = new Map<string, string>();
  #file: OoxmlPackage | null = null;

  constructor(document: ExcelDocument, strings: Strings, leave: () => void) {
    this.#document = document;
    this.#strings = strings;
    this.#leave = leave;
  }

  close(): void {
    for (const address of this.#pictures.values()) URL.revokeObjectURL(address);
  }

  /** Brings the elements up to what the sheet holds in a part of it, which begins behind the headings. */
  draw(view: Viewport): void {
    const { style } = this.root;
    const [width, height] = [view.width - headerWidth, view.height - headerHeight];
    style.left = `${view.left + headerWidth}px`;
    style.top = `${view.top + headerHeight}px`;
    style.width = `${Math.max(0, width)}px`;
    style.height = `${Math.max(0, height)}px`;
    const sheet = this.#document.activeSheet;
    const seen = new Set<string>();
    for (const shape of this.#document.state.shapes) {
      if (shape.sheetId !== sheet.id || !shape.visible) continue;
      const box = boxOf(sheet, shape.place);
      const [x, y] = [box.left * pixelsPerPoint - view.left, box.top * pixelsPerPoint - view.top];
      const size = { width: box.width * pixelsPerPoint, height: box.height * pixelsPerPoint };
      const known = this.#drawn.get(shape.id);
      const isInSight = x < width && y < height && x + size.width >= 0 && y + size.height >= 0;
      // What has the focus stays, or the keyboard would be lost.
      if (!isInSight && !known?.element.contains(document.activeElement)) continue;
      seen.add(shape.id);
      const element = known?.state === shape ? known.element : this.#show(shape, known?.element);
      this.#drawn.set(shape.id, { element, state: shape });
      element.style.left = `${x}px`;
      element.style.top = `${y}px`;
      element.style.width = `${size.width}px`;
      element.style.height = `${size.height}px`;
      element.style.transform = shape.rotation === 0 ? '' : `rotate(${shape.rotation}deg)`;
    }
    for (const [id, { element }] of this.#drawn) {
      if (seen.has(id)) continue;
      this.#drawn.delete(id);
      if (element.contains(document.activeElement)) this.#leave();
      element.remove();
    }
    const order = this.#document.state.shapes.flatMap(({ id }) => this.#drawn.get(id)?.element ?? []);
    // Elements are moved only when they lie otherwise: moving one takes its focus.
    if (order.some((element, index) => this.root.children[index] !== element)) this.root.append(...order);
  }

  /** Gives the focus to a shape in sight; false when there is none. */
  focusFirst(): boolean {
    const [first] = this.#drawn.values();
    first?.element.focus({ preventScroll: true });
    return first !== undefined;
  }

  #show(shape: ShapeState, known: HTMLElement | undefined): HTMLElement {
    const element = known ?? this.#create(shape.id);
    if (element.querySelector('textarea')) return element;
    const { text, kind, description, name } = shape;
    const kindName =
      kind === 'Image' ? this.#strings.picture : shape.isTextBox ? this.#strings.textBox : this.#strings.shape;
    const told = description || text?.text || name;
    element.setAttribute('role', text ? 'group' : 'img');
    element.setAttribute('aria-label', `${kindName}: ${told}`);
    element.classList.toggle('frame', kind === 'Group' || kind === 'Unsupported');
    const picture = this.#picture(shape);
    element.replaceChildren(
      picture === null ? drawOutline(shape) : el('img', { attributes: { src: picture, alt: '', draggable: 'false' } }),
      ...(text ? [textOf(text)] : []),
    );
    return element;
  }

  #create(id: string): HTMLElement {
    const find = (): ShapeState | undefined => this.#document.state.shapes.find((shape) => shape.id === id);
    const element = el('div', {
      class: 'sheet-shape',
      attributes: { tabindex: '0', 'aria-description': this.#strings.shapeKeys },
    });
    element.addEventListener('pointerdown', (event) => {
      event.stopPropagation();
      const shape = find();
      if (shape && !(event.target instanceof HTMLTextAreaElement)) this.#drag(event, element, shape);
    });
    element.addEventListener('dblclick', (event) => {
      event.stopPropagation();
      const shape = find();
      if (shape) this.#edit(element, shape);
    });
    element.addEventListener('keydown', (event) => {
      const shape = find();
      if (shape && event.target === element) this.#key(event, element, shape);
    });
    return element;
  }

  #key(event: KeyboardEvent, element: HTMLElement, shape: ShapeState): void {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === 'Escape') this.#leave();
    else if (this.#document.readOnly) return;
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.#document.transact('delete', () => deleteShape(this.#document, shape));
      this.#leave();
    } else if (event.key === 'Enter' || event.key === 'F2') this.#edit(element, shape);
    else if (step) {
      const [across = 0, down = 0] = step;
      const by = event.ctrlKey || event.metaKey ? 1 / pixelsPerPoint : keyStep;
      this.#move(shape, across * by, down * by);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #move(shape: ShapeState, across: number, down: number): void {
    const sheet = this.#document.activeSheet;
    const { left, top } = boxOf(sheet, shape.place);
    this.#document.transact('move', () =>
      placeShape(this.#document, sheet, shape, { left: left + across, top: top + down }),
    );
  }

  #drag(event: PointerEvent, element: HTMLElement, shape: ShapeState): void {
    element.focus({ preventScroll: true });
    if (this.#document.readOnly || event.button !== 0) return;
    event.preventDefault();
    // The page may be zoomed; what it is zoomed by is in the size of what is on it.
    const scale = this.root.getBoundingClientRect().width / this.root.offsetWidth || 1;
    const way = { x: 0, y: 0 };
    const move = (later: PointerEvent): void => {
      way.x = (later.clientX - event.clientX) / scale;
      way.y = (later.clientY - event.clientY) / scale;
      element.style.translate = `${way.x}px ${way.y}px`;
    };
    const end = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
      element.style.translate = '';
      if (Math.hypot(way.x, way.y) > 2) this.#move(shape, way.x / pixelsPerPoint, way.y / pixelsPerPoint);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  }

  /** Lets its text be typed, in its place; it is taken when the focus goes. */
  #edit(element: HTMLElement, { id, text }: ShapeState): void {
    if (!text || this.#document.readOnly || element.querySelector('textarea')) return;
    const field = el('textarea', { class: 'shape-text', attributes: { 'aria-label': this.#strings.textBox } });
    field.value = text.text;
    for (const [name, value] of Object.entries(textStyle(text))) field.style.setProperty(name, value);
    element.querySelector('.shape-text')?.remove();
    element.append(field);
    field.focus({ preventScroll: true });
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') element.focus({ preventScroll: true });
    });
    field.addEventListener('blur', () => {
      const typed = field.value;
      field.remove();
      const now = this.#document.state.shapes.find((shape) => shape.id === id);
      if (!now?.text) return;
      this.#show(now, element);
      const own = now.text;
      if (typed !== own.text)
        this.#document.transact('typing', () => patchShape(this.#document, now, { text: { ...own, text: typed } }));
    });
  }

  #picture({ picture }: ShapeState): string | null {
    const { opened } = this.#document;
    if (picture === null || !opened) return null;
    const known = this.#pictures.get(picture);
    if (known !== undefined) return known;
    this.#file ??= OoxmlPackage.open(opened.bytes);
    const type = this.#file.contentType(picture) ?? '';
    // Browsers draw none of the kinds that only Windows knows.
    if (!/^image\/(png|jpe?g|gif|svg\+xml|bmp|webp)$/.test(type)) return null;
    const address = URL.createObjectURL(new Blob([new Uint8Array(this.#file.bytes(picture))], { type }));
    this.#pictures.set(picture, address);
    return address;
  }
}

type Text = NonNullable<ShapeState['text']>;

function textOf(text: Text): HTMLElement {
  const element = el('div', { class: 'shape-text' }, text.text.replaceAll('\v', '\n'));
  for (const [name, value] of Object.entries(textStyle(text))) element.style.setProperty(name, value);
  return element;
}

function textStyle({ font, horizontal, vertical, margins }: Text): Readonly<Record<string, string>> {
  const pixels = (points: number): string => `${points * pixelsPerPoint}px`;
  return {
    padding: [margins.top, margins.right, margins.bottom, margins.left].map(pixels).join(' '),
    color: font.color,
    'font-family': `"${font.name.replaceAll('"', '')}", Carlito, "Noto Sans SC", sans-serif`,
    'font-size': pixels(font.size),
    'font-weight': font.bold ? '700' : '400',
    'font-style': font.italic ? 'italic' : 'normal',
    'text-decoration': font.underline ? 'underline' : 'none',
    'text-align': horizontal.toLowerCase(),
    'align-content': { Top: 'start', Middle: 'center', Bottom: 'end' }[vertical],
  };
}
