import { selectedPart, type Passage } from './context.ts';
import { toPlaceholders, toReadableText, withoutMarks } from './protected-marks.ts';

export interface RenderOptions {
  /** `placeholders` for what is to be rewritten; `none` for what is only read. */
  readonly marks: 'placeholders' | 'none';
  /** Only the selected part of each passage, or all of it. */
  readonly part: 'selected' | 'whole';
}

/** The texts of passages as a model reads them, one each, with no sign of what kind of paragraph each is. */
export function renderTexts(passages: readonly Passage[], options: RenderOptions): string[] {
  const raw = passages.map((passage) => (options.part === 'selected' ? selectedPart(passage) : passage.text));
  const texts = options.marks === 'placeholders' ? toPlaceholders(raw).texts : raw.map(withoutMarks);
  return texts.map(toReadableText);
}

/**
 * Passages as Markdown, one line each: headings, list items by their level, tables as rows. A cell with several
 * paragraphs has them joined by `<br>`.
 */
export function renderMarkdown(passages: readonly Passage[], options: RenderOptions): string {
  const texts = renderTexts(passages, options);
  const lines: string[] = [];
  let at = 0;
  while (at < passages.length) {
    const passage = passages[at];
    if (!passage) break;
    if (passage.table) {
      const end = tableEnd(passages, at);
      lines.push(...renderTable(passages.slice(at, end), texts.slice(at, end)));
      at = end;
    } else {
      lines.push(blockPrefix(passage) + (texts[at] ?? ''));
      at += 1;
    }
  }
  return lines.join('\n');
}

/** What Markdown puts before the text of such a paragraph. */
export function blockPrefix(passage: Passage): string {
  if (passage.text.trim() === '') return '';
  if (passage.outlineLevel >= 1) return `${'#'.repeat(Math.min(6, passage.outlineLevel))} `;
  if (!passage.list) return '';
  const number = /\d+/.exec(passage.list.marker)?.[0] ?? '1';
  return `${'  '.repeat(passage.list.level)}${passage.list.ordered ? `${number}.` : '-'} `;
}

/** The end of the table that begins at `start`: a row number that falls begins another one. */
export function tableEnd(passages: readonly Passage[], start: number): number {
  const first = passages[start]?.table;
  let row = first?.row ?? 0;
  let end = start;
  while (end < passages.length) {
    const table = passages[end]?.table;
    const same =
      table &&
      first &&
      table.rowCount === first.rowCount &&
      table.columnCount === first.columnCount &&
      table.row >= row;
    if (!same) break;
    row = table.row;
    end += 1;
  }
  return Math.max(end, start + 1);
}

/** The cells of a table's passages, as indexes into them: rows of columns of passages. */
export function tableCells(passages: readonly Passage[]): number[][][] {
  const rows: { row: number; cells: { column: number; passages: number[] }[] }[] = [];
  passages.forEach((passage, index) => {
    const { row = 0, column = 0 } = passage.table ?? {};
    let line = rows.at(-1);
    if (line?.row !== row) rows.push((line = { row, cells: [] }));
    const cell = line.cells.at(-1);
    if (cell?.column === column) cell.passages.push(index);
    else line.cells.push({ column, passages: [index] });
  });
  return rows.map((line) => line.cells.map((cell) => cell.passages));
}

function renderTable(passages: readonly Passage[], texts: readonly string[]): string[] {
  const cells = tableCells(passages);
  const rows = cells.map((row) => row.map((cell) => cell.map((index) => texts[index] ?? '').join('<br>')));
  const lines = rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  const columns = rows[0]?.length ?? 1;
  return [...lines.slice(0, 1), `| ${Array.from({ length: columns }, () => '---').join(' | ')} |`, ...lines.slice(1)];
}
