/**
 * Control characters and halves of surrogate pairs: XML 1.0 has no way to write them. Tab, line feed and carriage return
 * are whitespace to XML and stay.
 */
const unwritable = /(?![\t\n\r])\p{Cc}(?<![\u007F-\u009F])|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** Text made safe for XML, in an element or a quoted attribute. */
export function xmlText(text: string): string {
  return text
    .replace(unwritable, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
