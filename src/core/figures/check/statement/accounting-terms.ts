/** Lines that statements share: how they are written, and what else they are called in a sentence. */

import { withoutBrackets, withoutNotes } from './name-text.ts';

/** Names of lines, without brackets and notes, in small letters. */
export const terms = {
  revenue: /^(?:total |net |operating )*(?:revenues?|sales|turnover)(?:,? net)?$|^(?:营业)?(?:总)?收入(?:合计|总额)?$/u,
  costOfSales:
    /^(?:total )?costs? of (?:goods sold|products sold|(?:net )?(?:sales|revenues?))$|^(?:营业|销售)成本(?:合计)?$/u,
  grossProfit: /^gross (?:profit|margin)$|^毛利(?:润)?$/u,
  operatingIncome:
    /^(?:total )?operating (?:income|profit|margin)(?:\s*\/.*)?$|^(?:income|profit|earnings)(?:\s*\/.*)? from operations$|^营业利润$/u,
  netIncome:
    /^(?:consolidated )?net (?:income|profit|earnings)(?:\s*\/.*)?(?: for the (?:year|period))?$|^(?:profit|income)(?:\s*\/.*)? for the (?:year|period)$|^(?:net )?(?:profit|income)(?:\s*\/.*)? after (?:income )?tax(?:es|ation)?$|^净利润$/u,
  pretaxIncome: /^(?:income|profit|earnings)(?:\s*\/.*)? before (?:income )?tax(?:es|ation)?$|^利润总额$/u,
  incomeTax:
    /^(?:total )?(?:income tax(?:es)?|provision for (?:income )?tax(?:es)?|taxation)(?: expenses?| provision)?$|^所得税(?:费用)?$/u,
  interestExpense: /^(?:total )?(?:interest expenses?|finance costs?)(?:, net)?$|^利息费用$/u,
  totalAssets: /^total assets$|^(?:总资产|资产总[计额])$/u,
  currentAssets: /^(?:total )?current assets$|^流动资产(?:合计|总计)?$/u,
  inventories: /^(?:total )?inventor(?:y|ies)(?:,? net)?$|^存货$/u,
  totalLiabilities: /^total liabilities$|^(?:总负债|负债(?:合计|总[计额]))$/u,
  currentLiabilities: /^(?:total )?current liabilities$|^流动负债(?:合计|总计)?$/u,
  equity:
    /^(?:total )?(?:(?:share|stock)holders['’]? |owners['’]? )?equity$|^net assets$|^(?:所有者|股东)权益(?:合计|总[计额])?$|^净资产$/u,
} satisfies Readonly<Record<string, RegExp>>;

export type Term = keyof typeof terms;

/** What a line of a term is called besides its own name, each as its words in the singular. */
export const otherNames: Partial<Readonly<Record<Term, readonly string[]>>> = {
  revenue: ['revenue', 'net revenue', 'total revenue', 'sale', 'net sale', 'total sale', 'turnover'],
  costOfSales: ['cost sale', 'cost good sold', 'cost revenue', 'cogs'],
  grossProfit: ['gross profit', 'gross margin'],
  operatingIncome: ['operating income', 'operating profit', 'ebit'],
  netIncome: ['net income', 'net profit', 'net earning', 'profit after tax', 'net loss'],
  pretaxIncome: ['profit before tax', 'income before tax', 'prextax profit', 'pretax profit', 'pretax income'],
  incomeTax: ['income tax', 'income tax expense'],
  interestExpense: ['interest expense', 'finance cost', 'interest cost'],
  equity: ['equity', 'total equity', 'shareholder equity', 'net asset'],
};

/** A line's name as `terms` have it. */
export function plainName(label: string): string {
  return withoutBrackets(withoutNotes(label))
    .toLowerCase()
    .replace(/[\s:：/]+$/u, '');
}
