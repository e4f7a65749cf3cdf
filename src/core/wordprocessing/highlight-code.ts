import { common, createLowlight } from 'lowlight';
import type { ElementContent, RootContent } from 'hast';

/** What a piece of code is, for its colour. */
export type CodeKind = 'keyword' | 'string' | 'number' | 'comment' | 'title' | 'property' | 'meta';

/** Code in one colour. */
export interface CodePiece {
  readonly text: string;
  /** Absent for the style's own colour. */
  readonly kind?: CodeKind;
  /** `RRGGBB`, for a light page; absent for the style's own colour. */
  readonly color?: string;
}

const lowlight = createLowlight(common);

/** Names that models write for languages that are known by another one. */
const aliases: Readonly<Record<string, string>> = {
  vba: 'vbnet',
  'office-script': 'typescript',
  officescript: 'typescript',
};

/** Colours with a contrast of at least 4.5 to 1 on the code style's pale ground (WCAG 2.2 §1.4.3). */
const colors: readonly (readonly [RegExp, CodeKind, string])[] = [
  [/keyword|operator|literal|built_in/, 'keyword', '0033B3'],
  [/string|regexp|char|template/, 'string', '067D17'],
  [/number|symbol|bullet/, 'number', '1750EB'],
  [/comment|quote|doctag/, 'comment', '6A6A6A'],
  [/title|function|section|name/, 'title', '7A3E9D'],
  [/type|class|attr|property|variable|params/, 'property', '871094'],
  [/meta|tag|selector/, 'meta', '9E5A00'],
];

/** Lines of code with the colours of its language; one colour when the language is none that is known. */
export function highlightCode(text: string, language: string): CodePiece[][] {
  const wanted = aliases[language.toLowerCase()] ?? language;
  const known = wanted !== '' && lowlight.registered(wanted);
  const pieces = known ? lowlight.highlight(wanted, text).children.flatMap((node) => piecesOf(node, {})) : [{ text }];
  const lines: CodePiece[][] = [[]];
  for (const { text: content, ...look } of pieces) {
    const [first = '', ...rest] = content.split('\n');
    lines.at(-1)?.push({ text: first, ...look });
    for (const line of rest) lines.push([{ text: line, ...look }]);
  }
  return lines;
}

type Look = Pick<CodePiece, 'kind' | 'color'>;

function piecesOf(node: RootContent | ElementContent, look: Look): CodePiece[] {
  if (node.type === 'text') return [{ text: node.value, ...look }];
  if (node.type !== 'element') return [];
  const names = String(node.properties['className'] ?? '');
  const own = colors.find(([pattern]) => pattern.test(names));
  return node.children.flatMap((child) => piecesOf(child, own ? { kind: own[1], color: own[2] } : look));
}
