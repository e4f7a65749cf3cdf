import { strToU8, zipSync } from 'fflate';
import type { Block } from '../document/blocks.ts';
import { documentParts } from './flat-opc.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Blocks as a Word document, for a download: the bytes of a .docx. */
export function writeDocx(blocks: readonly Block[]): Uint8Array {
  const parts = documentParts(blocks);
  const types = parts
    .filter(({ name }) => !name.endsWith('.rels'))
    .map(({ name, type }) => `<Override PartName="${name}" ContentType="${type}"/>`);
  const contentTypes =
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`;
  const files = parts.map((part): [string, Uint8Array] => [
    part.name.slice(1),
    'xml' in part ? strToU8(head + part.xml) : Uint8Array.from(atob(part.base64), (sign) => sign.charCodeAt(0)),
  ]);
  return zipSync({ '[Content_Types].xml': strToU8(contentTypes), ...Object.fromEntries(files) });
}
