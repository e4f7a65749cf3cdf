import { make, type RenderContext } from './render-context.ts';
import { cssWidth, gridColumns, TableFormat } from './table-format.ts';
import { twips } from './units.ts';
import { attributeOf, blocksOf, childOf, childrenOf, numberOf, toggleOf, valueOf } from './xml.ts';

interface PlacedCell {
  readonly element: Element;
  readonly column: number;
  readonly endColumn: number;
  readonly merge: 'start' | 'continue' | null;
}

/** A table (`w:tbl`), with spans worked out from grid spans and vertical merges. */
export function renderTable(table: Element, context: RenderContext): HTMLElement {
  const format = new TableFormat(context.source.styles, table);
  const rows = rowsOf(table);
  const placed = rows.map((row) => placeCells(row));
  const columns = Math.max(0, ...placed.map((cells) => cells.at(-1)?.endColumn ?? 0));
  const element = make(context, 'table', 'table');
  context.link(element, table);
  sizeTable(element, table, format, context);
  const body = make(context, 'tbody');
  rows.forEach((row, index) => {
    const line = make(context, 'tr');
    const properties = childOf(row, 'trPr');
    const height = childOf(properties, 'trHeight');
    if (height) line.style.height = `${twips(numberOf(height, 'val') ?? 0)}px`;
    const change = childOf(properties, 'ins') ?? childOf(properties, 'del');
    if (change)
      line.classList.add(
        'changed',
        `row-${change.localName}`,
        `author-${context.source.authorIndex(attributeOf(change, 'author') ?? '')}`,
      );
    context.link(line, row);
    for (const cell of placed[index] ?? []) {
      if (cell.merge === 'continue') continue;
      const rowSpan = spanDown(placed, index, cell);
      line.append(
        renderCell(
          cell,
          {
            format,
            row: index,
            rowSpan,
            rows: rows.length,
            columns,
            isHeader: toggleOf(properties, 'tblHeader') === true,
          },
          context,
        ),
      );
    }
    body.append(line);
  });
  element.append(body);
  return element;
}

function renderCell(
  cell: PlacedCell,
  table: { format: TableFormat; row: number; rowSpan: number; rows: number; columns: number; isHeader: boolean },
  context: RenderContext,
): HTMLElement {
  const properties = childOf(cell.element, 'tcPr');
  const { format, row, rowSpan, rows, columns, isHeader } = table;
  const place = { row, rows, column: cell.column, endColumn: cell.endColumn, columns };
  const look = format.cell(properties, place);
  const element = make(
    context,
    isHeader ? 'th' : 'td',
    context.registry.classFor(look.declarations),
    look.borderless ? 'borderless' : '',
  );
  if (cell.endColumn - cell.column > 1) element.colSpan = cell.endColumn - cell.column;
  if (rowSpan > 1) element.rowSpan = rowSpan;
  const width = cssWidth(childOf(properties, 'tcW'));
  if (width) element.style.width = width;
  context.link(element, cell.element);
  element.append(
    ...context.renderBlocks(blocksOf(cell.element), { ...context, cell: { run: look.run, paragraph: look.paragraph } }),
  );
  return element;
}

/** Rows in order, seen through content controls and tracked-change wrappers. */
function rowsOf(table: Element): Element[] {
  return childrenOf(table).flatMap((child) => {
    if (child.localName === 'tr') return [child];
    return ['sdt', 'sdtContent', 'customXml', 'ins', 'del'].includes(child.localName) ? rowsOf(child) : [];
  });
}

function cellsOf(row: Element): Element[] {
  return childrenOf(row).flatMap((child) => {
    if (child.localName === 'tc') return [child];
    return ['sdt', 'sdtContent', 'customXml'].includes(child.localName) ? cellsOf(child) : [];
  });
}

function placeCells(row: Element): PlacedCell[] {
  let column = numberOf(childOf(childOf(row, 'trPr'), 'gridBefore'), 'val') ?? 0;
  return cellsOf(row).map((element) => {
    const properties = childOf(element, 'tcPr');
    const start = column;
    column += Math.max(1, numberOf(childOf(properties, 'gridSpan'), 'val') ?? 1);
    const merge = childOf(properties, 'vMerge');
    const kind = merge ? (attributeOf(merge, 'val') === 'restart' ? 'start' : 'continue') : null;
    return { element, column: start, endColumn: column, merge: kind };
  });
}

function spanDown(placed: readonly (readonly PlacedCell[])[], row: number, cell: PlacedCell): number {
  if (cell.merge !== 'start') return 1;
  let span = 1;
  for (let below = row + 1; below < placed.length; below += 1) {
    const next = placed[below]?.find((other) => other.column === cell.column);
    if (next?.merge !== 'continue') break;
    span += 1;
  }
  return span;
}

function sizeTable(element: HTMLTableElement, table: Element, format: TableFormat, context: RenderContext): void {
  const widths = gridColumns(table);
  const isFixed = attributeOf(format.property('tblLayout'), 'type') === 'fixed';
  const width = cssWidth(format.property('tblW'));
  if (widths.some((columnWidth) => columnWidth > 0)) {
    const group = make(context, 'colgroup');
    for (const columnWidth of widths) {
      const column = make(context, 'col');
      column.style.width = `${columnWidth}px`;
      group.append(column);
    }
    element.append(group);
  }
  const total = widths.reduce((sum, columnWidth) => sum + columnWidth, 0);
  if (isFixed) element.classList.add('fixed');
  if (width) element.style.width = width;
  else if (total > 0) element.style.width = isFixed ? `${total}px` : `min(${total}px, 100%)`;
  const align = valueOf(childOf(table, 'tblPr'), 'jc');
  if (align === 'center') element.classList.add('centred');
  else if (align === 'right' || align === 'end') element.classList.add('to-end');
  else {
    const indent = numberOf(format.property('tblInd'), 'w');
    if (indent) element.style.marginInlineStart = `${twips(indent)}px`;
  }
}
