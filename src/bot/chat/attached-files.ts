import { z } from 'zod';
import { AssistantError } from '../../base/errors.ts';
import type { Attachment } from '../activity.ts';
import { fileKindOf } from '../files/file-kind.ts';
import type { FileReader, ReadFile } from '../files/file-reader.ts';
import type { BotSurroundings } from '../surroundings.ts';

/** A file that came with a message, not fetched yet. */
export interface AttachedFile {
  readonly name: string;
  readonly address: string;
}

export const mostFiles = 3;

const downloadInfo = z.looseObject({ downloadUrl: z.string().max(8000) });

/** The files among the attachments of a message: Teams sends its text as one too, and cards. */
export function filesOf(attachments: readonly Attachment[] = []): AttachedFile[] {
  return attachments.flatMap(({ contentType = '', contentUrl, content, name = '' }) => {
    if (/^text\/html$|\.card\./.test(contentType)) return [];
    const info = downloadInfo.safeParse(content);
    const address = info.success ? info.data.downloadUrl : contentUrl;
    return address === undefined ? [] : [{ name: name.replace(/[\r\n]/g, ' ').slice(0, 200), address }];
  });
}

/** Fetches and reads a file. Throws `AssistantError` with a reason that tells the person what to do. */
export async function readAttached(
  { name, address }: AttachedFile,
  surroundings: BotSurroundings,
  reader: FileReader,
  signal: AbortSignal,
): Promise<ReadFile> {
  if (!fileKindOf(name)) {
    throw new AssistantError('invalid-request', 'This kind of file cannot be read.', { reason: 'file-kind' });
  }
  const limit = Math.floor(surroundings.settings.fileMegabytes * 1024 * 1024);
  return reader.read(name, await surroundings.download(address, limit, signal), signal);
}
