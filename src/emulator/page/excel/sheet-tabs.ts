import type { ExcelDocument } from '../../excel/excel-document.ts';
import { addSheet } from '../../excel/edit/sheets.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';

/** The tabs under the grid, one for each sheet that is not hidden. `onChosen` follows one that was pressed, so that typing goes on in it. */
export function createSheetTabs(
  document: ExcelDocument,
  strings: Strings,
  onChosen: () => void,
): { readonly element: HTMLElement; readonly refresh: () => void } {
  const list = el('div', { class: 'sheet-list', attributes: { role: 'tablist', 'aria-label': strings.sheets } });
  const add = el(
    'button',
    { class: 'control icon', attributes: { type: 'button', title: strings.addSheet, 'aria-label': strings.addSheet } },
    '+',
  );
  add.disabled = document.readOnly;
  const show = (sheet: Sheet): void => {
    document.activate(sheet);
    onChosen();
  };
  add.addEventListener('click', () => show(addSheet(document)));
  const refresh = (): void => {
    const shown = document.sheets.filter(({ state }) => state.visibility === 'Visible');
    list.replaceChildren(
      ...shown.map((sheet) => {
        const isActive = sheet === document.activeSheet;
        const tab = el(
          'button',
          {
            class: 'sheet-tab',
            attributes: {
              type: 'button',
              role: 'tab',
              'aria-selected': String(isActive),
              tabindex: isActive ? '0' : '-1',
            },
          },
          sheet.name,
        );
        if (sheet.state.tabColor !== '') tab.style.borderBottomColor = sheet.state.tabColor;
        tab.addEventListener('click', () => show(sheet));
        return tab;
      }),
    );
  };
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const shown = document.sheets.filter(({ state }) => state.visibility === 'Visible');
    const next = step === undefined ? undefined : shown[shown.indexOf(document.activeSheet) + step];
    if (!next) return;
    event.preventDefault();
    document.activate(next);
    refresh();
    list.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  });
  refresh();
  return { element: el('div', { class: 'sheet-tabs' }, list, add), refresh };
}
