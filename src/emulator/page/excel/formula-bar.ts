import { areaName, cellName } from '../../excel/model/address.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';
import { goTo } from './go-to.ts';
import type { GridView } from './grid-view.ts';

/** The name of what is selected, and the content of the active cell, both to be written in. */
export function createFormulaBar(
  document: ExcelDocument,
  grid: GridView,
  strings: Strings,
): { readonly element: HTMLElement; readonly refresh: () => void } {
  const name = el('input', {
    class: 'name-box',
    attributes: { type: 'text', 'aria-label': strings.nameBox, spellcheck: 'false' },
  });
  const content = el('input', {
    class: 'formula-box',
    attributes: { type: 'text', 'aria-label': strings.formulaBar, spellcheck: 'false', autocomplete: 'off' },
  });
  content.readOnly = document.readOnly;
  const refresh = (): void => {
    const { areas, activeCell } = document.selection;
    const [area] = areas;
    const isFocused = (box: HTMLElement): boolean => box === box.ownerDocument.activeElement;
    if (!isFocused(name)) name.value = area ? areaName(area) : cellName(activeCell.row, activeCell.column);
    if (!isFocused(content)) content.value = grid.content();
  };
  name.addEventListener('keydown', (event) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // Else the key would be typed into the cell that gets the focus.
    event.preventDefault();
    grid.focus();
    if (event.key === 'Escape') return;
    goTo(document, name.value);
    refresh();
  });
  content.addEventListener('keydown', (event) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter') {
      if (!grid.enter(content.value)) return;
      grid.move({ row: event.shiftKey ? -1 : 1, column: 0 });
    }
    grid.focus();
    refresh();
  });
  content.addEventListener('blur', refresh);
  return {
    element: el(
      'div',
      { class: 'formula-bar' },
      name,
      el('span', { attributes: { 'aria-hidden': 'true' } }, 'fx'),
      content,
    ),
    refresh,
  };
}
