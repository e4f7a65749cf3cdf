import { areaName, cellName } from '../../excel/model/address.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';
import { breakLine } from './cell-editor.ts';
import { goTo } from './go-to.ts';
import type { GridView } from './grid-view.ts';

/**
 * The name of what is selected, and the content of the active cell, both to be written in. A content that was begun is entered when the
 * focus goes elsewhere; the cell's own box takes it where the sheet refuses it.
 */
export function createFormulaBar(
  document: ExcelDocument,
  grid: GridView,
  strings: Strings,
  onUnknown: (reference: string) => void,
): { readonly element: HTMLElement; readonly refresh: () => void } {
  const name = el('input', {
    class: 'name-box',
    attributes: { type: 'text', 'aria-label': strings.nameBox, spellcheck: 'false' },
  });
  // One line of it is shown; an input would take the others away.
  const content = el('textarea', {
    class: 'formula-box',
    attributes: { rows: '1', 'aria-label': strings.formulaBar, spellcheck: 'false', autocomplete: 'off' },
  });
  content.readOnly = document.readOnly;
  const place = (): string => {
    const { activeSheet, selection } = document;
    return `${activeSheet.id} ${cellName(selection.activeCell.row, selection.activeCell.column)}`;
  };
  /** The cell for which a content was begun. */
  let begun: string | null = null;
  content.addEventListener('input', () => (begun ??= place()));
  const enter = (): boolean => {
    const isDue = begun === place();
    begun = null;
    return !isDue || content.value === grid.content() || grid.enter(content.value);
  };
  const showName = (): void => {
    const { areas, activeCell } = document.selection;
    const [area, ...others] = areas;
    name.value = area && others.length === 0 ? areaName(area) : cellName(activeCell.row, activeCell.column);
  };
  const showContent = (): void => {
    content.value = grid.content();
  };
  const refresh = (): void => {
    const isFocused = (box: HTMLElement): boolean => box === box.ownerDocument.activeElement;
    if (!isFocused(name)) showName();
    if (!isFocused(content)) showContent();
  };
  // The page is drawn a moment after the selection has changed; who writes here sooner writes into what is selected now.
  name.addEventListener('focus', showName);
  content.addEventListener('focus', showContent);
  name.addEventListener('keydown', (event) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // Else the key would be typed into the cell that gets the focus.
    event.preventDefault();
    grid.focus();
    if (event.key === 'Escape') return;
    if (name.value.trim() !== '' && !goTo(document, name.value)) onUnknown(name.value);
    refresh();
  });
  content.addEventListener('keydown', (event) => {
    const isNext = event.key === 'Enter' || (event.key === 'Tab' && begun !== null);
    if (event.isComposing || (!isNext && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter' && event.altKey) {
      begun ??= place();
      breakLine(content);
      return;
    }
    if (!isNext) begun = null;
    else if (enter()) {
      const by = event.shiftKey ? -1 : 1;
      grid.move(event.key === 'Enter' ? { row: by, column: 0 } : { row: 0, column: by });
    } else {
      begun = place();
      return;
    }
    grid.focus();
    refresh();
  });
  content.addEventListener('blur', () => {
    if (!enter()) grid.mend(content.value);
    refresh();
  });
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
