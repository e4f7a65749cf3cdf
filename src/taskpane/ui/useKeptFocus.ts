import { useEffect, useRef, type RefObject } from 'react';

/** Where the focus goes in a region when the control that had it goes away: the attribute marks the control or what holds it. */
const homes = '[data-focus-home]:is(button, textarea), [data-focus-home] :is(button, textarea)';

/**
 * Keeps the keyboard in the pane when the focused control goes away, as a button does that has done its work: the focus
 * moves to the home of the nearest region around it. Without this the browser gives it to the page's body, from where
 * Office takes it out of the pane on the next Tab.
 */
export function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let path: readonly Element[] = [];
    const remember = ({ target }: FocusEvent): void => {
      path = ancestors(target as Element, element);
    };
    const watcher = new MutationObserver(() => {
      const { activeElement, body } = element.ownerDocument;
      if (path[0]?.isConnected !== false || activeElement !== body || !element.ownerDocument.hasFocus()) return;
      const regions = [...path.filter((around) => around.isConnected && around.matches('section')), element];
      const home = regions.map((region) => region.querySelector<HTMLElement>(homes)).find((found) => found !== null);
      home?.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', remember);
    watcher.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', remember);
      watcher.disconnect();
    };
  }, []);
  return root;
}

/** The element and what is around it, up to and without the root. */
function ancestors(element: Element, root: Element): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at && at !== root; at = at.parentElement) path.push(at);
  return path;
}
