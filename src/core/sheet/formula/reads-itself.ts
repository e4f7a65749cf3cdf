import { columnNumber } from '../../figures/table.ts';
import { parseFormula, type FormulaNode } from './parse-formula.ts';

/** Functions that take a reference for where it is, not for what it holds. */
const placesOnly = new Set([
  'ROW',
  'ROWS',
  'COLUMN',
  'COLUMNS',
  'AREAS',
  'ISREF',
  'SHEET',
  'CELL',
  'OFFSET',
  'FORMULATEXT',
]);

/** Whether a formula reads the very cell that it is to stand in, as a sum that ends one row too low: Excel calls it a circle. */
export function readsItself(formula: string, sheet: string, address: string): boolean {
  const tree = parseFormula(formula);
  const own = areaOf(address);
  return tree !== undefined && own !== undefined && reads(tree, sheet.toLowerCase(), own);
}

interface Corners {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function reads(node: FormulaNode, sheet: string, own: Corners): boolean {
  switch (node.kind) {
    case 'call':
      return !placesOnly.has(node.name.toUpperCase()) && node.args.some((arg) => reads(arg, sheet, own));
    case 'operation':
      return reads(node.left, sheet, own) || reads(node.right, sheet, own);
    case 'sign':
      return reads(node.of, sheet, own);
    case 'reference': {
      const parted = node.text.lastIndexOf('!');
      const named = node.text.slice(0, Math.max(0, parted)).replace(/^'|'$/g, '').replaceAll("''", "'").toLowerCase();
      if (named !== '' && named !== sheet) return false;
      const area = areaOf(node.text.slice(parted + 1).replace(/#$/, ''));
      return (
        area !== undefined &&
        area.left <= own.left &&
        own.left <= area.right &&
        area.top <= own.top &&
        own.top <= area.bottom
      );
    }
    default:
      return false;
  }
}

/** The corners of `A1`, `A1:B9`, `A:B` or `1:9`, whichever way they are written. */
function areaOf(range: string): Corners | undefined {
  const [first = '', last = first] = range.replaceAll('$', '').toUpperCase().split(':');
  const corners = [first, last].map((corner) => /^([A-Z]{0,3})(\d{0,7})$/.exec(corner));
  const [one, other] = corners;
  if (!one || !other || one[0] === '') return undefined;
  const columns = [one[1], other[1]].map((letters) => (letters ? columnNumber(letters) : undefined));
  const rows = [one[2], other[2]].map((digits) => (digits ? Number(digits) : undefined));
  const [left = 0, right = Infinity] = columns;
  const [top = 0, bottom = Infinity] = rows;
  return {
    left: Math.min(left, right),
    right: Math.max(left, right),
    top: Math.min(top, bottom),
    bottom: Math.max(top, bottom),
  };
}
