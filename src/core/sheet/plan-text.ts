import { toPlainText } from '../document/plain-text.ts';
import type { Block } from '../document/blocks.ts';
import type { DocumentContext, SheetSelection } from '../document/context.ts';
import type { CellInput, EditPlan } from '../edits/edit-plan.ts';
import { columnName, rowCount } from '../figures/table.ts';

/** Where a text goes: below what is worked on with a row between, or into a sheet of its own. */
export type TextPlace = 'below' | 'new-sheet';

/** One line of a text as it goes into a cell: its words, or the formula that says them. */
export type CellLine = { readonly text: string } | { readonly formula: string };

/** Text in cells, a line in each, from the first column of what is worked on. */
export function planText(
  context: DocumentContext,
  lines: readonly CellLine[],
  place: TextPlace,
  sheetName: string,
): EditPlan {
  const { sheet } = context;
  const cells = lines.map((line): CellInput[] => ['formula' in line ? line : { value: line.text }]);
  if (!sheet || cells.length === 0) return { context, edits: [], tracked: false };
  if (place === 'new-sheet') {
    return { context, edits: [{ type: 'new-sheet', name: sheetName, cells }], tracked: false };
  }
  return {
    context,
    edits: [{ type: 'cells', sheet: sheet.sheet, address: below(sheet, cells.length), cells }],
    tracked: false,
  };
}

/** Text in a box beside everything that the sheet has. */
export function planTextBox(context: DocumentContext, lines: readonly { readonly text: string }[]): EditPlan {
  const { sheet } = context;
  if (!sheet || lines.length === 0) return { context, edits: [], tracked: false };
  const at = `${columnName(sheet.freeColumn)}${sheet.table.firstRow + 1}`;
  const text = lines.map((line) => line.text).join('\n');
  return { context, edits: [{ type: 'text-box', sheet: sheet.sheet, text, at }], tracked: false };
}

/** The formula of the active cell, anew. */
export function planFormula(context: DocumentContext, formula: string): EditPlan {
  const { sheet } = context;
  if (!sheet) return { context, edits: [], tracked: false };
  const { active } = sheet;
  return {
    context,
    edits: [
      {
        type: 'cells',
        sheet: sheet.sheet,
        address: active.address,
        cells: [[{ formula }]],
        // A formula that is repaired stands in its cell's place; a new one asks for an empty cell.
        ...(active.formula !== null && { before: [[active.formula]] }),
      },
    ],
    tracked: false,
  };
}

function below({ table }: SheetSelection, height: number): string {
  const column = columnName(table.firstColumn);
  const top = table.firstRow + rowCount(table) + 2;
  return height === 1 ? `${column}${top}` : `${column}${top}:${column}${top + height - 1}`;
}

/** The lines of an answer: a paragraph, an item and a row of a table each in one. */
export function linesOf(blocks: readonly Block[]): string[] {
  return blocks
    .flatMap((block) => toPlainText([block]).split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
