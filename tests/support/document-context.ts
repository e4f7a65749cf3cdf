import type { DocumentContext, Passage } from '../../src/core/document/context.ts';

/** A body paragraph. */
export function p(text: string, rest: Partial<Passage> = {}): Passage {
  return { text, style: 'Normal', styleBuiltIn: 'Normal', outlineLevel: 0, ...rest };
}

export function heading(level: number, text: string): Passage {
  return p(text, { style: `Heading ${level}`, styleBuiltIn: `Heading${level}`, outlineLevel: level });
}

export function item(text: string, level = 0, ordered = false, marker = ordered ? '1.' : '•'): Passage {
  return p(text, { style: 'List Paragraph', styleBuiltIn: 'ListParagraph', list: { ordered, level, marker } });
}

/** The passages of a table, one for each cell. */
export function table(...rows: readonly (readonly string[])[]): Passage[] {
  const columnCount = rows[0]?.length ?? 0;
  return rows.flatMap((cells, row) =>
    cells.map((text, column) => p(text, { table: { row, column, rowCount: rows.length, columnCount } })),
  );
}

/** A capture of the given selection, with nothing around it unless said. */
export function doc(selection: readonly Passage[], rest: Partial<DocumentContext> = {}): DocumentContext {
  return {
    host: 'word',
    title: '',
    selection,
    isCaret: false,
    headingPath: [],
    before: [],
    after: [],
    outline: [],
    size: {
      characters: selection.reduce((sum, passage) => sum + passage.text.length, 0),
      paragraphs: selection.length,
    },
    language: 'en',
    trackingChanges: false,
    readOnly: false,
    ...rest,
  };
}

/** A caret in a paragraph, at its end unless said. */
export function caret(text = '', at = text.length, rest: Partial<DocumentContext> = {}): DocumentContext {
  return doc([p(text, { selected: { start: at, end: at } })], { isCaret: true, ...rest });
}
