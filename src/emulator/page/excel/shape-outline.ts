import type { ShapeState } from '../../excel/model/shape-state.ts';

/** Corners of the outlines that are drawn, in hundredths of width and height, as Office draws them unadjusted. */
// oxfmt-ignore
const polygons: Readonly<Record<string, string>> = {
  triangle: '50,0 100,100 0,100',
  rtTriangle: '0,0 100,100 0,100',
  diamond: '50,0 100,50 50,100 0,50',
  parallelogram: '25,0 100,0 75,100 0,100',
  trapezoid: '25,0 75,0 100,100 0,100',
  pentagon: '50,0 100,38 81,100 19,100 0,38',
  hexagon: '25,0 75,0 100,50 75,100 25,100 0,50',
  octagon: '29,0 71,0 100,29 100,71 71,100 29,100 0,71 0,29',
  star5: '50,0 62,38 100,38 69,62 81,100 50,76 19,100 31,62 0,38 38,38',
  plus: '25,0 75,0 75,25 100,25 100,75 75,75 75,100 25,100 25,75 0,75 0,25 25,25',
  chevron: '0,0 50,0 100,50 50,100 0,100 50,50',
  homePlate: '0,0 50,0 100,50 50,100 0,100',
  rightArrow: '0,25 50,25 50,0 100,50 50,100 50,75 0,75',
  leftArrow: '100,25 50,25 50,0 0,50 50,100 50,75 100,75',
  upArrow: '25,100 25,50 0,50 50,0 100,50 75,50 75,100',
  downArrow: '25,0 25,50 0,50 50,100 100,50 75,50 75,0',
};

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Dashes and gaps in widths of the line. */
const dashes: Readonly<Record<string, readonly number[]>> = {
  Dash: [4, 3],
  DashDot: [4, 3, 1, 3],
  DashDotDot: [3, 1, 1, 1, 1, 1],
  LongDash: [8, 3],
  LongDashDot: [8, 3, 1, 3],
  LongDashDotDot: [8, 3, 1, 3, 1, 3],
  RoundDot: [1, 1],
  SquareDot: [3, 1],
};

/** The outline of a shape with its fill and line, as large as what it stands in. What has another outline is drawn as a rectangle. */
export function drawOutline({ kind, outline, fill, line, flipX, flipY }: ShapeState): SVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  set(svg, { viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const turn = `translate(${flipX ? 100 : 0} ${flipY ? 100 : 0}) scale(${flipX ? -1 : 1} ${flipY ? -1 : 1})`;
  const shape = kind === 'Line' ? element('line', { x1: 0, y1: 0, x2: 100, y2: 100 }) : outlineOf(outline);
  set(shape, {
    transform: turn,
    'vector-effect': 'non-scaling-stroke',
    fill: fill && kind !== 'Line' ? fill.color : 'none',
    'fill-opacity': 1 - (fill?.transparency ?? 0),
  });
  if (line) {
    const width = Math.max(1, (line.weight * 96) / 72);
    set(shape, {
      stroke: line.color,
      'stroke-width': width,
      'stroke-opacity': 1 - line.transparency,
      'stroke-dasharray': (dashes[line.dash] ?? []).map((length) => length * width).join(' '),
    });
  }
  svg.append(shape);
  return svg;
}

function outlineOf(outline: string): SVGElement {
  const points = polygons[outline];
  if (points !== undefined) return element('polygon', { points });
  if (outline === 'ellipse') return element('ellipse', { cx: 50, cy: 50, rx: 50, ry: 50 });
  return element('rect', { width: 100, height: 100, rx: outline === 'roundRect' ? 12 : 0 });
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made: SVGElement = document.createElementNS(svgNamespace, name);
  set(made, attributes);
  return made;
}

function set(target: SVGElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
}
