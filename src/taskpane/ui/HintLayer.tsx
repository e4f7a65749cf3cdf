import { Tooltip } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

const showDelayMs = 300;
const hideDelayMs = 150;

/**
 * Where the hint of an element goes: next to it, or, in a group of controls (`data-hint-group`), above or below the group, so that it
 * covers none of the others. A pointer that hurries to it over other controls does not change it.
 */
function placeOf(target: HTMLElement): HTMLElement | { readonly getBoundingClientRect: () => DOMRect } {
  const group = target.closest('[data-hint-group]');
  if (!group) return target;
  return {
    getBoundingClientRect: () => {
      const { x, width } = target.getBoundingClientRect();
      const { y, height } = group.getBoundingClientRect();
      return new DOMRect(x, y, width, height);
    },
  };
}

/**
 * Shows the `data-hint` of the element that the pointer rests on or the keyboard has reached: one tooltip for all of the
 * pane. A screen reader has the same words from the element's own `aria-label` or `aria-description`.
 */
export function HintLayer(): React.JSX.Element | null {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moveTo = (element: HTMLElement | null): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setTarget(element), element ? showDelayMs : hideDelayMs);
    };
    const hide = (): void => {
      clearTimeout(timer);
      setTarget(null);
    };
    let place = '';
    /** Whether the pointer itself came there, and not the page under it, as when an answer grows. */
    const isMoved = ({ screenX, screenY }: PointerEvent): boolean => {
      const before = place;
      place = `${screenX} ${screenY}`;
      return place !== before;
    };
    const onPointer = (event: PointerEvent): void => {
      const { target: at } = event;
      if (!(at instanceof Element)) return;
      if (!isMoved(event)) {
        hide();
        return;
      }
      // The hint itself can be pointed at, so that it can be read under a magnifier.
      if (at.closest('[role="tooltip"]')) clearTimeout(timer);
      else moveTo(at.closest<HTMLElement>('[data-hint]'));
    };
    const onFocus = ({ target: at }: Event): void => {
      if (at instanceof HTMLElement && at.dataset['hint'] !== undefined && at.matches(':focus-visible')) moveTo(at);
    };
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener('pointerover', onPointer, { signal });
    document.addEventListener('pointermove', isMoved, { signal });
    document.documentElement.addEventListener('pointerleave', () => moveTo(null), { signal });
    document.addEventListener('focusin', onFocus, { signal });
    document.addEventListener('focusout', () => moveTo(null), { signal });
    document.addEventListener('click', hide, { signal });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, []);
  const hint = target?.dataset['hint'];
  if (!target || hint === undefined) return null;
  return (
    <Tooltip
      key={hint}
      content={hint}
      relationship="inaccessible"
      positioning={{ target: placeOf(target) }}
      visible
      onVisibleChange={(_event, { visible }) => {
        // Escape, or the window left.
        if (!visible) setTarget(null);
      }}
    />
  );
}
