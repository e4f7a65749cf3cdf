import type { PackageParts } from './package-parts.ts';
import { xmlText } from './xml-text.ts';

const emuPerPixel = 9525;
/** Width of the text of an A4 or Letter page with usual margins, in pixels of 1/96 inch. */
const maxWidth = 600;

/** A picture given as a `data:` address, sized by its own bytes; `undefined` for any other address. */
export function pictureXml(url: string, alt: string, parts: PackageParts): string | undefined {
  const match = /^data:image\/(png|jpeg|jpg|gif);base64,([A-Za-z0-9+/=\s]+)$/i.exec(url);
  if (!match) return undefined;
  const type = (match[1] ?? 'png').toLowerCase().replace('jpg', 'jpeg') as 'png' | 'jpeg' | 'gif';
  const base64 = (match[2] ?? '').replace(/\s/g, '');
  const size = pictureSize(type, base64);
  if (!size || size.width === 0 || size.height === 0) return undefined;
  const scale = Math.min(1, maxWidth / size.width);
  const [width, height] = [size.width, size.height].map((pixels) => Math.round(pixels * scale * emuPerPixel));
  const id = parts.drawingId();
  const name = xmlText(alt || `Picture ${id}`);
  const relationship = parts.image(type, base64);
  return (
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height}"/>` +
    `<wp:docPr id="${id}" name="${name}" descr="${name}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
    `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>` +
    `<pic:nvPicPr><pic:cNvPr id="${id}" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="${relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  );
}

/** Pixels of a PNG (IHDR), GIF (logical screen) or JPEG (its frame header). */
function pictureSize(
  type: 'png' | 'jpeg' | 'gif',
  base64: string,
): { readonly width: number; readonly height: number } | undefined {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
  const view = new DataView(bytes.buffer);
  if (type === 'png') return bytes.length < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
  if (type === 'gif')
    return bytes.length < 10 ? undefined : { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  for (let at = 2; at + 9 < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
}
