const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Lets the person choose a file; `null` when they choose none. @param accept as of `<input type=file>` */
export function pickFile(accept: string): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = `${accept},${docxType}`;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** Hands bytes to the browser's download. */
export function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: docxType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = /\.docx$/i.test(name) ? name : `${name}.docx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
