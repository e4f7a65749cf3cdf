import type { Move } from './cell-selector.ts';
import type { Cell } from './sheet-scroller.ts';

/** What a key asks of the grid while no cell is being edited. */
export type GridAction =
  | ({ readonly kind: 'move' } & Move)
  | { readonly kind: 'go'; readonly to: 'row-start' | 'sheet-start' | 'sheet-end'; readonly extends: boolean }
  | { readonly kind: 'select'; readonly what: 'rows' | 'columns' | 'used' }
  | { readonly kind: 'fill'; readonly way: 'down' | 'right' }
  | { readonly kind: 'command'; readonly name: GridCommand }
  | { readonly kind: 'sheet'; readonly key: SheetKey }
  | { readonly kind: 'edit' | 'clear' | 'to-shapes' };

/** What the ribbon offers too. */
export type GridCommand = 'bold' | 'italic' | 'underline';

/** What is done with sheets as a whole. */
export type SheetKey = 'next' | 'previous' | 'add';

/** Rows and columns, down and to the right. */
const steps: Readonly<Record<string, Cell>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  PageUp: { row: -25, column: 0 },
  PageDown: { row: 25, column: 0 },
};

const withControl: Readonly<Record<string, GridAction>> = {
  a: { kind: 'select', what: 'used' },
  b: { kind: 'command', name: 'bold' },
  d: { kind: 'fill', way: 'down' },
  i: { kind: 'command', name: 'italic' },
  r: { kind: 'fill', way: 'right' },
  u: { kind: 'command', name: 'underline' },
  ' ': { kind: 'select', what: 'columns' },
};

/** Where an arrow alone leads. */
export function arrowOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): Cell | undefined {
  return key.startsWith('Arrow') && !(ctrlKey || metaKey || altKey || shiftKey) ? steps[key] : undefined;
}

/** What a key does, as Excel has it; nothing for keys that are typed. */
export function actionOf(event: KeyboardEvent): GridAction | undefined {
  const { key, code, shiftKey: isExtending, altKey } = event;
  const control = event.ctrlKey || event.metaKey;
  // Browsers keep these keys for themselves, with Alt they do not.
  if (control && (key === 'PageDown' || key === 'PageUp') && !isExtending)
    return { kind: 'sheet', key: key === 'PageDown' ? 'next' : 'previous' };
  const by = steps[key];
  if (by) return { kind: 'move', by, extends: isExtending, toEdge: control && key.startsWith('Arrow') };
  switch (key) {
    case 'Enter':
      return { kind: 'move', by: { row: isExtending ? -1 : 1, column: 0 } };
    case 'Tab':
      return { kind: 'move', by: { row: 0, column: isExtending ? -1 : 1 } };
    case 'Home':
      return { kind: 'go', to: control ? 'sheet-start' : 'row-start', extends: isExtending };
    case 'End':
      return { kind: 'go', to: 'sheet-end', extends: isExtending };
    case 'F2':
      return { kind: 'edit' };
    case 'F11':
      return isExtending ? { kind: 'sheet', key: 'add' } : undefined;
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    case ' ':
      if (isExtending && !control) return { kind: 'select', what: 'rows' };
  }
  if (!control) return undefined;
  if (altKey) return code === 'Digit5' ? { kind: 'to-shapes' } : undefined;
  return isExtending ? undefined : withControl[key.toLowerCase()];
}
