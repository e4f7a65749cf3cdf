import { sentencesOf } from './sentences.ts';

/** Text as a list: its lines, else its sentences; a sentence that counts things up becomes its things. */
export function toList(text: string, language: string): string {
  const lines = text
    .split(/\n+/)
    .map((line) => line.trim().replace(/^(?:[-*+•]|\d+[.)])\s+/, ''))
    .filter(Boolean);
  const items =
    lines.length > 1
      ? lines
      : (enumerated(lines[0] ?? '') ?? sentencesOf(text, language).map((sentence) => sentence.text));
  return items.map((item) => `- ${item}`).join('\n');
}

/** “We need a, b and c.” as a, b, c; `null` when the sentence counts nothing up. */
function enumerated(sentence: string): string[] | null {
  const [, after = ''] = /[:：]\s*(.+)$/.exec(sentence) ?? [];
  const source = after === '' ? sentence : after;
  const parts = source
    .replace(/[.。]$/, '')
    .split(/\s*[,;、；，]\s*(?:and\s+|or\s+|和)?|\s+and\s+(?=[^,]*$)/)
    .map((part) => part.trim())
    .filter(Boolean);
  const isList =
    parts.length >= 3 && (after !== '' || /[、；;]/.test(sentence)) && parts.every((part) => part.length < 120);
  return isList ? parts : null;
}

/** Text as a Markdown table, or `null` when its lines have no columns that can be told. */
export function toTable(text: string): string | null {
  const lines = text
    .split(/\n+/)
    .map((line) => line.trim().replace(/^(?:[-*+•]|\d+[.)])\s+/, ''))
    .filter(Boolean);
  if (lines.length < 2) return null;
  for (const separator of [/\t+/, /\s*\|\s*/, /\s*;\s*/, /\s*；\s*/, /\s*,\s+|\s*，\s*/, /\s{2,}/]) {
    const rows = lines.map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split(separator)
        .map((cell) => cell.trim()),
    );
    const width = rows[0]?.length ?? 0;
    if (width >= 2 && rows.every((row) => row.length === width)) return render(rows);
  }
  const pairs = lines.map((line) => /^([^:：]{1,60})[:：]\s*(.+)$/.exec(line));
  if (pairs.every((pair) => pair !== null)) {
    const isChinese = /[一-鿿]/.test(text);
    return render([
      isChinese ? ['项目', '内容'] : ['Item', 'Value'],
      ...pairs.map((pair) => [pair[1]?.trim() ?? '', pair[2]?.trim() ?? '']),
    ]);
  }
  const dashed = lines.map((line) => line.split(/\s+[–—-]\s+/));
  const width = dashed[0]?.length ?? 0;
  return width >= 2 && dashed.every((row) => row.length === width)
    ? render([dashed[0]?.map((_, index) => String(index + 1)) ?? [], ...dashed])
    : null;
}

function render([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A letter or report laid out from the person's own points; nothing is added to what they say. */
export function draftFromOutline(outline: string, language: string): string {
  const isChinese = language.startsWith('zh');
  const lines = outline
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const heading = lines.find((line) => /^#{1,6}\s/.test(line));
  const to = lines
    .map((line) => /^(?:to|dear|致|尊敬的)[:：]?\s+(.+)$/i.exec(line)?.[1])
    .find((name) => name !== undefined);
  const points = lines
    .filter((line) => line !== heading && !/^(?:to|dear|致|尊敬的)[:：]?\s/i.test(line))
    .map((line) => finish(line.replace(/^(?:[-*+•]|\d+[.)])\s+/, ''), isChinese));
  if (to === undefined) {
    return [heading ?? '', ...points].filter(Boolean).join('\n\n');
  }
  const asks = points.filter((point) => /\b(?:please|could you|confirm|let me know)\b|请|烦请|盼/i.test(point));
  const facts = points.filter((point) => !asks.includes(point));
  return isChinese
    ? [`尊敬的${to.replace(/[:：]$/, '')}：`, facts.join(''), asks.join(''), '此致\n敬礼'].filter(Boolean).join('\n\n')
    : [`Dear ${to.split(',')[0] ?? to},`, facts.join(' '), asks.join(' '), 'Kind regards,']
        .filter(Boolean)
        .join('\n\n');
}

function finish(point: string, isChinese: boolean): string {
  const text = point.charAt(0).toUpperCase() + point.slice(1);
  return /[.!?。！？]$/.test(text) ? text : `${text}${isChinese ? '。' : '.'}`;
}
