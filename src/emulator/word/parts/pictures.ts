import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns, relationshipTypes } from '../package/namespaces.ts';
import { ancestorW, createW } from '../model/xml.ts';
import { elementOf, escapeXml } from './fragments.ts';
import { hyperlinkOf } from './hyperlinks.ts';
import { imageFacts } from './image-facts.ts';
import { textWidth } from './create-table.ts';

/** Pictures in the line of text: `wp:inline` in `w:drawing` (ECMA-376 part 1 §20.4.2.8). */

/** English metric units of a point. */
const emuPerPoint = 12_700;
const maxBytes = 64 * 1024 * 1024;

export interface PictureOptions {
  readonly altText?: string;
  readonly title?: string;
  /** In points; the picture's own size, made to fit between the margins, when left out. */
  readonly width?: number;
  readonly height?: number;
  /** How wide a picture without a size may become, in points; as wide as the text when left out. */
  readonly room?: number;
}

/**
 * A run with a picture, ready to be placed in `part`. `base64` may be a `data:` address. `null` when the bytes are no PNG,
 * JPEG, GIF or BMP.
 */
export function createPictureRun(
  pkg: OoxmlPackage,
  part: string,
  base64: string,
  options: PictureOptions = {},
): Element | null {
  const bytes = bytesOf(base64);
  const facts = bytes && imageFacts(bytes);
  if (!bytes || !facts) return null;
  const known = pkg.partNames.find(
    (name) => /\/media\//.test(name) && name.endsWith(`.${facts.extension}`) && sameBytes(pkg.bytes(name), bytes),
  );
  const name = known ?? pkg.freshPartName(`word/media/image#.${facts.extension}`);
  if (known === undefined) pkg.setPart(name, bytes, facts.contentType);
  const id = pkg.relate(part, relationshipTypes.image, name);
  const own = { width: (facts.width * 72) / facts.dpi, height: (facts.height * 72) / facts.dpi };
  const { width, height } = sizeOf(own, options, options.room ?? textWidth(pkg) / 20);
  const document = pkg.edit(part);
  const number = freshDrawingId(document);
  const [cx, cy] = [width, height].map((points) => String(Math.max(1, Math.round(points * emuPerPoint))));
  const drawing = elementOf(
    document,
    `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="${number}" name="Picture ${number}" descr="${escapeXml(options.altText ?? '')}"${options.title ? ` title="${escapeXml(options.title)}"` : ''}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="${ns.pic}"><pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="Picture ${number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`,
  );
  return createW(document, 'r', {}, [drawing]);
}

function bytesOf(base64: string): Uint8Array | null {
  const data = base64.replace(/^data:[^,]*;base64,/i, '').replace(/\s/g, '');
  if (data.length > maxBytes * 1.4) return null;
  try {
    return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** One side given, the other follows; none given, a picture wider than the text is made to fit. */
function sizeOf(own: Size, wanted: PictureOptions, widest: number): Size {
  const ratio = own.height / own.width;
  if (wanted.width !== undefined) return { width: wanted.width, height: wanted.height ?? wanted.width * ratio };
  if (wanted.height !== undefined) return { width: wanted.height / ratio, height: wanted.height };
  return own.width > widest ? { width: widest, height: widest * ratio } : own;
}

/** The last ids that were given: a picture that is not placed yet has its id all the same. */
const lastDrawingIds = new WeakMap<Document, number>();

function freshDrawingId(document: Document): number {
  const ids = [...document.getElementsByTagNameNS(ns.wp, 'docPr')].map((each) => Number(each.getAttribute('id')) || 0);
  const id = Math.max(lastDrawingIds.get(document) ?? 0, ...ids) + 1;
  lastDrawingIds.set(document, id);
  return id;
}

/** The pictures in the line of text below an element: their `wp:inline` elements. */
export function inlinePictures(container: Element): Element[] {
  return [...container.getElementsByTagNameNS(ns.wp, 'inline')].filter((inline) => blipOf(inline) !== null);
}

function blipOf(inline: Element): Element | null {
  return inline.getElementsByTagNameNS(ns.a, 'blip')[0] ?? null;
}

/** In points. */
export function pictureSize(inline: Element): Size {
  const extent = inline.getElementsByTagNameNS(ns.wp, 'extent')[0];
  const side = (name: string): number => (Number(extent?.getAttribute(name)) || 0) / emuPerPoint;
  return { width: side('cx'), height: side('cy') };
}

/** Sets the size in points; a side that is left out stays, or follows when the picture's shape is locked. */
export function setPictureSize(inline: Element, change: Partial<Size>): void {
  const now = pictureSize(inline);
  const ratio = now.width > 0 ? now.height / now.width : 1;
  const locked = isAspectLocked(inline);
  const width = change.width ?? (locked && change.height !== undefined ? change.height / ratio : now.width);
  const height = change.height ?? (locked && change.width !== undefined ? change.width * ratio : now.height);
  const extents = [
    inline.getElementsByTagNameNS(ns.wp, 'extent')[0],
    ...[...inline.getElementsByTagNameNS(ns.a, 'ext')].filter((each) => each.parentElement?.localName === 'xfrm'),
  ];
  for (const extent of extents) {
    extent?.setAttribute('cx', String(Math.round(width * emuPerPoint)));
    extent?.setAttribute('cy', String(Math.round(height * emuPerPoint)));
  }
}

export function isAspectLocked(inline: Element): boolean {
  return ['1', 'true'].includes(
    inline.getElementsByTagNameNS(ns.a, 'graphicFrameLocks')[0]?.getAttribute('noChangeAspect') ?? '',
  );
}

export function setAspectLocked(inline: Element, isLocked: boolean): void {
  inline.getElementsByTagNameNS(ns.a, 'graphicFrameLocks')[0]?.setAttribute('noChangeAspect', isLocked ? '1' : '0');
}

export function altTextOf(inline: Element): { readonly description: string; readonly title: string } {
  const properties = inline.getElementsByTagNameNS(ns.wp, 'docPr')[0];
  return { description: properties?.getAttribute('descr') ?? '', title: properties?.getAttribute('title') ?? '' };
}

export function setAltText(inline: Element, change: { readonly description?: string; readonly title?: string }): void {
  const properties = inline.getElementsByTagNameNS(ns.wp, 'docPr')[0];
  if (change.description !== undefined) properties?.setAttribute('descr', change.description);
  if (change.title !== undefined) properties?.setAttribute('title', change.title);
}

/** Where a click on the picture leads, by its own link or one around it; `''` for nowhere. */
export function pictureLink(pkg: OoxmlPackage, part: string, inline: Element): string {
  const id = clickOf(inline)?.getAttributeNS(ns.r, 'id');
  const own = pkg.relationships(part).find((each) => each.id === id);
  if (own) return own.target;
  const run = ancestorW(inline, 'r');
  return (run && hyperlinkOf(pkg, part, run)) ?? '';
}

/** Lets the picture lead to an address (`#name` for a bookmark); an empty one takes links away, one around it too. */
export function setPictureLink(pkg: OoxmlPackage, part: string, inline: Element, address: string): void {
  const properties = inline.getElementsByTagNameNS(ns.wp, 'docPr')[0];
  for (const click of [...inline.getElementsByTagNameNS(ns.a, 'hlinkClick')]) click.remove();
  const around = ancestorW(inline, 'hyperlink');
  if (around?.getElementsByTagNameNS(ns.w, 't').length === 0) around.replaceWith(...around.childNodes);
  if (address === '' || !properties) return;
  const id = pkg.relate(part, relationshipTypes.hyperlink, address, { external: true });
  const click = elementOf(inline.ownerDocument, `<a:hlinkClick r:id="${id}"/>`);
  properties.prepend(click);
}

function clickOf(inline: Element): Element | undefined {
  return inline.getElementsByTagNameNS(ns.a, 'hlinkClick')[0];
}

/** The picture's bytes as base64; `null` when it lies on another server. */
export function pictureBase64(pkg: OoxmlPackage, part: string, inline: Element): string | null {
  const image = pictureData(pkg, part, inline);
  if (!image) return null;
  let text = '';
  for (let at = 0; at < image.bytes.length; at += 0x8000)
    text += String.fromCharCode(...image.bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export function pictureData(
  pkg: OoxmlPackage,
  part: string,
  inline: Element,
): { readonly bytes: Uint8Array; readonly contentType: string } | null {
  const id = blipOf(inline)?.getAttributeNS(ns.r, 'embed');
  const relationship = pkg.relationships(part).find((each) => each.id === id);
  if (!relationship || relationship.external || !pkg.has(relationship.target)) return null;
  return {
    bytes: pkg.bytes(relationship.target),
    contentType: pkg.contentType(relationship.target) ?? 'application/octet-stream',
  };
}
