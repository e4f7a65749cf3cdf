import type { CellValueOperator, ConditionalRule, Threshold } from '../model/conditional-format.ts';

/** How the file calls operators of comparison (ECMA-376 part 1 §18.18.15). */
export const comparisonNames: Readonly<Record<CellValueOperator, string>> = {
  Between: 'between',
  NotBetween: 'notBetween',
  EqualTo: 'equal',
  NotEqualTo: 'notEqual',
  GreaterThan: 'greaterThan',
  LessThan: 'lessThan',
  GreaterThanOrEqual: 'greaterThanOrEqual',
  LessThanOrEqual: 'lessThanOrEqual',
};

/** How it calls thresholds (§18.18.12); what is automatic is so in an extension only. */
export const thresholdNames: Readonly<Record<Threshold['type'], string>> = {
  Automatic: 'auto',
  LowestValue: 'min',
  HighestValue: 'max',
  Number: 'num',
  Percent: 'percent',
  Formula: 'formula',
  Percentile: 'percentile',
};

type Attributes = Readonly<Record<string, string>>;

/** A rule of a ready-made kind: its attributes, and the formula for programs that know the kind not; `A1` is the first cell. */
export interface ReadyRule {
  readonly attributes: Attributes;
  readonly formula?: string;
}

const period = (timePeriod: string, formula: string): ReadyRule => ({
  attributes: { type: 'timePeriod', timePeriod },
  formula,
});
const average = (attributes: Attributes): ReadyRule => ({ attributes: { type: 'aboveAverage', ...attributes } });

export const presetRules: Readonly<Record<string, ReadyRule>> = {
  Blanks: { attributes: { type: 'containsBlanks' }, formula: 'LEN(TRIM(A1))=0' },
  NonBlanks: { attributes: { type: 'notContainsBlanks' }, formula: 'LEN(TRIM(A1))>0' },
  Errors: { attributes: { type: 'containsErrors' }, formula: 'ISERROR(A1)' },
  NonErrors: { attributes: { type: 'notContainsErrors' }, formula: 'NOT(ISERROR(A1))' },
  Yesterday: period('yesterday', 'FLOOR(A1,1)=TODAY()-1'),
  Today: period('today', 'FLOOR(A1,1)=TODAY()'),
  Tomorrow: period('tomorrow', 'FLOOR(A1,1)=TODAY()+1'),
  LastSevenDays: period('last7Days', 'AND(TODAY()-FLOOR(A1,1)<=6,FLOOR(A1,1)<=TODAY())'),
  LastWeek: period(
    'lastWeek',
    'AND(TODAY()-ROUNDDOWN(A1,0)>=(WEEKDAY(TODAY())),TODAY()-ROUNDDOWN(A1,0)<(WEEKDAY(TODAY())+7))',
  ),
  ThisWeek: period(
    'thisWeek',
    'AND(TODAY()-ROUNDDOWN(A1,0)<=WEEKDAY(TODAY())-1,ROUNDDOWN(A1,0)-TODAY()<=7-WEEKDAY(TODAY()))',
  ),
  NextWeek: period(
    'nextWeek',
    'AND(ROUNDDOWN(A1,0)-TODAY()>(7-WEEKDAY(TODAY())),ROUNDDOWN(A1,0)-TODAY()<(15-WEEKDAY(TODAY())))',
  ),
  LastMonth: period('lastMonth', 'AND(MONTH(A1)=MONTH(EDATE(TODAY(),0-1)),YEAR(A1)=YEAR(EDATE(TODAY(),0-1)))'),
  ThisMonth: period('thisMonth', 'AND(MONTH(A1)=MONTH(TODAY()),YEAR(A1)=YEAR(TODAY()))'),
  NextMonth: period('nextMonth', 'AND(MONTH(A1)=MONTH(EDATE(TODAY(),0+1)),YEAR(A1)=YEAR(EDATE(TODAY(),0+1)))'),
  AboveAverage: average({}),
  BelowAverage: average({ aboveAverage: '0' }),
  EqualOrAboveAverage: average({ equalAverage: '1' }),
  EqualOrBelowAverage: average({ aboveAverage: '0', equalAverage: '1' }),
  OneStdDevAboveAverage: average({ stdDev: '1' }),
  OneStdDevBelowAverage: average({ aboveAverage: '0', stdDev: '1' }),
  TwoStdDevAboveAverage: average({ stdDev: '2' }),
  TwoStdDevBelowAverage: average({ aboveAverage: '0', stdDev: '2' }),
  ThreeStdDevAboveAverage: average({ stdDev: '3' }),
  ThreeStdDevBelowAverage: average({ aboveAverage: '0', stdDev: '3' }),
  UniqueValues: { attributes: { type: 'uniqueValues' } },
  DuplicateValues: { attributes: { type: 'duplicateValues' } },
};

export function textRule({ operator, text }: Extract<ConditionalRule, { kind: 'ContainsText' }>): ReadyRule {
  const quoted = `"${text.replaceAll('"', '""')}"`;
  const rules: Record<typeof operator, readonly [type: string, operator: string, formula: string]> = {
    Contains: ['containsText', 'containsText', `NOT(ISERROR(SEARCH(${quoted},A1)))`],
    NotContains: ['notContainsText', 'notContains', `ISERROR(SEARCH(${quoted},A1))`],
    BeginsWith: ['beginsWith', 'beginsWith', `LEFT(A1,LEN(${quoted}))=${quoted}`],
    EndsWith: ['endsWith', 'endsWith', `RIGHT(A1,LEN(${quoted}))=${quoted}`],
  };
  const [type, own, formula] = rules[operator];
  return { attributes: { type, operator: own, text }, formula };
}

export const namespace2009 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
export const mainExcelNamespace = 'http://schemas.microsoft.com/office/excel/2006/main';
/** The extensions of a rule and of a sheet that say what older bars cannot. */
export const ruleExtension = '{B025F937-C7B1-47D3-B67F-A62EFF666E3E}';
export const sheetExtension = '{78C0D931-6437-407d-A8EE-F0AAD7539E65}';
