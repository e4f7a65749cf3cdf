import type { Precedent, SheetSelection } from '../../document/context.ts';
import { columnName, columnNumber } from '../../figures/table.ts';
import { cellAt } from '../cell-address.ts';
import { functionWords, operatorWords } from './function-words.ts';
import { parseFormula, partsOf, type FormulaNode } from './parse-formula.ts';
import { whyItFails } from './why-it-fails.ts';

const mostSteps = 12;

const words = {
  en: {
    shows: (cell: string, text: string) =>
      `${cell} shows ${text}. It is computed in these steps, the inner ones first:`,
    reads: 'It reads:',
    unknown: 'is a function that the built-in rules do not know',
    empty: 'empty',
    more: '…',
    notParsed: 'The built-in rules cannot take this formula apart. Connect a model to have it explained.',
  },
  zh: {
    shows: (cell: string, text: string) => `${cell} 显示 ${text}，按以下步骤计算（由内到外）：`,
    reads: '它引用：',
    unknown: '内置规则不认识的函数',
    empty: '空',
    more: '……',
    notParsed: '内置规则无法拆解此公式。连接模型后可以获得解释。',
  },
} as const;

/** What the formula of the active cell does, step by step, with the cells that it reads and what they hold; made by rules. */
export function explainFormulaByRules(sheet: SheetSelection, language: 'en' | 'zh'): string {
  const { active } = sheet;
  const say = words[language];
  const tree = active.formula === null ? undefined : parseFormula(active.formula);
  if (!tree) return say.notParsed;
  const steps = partsOf(tree).flatMap((part) => stepOf(part, language));
  const shown = [...new Set(steps)].slice(0, mostSteps);
  const reads = active.precedents.map((precedent) => readOf(sheet, precedent, language));
  const failure = active.error === null ? '' : whyItFails(sheet, language);
  return [
    say.shows(active.address, active.text === '' ? say.empty : active.text),
    shown.map((step) => `- ${step}`).join('\n'),
    ...(reads.length === 0 ? [] : [`${say.reads}\n\n${reads.join('\n')}`]),
    ...(failure === '' ? [] : [failure]),
  ].join('\n\n');
}

/** A range with its first cells, each beside its address: so a number is checked by that cell. */
function readOf(sheet: SheetSelection, { address, texts, cellCount }: Precedent, language: 'en' | 'zh'): string {
  const say = words[language];
  const colon = language === 'zh' ? '：' : ': ';
  const at = address.lastIndexOf('!') + 1;
  const width = columnsOf(address.slice(at));
  const values = texts.map((text, index) => {
    const own = address.slice(0, at) + cellAt(address.slice(at), Math.floor(index / width), index % width);
    return `${own}${colon}${text === '' ? say.empty : text}`;
  });
  const header = headerOf(sheet, address);
  const name = header === undefined ? '' : `${header}${colon}`;
  const range = cellCount > 1 ? `${address}${language === 'zh' ? '，' : ', '}` : '';
  return `- ${name}${range}${values.join('; ')}${cellCount > texts.length ? ` ${say.more}` : ''}`;
}

function columnsOf(range: string): number {
  const [, first = 'A', last = first] = /^([A-Z]+)\d+(?::([A-Z]+)\d+)?$/i.exec(range) ?? [];
  return Math.abs(columnNumber(last) - columnNumber(first)) + 1;
}

function stepOf(part: FormulaNode, language: 'en' | 'zh'): string[] {
  const colon = language === 'zh' ? '：' : ' ';
  if (part.kind === 'call') {
    const told = functionWords[part.name]?.[language] ?? words[language].unknown;
    return [`\`${part.text}\`${colon}${told}`];
  }
  if (part.kind === 'operation') {
    const told = operatorWords[part.operator]?.[language];
    return told === undefined ? [] : [`\`${part.text}\`${colon}${told}`];
  }
  return [];
}

/** The header over a reference, where it lies in one column of the table (or row of it) that has one. */
function headerOf({ table, sheet }: SheetSelection, address: string): string | undefined {
  const [, prefix, letters = '', endLetters] =
    /^(?:(.*)!)?\$?([A-Z]+)\$?\d+(?::\$?([A-Z]+)\$?\d+)?$/i.exec(address) ?? [];
  if (prefix !== undefined && prefix.replace(/^'|'$/g, '') !== sheet) return undefined;
  const column = letters === '' ? -1 : columnNumber(letters) - table.firstColumn;
  if (endLetters !== undefined && endLetters.toUpperCase() !== columnName(column + table.firstColumn)) return undefined;
  const header = table.columns[column]?.[0];
  return typeof header === 'string' && header.trim() !== '' ? header.trim() : undefined;
}
