import { quoteSheetName, type Area } from '../model/address.ts';
import { sameName } from './move-references.ts';
import { TokenizedFormula } from './tokenized-formula.ts';
import type { Token } from './tokens.ts';
import { referenceTo } from './write-reference.ts';

/** A table as its references need it. */
export interface ReferencedTable {
  /** `null` for the formula's own sheet. */
  readonly sheet: string | null;
  readonly area: Area;
  readonly columns: readonly { readonly name: string }[];
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
}

/**
 * A formula in a row with plain references in place of those to tables (`Sales[Amount]`, `Sales[@Amount]`, `[@Amount]`, and `Sales`
 * alone for its rows of data). Those
 * to tables that are not known stay. `tableOf` is asked with an empty name for the table that the formula stands in.
 * @see https://support.microsoft.com/office/using-structured-references-with-excel-tables-f5ed2452-2337-4f71-bed3-c8ae6d2b276e
 */
export function withPlainReferences(
  formula: TokenizedFormula,
  row: number,
  tableOf: (name: string) => ReferencedTable | undefined,
): TokenizedFormula {
  const { tokens } = formula;
  const plain = tokens.map((token, index) => {
    const [name, inner = ''] =
      token.kind === 'structured'
        ? [token.table, token.inner]
        : token.kind === 'name' && token.sheet === null
          ? [token.name, '']
          : [];
    if (name === undefined || tokens[index + 1]?.text === '!') return token;
    const table = tableOf(name);
    return table ? referenceInto(table, inner, row) : token;
  });
  return plain.every((token, index) => token === tokens[index]) ? formula : new TokenizedFormula(plain);
}

function referenceInto(table: ReferencedTable, inner: string, row: number): Token {
  const { items, columns } = partsOf(inner);
  const rows = rowsOf(table, items, row);
  if (typeof rows === 'string') return { kind: 'error', text: rows };
  const found = columns.map((name) => table.columns.findIndex((column) => sameName(column.name, name)));
  if (found.includes(-1)) return { kind: 'error', text: '#REF!' };
  const left = table.area.left + (columns.length > 0 ? Math.min(...found) : 0);
  const right = columns.length > 0 ? table.area.left + Math.max(...found) : table.area.right;
  const prefix = table.sheet === null ? '' : `${quoteSheetName(table.sheet)}!`;
  return referenceTo(prefix, table.sheet, { ...rows, left, right });
}

/** The rows that `#All` and its like name; the rows of data where there is none. */
function rowsOf(
  { area, showHeaders, showTotals }: ReferencedTable,
  items: readonly string[],
  row: number,
): { top: number; bottom: number } | string {
  const data = { top: area.top + Number(showHeaders), bottom: area.bottom - Number(showTotals) };
  const spans: { top: number; bottom: number }[] = [];
  for (const item of items) {
    switch (item.toLowerCase()) {
      case '#all':
        spans.push({ top: area.top, bottom: area.bottom });
        break;
      case '#data':
        spans.push(data);
        break;
      case '#headers':
        if (showHeaders) spans.push({ top: area.top, bottom: area.top });
        break;
      case '#totals':
        if (showTotals) spans.push({ top: area.bottom, bottom: area.bottom });
        break;
      case '#this row':
        if (row < data.top || row > data.bottom) return '#VALUE!';
        spans.push({ top: row, bottom: row });
        break;
      default:
        return '#REF!';
    }
  }
  if (items.length === 0) return data;
  if (spans.length === 0) return '#REF!';
  return { top: Math.min(...spans.map(({ top }) => top)), bottom: Math.max(...spans.map(({ bottom }) => bottom)) };
}

/** What stands in the brackets: items such as `#Headers`, and names of columns without their escapes. */
function partsOf(inner: string): { readonly items: readonly string[]; readonly columns: readonly string[] } {
  const text = inner.trim();
  const isThisRow = text.startsWith('@');
  const rest = isThisRow ? text.slice(1).trim() : text;
  const parts = rest.startsWith('[') ? bracketed(rest) : rest === '' ? [] : [rest];
  return {
    items: [...(isThisRow ? ['#This Row'] : []), ...parts.filter((part) => part.startsWith('#'))],
    columns: parts.filter((part) => !part.startsWith('#')).map((part) => part.replaceAll(/'([\s\S])/g, '$1')),
  };
}

/** `a`, `b` of `[a],[b]` and of `[a]:[b]`. */
function bracketed(text: string): string[] {
  return [...text.matchAll(/\[((?:'[\s\S]|[^\]'])*)\]/g)].map(([, part = '']) => part);
}
