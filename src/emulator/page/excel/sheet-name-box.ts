import { el } from '../dom.ts';

export interface SheetNameQuestion {
  readonly label: string;
  readonly name: string;
  /** Gives whether the name was taken; what was refused is said by then. */
  readonly take: (name: string) => boolean;
  readonly onEnd: () => void;
}

/** Has a person type a name over a tab: Enter takes it, as does going elsewhere, Escape leaves the name as it was. */
export function askSheetName(parent: HTMLElement, tab: HTMLElement, question: SheetNameQuestion): void {
  const { label, name, take, onEnd } = question;
  const box = el('input', {
    class: 'sheet-name',
    attributes: { 'aria-label': label, maxlength: '31', autocomplete: 'off' },
  });
  box.value = name;
  tab.style.minWidth = '120px';
  const place = tab.getBoundingClientRect();
  box.style.left = `${place.left - parent.getBoundingClientRect().left}px`;
  box.style.width = `${place.width}px`;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    box.remove();
    tab.style.minWidth = '';
  };
  box.addEventListener('keydown', (event) => {
    // The keys of tabs and of the page are not meant.
    event.stopPropagation();
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter' && !take(box.value)) {
      box.select();
      return;
    }
    end();
    onEnd();
  });
  box.addEventListener('blur', () => {
    if (isOver) return;
    end();
    take(box.value);
  });
  parent.append(box);
  box.focus();
  box.select();
}
