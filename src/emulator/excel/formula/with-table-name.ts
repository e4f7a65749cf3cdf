import { TokenizedFormula } from './tokenized-formula.ts';

/** A formula that stands in a table may leave its name out, `[@Price]*[@Count]`: the same with the name, as Excel keeps it. */
export function withTableName(formula: TokenizedFormula, table: string): TokenizedFormula {
  if (!formula.text.includes('[')) return formula;
  const { tokens } = formula;
  return new TokenizedFormula(
    tokens.map((token, index) => {
      const isUnnamed = token.kind === 'structured' && token.table === '' && tokens[index + 1]?.text !== '!';
      return isUnnamed ? { ...token, text: table + token.text, table } : token;
    }),
  );
}
