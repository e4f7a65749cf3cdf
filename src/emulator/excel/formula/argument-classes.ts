/**
 * How a formula of before dynamic arrays hands a range to where it stands: as the range itself (`R`), as one value, by
 * implicit intersection (`V`), or as the array of its values (`A`).
 */
export type OperandClass = 'R' | 'V' | 'A';

/** Functions that take single values and nothing else. */
// oxfmt-ignore
const single = 'ABS ACOS ACOSH ADDRESS ASIN ASINH ATAN ATAN2 ATANH BETADIST BETAINV BINOMDIST CEILING CHAR CHIDIST CHIINV CLEAN CODE COMBIN CONCATENATE CONFIDENCE COS COSH CRITBINOM DATE DATEVALUE DAY DAYS360 DB DDB DEGREES DOLLAR ERROR.TYPE EVEN EXACT EXP EXPONDIST FACT FDIST FIND FINDB FINV FISHER FISHERINV FIXED FLOOR FV GAMMADIST GAMMAINV GAMMALN HOUR HYPERLINK HYPGEOMDIST IFERROR INDIRECT INT IPMT ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISTEXT LEFT LEFTB LEN LENB LN LOG LOG10 LOGINV LOGNORMDIST LOWER MID MIDB MINUTE MOD MONTH NEGBINOMDIST NORMDIST NORMINV NORMSDIST NORMSINV NOT NPER ODD PERMUT PMT POISSON POWER PPMT PROPER PV RADIANS RATE REPLACE REPLACEB REPT RIGHT RIGHTB ROMAN ROUND ROUNDDOWN ROUNDUP SEARCH SEARCHB SECOND SIGN SIN SINH SLN SQRT STANDARDIZE SUBSTITUTE SYD TAN TANH TDIST TEXT TIME TIMEVALUE TINV TRIM TRUNC TYPE UPPER VALUE VDB WEEKDAY WEIBULL YEAR'.split(' ');
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
  const [first = '', again = ''] = pattern.split('|');
  const found = first[index] ?? again[(index - first.length) % again.length] ?? 'V';
  return found as OperandClass;
}

export function mayGiveRange(name: string): boolean {
  return givesRange.has(name);
}

/** Whether a function takes the texts of ranges for nothing, but texts that are written in its formula for numbers. */
export function readsRanges(name: string): boolean {
  const pattern = patterns.get(name);
  return (pattern === '|R' || pattern === '|A') && name !== 'N' && name !== 'T';
}
