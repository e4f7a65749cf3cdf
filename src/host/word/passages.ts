import type { ListPosition, Passage, TablePosition } from '../../core/document/context.ts';

/** Named properties only: loading whole paragraphs has frozen Word for seconds (office-js issue 6024). */
const light = ['text', 'outlineLevel'];
const plain = [...light, 'style', 'styleBuiltIn', 'isListItem', 'tableNestingLevel'];
const placed = [
  ...plain,
  'listItemOrNullObject/level',
  'listItemOrNullObject/listString',
  'parentTableCellOrNullObject/rowIndex',
  'parentTableCellOrNullObject/cellIndex',
  'parentTableCellOrNullObject/parentRow/cellCount',
  'parentTableOrNullObject/rowCount',
];

/** `light` is for counting and headings, `plain` for text to be read, `placed` says where in a list or table it stands. */
export type PassageDetail = 'light' | 'plain' | 'placed';

const properties: Readonly<Record<PassageDetail, readonly string[]>> = { light, plain, placed };

/** What to load of one paragraph. */
export function paragraphProperties(detail: PassageDetail): string {
  return properties[detail].join(',');
}

/** What to load of a collection of paragraphs. */
export function collectionProperties(detail: PassageDetail): string {
  return properties[detail].map((name) => `items/${name}`).join(',');
}

/** A loaded paragraph as a passage, with as much as was loaded of it. */
export function toPassage(paragraph: Word.Paragraph, detail: PassageDetail): Passage {
  const { text, outlineLevel } = paragraph;
  // Word gives 10 for body text.
  const level = outlineLevel >= 1 && outlineLevel <= 9 ? outlineLevel : 0;
  if (detail === 'light') return { text, style: '', styleBuiltIn: 'Other', outlineLevel: level };
  const list = paragraph.isListItem ? listPosition(paragraph, detail) : undefined;
  const table = detail === 'placed' && paragraph.tableNestingLevel > 0 ? tablePosition(paragraph) : undefined;
  return {
    text,
    style: paragraph.style,
    styleBuiltIn: paragraph.styleBuiltIn,
    outlineLevel: level,
    ...(list ? { list } : {}),
    ...(table ? { table } : {}),
  };
}

function listPosition(paragraph: Word.Paragraph, detail: PassageDetail): ListPosition {
  const item = detail === 'placed' ? paragraph.listItemOrNullObject : undefined;
  if (!item || item.isNullObject) {
    return { ordered: /number/i.test(paragraph.styleBuiltIn), level: 0, marker: '' };
  }
  return { ordered: /[\p{L}\p{N}]/u.test(item.listString), level: item.level, marker: item.listString };
}

function tablePosition(paragraph: Word.Paragraph): TablePosition | undefined {
  const cell = paragraph.parentTableCellOrNullObject;
  const table = paragraph.parentTableOrNullObject;
  if (cell.isNullObject || table.isNullObject) return undefined;
  return {
    row: cell.rowIndex,
    column: cell.cellIndex,
    rowCount: table.rowCount,
    columnCount: cell.parentRow.cellCount,
  };
}
