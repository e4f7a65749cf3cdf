import { strToU8, zipSync } from 'fflate';

/** A flat OPC package as the .docx that it stands for. */
export function flatOpcToDocx(flat: string): Uint8Array {
  const parts: Record<string, Uint8Array> = {};
  const types: string[] = [];
  for (const [, name = '', type = '', content = ''] of flat.matchAll(
    /<pkg:part pkg:name="([^"]+)" pkg:contentType="([^"]+)"[^>]*>(.*?)<\/pkg:part>/gs,
  )) {
    const binary = /<pkg:binaryData>(.*)<\/pkg:binaryData>/s.exec(content);
    const xml = content.replace(/^<pkg:xmlData>|<\/pkg:xmlData>$/g, '');
    parts[name.slice(1)] = binary ? Uint8Array.from(Buffer.from(binary[1]!, 'base64')) : strToU8(xml);
    types.push(`<Override PartName="${name}" ContentType="${type}"/>`);
  }
  const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${types.filter((type) => !type.includes('.rels"')).join('')}</Types>`;
  return zipSync({ '[Content_Types].xml': strToU8(contentTypes), ...parts });
}
