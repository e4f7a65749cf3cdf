/** The kinds of files that the bot reads. */
export type FileKind = 'docx' | 'xlsx' | 'pdf' | 'vtt' | 'text';

const byEnding: Readonly<Record<string, FileKind>> = {
  docx: 'docx',
  xlsx: 'xlsx',
  pdf: 'pdf',
  vtt: 'vtt',
  txt: 'text',
  md: 'text',
};

/** By the name alone; what the file really is, its bytes must bear out. */
export function fileKindOf(name: string): FileKind | undefined {
  return byEnding[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
}

/** Whether the bytes begin as a file of that kind does. */
export function beginsAs(kind: FileKind, bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  switch (kind) {
    case 'docx':
    case 'xlsx':
      return head.startsWith('PK\u0003\u0004');
    case 'pdf':
      return head.includes('%PDF-');
    case 'vtt':
    case 'text':
      return !head.includes('\0');
  }
}
