import { blocksOf, childOf, toggleOf, valueOf } from './xml.ts';

/** How content controls are seen: a frame, with the title where the pointer or the caret is; a placeholder in grey. */

/** Marks what shows a control, so that its frame, title and placeholder can be drawn. */
function mark(element: HTMLElement, control: Element): void {
  const properties = childOf(control, 'sdtPr');
  element.dataset['control'] = valueOf(properties, 'id') ?? '';
  const title = valueOf(properties, 'alias') ?? valueOf(properties, 'tag') ?? '';
  if (title !== '') element.dataset['title'] = title;
  if (toggleOf(properties, 'showingPlcHdr')) element.classList.add('placeholder');
  // Word 2013 and later can draw a control without a frame.
  if (valueOf(properties, 'appearance') === 'hidden') element.classList.add('unframed');
}

/** A control among the runs of a paragraph. */
export function markInlineControl(element: HTMLElement, control: Element): void {
  element.classList.add('control');
  mark(element, control);
}

/** A paragraph or table that is the innermost control's: the frame is drawn block by block. */
export function markBlockControl(element: HTMLElement, block: Element): void {
  const content = block.parentElement;
  const control = content?.localName === 'sdtContent' ? content.parentElement : null;
  if (!content || !control) return;
  element.classList.add('in-control');
  mark(element, control);
  const blocks = blocksOf(content);
  if (blocks[0] === block) element.classList.add('control-start');
  if (blocks.at(-1) === block) element.classList.add('control-end');
}

const active = 'active-control';

/** Shows which control the caret is in. */
export function showActiveControl(root: HTMLElement, node: Node | null | undefined): void {
  const element = node instanceof Element ? node : node?.parentElement;
  const control = element && root.contains(element) ? element.closest<HTMLElement>('.control, .in-control') : null;
  const id = control?.dataset['control'];
  for (const each of root.querySelectorAll<HTMLElement>(`.${active}`)) {
    if (each !== control && each.dataset['control'] !== id) each.classList.remove(active);
  }
  if (!control) return;
  const isBlock = control.classList.contains('in-control');
  const same = isBlock && id ? root.querySelectorAll(`.in-control[data-control="${CSS.escape(id)}"]`) : [control];
  for (const each of same) each.classList.add(active);
}
