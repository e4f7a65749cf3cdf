import type { ColumnAlignment, Inline } from '../document/blocks.ts';

/** Width of the text on a page with usual margins, in twentieths of a point. */
const textWidth = 9000;
const narrowest = 8;
const widest = 40;

export interface TableSource {
  readonly rows: readonly (readonly (readonly Inline[])[])[];
  readonly alignments: readonly ColumnAlignment[];
  /** Indent from the margin, in twentieths of a point. */
  readonly indent: number;
  readonly writeCell: (cell: readonly Inline[], isHeader: boolean) => string;
}

/**
 * A table in the person's Table Grid style, over the whole width, its columns as wide as their words ask for. The first row
 * is a header that repeats on each page.
 */
export function tableXml({ rows, alignments, indent, writeCell }: TableSource): string {
  const widths = columnWidths(rows, alignments.length, textWidth - indent);
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const body = rows.map((row, index) => {
    const isHeader = index === 0;
    const cells = row.map((cell, column) =>
      cellXml(writeCell(cell, isHeader), isHeader, widths[column] ?? 0, alignments[column] ?? null),
    );
    return `<w:tr><w:trPr><w:cantSplit/>${isHeader ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`;
  });
  const width =
    indent === 0
      ? '<w:tblW w:w="5000" w:type="pct"/>'
      : `<w:tblW w:w="${textWidth - indent}" w:type="dxa"/><w:tblInd w:w="${indent}" w:type="dxa"/>`;
  const look =
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>';
  const properties = `<w:tblPr><w:tblStyle w:val="TableGrid"/>${width}${look}</w:tblPr>`;
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${body.join('')}</w:tbl>`;
}

function cellXml(content: string, isHeader: boolean, width: number, alignment: ColumnAlignment): string {
  const shade = isHeader ? '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' : '';
  const keep = isHeader ? '<w:keepNext/>' : '';
  const justification = alignment === null ? '' : `<w:jc w:val="${alignment}"/>`;
  const properties = keep + justification === '' ? '' : `<w:pPr>${keep}${justification}</w:pPr>`;
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade}</w:tcPr><w:p>${properties}${content}</w:p></w:tc>`;
}

/** The width shared out by the longest line of each column, within bounds, and never less than its longest word. */
function columnWidths(rows: TableSource['rows'], count: number, total: number): number[] {
  const weights = Array.from({ length: count }, (_, column) => {
    const texts = rows.map((row) => shownText(row[column] ?? []));
    const word = longest(texts, /[\s/\-\u2E80-\u9FFF\uAC00-\uD7AF\uFF00-\uFF60]+/);
    return Math.max(narrowest, Math.min(widest, word) + 2, Math.min(widest, longest(texts, /\n/)));
  });
  const sum = weights.reduce((result, weight) => result + weight, 0);
  return weights.map((weight) => Math.floor((total * weight) / sum));
}

/** The longest piece in columns of a fixed-width font: Chinese and its kin count double. */
function longest(texts: readonly string[], separator: RegExp): number {
  const wide = /[\u2E80-\u9FFF\uAC00-\uD7AF\uFF00-\uFF60]/g;
  const widths = texts.flatMap((text) =>
    text.split(separator).map((part) => part.length + (part.match(wide)?.length ?? 0)),
  );
  return Math.max(0, ...widths);
}

function shownText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if ('text' in inline) return inline.text;
      if (inline.type === 'break') return '\n';
      if (inline.type === 'math') return inline.latex.replace(/\\[a-z]+|[{}^_]/gi, '');
      return 'children' in inline && inline.type !== 'footnote' ? shownText(inline.children) : '';
    })
    .join('');
}
