import type { ExcelDocument } from '../../excel/excel-document.ts';
import { addSheet, copySheet, deleteSheet, moveSheet, setVisibility } from '../../excel/edit/sheets.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import type { Command } from '../controls.ts';
import { el } from '../dom.ts';
import type { SheetWords } from './sheet-words.ts';

/** How a person's edits of sheets are done, and told. */
export interface SheetEditor {
  readonly words: SheetWords;
  /** Does an edit as one step of undo; a refusal is said. */
  readonly edit: (edit: () => void) => void;
  /** Asks for another name. */
  readonly rename: (sheet: Sheet) => void;
  readonly onRemoved: (name: string) => void;
}

/** The sheets that have a tab. */
export function shownSheets(document: ExcelDocument): readonly Sheet[] {
  return document.sheets.filter(({ state }) => state.visibility === 'Visible');
}

/** Brings a sheet before the one that has the tab of that number, counted without moving it; behind the last at their count. */
export function moveBefore(document: ExcelDocument, sheet: Sheet, place: number): void {
  const shown = shownSheets(document);
  const other = shown[place];
  const from = document.sheets.indexOf(sheet);
  const to = other ? document.sheets.indexOf(other) : document.sheets.length;
  const position = from < to ? to - 1 : to;
  if (position !== from) moveSheet(document, sheet, position);
}

/** What can be done with a sheet, for the menu of its tab. */
export function sheetCommands(document: ExcelDocument, sheet: Sheet, editor: SheetEditor): (Command | 'separator')[] {
  const { words } = editor;
  const shown = shownSheets(document);
  const at = shown.indexOf(sheet);
  const isWritable = (): boolean => !document.readOnly;
  const editing = (label: string, edit: () => void, isEnabled = isWritable): Command => ({
    label,
    isEnabled,
    run: () => editor.edit(edit),
  });
  const hidden = document.sheets.filter(({ state }) => state.visibility === 'Hidden');
  return [
    editing(words.insert, () => document.activate(addSheet(document, undefined, document.sheets.indexOf(sheet)))),
    editing(words.remove, () => {
      deleteSheet(document, sheet);
      editor.onRemoved(sheet.name);
    }),
    { label: words.rename, shortcut: 'F2', isEnabled: isWritable, run: () => editor.rename(sheet) },
    editing(words.duplicate, () => document.activate(copySheet(document, sheet, document.sheets.indexOf(sheet) + 1))),
    'separator',
    editing(
      words.moveLeft,
      () => moveBefore(document, sheet, at - 1),
      () => isWritable() && at > 0,
    ),
    editing(
      words.moveRight,
      () => moveBefore(document, sheet, at + 2),
      () => isWritable() && at < shown.length - 1,
    ),
    'separator',
    editing(words.hide, () => setVisibility(document, sheet, 'Hidden')),
    ...hidden.map((other) =>
      editing(words.show(other.name), () => {
        setVisibility(document, other, 'Visible');
        document.activate(other);
      }),
    ),
  ];
}

/** The colours that a tab may have. */
export function colorCommands(document: ExcelDocument, sheet: Sheet, { words, edit }: SheetEditor): Command[] {
  return Object.entries(words.colors).map(([color, label]) => {
    const isOn = (): boolean => sheet.state.tabColor.toUpperCase() === color;
    return {
      label,
      isOn,
      isEnabled: () => !document.readOnly,
      picture: () => {
        const swatch = el('span', { class: 'icon tab-color' }, isOn() ? '✓' : '');
        swatch.style.backgroundColor = color;
        if (color !== '') swatch.style.color = '#000';
        return swatch;
      },
      run: () => edit(() => document.changeSheet(sheet, { tabColor: color })),
    };
  });
}
