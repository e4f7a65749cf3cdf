import { unzipSync } from 'fflate';
import { truncate } from '../../base/text-size.ts';
import { textOfHtml } from '../message-text.ts';
import type { ReadTask } from './file-reader.ts';

export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** About 500 pages; what is longer is cut, and said to be. */
const longestText = 1_500_000;
const mostPages = 1_000;
const mostRows = 2_000;
const mostUnpacked = 200 * 1024 * 1024;

/** The text of a file, of whose making nothing is known. Throws `TooLargeError`, or whatever its library throws. */
export async function readText({ kind, bytes }: ReadTask): Promise<{ readonly text: string; readonly isCut: boolean }> {
  if (kind === 'docx' || kind === 'xlsx') demandModestPackage(bytes);
  const { text, isCut } = await readers[kind](bytes);
  return { text: truncate(text, longestText), isCut: isCut || text.length > longestText };
}

type Reader = (bytes: Uint8Array) => Promise<{ readonly text: string; readonly isCut: boolean }>;

const readers: Readonly<Record<ReadTask['kind'], Reader>> = {
  docx: readDocx,
  xlsx: readXlsx,
  pdf: readPdf,
  vtt: decode,
  text: decode,
};

/** Looks at the sizes that a package says its parts have, before any is unpacked. */
function demandModestPackage(bytes: Uint8Array): void {
  let sum = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      sum += originalSize;
      return false;
    },
  });
  if (sum > mostUnpacked) throw new TooLargeError('The package unpacks to too much.');
}

async function readDocx(bytes: Uint8Array): Promise<{ text: string; isCut: boolean }> {
  const mammoth = (await import('mammoth')).default;
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    // A picture would come as its bytes in letters.
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), externalFileAccess: false },
  );
  // One element after the other: a message's limit is not a document's.
  const parts = value.split(/(?<=<\/(?:p|h[1-6]|table|ul|ol)>)/);
  const text = parts
    .map((part) => {
      const level = /^<h([1-6])/.exec(part)?.[1];
      const words = textOfHtml(part);
      return words === '' ? '' : `${level === undefined ? '' : `${'#'.repeat(Number(level))} `}${words}`;
    })
    .filter((part) => part !== '')
    .join('\n');
  return { text, isCut: false };
}

async function readPdf(bytes: Uint8Array): Promise<{ text: string; isCut: boolean }> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(bytes, { isEvalSupported: false });
  if (document.numPages > mostPages) throw new TooLargeError('The file has too many pages.');
  const { text } = await extractText(document, { mergePages: false });
  return { text: text.map((page) => joinLines(page)).join('\n\n'), isCut: false };
}

/** A line of a page is no paragraph: it goes on in the next one unless it ends a sentence. */
function joinLines(page: string): string {
  return page.replace(/-\n(?=\p{Ll})/gu, '').replace(/(?<![.!?:;。！？：；])\n(?=\S)/g, ' ');
}

async function readXlsx(bytes: Uint8Array): Promise<{ text: string; isCut: boolean }> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes);
  const lines: string[] = [];
  let rows = 0;
  for (const sheet of workbook.worksheets) {
    lines.push(`# ${sheet.name}`);
    sheet.eachRow((row) => {
      rows += 1;
      if (rows > mostRows) return;
      const cells: string[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text.replace(/\s+/g, ' ')));
      lines.push(cells.join(' | '));
    });
  }
  return { text: lines.join('\n'), isCut: rows > mostRows };
}

async function decode(bytes: Uint8Array): Promise<{ text: string; isCut: boolean }> {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16)
    return { text: new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes), isCut: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isCut: false };
  } catch {
    // Files of Chinese Windows are often in its own code page.
    return { text: new TextDecoder('gb18030').decode(bytes), isCut: false };
  }
}
