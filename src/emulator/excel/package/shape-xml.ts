import { boxOf } from '../edit/sizes.ts';
import type { ShapeFontState, ShapeLineState, ShapeState, ShapeTextState } from '../model/shape-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { unitsOf } from './drawing-part.ts';
import { dashNames } from './read-shapes.ts';
import { escapeXml } from './xml.ts';

/** Markup of DrawingML for what a shape is made of; `a` and `xdr` are the prefixes. */

export function transformXml({ place, rotation, flipX, flipY }: ShapeState, sheet: Sheet): string {
  const { left, top, width, height } = boxOf(sheet, place);
  const how = [
    rotation === 0 ? '' : ` rot="${Math.round(rotation * 60_000)}"`,
    flipX ? ' flipH="1"' : '',
    flipY ? ' flipV="1"' : '',
  ].join('');
  return `<a:xfrm${how}><a:off x="${unitsOf(left)}" y="${unitsOf(top)}"/><a:ext cx="${unitsOf(width)}" cy="${unitsOf(height)}"/></a:xfrm>`;
}

export function fillXml(fill: ShapeState['fill']): string {
  if (!fill) return '<a:noFill/>';
  const alpha = fill.transparency === 0 ? '' : `<a:alpha val="${Math.round((1 - fill.transparency) * 100_000)}"/>`;
  return `<a:solidFill><a:srgbClr val="${fill.color.slice(1)}">${alpha}</a:srgbClr></a:solidFill>`;
}

export function lineXml(line: ShapeLineState | null): string {
  if (!line) return '<a:ln><a:noFill/></a:ln>';
  return `<a:ln w="${unitsOf(line.weight)}">${fillXml(line)}<a:prstDash val="${dashNames[line.dash] ?? 'solid'}"/></a:ln>`;
}

export const horizontalNames = { Left: 'l', Center: 'ctr', Right: 'r', Justify: 'just' } as const;
export const verticalNames = { Top: 't', Middle: 'ctr', Bottom: 'b' } as const;

export function textXml(text: ShapeTextState): string {
  return `<xdr:txBody>${bodyPropertiesXml(text)}<a:lstStyle/>${paragraphsXml(text, runPropertiesXml(text.font))}</xdr:txBody>`;
}

export function bodyPropertiesXml({ margins, vertical, autoSize }: ShapeTextState): string {
  const { left, top, right, bottom } = margins;
  const fit = { AutoSizeNone: 'noAutofit', AutoSizeTextToFitShape: 'normAutofit', AutoSizeShapeToFitText: 'spAutoFit' };
  return `<a:bodyPr vertOverflow="clip" horzOverflow="clip" wrap="square" lIns="${unitsOf(left)}" tIns="${unitsOf(top)}" rIns="${unitsOf(right)}" bIns="${unitsOf(bottom)}" rtlCol="0" anchor="${verticalNames[vertical]}"><a:${fit[autoSize]}/></a:bodyPr>`;
}

/** Paragraphs whose letters all look as `look` says (a `rPr` element, without its prefix's declaration). */
export function paragraphsXml({ text, horizontal }: ShapeTextState, look: string): string {
  const end = look.replaceAll('a:rPr', 'a:endParaRPr');
  return text
    .split('\n')
    .map((line) => {
      const runs = line
        .split('\v')
        .map((piece) => (piece === '' ? '' : `<a:r>${look}<a:t>${escapeXml(piece)}</a:t></a:r>`))
        .join(`<a:br>${look}</a:br>`);
      return `<a:p><a:pPr algn="${horizontalNames[horizontal]}"/>${runs}${runs === '' ? end : ''}</a:p>`;
    })
    .join('');
}

export function runPropertiesXml({ name, size, color, bold, italic, underline }: ShapeFontState): string {
  const how = `${bold ? ' b="1"' : ''}${italic ? ' i="1"' : ''}${underline ? ' u="sng"' : ''}`;
  const face = escapeXml(name);
  return `<a:rPr lang="en-US" sz="${Math.round(size * 100)}"${how}>${fillXml({ color, transparency: 0 })}<a:latin typeface="${face}"/></a:rPr>`;
}
