import { AssistantError } from '../../base/errors.ts';
import { loadOnDemand } from '../../base/load-on-demand.ts';
import { parseMarkdown } from '../../core/document/markdown.ts';
import { plain, type ReadMaterial } from './material.ts';
import { passagesOf } from './block-passages.ts';

const maxFileBytes = 20 * 1024 * 1024;

/** Reads a file in the browser, by its name's ending: nothing of it is sent anywhere. @throws {AssistantError} `file-unreadable` */
export async function readFile(name: string, bytes: Uint8Array): Promise<ReadMaterial> {
  if (bytes.byteLength > maxFileBytes) throw unreadable(name, 'too-large');
  const title = name.replace(/\.[^.]+$/, '');
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  switch (ending) {
    case 'docx': {
      const { readDocx } = await loadOnDemand(() => import('./read-docx.ts'));
      const passages = await readDocx(bytes).catch((error: unknown) => {
        throw unreadable(name, 'damaged', error);
      });
      if (passages.length === 0) throw unreadable(name, 'empty');
      return { title, passages, sheet: null };
    }
    case 'xlsx':
    case 'xlsm': {
      const { readWorkbook } = await loadOnDemand(() => import('./read-workbook.ts'));
      const sheet = await readWorkbook(bytes).catch((error: unknown) => {
        throw unreadable(name, 'damaged', error);
      });
      if (!sheet) throw unreadable(name, 'empty');
      return { title, passages: [], sheet };
    }
    case 'md':
    case 'markdown':
      return { title, passages: passagesOf(parseMarkdown(decode(name, bytes))), sheet: null };
    case 'txt':
    case 'text':
    case 'vtt':
    case 'csv':
      return {
        title,
        passages: decode(name, bytes)
          .split(/\r\n?|\n/)
          .map((line) => plain(line)),
        sheet: null,
      };
    default:
      throw unreadable(name, 'kind');
  }
}

/** Text by its byte order mark, or as UTF-8, or as the older Chinese encoding where it is not. */
function decode(name: string, bytes: Uint8Array): string {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (text.includes('\0')) break;
      return text.replace(/\n+$/, '');
    } catch {
      // Not in this encoding.
    }
  }
  throw unreadable(name, 'damaged');
}

/** `reason` says which words the page has for it. */
function unreadable(name: string, reason: 'too-large' | 'damaged' | 'empty' | 'kind', cause?: unknown): AssistantError {
  return new AssistantError('invalid-request', `The file ${name} cannot be read (${reason}).`, {
    reason: `file-${reason}`,
    cause,
  });
}
