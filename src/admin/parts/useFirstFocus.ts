import { useEffect, useRef, type RefObject } from 'react';

/** Puts the focus on the control in the element that is marked with `data-first-focus`, when the element appears. */
export function useFirstFocus<Holder extends HTMLElement>(): RefObject<Holder | null> {
  const holder = useRef<Holder>(null);
  useEffect(() => focusFirst(holder.current), []);
  return holder;
}

export function focusFirst(holder: HTMLElement | null): void {
  holder?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
}
