import { factsOf } from '../formula/formula-facts.ts';

/**
 * Functions that are younger than the file format: a file writes them with a prefix, so that an older Excel knows that it
 * does not know them. From Microsoft's list of `_xlfn` functions.
 */
// oxfmt-ignore
const prefixed = new Set('ACOT ACOTH AGGREGATE ARABIC BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL ERF.PRECISE ERFC.PRECISE EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS HYPGEOM.DIST IFNA IFS IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LET LOGNORM.DIST LOGNORM.INV MAXIFS MINIFS MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI POISSON.DIST QUARTILE.EXC QUARTILE.INC RANK.AVG RANK.EQ RRI SEC SECH SHEET SHEETS SKEW.P STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TEXTJOIN UNICHAR UNICODE VAR.P VAR.S WEBSERVICE WEIBULL.DIST XOR Z.TEST ARRAYTOTEXT CHOOSECOLS CHOOSEROWS DROP EXPAND HSTACK LAMBDA MAKEARRAY MAP BYROW BYCOL REDUCE SCAN RANDARRAY SEQUENCE SORTBY TAKE TEXTAFTER TEXTBEFORE TEXTSPLIT TOCOL TOROW UNIQUE VALUETOTEXT VSTACK WRAPCOLS WRAPROWS XLOOKUP XMATCH'.split(' '));
const sheetPrefixed = new Set(['FILTER', 'SORT']);

/** A formula as a person writes it, from how a file writes it. */
export function withoutFilePrefixes(formula: string): string {
  if (!formula.includes('_xl')) return formula;
  return outsideStrings(formula, (part) =>
    part
      .replace(/_xlfn\.ANCHORARRAY\(([^()]*)\)/gi, '$1#')
      .replace(/_xlfn\.SINGLE\(([^()]*)\)/gi, '@$1')
      .replace(/(?:_xlfn\.|_xlws\.|_xlpm\.|_xludf\.)+/gi, ''),
  );
}

/** A formula as a file writes it: newer functions and variables of LET and LAMBDA with their prefixes, `A1#` as a call. */
export function withFilePrefixes(formula: string): string {
  if (!formula.includes('#') && !usesNewFunctions(formula)) return formula;
  const variables = variablesOf(formula);
  return outsideStrings(formula, (part) =>
    part
      .replace(/((?:'[^']+'|[\p{L}\p{N}_.]+)?!?\$?[A-Za-z]{1,3}\$?\d+)#/gu, '_xlfn.ANCHORARRAY($1)')
      .replace(/[\p{L}_][\p{L}\p{N}_.]*/gu, (name, at: number) => {
        const isCall = part[at + name.length] === '(';
        const capitals = name.toUpperCase();
        if (part[at - 1] === '!' || part[at - 1] === '.') return name;
        if (isCall && sheetPrefixed.has(capitals)) return `_xlfn._xlws.${name}`;
        if (isCall && prefixed.has(capitals)) return `_xlfn.${name}`;
        return variables.has(capitals) ? `_xlpm.${name}` : name;
      }),
  );
}

function usesNewFunctions(formula: string): boolean {
  for (const name of factsOf(formula).functions) if (prefixed.has(name) || sheetPrefixed.has(name)) return true;
  return false;
}

/** Names that LET and LAMBDA bring in: what stands before a comma right after their parenthesis, or between two commas. */
function variablesOf(formula: string): ReadonlySet<string> {
  const variables = new Set<string>();
  if (!/\b(?:LET|LAMBDA)\s*\(/i.test(formula)) return variables;
  for (const [, list = ''] of formula.matchAll(/\bLAMBDA\s*\(((?:\s*[\p{L}_][\p{L}\p{N}_.]*\s*,)+)/giu))
    for (const name of list.split(',')) if (name.trim() !== '') variables.add(name.trim().toUpperCase());
  for (const match of formula.matchAll(/\bLET\s*\(/gi)) {
    for (const [index, argument] of argumentsAt(formula, match.index + match[0].length).entries()) {
      if (index % 2 === 0 && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(argument)) variables.add(argument.toUpperCase());
    }
  }
  return variables;
}

function argumentsAt(formula: string, start: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < formula.length; at += 1) {
    const letter = formula[at];
    if (letter === '"') at = formula.indexOf('"', at + 1);
    if (at < 0) break;
    if (letter === '(' || letter === '{') depth += 1;
    if (letter === ')' || letter === '}') depth -= 1;
    if (depth < 0) break;
    if (letter !== ',' || depth > 0) continue;
    found.push(formula.slice(from, at).trim());
    from = at + 1;
  }
  return found;
}

/** Changes a formula but for the texts and quoted sheet names in it. */
function outsideStrings(formula: string, change: (part: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*'(?!!))/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}
