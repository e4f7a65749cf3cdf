/** Small makers of page elements. */

export interface ElementProperties {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string | boolean | null | undefined>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
}

/** An element with its attributes, listeners and children; `false` and `null` attributes are left out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: ElementProperties = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (properties.class) element.className = properties.class;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : value);
  }
  for (const [name, listener] of Object.entries(properties.on ?? {})) element.addEventListener(name, listener);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Line drawings on a 20 × 20 grid, in the colour of the text around them. */
const paths = {
  undo: 'M4 8h8a4.5 4.5 0 0 1 0 9H8M4 8l4-4M4 8l4 4',
  redo: 'M16 8H8a4.5 4.5 0 0 0 0 9h4M16 8l-4-4M16 8l-4 4',
  bold: 'M6 3.5h5a3.2 3.2 0 0 1 0 6.4H6zM6 9.9h6a3.3 3.3 0 0 1 0 6.6H6z',
  italic: 'M8 3.5h6M6 16.5h6M11.5 3.5l-3 13',
  underline: 'M6 3v6a4 4 0 0 0 8 0V3M5 17h10',
  strike:
    'M13.5 6.2C13 4.6 11.7 4 10 4 8 4 6.5 5 6.5 6.800c0 1.4 1 2.2 3.5 3.200M4 10h12M13.3 12.300c.4 2.6-1.3 3.9-3.3 3.9-2.1 0-3.5-1-3.8-2.7',
  bullets: 'M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01',
  numbering:
    'M8 5h9M8 10h9M8 15h9M3 3.500l1-.5v4M3 9.200c.2-.9 2-.9 2 .2 0 .8-2 1.2-2 2.400h2M3 13.500h2l-1 1.300c1.5 0 1.3 2-.2 2-.5 0-.8-.2-1-.4',
  outdent: 'M9 5h8M9 10h8M9 15h8M6 7.5 3.5 10 6 12.5',
  indent: 'M9 5h8M9 10h8M9 15h8M3.5 7.5 6 10l-2.5 2.5',
  alignLeft: 'M3 5h14M3 10h9M3 15h12',
  alignCenter: 'M3 5h14M5.5 10h9M4 15h12',
  alignRight: 'M3 5h14M8 10h9M5 15h12',
  alignJustify: 'M3 5h14M3 10h14M3 15h14',
  track: 'M4 3.5h8l4 4v5M4 3.5v13h5M12 3.5v4h4M16.5 14l-4 4H10.5v-2l4-4z',
  accept: 'M3.5 10.5l4 4 9-9.5',
  reject: 'M5 5l10 10M15 5 5 15',
  previous: 'M12.5 4 6.5 10l6 6',
  next: 'M7.5 4l6 6-6 6',
  comment: 'M3 4h14v9.5H9.5L6 17v-3.5H3z',
  comments: 'M2.5 3.5h11v7.5H8l-3 3v-3H2.5zM16 7h1.5v7.5H15v3l-3-3H9',
  chevron: 'M5.5 8 10 12.5 14.5 8',
  close: 'M5 5l10 10M15 5 5 15',
  zoomIn: 'M8.5 3.5a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12.2 12.2l4.3 4.3M6 8.5h5M8.5 6v5',
  zoomOut: 'M8.5 3.5a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12.2 12.2l4.3 4.3M6 8.5h5',
  width: 'M3 4v12M17 4v12M6 10h8M6 10l2-2M6 10l2 2M14 10l-2-2M14 10l-2 2',
  file: 'M5 2.5h6.5L15.5 6.5v11h-10.5zM11.5 2.5v4h4',
  open: 'M2.5 15.5v-11h5l1.5 2h7v2.5M2.5 15.5l2.5-6.5h12.5l-2.5 6.5z',
  save: 'M10 3v9M6.5 8.5 10 12l3.5-3.5M3.5 13v3.5h13V13',
  link: 'M8.5 11.5l3-3M9 6l2.2-2.2a3.3 3.3 0 0 1 4.8 4.8L13.8 11M11 14l-2.2 2.2A3.3 3.3 0 0 1 4 11.4L6.2 9',
  info: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 9v4.5M10 6.4v.1',
  list: 'M4 5h12M4 10h12M4 15h7',
  reply: 'M8 5 3.5 9.5 8 14M3.5 9.5H12c3 0 4.5 2 4.5 5',
  resolve: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM6.8 10.2l2.2 2.2 4.2-4.6',
  pane: 'M3 4h14v12H3zM12 4v12',
  like: 'M3 9h3v7.5H3zM6 9l3-6.5c1.5 0 2 1 2 2.2L10.5 8H15c1.2 0 2 1 1.7 2.2l-1.2 5c-.2.8-.9 1.3-1.7 1.3H6',
  dislike: 'M17 11h-3V3.5h3zM14 11l-3 6.5c-1.5 0-2-1-2-2.2L9.5 12H5c-1.2 0-2-1-1.7-2.2l1.2-5c.2-.8.9-1.3 1.7-1.3H14',
  warning: 'M10 3.5 17.5 16.5h-15zM10 8.5v4M10 14.5v.1',
  sparkle: 'M10 3l1.7 5.3L17 10l-5.3 1.7L10 17l-1.7-5.3L3 10l5.3-1.7z',
} as const;

export type IconName = keyof typeof paths;

/** A decorative icon: the control that bears it has the name. */
export function icon(name: IconName, size = 20): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('width', String(size));
  svg.setAttribute('height', String(size));
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/** A picture of a ribbon control in the size nearest above the wanted one. */
export function picture(icons: ReadonlyMap<number, string>, size: number): HTMLElement {
  const sizes = [...icons.keys()].sort((a, b) => a - b);
  const best = sizes.find((candidate) => candidate >= size * 1.5) ?? sizes.at(-1);
  const url = best === undefined ? undefined : icons.get(best);
  if (!url) return el('span', { class: 'no-picture' }, icon('sparkle', size));
  return el('img', {
    class: 'picture',
    attributes: { src: url, alt: '', width: String(size), height: String(size), draggable: 'false' },
  });
}
