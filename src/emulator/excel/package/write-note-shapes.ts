import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { cellName } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import { noteShapesIn } from './comment-parts.ts';
import { contentType } from './part-names.ts';

const decoder = new TextDecoder();

interface Shaped {
  readonly row: number;
  readonly column: number;
  readonly visible: boolean;
  readonly from: string | null;
}

const empty = `<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit">
  <o:idmap v:ext="edit" data="1"/>
 </o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
  <v:stroke joinstyle="miter"/>
  <v:path gradientshapeok="t" o:connecttype="rect"/>
 </v:shapetype></xml>`;

/**
 * Brings the yellow boxes of a sheet's drawing in line with its comments; what else is drawn there, and a box whose comment
 * stayed as it was, stay the text that they are. Gives whether nothing is left in the drawing.
 */
export function writeNoteShapes(file: OoxmlPackage, part: string, sheet: Sheet, comments: readonly Shaped[]): boolean {
  const given = file.has(part) ? decoder.decode(file.bytes(part)) : empty;
  const shapes = noteShapesIn(given);
  let text = given;
  for (const { start, end, text: own, row, column, visible } of [...shapes].reverse()) {
    const comment = comments.find(({ from }) => from === cellName(row, column));
    text = text.slice(0, start) + (comment ? moved(own, comment, visible) : '') + text.slice(end);
  }
  const drawn = new Set(shapes.map(({ row, column }) => cellName(row, column)));
  const fresh = comments.filter(({ from }) => from === null || !drawn.has(from));
  const ids = [...given.matchAll(/_x0000_s(\d+)/g)].map(([, number]) => Number(number));
  let id = Math.max(1024, ...ids);
  const made = fresh.map((comment) => newShape(comment, (id += 1), sheet)).join('');
  const end = text.lastIndexOf('</xml>');
  const written = end < 0 ? text : text.slice(0, end) + made + text.slice(end);
  if (written !== given || !file.has(part)) file.setPart(part, written, contentType.vmlDrawing);
  return !/<v:(?:shape|group|rect|oval|line)[\s>]/.test(written);
}

function moved(shape: string, { row, column, visible }: Shaped, wasVisible: boolean): string {
  const placed = shape
    .replace(/(<x:Row>)\s*\d+\s*(?=<)/, `$1${row}`)
    .replace(/(<x:Column>)\s*\d+\s*(?=<)/, `$1${column}`);
  if (visible === wasVisible) return placed;
  const shown = placed.replace(/visibility:\s*(?:hidden|visible)/, `visibility:${visible ? 'visible' : 'hidden'}`);
  const unmarked = shown.replace(/\s*<x:Visible\s*(?:\/>|>[^<]*<\/x:Visible>)/i, '');
  return visible ? unmarked.replace('</x:ClientData>', '<x:Visible/></x:ClientData>') : unmarked;
}

/** A box two columns wide and four rows high, beside its cell. */
function newShape({ row, column, visible }: Shaped, id: number, sheet: Sheet): string {
  const anchor = [column + 1, 15, Math.max(0, row - 1), 10, column + 3, 15, row + 3, 4].join(', ');
  const height = Math.round(sheet.state.defaultRowHeight * 4);
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style='position:absolute;margin-left:60pt;margin-top:2pt;width:108pt;height:${height}pt;z-index:${id - 1024};visibility:${visible ? 'visible' : 'hidden'}' fillcolor="#ffffe1" o:insetmode="auto">
  <v:fill color2="#ffffe1"/>
  <v:shadow color="black" obscured="t"/>
  <v:path o:connecttype="none"/>
  <v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>
  <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column>${visible ? '<x:Visible/>' : ''}</x:ClientData>
 </v:shape>`;
}
