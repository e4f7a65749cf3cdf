import { seed } from './formula-elements.ts';
import { isEmpty, textOf } from './formula-tree.ts';
import type { MathNode } from './mathml.ts';

type WriteRow = (nodes: readonly MathNode[]) => string;

/**
 * A MathML table as a matrix. The lines of an aligned derivation are one without gaps, right and left about the relation:
 * Word has an equation array for that, but its `&` marks show as signs in every other program.
 */
export function matrixXml(table: MathNode, writeRow: WriteRow): string {
  const rows = table.children
    .filter(({ name }) => name === 'mtr' || name === 'mlabeledtr')
    .map(({ children }) => children);
  const count = Math.max(1, ...rows.map((cells) => cells.length));
  // Numbered environments come with empty columns at their sides.
  const used = Array.from({ length: count }, (_, index) => index).filter((index) =>
    rows.some((cells) => !isEmpty(cells[index])),
  );
  const isAligned = /tml-jot/.test(table.attributes['class'] ?? '');
  const columns = used.map((index) => {
    const justification = justificationOf(rows[0]?.[index]);
    return `<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="${justification}"/></m:mcPr></m:mc>`;
  });
  const body = rows.map((cells) => {
    const slots = used.map((index) => `<m:e>${cellXml(cells[index], isAligned, writeRow)}</m:e>`);
    return `<m:mr>${slots.join('')}</m:mr>`;
  });
  const gap = isAligned ? '<m:cGpRule m:val="3"/><m:cGp m:val="0"/>' : '';
  return `<m:m><m:mPr><m:plcHide m:val="1"/>${gap}<m:mcs>${columns.join('')}</m:mcs></m:mPr>${body.join('')}</m:m>`;
}

function cellXml(cell: MathNode | undefined, isAligned: boolean, writeRow: WriteRow): string {
  if (!cell || isEmpty(cell)) return seed;
  const isTag = cell.children[0]?.attributes['class'] === 'tml-tag';
  const content = writeRow([cell]);
  if (isTag) return `<m:r><m:rPr><m:nor/></m:rPr><m:t xml:space="preserve">\u2003\u2003</m:t></m:r>${content}`;
  // A relation needs something on its left to be spaced as one.
  return isAligned && isOperator(firstOf(cell)) ? seed + content : content;
}

function isOperator(node: MathNode | undefined): boolean {
  return node?.name === 'mo' && !/^[([{∑∫∏]/.test(textOf(node));
}

function firstOf(node: MathNode): MathNode | undefined {
  const first = node.children[0];
  return first && ['mrow', 'mstyle'].includes(first.name) ? firstOf(first) : first;
}

function justificationOf(cell: MathNode | undefined): 'left' | 'center' | 'right' {
  const look = `${cell?.attributes['class'] ?? ''} ${cell?.attributes['style'] ?? ''}`;
  if (/tml-left|text-align:\s*left/.test(look)) return 'left';
  return /tml-right|text-align:\s*right/.test(look) ? 'right' : 'center';
}
