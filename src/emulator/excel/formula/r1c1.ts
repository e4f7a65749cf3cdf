import { mapReferences } from './move-references.ts';
import { cornerText } from './write-reference.ts';
import type { Corner } from './tokens.ts';

/** A formula with its references written as rows and columns away from its cell: `R[-1]C`, `R1C1`. */
export function formulaToR1C1(formula: string, row: number, column: number): string {
  return mapReferences(formula, ({ prefix, start, end }) => {
    const write = (corner: Corner): string =>
      (corner.row === undefined ? '' : `R${part(corner.row, corner.rowFixed, row)}`) +
      (corner.column === undefined ? '' : `C${part(corner.column, corner.columnFixed, column)}`);
    const [first, last] = [write(start), end ? write(end) : ''];
    return prefix + (last === '' || last === first ? first : `${first}:${last}`);
  });
}

function part(index: number, fixed: boolean, from: number): string {
  if (fixed) return String(index + 1);
  return index === from ? '' : `[${index - from}]`;
}

const reference =
  /(?<![\p{L}\p{N}_.!'])R(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?(?![\p{L}\p{N}_(])|(?<=!)R(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?(?![\p{L}\p{N}_(])/giu;

/** The other way round. Texts and quoted sheet names are left alone. */
export function formulaFromR1C1(formula: string, row: number, column: number): string {
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece.replace(reference, (_, a?: string, b?: string, c?: string, d?: string) => {
            const [rowPart, columnPart] = [a ?? c, b ?? d];
            return cornerText({
              row: position(rowPart, row),
              column: position(columnPart, column),
              rowFixed: isFixed(rowPart),
              columnFixed: isFixed(columnPart),
            });
          }),
    )
    .join('');
}

function isFixed(text: string | undefined): boolean {
  return text !== undefined && !text.startsWith('[');
}

function position(text: string | undefined, from: number): number {
  if (text === undefined) return from;
  return text.startsWith('[') ? from + Number(text.slice(1, -1)) : Number(text) - 1;
}
