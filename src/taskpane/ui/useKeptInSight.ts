import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps in sight what grows, such as an answer that is being written: as much of it as there is room for, from its beginning.
 * From the first thing on that the person does in the pane themselves they scroll alone, until it begins to grow again.
 */
export function useKeptInSight(section: RefObject<HTMLElement | null>, isGrowing: boolean): void {
  const isFollowed = useRef(true);
  useEffect(() => {
    if (isGrowing) isFollowed.current = true;
  }, [isGrowing]);
  useEffect(() => {
    const element = section.current;
    const room = element?.parentElement;
    if (!element || !room) return;
    const watcher = new ResizeObserver(() => {
      if (!isFollowed.current) return;
      element.scrollIntoView({ block: element.offsetHeight > room.clientHeight ? 'start' : 'nearest' });
    });
    watcher.observe(element);
    const listening = new AbortController();
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      window.addEventListener(type, () => (isFollowed.current = false), {
        capture: true,
        passive: true,
        signal: listening.signal,
      });
    }
    return () => {
      watcher.disconnect();
      listening.abort();
    };
  }, [section]);
}
