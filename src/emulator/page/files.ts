const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type FileKind = keyof typeof types;

/** Lets the person choose a file; `null` when they choose none. */
export function pickFile(kind: FileKind): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = `.${kind},${types[kind]}`;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** Hands bytes to the browser's download. */
export function download(bytes: Uint8Array, name: string, kind: FileKind): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: types[kind] }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.toLowerCase().endsWith(`.${kind}`) ? name : `${name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
