import type { AuditRow } from './store/read-audit.ts';

export const auditColumns: readonly { readonly title: string; readonly cell: (row: AuditRow) => string }[] = [
  { title: 'time', cell: ({ at }) => at },
  { title: 'person', cell: ({ person }) => person },
  { title: 'name', cell: ({ personName }) => personName },
  { title: 'action', cell: ({ action }) => action },
  { title: 'subject', cell: ({ subject }) => subject },
  { title: 'detail', cell: ({ detail }) => detail },
  { title: 'request', cell: ({ requestId }) => requestId },
  { title: 'asked', cell: ({ content }) => content?.asked ?? '' },
  { title: 'answered', cell: ({ content }) => content?.answered ?? '' },
  { title: 'row', cell: ({ backend }) => backend },
  { title: 'answering model', cell: ({ answeredModel }) => answeredModel },
  { title: 'cost', cell: ({ cost }) => (cost === null ? '' : String(cost)) },
  { title: 'currency', cell: ({ currency }) => currency ?? '' },
  { title: 'first byte ms', cell: ({ firstByteMs }) => (firstByteMs === null ? '' : String(firstByteMs)) },
  { title: 'whole ms', cell: ({ wholeMs }) => (wholeMs === null ? '' : String(wholeMs)) },
];

/**
 * One line of RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises:
 * a name or a model's answer must not run in the sheet of whoever opens the file.
 */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(text: string): string {
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
