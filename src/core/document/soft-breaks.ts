import type { Inline } from './blocks.ts';

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Line feeds inside running text become the space that they stand for, or nothing between Chinese or Japanese. */
export function joinSoftBreaks(children: readonly Inline[]): Inline[] {
  return children.map((child, index): Inline => {
    if (child.type !== 'text' || !child.text.includes('\n')) return child;
    const before = edge(children[index - 1], 'last');
    const after = edge(children[index + 1], 'first');
    const text = child.text.replace(/[ \t]*\n[ \t]*/g, (match, offset: number) => {
      const left = offset > 0 ? child.text.charAt(offset - 1) : before;
      const right = child.text.charAt(offset + match.length) || after;
      return wide.test(left) && wide.test(right) ? '' : ' ';
    });
    return { type: 'text', text };
  });
}

/** Running text without empty pieces, and without spaces at its ends. */
export function trimInlines(children: readonly Inline[]): Inline[] {
  const kept = children.filter((child) => child.type !== 'text' || child.text !== '');
  const first = kept[0];
  if (first?.type === 'text') kept[0] = { type: 'text', text: first.text.trimStart() };
  const last = kept.at(-1);
  if (last?.type === 'text') kept[kept.length - 1] = { type: 'text', text: last.text.trimEnd() };
  return kept.filter((child) => child.type !== 'text' || child.text !== '');
}

function edge(inline: Inline | undefined, side: 'first' | 'last'): string {
  if (!inline) return '';
  if (inline.type === 'text' || inline.type === 'code') return inline.text.at(side === 'first' ? 0 : -1) ?? '';
  return 'children' in inline && inline.type !== 'footnote'
    ? edge(inline.children.at(side === 'first' ? 0 : -1), side)
    : '';
}
