import type { Passage, TextStretch } from '../document/context.ts';

/** A stretch of the text as it is read, in the passage itself: what is struck out at its ends is not in it, within it is. */
export function aroundStruck({ struck = [] }: Pick<Passage, 'struck'>, { start, end }: TextStretch): TextStretch {
  const offset = (read: number, isEnd: boolean): number => {
    let at = read;
    for (const stretch of struck)
      if (stretch.start < at || (stretch.start === at && !isEnd)) at += stretch.end - stretch.start;
    return at;
  };
  const from = offset(start, false);
  return { start: from, end: start === end ? from : offset(end, true) };
}
