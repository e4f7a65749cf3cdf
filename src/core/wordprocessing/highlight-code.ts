import { common, createLowlight } from 'lowlight';
import type { ElementContent, RootContent } from 'hast';

/** Code in one colour, for a light page. */
export interface CodePiece {
  readonly text: string;
  /** `RRGGBB`; absent for the style's own colour. */
  readonly color?: string;
}

const lowlight = createLowlight(common);

/** Colours with a contrast of at least 4.5 to 1 on the code style's pale ground (WCAG 2.2 §1.4.3). */
const colors: readonly (readonly [RegExp, string])[] = [
  [/keyword|operator|literal|built_in/, '0033B3'],
  [/string|regexp|char|template/, '067D17'],
  [/number|symbol|bullet/, '1750EB'],
  [/comment|quote|doctag/, '6A6A6A'],
  [/title|function|section|name/, '7A3E9D'],
  [/type|class|attr|property|variable|params/, '871094'],
  [/meta|tag|selector/, '9E5A00'],
];

/** Lines of code with the colours of its language; one colour when the language is none that is known. */
export function highlightCode(text: string, language: string): CodePiece[][] {
  const known = language !== '' && lowlight.registered(language);
  const pieces = known
    ? lowlight.highlight(language, text).children.flatMap((node) => piecesOf(node, undefined))
    : [{ text }];
  const lines: CodePiece[][] = [[]];
  for (const { text: content, ...look } of pieces) {
    const [first = '', ...rest] = content.split('\n');
    lines.at(-1)?.push({ text: first, ...look });
    for (const line of rest) lines.push([{ text: line, ...look }]);
  }
  return lines;
}

function piecesOf(node: RootContent | ElementContent, color: string | undefined): CodePiece[] {
  if (node.type === 'text') return [color === undefined ? { text: node.value } : { text: node.value, color }];
  if (node.type !== 'element') return [];
  const names = String(node.properties['className'] ?? '');
  const own = colors.find(([pattern]) => pattern.test(names))?.[1];
  return node.children.flatMap((child) => piecesOf(child, own ?? color));
}
