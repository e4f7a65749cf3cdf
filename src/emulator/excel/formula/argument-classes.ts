/**
 * How a formula of before dynamic arrays hands a range to where it stands: as the range itself (`R`), as one value, by
 * implicit intersection (`V`), or as the array of its values (`A`).
 */
export type OperandClass = 'R' | 'V' | 'A';

/** Functions that take single values and nothing else. */
// oxfmt-ignore
const single = 'ABS ACOS ACOSH ADDRESS ASIN ASINH ATAN ATAN2 ATANH BETADIST BETAINV BINOMDIST CEILING CHAR CHIDIST CHIINV CLEAN CODE COMBIN CONCATENATE CONFIDENCE COS COSH CRITBINOM DATE DATEVALUE DAY DAYS360 DB DDB DEGREES DOLLAR ERROR.TYPE EVEN EXACT EXP EXPONDIST FACT FDIST FIND FINDB FINV FISHER FISHERINV FIXED FLOOR FV GAMMADIST GAMMAINV GAMMALN HOUR HYPERLINK HYPGEOMDIST IFERROR INDIRECT INT IPMT ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISTEXT LEFT LEFTB LEN LENB LN LOG LOG10 LOGINV LOGNORMDIST LOWER MID MIDB MINUTE MOD MONTH NEGBINOMDIST NORMDIST NORMINV NORMSDIST NORMSINV NOT NPER ODD PERMUT PMT POISSON POWER PPMT PROPER PV RADIANS RATE REPLACE REPLACEB REPT RIGHT RIGHTB ROMAN ROUND ROUNDDOWN ROUNDUP SEARCH SEARCHB SECOND SIGN SIN SINH SLN SQRT STANDARDIZE SUBSTITUTE SYD TAN TANH TDIST TEXT TIME TIMEVALUE TINV TRIM TRUNC TYPE UPPER VALUE VDB WEEKDAY WEIBULL YEAR'.split(' ');
/** Younger functions, and those of the Analysis ToolPak, that take single values. */
// oxfmt-ignore
const singleOfLater = 'ACOT ACOTH ARABIC BASE BETA.DIST BETA.INV BIN2DEC BINOM.DIST BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT COMBINA CONFIDENCE.NORM COT COTH CSC CSCH DATEDIF DAYS DEC2BIN DEC2HEX DECIMAL EDATE EOMONTH ERF ERFC EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT FACTDOUBLE FLOOR.MATH FLOOR.PRECISE GAMMA GAMMA.DIST GAMMA.INV GAUSS HEX2DEC ISEVEN ISODD ISOWEEKNUM LOGNORM.DIST LOGNORM.INV MROUND NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PERMUTATIONA PHI POISSON.DIST QUOTIENT SEC SECH SQRTPI T.DIST T.INV T.INV.2T TEXTAFTER TEXTBEFORE UNICHAR UNICODE WEEKNUM WEIBULL.DIST YEARFRAC'.split(' ');
/** Functions that take ranges as they are. */
// oxfmt-ignore
const ranges = 'AND AREAS AVEDEV AVERAGE AVERAGEA COLUMN COLUMNS COUNT COUNTA COUNTBLANK DAVERAGE DCOUNT DCOUNTA DEVSQ DGET DMAX DMIN DPRODUCT DSTDEV DSTDEVP DSUM DVAR DVARP FREQUENCY GEOMEAN HARMEAN ISREF KURT MAX MAXA MEDIAN MIN MINA N OR PRODUCT ROW ROWS SKEW STDEV STDEVA STDEVP STDEVPA SUM SUMSQ T VAR VARA VARP VARPA'.split(' ');
/** Functions that reckon with arrays. */
// oxfmt-ignore
const arrays = 'CHITEST CORREL COVAR FTEST INTERCEPT MDETERM MINVERSE MMULT MODE PEARSON RSQ SLOPE STEYX SUMPRODUCT SUMX2MY2 SUMX2PY2 SUMXMY2 TRANSPOSE'.split(' ');

/** The classes of the other functions' parameters; what stands after the bar comes again for each further argument. */
const others: Readonly<Record<string, string>> = {
  AVERAGEIF: 'RVR',
  AVERAGEIFS: 'R|RV',
  CELL: 'VR',
  CHOOSE: 'V|R',
  COUNTIF: 'RV',
  COUNTIFS: '|RV',
  FORECAST: 'VAA',
  GROWTH: 'RRRV',
  HLOOKUP: 'VRRV',
  IF: 'VRR',
  // INDEX((A1:A9>1)*(B1:B9<2),0) is the way to have an array without Ctrl+Shift+Enter.
  INDEX: 'AVVV',
  IRR: 'RV',
  LARGE: 'RV',
  LINEST: 'RRVV',
  LOGEST: 'RRVV',
  // And so is LOOKUP(2,1/(A1:A9<>""),A1:A9).
  LOOKUP: 'VAA',
  MATCH: 'VRV',
  MIRR: 'RVV',
  NPV: 'V|R',
  OFFSET: 'RVVVV',
  PERCENTILE: 'RV',
  PERCENTRANK: 'RVV',
  PROB: 'AAVV',
  QUARTILE: 'RV',
  RANK: 'VRV',
  SMALL: 'RV',
  SUBTOTAL: 'V|R',
  SUMIF: 'RVR',
  SUMIFS: 'R|RV',
  TREND: 'RRRV',
  TRIMMEAN: 'RV',
  TTEST: 'AAVV',
  VLOOKUP: 'VRRV',
  ZTEST: 'RVV',
};

const patterns = new Map<string, string>([
  ...single.map((name) => [name, '|V'] as const),
  ...ranges.map((name) => [name, '|R'] as const),
  ...arrays.map((name) => [name, '|A'] as const),
  ...Object.entries(others),
]);

/** Functions whose result may be a range. */
const givesRange = new Set(['CHOOSE', 'IF', 'INDEX', 'INDIRECT', 'OFFSET']);
/** Functions that take their first argument for one value even within an array. */
const choosing = new Set(['CHOOSE', 'IF']);

/**
 * The class of an argument of a function (in capitals) that stands where `outer` is wanted. Newer functions, and those of
 * add-ins, get arrays: they know what to do with them. After "OpenOffice.org's Documentation of the Microsoft Excel File
 * Format", sections 3.2 (token classes) and 3.11 (functions).
 */
export function argumentClass(name: string, index: number, outer: OperandClass): OperandClass {
  const pattern = patterns.get(name);
  if (pattern === undefined) return 'A';
  if (outer === 'A' && !choosing.has(name)) return 'A';
  return classIn(pattern, index);
}

export function mayGiveRange(name: string): boolean {
  return givesRange.has(name);
}

/** Whether a function takes the texts of ranges for nothing, but texts that are written in its formula for numbers. */
export function readsRanges(name: string): boolean {
  return summing.has(name);
}

/** Whether a function gives one value, whatever it gets. */
export function givesOne(name: string): boolean {
  return summing.has(name) || name === 'COUNTBLANK' || name === 'COUNTA' || name === 'ROWS' || name === 'COLUMNS';
}

/** Those of `ranges` and `arrays` that reckon many values into one. */
// oxfmt-ignore
const summing = new Set('AND AVEDEV AVERAGE AVERAGEA CORREL COUNT COVAR DEVSQ GEOMEAN HARMEAN INTERCEPT KURT MAX MAXA MEDIAN MIN MINA MODE OR PEARSON PRODUCT RSQ SKEW SLOPE STDEV STDEV.P STDEV.S STDEVA STDEVP STDEVPA STEYX SUM SUMPRODUCT SUMSQ SUMX2MY2 SUMX2PY2 SUMXMY2 VAR VAR.P VAR.S VARA VARP VARPA XOR'.split(' '));

/** Functions that the calculator itself takes through an array, or whose results are no single values. */
const notByElement = new Set([
  'CHOOSE',
  'IF',
  'IFERROR',
  'INDEX',
  'INDIRECT',
  'LINEST',
  'LOGEST',
  'OFFSET',
  'TREND',
  'GROWTH',
  'TYPE',
  'SUBTOTAL',
]);
const patternsByElement = new Map<string, string>([
  ...[...patterns].filter(([name, pattern]) => pattern.includes('V') && !notByElement.has(name)),
  ...singleOfLater.map((name) => [name, '|V'] as const),
  ['AVERAGEIFS', 'R|RV'],
  ['IFS', '|V'],
  ['MAXIFS', 'R|RV'],
  ['MINIFS', 'R|RV'],
  ['RANK.AVG', 'VRV'],
  ['RANK.EQ', 'VRV'],
  ['XLOOKUP', 'V|A'],
  ['XMATCH', 'VRVV'],
]);

/** Whether a function, given an array where it takes one value, gives an array of its results: the parameters that do. */
export function takesByElement(name: string, index: number): boolean {
  const pattern = patternsByElement.get(name);
  return pattern !== undefined && classIn(pattern, index) === 'V';
}

export function isByElement(name: string): boolean {
  return patternsByElement.has(name);
}

function classIn(pattern: string, index: number): OperandClass {
  const [first = '', again = ''] = pattern.split('|');
  return (first[index] ?? again[(index - first.length) % again.length] ?? 'V') as OperandClass;
}
