import { ToldFailure } from '../../base/told-failure.ts';

/** One part of a form, by where its value stands. */
export interface FormPart {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const lineBreak = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');
/** More of either is no form for a recording. */
const mostParts = 100;
const longestHead = 4096;

/**
 * The parts of a `multipart/form-data` body, in one way through it. Throws `invalid-request` for whatever two readers may understand
 * differently: who decides about a form and who acts on it must find the same names in it.
 */
export function readFormParts(bytes: Buffer, boundary: string): readonly FormPart[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const delimiter = Buffer.concat([lineBreak, mark]);
  const parts: FormPart[] = [];
  let at = bytes.indexOf(mark);
  if (at !== 0) throw malformed();
  at += mark.length;
  while (!startsWith(bytes, '--', at)) {
    if (!startsWith(bytes, '\r\n', at) || parts.length === mostParts) throw malformed();
    const head = at + lineBreak.length;
    const start = bytes.subarray(head, head + longestHead).indexOf(headEnd);
    const end = bytes.indexOf(delimiter, head);
    if (start < 0 || end < head + start + headEnd.length) throw malformed();
    const name = nameIn(bytes.toString('latin1', head, head + start));
    parts.push({ name, start: head + start + headEnd.length, end });
    at = end + delimiter.length;
  }
  return parts;
}

/** The one part of that name; `undefined` for none. Throws `invalid-request` for two, of which each reader takes another. */
export function onlyPart(parts: readonly FormPart[], name: string): FormPart | undefined {
  const [part, another] = parts.filter((one) => one.name === name);
  if (another) {
    throw new ToldFailure('invalid-request', {
      en: `The form has the field "${name}" twice. Send it once.`,
      zh: `表单中有两个 "${name}" 字段。请只发送一个。`,
    });
  }
  return part;
}

function nameIn(head: string): string {
  const dispositions = head.split('\r\n').filter((line) => /^content-disposition\s*:/i.test(line));
  const [disposition = ''] = dispositions;
  const names = Array.from(disposition.matchAll(/[;\s]name\s*(\*?)=\s*(?:"([^"\\]*)"|([^\s;"]+))/gi));
  const [found] = names;
  if (dispositions.length !== 1 || names.length !== 1 || !found || found[1] === '*') throw malformed();
  return found[2] ?? found[3] ?? '';
}

function startsWith(bytes: Buffer, text: string, at: number): boolean {
  return bytes.toString('latin1', at, at + text.length) === text;
}

function malformed(): ToldFailure {
  return new ToldFailure('invalid-request', {
    en: 'The form cannot be read. Send it as "multipart/form-data" (RFC 7578).',
    zh: '无法读取表单。请以 "multipart/form-data"（RFC 7578）发送。',
  });
}
