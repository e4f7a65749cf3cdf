import temml from 'temml';
import { createElement, useMemo } from 'react';
import { parseMathml, type MathNode } from '../../../core/wordprocessing/mathml.ts';

/** LaTeX as MathML, which the browser draws; its source where it is not understood. */
export function Formula({
  latex,
  isDisplay,
}: {
  readonly latex: string;
  readonly isDisplay: boolean;
}): React.JSX.Element {
  const root = useMemo(() => {
    try {
      return parseMathml(
        temml.renderToString(latex, { displayMode: isDisplay, throwOnError: true, trust: false, annotate: false }),
      );
    } catch {
      return null;
    }
  }, [latex, isDisplay]);
  return root ? toElement(root, 0) : <code>{latex}</code>;
}

/** Attributes that only lay out; nothing that could run or load. */
const kept = new Set([
  'display',
  'mathvariant',
  'stretchy',
  'fence',
  'form',
  'accent',
  'accentunder',
  'columnalign',
  'rowspacing',
  'columnspacing',
  'linethickness',
  'width',
  'lspace',
  'rspace',
  'largeop',
  'movablelimits',
]);

function toElement(node: MathNode, key: number): React.JSX.Element {
  const attributes = Object.fromEntries(Object.entries(node.attributes).filter(([name]) => kept.has(name)));
  const children = node.children.map(toElement);
  return createElement(node.name, { ...attributes, key }, ...(children.length > 0 ? children : [node.text]));
}
