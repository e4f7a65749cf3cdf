/** What a picture's first bytes say about it. */
export interface ImageFacts {
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/bmp';
  readonly extension: 'png' | 'jpeg' | 'gif' | 'bmp';
  readonly width: number;
  readonly height: number;
  /** Dots per inch; 96 when the file does not say. */
  readonly dpi: number;
}

/** Reads a PNG, JPEG, GIF or BMP; `null` for anything else, or for a file without a size. */
export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const facts = png(bytes, view) ?? gif(bytes, view) ?? bmp(bytes, view) ?? jpeg(bytes, view);
  return facts && facts.width > 0 && facts.height > 0 ? facts : null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length > signature.length && signature.every((byte, index) => bytes[index] === byte);
}

function png(bytes: Uint8Array, view: DataView): ImageFacts | null {
  if (!startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) || bytes.length < 24) return null;
  let dpi = 96;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    // Pixels per metre, when the unit says so.
    if (type === 'pHYs' && at + 17 <= bytes.length && bytes[at + 16] === 1) dpi = view.getUint32(at + 8) * 0.0254;
    if (type === 'IDAT' || type === 'IEND') break;
    at += 12 + length;
  }
  return {
    contentType: 'image/png',
    extension: 'png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    dpi: sane(dpi),
  };
}

function gif(bytes: Uint8Array, view: DataView): ImageFacts | null {
  if (!startsWith(bytes, [0x47, 0x49, 0x46, 0x38]) || bytes.length < 10) return null;
  return {
    contentType: 'image/gif',
    extension: 'gif',
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
    dpi: 96,
  };
}

function bmp(bytes: Uint8Array, view: DataView): ImageFacts | null {
  if (!startsWith(bytes, [0x42, 0x4d]) || bytes.length < 26) return null;
  return {
    contentType: 'image/bmp',
    extension: 'bmp',
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
    dpi: 96,
  };
}

/** Walks the segments to the frame header; JFIF's density stands in the first of them. */
function jpeg(bytes: Uint8Array, view: DataView): ImageFacts | null {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff])) return null;
  let dpi = 96;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xe0 && at + 14 < bytes.length && bytes[at + 4] === 0x4a && bytes[at + 5] === 0x46) {
      const density = view.getUint16(at + 12);
      if (bytes[at + 11] === 1) dpi = density;
      else if (bytes[at + 11] === 2) dpi = density * 2.54;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        contentType: 'image/jpeg',
        extension: 'jpeg',
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
        dpi: sane(dpi),
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function sane(dpi: number): number {
  return dpi >= 30 && dpi <= 2400 ? Math.round(dpi) : 96;
}
