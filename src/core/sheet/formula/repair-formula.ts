import type { SheetSelection } from '../../document/context.ts';
import { readNumber } from '../../figures/notation/number-text.ts';
import { relativeFormula } from '../../figures/profile/formulas.ts';
import { columnNumber, formulaAt, rowCount } from '../../figures/table.ts';
import { cellFunctions } from '../../cells/cell-question.ts';
import { functionWords } from './function-words.ts';
import { parseFormula, partsOf, type FormulaNode } from './parse-formula.ts';
import { isZero, whyItFails } from './why-it-fails.ts';

/** A repair of the active cell's formula by rules: why it fails, and the formula that does not, where there is one. */
export function repairFormulaByRules(sheet: SheetSelection, language: 'en' | 'zh'): string {
  const why = whyItFails(sheet, language);
  const repaired = asNeighbours(sheet) ?? byKind(sheet);
  if (repaired === undefined || repaired === sheet.active.formula) {
    const none =
      language === 'zh'
        ? '内置规则没有找到修复办法，请按上述原因修改，或连接模型后重试。'
        : 'The built-in rules know no repair. Change what is told above, or connect a model and try again.';
    return [why, none].filter((line) => line !== '').join(' ');
  }
  return `${why}\n\n\`\`\`\n${repaired}\n\`\`\``.trim();
}

/** The formula that the cells above and below have, where both agree and this one is another. */
function asNeighbours({ table, active }: SheetSelection): string | undefined {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/i.exec(active.address) ?? [];
  const column = letters === '' ? -1 : columnNumber(letters) - table.firstColumn;
  const row = Number(digits) - 1 - table.firstRow;
  if (active.formula === null || column < 0 || row < 0 || row >= rowCount(table)) return undefined;
  const neighbours = [row - 1, row + 1, row - 2, row + 2].flatMap((at) => {
    const formula = at < 0 ? undefined : formulaAt(table, column, at);
    const value = table.columns[column]?.[at];
    const isError = typeof value === 'string' && value.startsWith('#');
    return formula === undefined || isError ? [] : [{ at, formula }];
  });
  const [first, second] = neighbours;
  if (!first || !second) return undefined;
  const relative = ({ at, formula }: { readonly at: number; readonly formula: string }): string =>
    relativeFormula(formula, at, column);
  if (relative(first) !== relative(second)) return undefined;
  const own = shiftRows(first.formula, row - first.at);
  return relativeFormula(active.formula, row, column) === relative(first) ? undefined : own;
}

/** The formula as it would be, filled so many rows down. */
function shiftRows(formula: string, rows: number): string {
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/u)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part.replace(
            /(\$?[A-Z]{1,3})(\$?)(\d{1,7})(?![\w(])/giu,
            (all, letters: string, fixed: string, digits: string) =>
              fixed === '$' ? all : `${letters}${Number(digits) + rows}`,
          ),
    )
    .join('');
}

function byKind(sheet: SheetSelection): string | undefined {
  const { formula, error, precedents } = sheet.active;
  if (formula === null || precedents.some((each) => each.error !== null)) return undefined;
  const tree = parseFormula(formula);
  if (!tree) return undefined;
  const body = formula.slice(1);
  switch (error) {
    case '#DIV/0!': {
      const zeros = new Set(precedents.filter(isZero).map(({ address }) => address));
      const division = partsOf(tree).find(
        (part) =>
          part.kind === 'operation' && part.operator === '/' && (zeros.size === 0 || zeros.has(plain(part.right))),
      );
      if (division?.kind === 'operation') return `=IF(${plain(division.right)}=0,"",${body})`;
      const mean = partsOf(tree).find((part) => part.kind === 'call' && part.name.startsWith('AVERAGE'));
      return mean?.kind === 'call' && mean.args[0] ? `=IF(COUNT(${mean.args[0].text})=0,"",${body})` : undefined;
    }
    case '#NAME?':
      return withKnownNames(formula, tree);
    case '#VALUE!':
      return withNumbers(formula, sheet);
    case '#N/A': {
      const isLookup = partsOf(tree).some((part) => part.kind === 'call' && /LOOKUP|MATCH/.test(part.name));
      return isLookup ? `=IFNA(${body},"")` : undefined;
    }
    default:
      return undefined;
  }
}

function plain({ text }: FormulaNode): string {
  return text.replaceAll('$', '');
}

/** Excel's functions, and ours: SUMMARISE is at hand for SUMMARIZE. */
const knownNames = [...Object.keys(functionWords), ...cellFunctions.map((name) => `INKSTONE.${name.toUpperCase()}`)];

/** Functions that Excel does not know, by the nearest name that it does, one letter apart or two swapped. */
function withKnownNames(formula: string, tree: FormulaNode): string | undefined {
  let changed = formula;
  for (const part of partsOf(tree)) {
    if (part.kind !== 'call' || knownNames.includes(part.name)) continue;
    const known = knownNames.filter((name) => isNear(name, part.name));
    if (known.length !== 1) return undefined;
    changed = changed.replace(new RegExp(`\\b${part.name.replace('.', '\\.')}\\(`, 'giu'), `${known[0] ?? ''}(`);
  }
  return changed === formula ? undefined : changed;
}

function isNear(known: string, written: string): boolean {
  if (known === written || known.length < 3 || Math.abs(known.length - written.length) > 1) return false;
  let at = 0;
  while (at < known.length && known[at] === written[at]) at += 1;
  const isSwapped =
    known[at] === written[at + 1] && known[at + 1] === written[at] && known.slice(at + 2) === written.slice(at + 2);
  return (
    isSwapped ||
    known.slice(at + 1) === written.slice(at + 1) ||
    known.slice(at) === written.slice(at + 1) ||
    known.slice(at + 1) === written.slice(at)
  );
}

/** Texts that are numbers are read as such, other texts as nothing. */
function withNumbers(formula: string, { active }: SheetSelection): string | undefined {
  let changed = formula;
  for (const { address, cellCount, texts, isText } of active.precedents) {
    const [text = ''] = texts;
    if (cellCount !== 1 || !isText || text === '' || address.includes('!')) continue;
    const wrap = readNumber(text.trim()) ? 'VALUE' : 'N';
    const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/i.exec(address) ?? [];
    const pattern = new RegExp(`(?<![\\w$!:])\\$?${letters}\\$?${digits}(?![\\w(:])`, 'giu');
    const trimmed = wrap === 'VALUE' && text !== text.trim();
    changed = changed.replace(pattern, (reference) =>
      trimmed ? `VALUE(TRIM(${reference}))` : `${wrap}(${reference})`,
    );
  }
  return changed === formula ? undefined : changed;
}
