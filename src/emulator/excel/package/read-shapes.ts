import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { plainShapeText } from '../edit/shapes.ts';
import type { ShapeKind, ShapeLineState, ShapeState, ShapeTextState } from '../model/shape-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { withLuminance, type ThemeColors } from './colors.ts';
import { anchorsIn, drawingOf, pointsOf, readPlace } from './drawing-part.ts';
import { relationshipNamespace } from './part-names.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

const kinds: Readonly<Record<string, ShapeKind>> = {
  sp: 'GeometricShape',
  pic: 'Image',
  cxnSp: 'Line',
  grpSp: 'Group',
  AlternateContent: 'Unsupported',
};

/** The shapes of a sheet's drawing; `position` is that of the sheet, for their ids. */
export function readShapes(file: OoxmlPackage, sheet: Sheet, position: number, theme: ThemeColors): ShapeState[] {
  const drawing = drawingOf(file, sheet.part ?? '');
  if (drawing === null) return [];
  const targets = new Map(file.relationships(drawing).map(({ id, target }) => [id, target]));
  return anchorsIn(file.xml(drawing).documentElement).flatMap((anchor, index) => {
    const object = [...anchor.children].find(({ localName }) => Object.hasOwn(kinds, localName));
    if (!object) return [];
    const picture = object.getElementsByTagNameNS('*', 'blip')[0]?.getAttributeNS(relationshipNamespace, 'embed');
    const target = targets.get(picture ?? '');
    return [
      {
        // A lasting id such as Excel gives: the same each time that the file is opened.
        id: `{00000000-0008-0000-${hex(position)}-00000000${hex(index)}}`,
        sheetId: sheet.id,
        anchor: index,
        picture: target !== undefined && file.has(target) ? target : null,
        place: readPlace(sheet, anchor),
        ...readObject(object, theme),
      },
    ];
  });
}

function hex(number: number): string {
  return number.toString(16).toUpperCase().padStart(4, '0');
}

type Own = Omit<ShapeState, 'id' | 'sheetId' | 'anchor' | 'picture' | 'place'>;

function readObject(object: Element, theme: ThemeColors): Own {
  const properties = object.getElementsByTagNameNS('*', 'cNvPr')[0];
  const look = childNamed(object, 'spPr') ?? childNamed(object, 'grpSpPr');
  const style = childNamed(object, 'style');
  const transform = childNamed(look, 'xfrm');
  const body = childNamed(object, 'txBody');
  return {
    kind: kinds[object.localName] ?? 'Unsupported',
    name: properties?.getAttribute('name') ?? '',
    title: properties?.getAttribute('title') ?? '',
    description: properties?.getAttribute('descr') ?? '',
    visible: !isOn(properties?.getAttribute('hidden')),
    isTextBox: isOn(object.getElementsByTagNameNS('*', 'cNvSpPr')[0]?.getAttribute('txBox')),
    lockAspectRatio: [...object.getElementsByTagNameNS('*', '*')].some((each) =>
      isOn(each.getAttribute('noChangeAspect')),
    ),
    outline: childNamed(look, 'prstGeom')?.getAttribute('prst') ?? '',
    rotation: (numberAttribute(transform, 'rot') ?? 0) / 60_000,
    flipX: isOn(transform?.getAttribute('flipH')),
    flipY: isOn(transform?.getAttribute('flipV')),
    text: object.localName === 'sp' ? readText(body, style, theme) : null,
    fill: readFill(look, childNamed(style, 'fillRef'), theme),
    line: readLine(childNamed(look, 'ln'), childNamed(style, 'lnRef'), theme),
  };
}

function readText(body: Element | undefined, style: Element | undefined, theme: ThemeColors): ShapeTextState {
  const settings = childNamed(body, 'bodyPr');
  const paragraphs = childrenNamed(body, 'p');
  const format = childNamed(paragraphs[0], 'pPr');
  const run = body?.getElementsByTagNameNS('*', 'rPr')[0] ?? body?.getElementsByTagNameNS('*', 'endParaRPr')[0];
  const { font, margins } = plainShapeText;
  const margin = (name: string, otherwise: number): number =>
    settings?.hasAttribute(name) ? pointsOf(settings.getAttribute(name)) : otherwise;
  const color =
    readFill(run, undefined, theme)?.color ?? colorIn(childNamed(style, 'fontRef'), theme)?.color ?? font.color;
  const face = childNamed(run, 'latin')?.getAttribute('typeface') ?? '';
  return {
    text: paragraphs.map(textOfParagraph).join('\n'),
    font: {
      // `+mn-lt` is the theme's.
      name: face === '' || face.startsWith('+') ? font.name : face,
      size: (numberAttribute(run, 'sz') ?? font.size * 100) / 100,
      color,
      bold: isOn(run?.getAttribute('b')),
      italic: isOn(run?.getAttribute('i')),
      underline: (run?.getAttribute('u') ?? 'none') !== 'none',
    },
    horizontal: horizontals[format?.getAttribute('algn') ?? ''] ?? 'Left',
    vertical: verticals[settings?.getAttribute('anchor') ?? ''] ?? 'Top',
    margins: {
      left: margin('lIns', margins.left),
      top: margin('tIns', margins.top),
      right: margin('rIns', margins.right),
      bottom: margin('bIns', margins.bottom),
    },
    autoSize: childNamed(settings, 'spAutoFit')
      ? 'AutoSizeShapeToFitText'
      : childNamed(settings, 'normAutofit')
        ? 'AutoSizeTextToFitShape'
        : 'AutoSizeNone',
  };
}

const horizontals: Readonly<Record<string, ShapeTextState['horizontal']>> = {
  ctr: 'Center',
  r: 'Right',
  just: 'Justify',
};
const verticals: Readonly<Record<string, ShapeTextState['vertical']>> = { ctr: 'Middle', b: 'Bottom' };

function textOfParagraph(paragraph: Element): string {
  return [...paragraph.children]
    .map((child) => (child.localName === 'br' ? '\v' : (childNamed(child, 't')?.textContent ?? '')))
    .join('');
}

type Paint = NonNullable<ShapeState['fill']>;

/** The fill that an element tells of, else that of the style; of a gradient its first colour. */
function readFill(element: Element | undefined, styled: Element | undefined, theme: ThemeColors): Paint | null {
  if (childNamed(element, 'noFill')) return null;
  const own =
    childNamed(element, 'solidFill') ?? childNamed(childNamed(childNamed(element, 'gradFill'), 'gsLst'), 'gs');
  if (own) return colorIn(own, theme);
  return styled?.getAttribute('idx') === '0' ? null : colorIn(styled, theme);
}

function readLine(
  element: Element | undefined,
  styled: Element | undefined,
  theme: ThemeColors,
): ShapeLineState | null {
  const paint = readFill(element, styled, theme);
  if (!paint) return null;
  const width = numberAttribute(element, 'w');
  const dash = childNamed(element, 'prstDash')?.getAttribute('val') ?? 'solid';
  return {
    ...paint,
    weight: width === undefined ? 0.75 : pointsOf(width),
    dash: Object.entries(dashNames).find(([, own]) => own === dash)?.[0] ?? 'Solid',
  };
}

/** `Excel.ShapeLineDashStyle` to its name in files (§20.1.10.49). */
export const dashNames: Readonly<Record<string, string>> = {
  Solid: 'solid',
  Dash: 'dash',
  DashDot: 'dashDot',
  DashDotDot: 'sysDashDotDot',
  LongDash: 'lgDash',
  LongDashDot: 'lgDashDot',
  LongDashDotDot: 'lgDashDotDot',
  RoundDot: 'sysDot',
  SquareDot: 'sysDash',
};

const schemeNames = ['bg1', 'tx1', 'bg2', 'tx2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6'];
const schemeOther: Readonly<Record<string, number>> = { lt1: 0, dk1: 1, lt2: 2, dk2: 3, hlink: 10, folHlink: 11 };

/** The colour that stands in an element, with what lightens, darkens and thins it. */
function colorIn(element: Element | undefined, theme: ThemeColors): Paint | null {
  const color = [...(element?.children ?? [])].find(({ localName }) => localName.endsWith('Clr'));
  if (!color) return null;
  const value = color.getAttribute('val') ?? '';
  const code = color.localName === 'sysClr' ? (color.getAttribute('lastClr') ?? '000000') : value;
  const at = schemeOther[value] ?? schemeNames.indexOf(value);
  const base =
    color.localName === 'schemeClr' ? theme[at] : /^[0-9a-f]{6}$/i.test(code) ? `#${code.toUpperCase()}` : undefined;
  if (base === undefined) return null;
  const share = (name: string, otherwise: number): number =>
    (numberAttribute(childNamed(color, name), 'val') ?? otherwise * 100_000) / 100_000;
  const [factor, offset, shade, tint] = [share('lumMod', 1), share('lumOff', 0), share('shade', 1), share('tint', 1)];
  const changed = withLuminance(base, (light) => (light * factor + offset) * shade * tint + (1 - tint));
  return {
    color: factor === 1 && offset === 0 && shade * tint === 1 ? base : changed,
    transparency: 1 - share('alpha', 1),
  };
}
