/** Pictures in base64 that are just large enough to be told apart: one pixel of PNG, 2 × 3 pixels of GIF, 4 × 2 of JPEG. */
export const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const gif = 'R0lGODlhAgADAIAAAP///wAAACH5BAEAAAAALAAAAAACAAMAAAICRF4AOw==';

/** A JPEG's headers without its picture: what is measured. JFIF says 192 dots per inch, the frame 4 × 2. */
export const jpeg = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x01, 0x00, 0xc0, 0x00, 0xc0, 0x00,
  0x00, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x02, 0x00, 0x04, 0x01, 0x01, 0x11, 0x00, 0xff, 0xd9,
]).toString('base64');

/** The same with 4000 × 1000 pixels: wider than any page. */
export const wideJpeg = Buffer.from(
  Buffer.from(jpeg, 'base64').map((byte, index) => ({ 25: 0x03, 26: 0xe8, 27: 0x0f, 28: 0xa0 })[index] ?? byte),
).toString('base64');
