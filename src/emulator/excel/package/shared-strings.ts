import { unescapeXml } from './xml.ts';

/** The texts of the shared strings part; formatting within a text and phonetic hints are left out. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  const pattern = /<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g;
  for (let match = pattern.exec(xml); match; match = pattern.exec(xml)) strings.push(textOf(match[1] ?? ''));
  return strings;
}

/** The text of an `si` or `is` element's inside. */
export function textOf(inner: string): string {
  const plain = inner.includes('rPh') ? inner.replace(/<(?:\w+:)?rPh[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : inner;
  const pattern = /<(?:\w+:)?t(?:\s[^>]*)?(?:\/>|>([^<]*)<\/(?:\w+:)?t>)/g;
  let text = '';
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) text += match[1] ?? '';
  return unescapeXml(text);
}
