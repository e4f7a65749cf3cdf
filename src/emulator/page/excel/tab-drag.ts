/** How far a pointer goes before a press is a drag. */
const leastDistance = 5;

/** Follows a press of a tab: dragged and let go between others, `drop` is told before which one, counted from 0. */
export function dragTab(press: PointerEvent, list: HTMLElement, drop: (place: number) => void): void {
  let place: number | null = null;
  const mark = (): void => {
    for (const [index, tab] of [...list.children].entries()) {
      tab.classList.toggle('drop-before', index === place);
      tab.classList.toggle('drop-after', index === list.children.length - 1 && place === list.children.length);
    }
  };
  const move = (event: PointerEvent): void => {
    if (place === null && Math.abs(event.clientX - press.clientX) < leastDistance) return;
    const middles = [...list.children].map((tab) => {
      const { left, width } = tab.getBoundingClientRect();
      return left + width / 2;
    });
    place = middles.filter((middle) => middle < event.clientX).length;
    mark();
  };
  const end = (event: Event): void => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', cancel, true);
    const dropped = event.type === 'pointerup' ? place : null;
    place = null;
    mark();
    if (dropped !== null) drop(dropped);
  };
  const cancel = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') end(event);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', cancel, true);
}
