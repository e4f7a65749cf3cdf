import { sameName } from './move-references.ts';
import { tokenize, type Token } from './tokens.ts';

/** A formula after a table got another name. */
export function renameTableInFormula(formula: string, before: string, after: string): string {
  return mapTokens(formula, (token) => {
    if (token.kind === 'structured' && sameName(token.table, before))
      return after + token.text.slice(token.table.length);
    return token.kind === 'name' && token.sheet === null && sameName(token.name, before) ? after : token.text;
  });
}

/**
 * A formula after a column of a table got another name.
 * @see https://support.microsoft.com/office/using-structured-references-with-excel-tables-f5ed2452-2337-4f71-bed3-c8ae6d2b276e
 */
export function renameColumnInFormula(formula: string, table: string, before: string, after: string): string {
  return mapTokens(formula, (token) => {
    if (token.kind !== 'structured' || !sameName(token.table, table)) return token.text;
    return `${token.table}[${renamedIn(token.inner, before, after)}]`;
  });
}

function mapTokens(formula: string, write: (token: Token) => string): string {
  return tokenize(formula).map(write).join('');
}

/** What stands in the brackets of a reference, `Amount`, `@Amount` or `[#All],[Amount]:[Tax]`, with another name for a column. */
function renamedIn(inner: string, before: string, after: string): string {
  const isColumn = (written: string): boolean => sameName(written.replaceAll(/'([\s\S])/g, '$1'), before);
  const escaped = after.replaceAll(/['[\]#@]/g, "'$&");
  const [, mark = '', rest = ''] = /^(\s*@?\s*)([\s\S]*)$/.exec(inner) ?? [];
  const part = /\[((?:'[\s\S]|[^\]'])*)\]/g;
  const [only, ...others] = rest.startsWith('[') ? [...rest.matchAll(part)] : [];
  if (only && (others.length > 0 || only[1]?.startsWith('#') === true))
    return mark + rest.replaceAll(part, (whole, name: string) => (isColumn(name) ? `[${escaped}]` : whole));
  if (!isColumn(only?.[1] ?? rest.trim())) return inner;
  // Only letters, digits and underscores, and after an @ no spaces, can do without brackets of their own.
  const isPlain = mark.includes('@') ? /^[\p{L}\p{N}_]+$/u.test(after) : /^[\p{L}\p{N}_ ]+$/u.test(after);
  return mark + (isPlain ? after : `[${escaped}]`);
}
