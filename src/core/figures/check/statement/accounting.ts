/**
 * Measures of accounting that follow from lines of a statement: ratios of liquidity, leverage, margin and return, and amounts that
 * are the rest of two others. Definitions as in IFRS and US GAAP teaching (Penman, "Financial Statement Analysis and Security
 * Valuation", 5th ed.); returns are on the balance at the end of the period.
 */

import { plainName, type Term, terms } from './accounting-terms.ts';
import { type Claim, countUnit, percentUnit } from '../claim.ts';
import { growthClaims, saysChange } from './change-amounts.ts';
import { claim } from './claim-of-amount.ts';
import { type Amount, amountAt, divide, type Operand, sizeOf, subtract, sum } from './operands.ts';
import { at, type Question, ratioWord, singleGroup } from './question.ts';
import type { Period } from '../../notation/period.ts';

type Formula = Term | readonly [op: 'divide' | 'subtract' | 'add', left: Formula, right: Formula];

interface Derived {
  readonly said: RegExp;
  readonly label: string;
  readonly formula: Formula;
  /** What it also means. */
  readonly other?: Formula;
}

/** In order: of two that a sentence may say, "net profit margin" and "profit margin", the first is meant. */
const derived: readonly Derived[] = [
  {
    said: /\bcurrent ratio\b|流动比率/iu,
    label: 'current ratio',
    formula: ['divide', 'currentAssets', 'currentLiabilities'],
  },
  {
    said: /\b(?:quick|acid[- ]test) ratio\b|速动比率/iu,
    label: 'quick ratio',
    formula: ['divide', ['subtract', 'currentAssets', 'inventories'], 'currentLiabilities'],
  },
  {
    said: /\bworking capital\b|营运资[金本]/iu,
    label: 'working capital',
    formula: ['subtract', 'currentAssets', 'currentLiabilities'],
  },
  {
    said: /\b(?:debts?|liabilit(?:y|ies))[- ](?:to[- ])?(?:total[- ])?assets?\b|\bdebt ratio\b|资产负债率/iu,
    label: 'liabilities to assets',
    formula: ['divide', 'totalLiabilities', 'totalAssets'],
  },
  {
    said: /\b(?:debts?|liabilit(?:y|ies))[- ]to[- ]equity\b|产权比率/iu,
    label: 'liabilities to equity',
    formula: ['divide', 'totalLiabilities', 'equity'],
  },
  { said: /\bequity ratio\b|权益比率/iu, label: 'equity ratio', formula: ['divide', 'equity', 'totalAssets'] },
  {
    said: /\bgross (?:profit )?margin\b|毛利率/iu,
    label: 'gross margin',
    formula: ['divide', 'grossProfit', 'revenue'],
  },
  {
    said: /\boperating (?:profit |income )?margin\b|营业利润率/iu,
    label: 'operating margin',
    formula: ['divide', 'operatingIncome', 'revenue'],
  },
  {
    said: /(?<!gross |operating )\b(?:net )?(?:profit|income) margin\b|\bnet margin\b|净利[润率]率?/iu,
    label: 'net margin',
    formula: ['divide', 'netIncome', 'revenue'],
  },
  {
    said: /\breturns? on (?:total )?assets\b|\bROA\b|总资产收益率|资产回报率/u,
    label: 'return on assets',
    formula: ['divide', 'netIncome', 'totalAssets'],
  },
  {
    said: /\breturns? on (?:shareholders['’]? |total )?equity\b|\bROE\b|净资产收益率/u,
    label: 'return on equity',
    formula: ['divide', 'netIncome', 'equity'],
  },
  { said: /\basset turnover\b|资产周转率/iu, label: 'asset turnover', formula: ['divide', 'revenue', 'totalAssets'] },
  {
    said: /\beffective tax rate\b|有效税率/iu,
    label: 'effective tax rate',
    formula: ['divide', 'incomeTax', 'pretaxIncome'],
  },
  {
    said: /\binterest coverage\b|\btimes interest earned\b|利息保障倍数/iu,
    label: 'interest coverage',
    formula: ['divide', 'operatingIncome', 'interestExpense'],
  },
  {
    said: /\bcosts? of (?:goods sold|sales|revenues?)\b|\bCOGS\b|营业成本/iu,
    label: 'cost of sales',
    formula: ['subtract', 'revenue', 'grossProfit'],
  },
  { said: /\bgross profit\b|毛利/iu, label: 'gross profit', formula: ['subtract', 'revenue', 'costOfSales'] },
  {
    said: /\b(?:total|all) (?:expenses|costs)\b|总费用|总成本/iu,
    label: 'total expenses',
    formula: ['subtract', 'revenue', 'netIncome'],
    // Without interest and taxes.
    other: ['subtract', 'revenue', 'operatingIncome'],
  },
  {
    said: /\b(?:total )?operating expenses\b|营业费用合计/iu,
    label: 'operating expenses',
    formula: ['subtract', 'grossProfit', 'operatingIncome'],
  },
  { said: /\btotal assets\b|总资产/iu, label: 'total assets', formula: ['add', 'totalLiabilities', 'equity'] },
  {
    said: /\btotal liabilities\b|总负债/iu,
    label: 'total liabilities',
    formula: ['subtract', 'totalAssets', 'equity'],
  },
  {
    said: /\b(?:total |shareholders['’]? |stockholders['’]? )equity\b|\bnet assets\b|净资产|所有者权益/iu,
    label: 'equity',
    formula: ['subtract', 'totalAssets', 'totalLiabilities'],
  },
];

/** What a measure that the sentence names comes to, or its change; nothing where the statement lacks a line of its formula. */
export function derivedClaims(question: Question): Claim[] {
  const { scope } = question;
  const found = derived.find(({ said }) => said.test(scope.sentence.text));
  if (!found) return [];
  const { formula, other, label } = found;
  return [formula, ...(other ? [other] : [])].flatMap((own) => formulaClaims(question, own, label));
}

function formulaClaims(question: Question, formula: Formula, label: string): Claim[] {
  const { mention } = question;
  const isPercent = mention.kind === 'percent';
  const isRatio = formula[0] === 'divide';
  // "Net income over gross margin" sets two lines against each other, and none against revenue.
  if (isRatio && question.lines.length > 1 && ratioWord.test(question.around)) return [];
  if (isPercent !== isRatio && isPercent && !saysChange(question)) return [];
  const named = (amount: Amount | undefined): Amount | undefined =>
    amount && { ...amount, label, ...(isRatio && { unit: isPercent ? percentUnit : countUnit }) };
  const { pair } = question.scope;
  if (!saysChange(question)) {
    const own = named(compute(formula, (operand) => at(question, operand)[0], question));
    return claim(isRatio ? 'ratio' : 'value', own);
  }
  if (!pair) return [];
  const ofPeriod = (period: Period): Amount | undefined =>
    named(compute(formula, (operand) => amountAt(operand, period), question));
  const [from, to] = [ofPeriod(pair[0]), ofPeriod(pair[1])];
  if (!from || !to) return [];
  const change = claim('difference', subtract(to, from), 'change: %', '变化：%', 'said');
  return isPercent ? [...(isRatio ? change : []), ...growthClaims({ from, to })] : change;
}

function compute(
  formula: Formula,
  amountOf: (operand: Operand) => Amount | undefined,
  question: Question,
): Amount | undefined {
  if (typeof formula === 'string') {
    const operand = lineOf(question, formula);
    const amount = operand && amountOf(operand);
    return amount && sizeOf(amount);
  }
  const [op, one, other] = formula;
  const left = compute(one, amountOf, question);
  const right = compute(other, amountOf, question);
  if (!left || !right) return undefined;
  if (op === 'divide') return divide(left, right, countUnit);
  return op === 'add' ? sum([left, right]) : subtract(left, right);
}

/** The line of a term: a total before its namesakes. */
function lineOf(question: Question, term: Term): Operand | undefined {
  const group = singleGroup(question);
  const lines = question.statement.lines.filter(({ label }) => terms[term].test(plainName(label)));
  const line = lines.find(({ isTotal }) => isTotal) ?? lines[0];
  return line && { lines: [line], ...(group !== undefined && { group }) };
}
