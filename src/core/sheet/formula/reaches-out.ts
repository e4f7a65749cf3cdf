/** Functions that fetch, send or start something outside the workbook, or lead a click there. */
const outward = new Set(
  'WEBSERVICE HYPERLINK IMAGE RTD STOCKHISTORY CALL REGISTER REGISTER.ID EXEC EXECUTE DDE INITIATE POKE REQUEST SQL.REQUEST COPILOT PY IMPORTDATA IMPORTXML IMPORTHTML IMPORTFEED IMPORTRANGE'.split(
    ' ',
  ),
);

/**
 * What comes before the first point of Excel's own functions, and of ours, which ask the person's own model; before that of any other
 * stands the add-in that it belongs to.
 */
const ownFamilies = new Set(
  'AGGREGATE BETA BINOM CEILING CHISQ CONFIDENCE COVARIANCE ECMA ERF ERFC ERROR EXPON F FLOOR FORECAST GAMMA GAMMALN HYPGEOM INKSTONE ISO LOGNORM MODE NEGBINOM NETWORKDAYS NORM PERCENTILE PERCENTRANK POISSON QUARTILE RANK SKEW STDEV T VAR WEIBULL WORKDAY Z'.split(
    ' ',
  ),
);

/**
 * What of a formula reaches outside the workbook: a function that asks the web, a program or an add-in, or a reference to another file;
 * `undefined` where nothing does. Such a formula sends cells away as soon as it is entered, so it is not even tried out unasked.
 */
export function reachesOut(formula: string): string | undefined {
  const code = formula.replace(/"(?:[^"]|"")*"/gu, '""');
  for (const [, name = ''] of code.matchAll(/([\p{L}_][\p{L}\p{N}_.]*)\s*\(/gu)) {
    const plain = name.replace(/^(?:_xlfn\.|_xlws\.|_xludf\.)+/iu, '').toUpperCase();
    const family = plain.includes('.') ? (plain.split('.')[0] ?? '') : '';
    if (outward.has(plain) || plain.startsWith('CUBE') || (family !== '' && !ownFamilies.has(family))) return plain;
  }
  // `[Book.xlsx]Sheet1!A1`, with its path or without; brackets of a table have no `!` behind them.
  const file = /\[([^[\]]+)\][^[\]!]*!/u.exec(code)?.[1];
  if (file !== undefined) return file;
  // A program, a topic and an item: cmd|'/c calc'!A1.
  return /([\p{L}\p{N}_.]+)\s*\|/u.exec(code.replace(/'(?:[^']|'')*'/gu, "''"))?.[1];
}
