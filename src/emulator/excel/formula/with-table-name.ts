import { tokenize } from './tokens.ts';

/** A formula that stands in a table may leave its name out, `[@Price]*[@Count]`: the same with the name, as Excel keeps it. */
export function withTableName(formula: string, table: string): string {
  if (!formula.includes('[')) return formula;
  const tokens = tokenize(formula);
  return tokens
    .map((token, index) => {
      const isUnnamed = token.kind === 'structured' && token.table === '' && tokens[index + 1]?.text !== '!';
      return isUnnamed ? table + token.text : token.text;
    })
    .join('');
}
