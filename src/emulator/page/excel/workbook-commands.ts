import { EditRefused } from '../../excel/edit/edit-refused.ts';
import { setFormats } from '../../excel/edit/set-formats.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import type { CellFormat, FormatPatch } from '../../excel/model/cell-format.ts';
import { showAbout } from '../choices.ts';
import type { Command } from '../controls.ts';
import type { ExcelApp } from './excel-app.ts';
import { refusalWords } from './refusal-words.ts';
import type { WorkbookCommands } from './workbook-tabs.ts';

/** Ties everything that ribbon, title bar and keys of a workbook offer to the app. */
export function createWorkbookCommands(app: ExcelApp): WorkbookCommands {
  const { strings } = app;
  const writing = (label: string, name: Command['icon'], run: (document: ExcelDocument) => void): Command => ({
    label,
    ...(name && { icon: name }),
    isEnabled: () => app.opened?.document.readOnly === false,
    run: () => {
      if (app.opened?.document.readOnly === false) run(app.opened.document);
    },
  });
  /** A look that all selected cells get, or lose where the active one has it. */
  const toggling = (
    name: 'bold' | 'italic' | 'underline',
    shortcut: string,
    has: (format: CellFormat) => boolean,
    patch: (wanted: boolean) => FormatPatch,
  ): Command => {
    const isOn = (): boolean => {
      const document = app.opened?.document;
      if (!document) return false;
      const { row, column } = document.selection.activeCell;
      return has(document.formats.get(document.activeSheet.styleAt(row, column)));
    };
    return {
      ...writing(strings[name], name, (document) => {
        const wanted = patch(!isOn());
        if (document.activeSheet.state.protection?.options['allowFormatCells'] === false) {
          app.toast(refusalWords(new EditRefused('protected', 'The sheet is protected.'), app.locale));
          return;
        }
        app.work(() =>
          document.transact('format', () => {
            for (const area of document.selection.areas) setFormats(document, document.activeSheet, area, wanted);
          }),
        );
      }),
      shortcut,
      isOn,
    };
  };
  const zoomBy = (step: number): void => app.changeSettings({ zoom: Math.max(50, Math.min(200, app.zoom + step)) });
  return {
    undo: {
      ...writing(strings.undo, 'undo', (document) => app.work(() => document.undo())),
      shortcut: 'Ctrl+Z',
      isEnabled: () => app.opened?.document.canUndo ?? false,
    },
    redo: {
      ...writing(strings.redo, 'redo', (document) => app.work(() => document.redo())),
      shortcut: 'Ctrl+Y',
      isEnabled: () => app.opened?.document.canRedo ?? false,
    },
    bold: toggling(
      'bold',
      'Ctrl+B',
      (format) => format.bold,
      (bold) => ({ bold }),
    ),
    italic: toggling(
      'italic',
      'Ctrl+I',
      (format) => format.italic,
      (italic) => ({ italic }),
    ),
    underline: toggling(
      'underline',
      'Ctrl+U',
      (format) => format.underline !== 'none',
      (isOn) => ({ underline: isOn ? 'single' : 'none' }),
    ),
    newComment: writing(strings.newComment, 'comment', () => app.opened?.beginComment()),
    about: { label: strings.about, icon: 'info', run: () => showAbout(app) },
    zoomIn: { label: strings.zoomIn, icon: 'zoomIn', run: () => zoomBy(10) },
    zoomOut: { label: strings.zoomOut, icon: 'zoomOut', run: () => zoomBy(-10) },
    paneToggle: {
      label: strings.pane,
      icon: 'pane',
      isEnabled: () => app.opened !== null,
      isOn: () => app.frames?.isOpen ?? false,
      run: () => (app.frames?.isOpen ? app.frames.close() : app.frames?.open()),
    },
  };
}
