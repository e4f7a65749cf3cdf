import type { ExcelDocument } from '../excel-document.ts';
import { copyFormula } from '../formula/move-references.ts';
import { cellArea, cellKey, intersect, type Area } from '../model/address.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type {
  ConditionalFormatState,
  ConditionalLook,
  ConditionalRule,
  Threshold,
} from '../model/conditional-format.ts';
import type { Sheet } from '../model/sheet.ts';
import { factsOfAreas, type AreaFacts } from './area-facts.ts';
import { comparisonHolds, presetHolds, textHolds, thresholdOf, topBottomHolds } from './holds.ts';

/** A bar in a cell, by shares of its width. */
export interface CellBar {
  readonly from: number;
  readonly to: number;
  /** Where values are 0; `null` where the bar begins at an edge. */
  readonly axis: number | null;
  readonly color: string;
  readonly borderColor: string;
  readonly axisColor: string;
  readonly isGradient: boolean;
}

/** What the rules of a cell make of it. */
export interface CellLook extends ConditionalLook {
  readonly bar?: CellBar;
  /** The icon by its set and its number there, the lowest first. */
  readonly icon?: { readonly style: string; readonly number: number; readonly count: number };
  /** Whether the value itself is not shown. */
  readonly isValueHidden?: boolean;
}

/** Cells whose formulas are evaluated together: a formula alone costs nearly as much as they all. */
const block = { rows: 64, columns: 16 };

/** What conditional formats make of the cells of a workbook; kept until something changes. */
export class ConditionalLooks {
  readonly #document: ExcelDocument;
  readonly #stop: () => void;
  #facts = new Map<string, AreaFacts>();
  #values = new Map<string, Map<number, CellValue>>();

  constructor(document: ExcelDocument) {
    this.#document = document;
    this.#stop = document.onEvents((happened) => {
      if (happened.every(({ type }) => type === 'selected' || type === 'activated')) return;
      this.#facts = new Map();
      this.#values = new Map();
    });
  }

  close(): void {
    this.#stop();
  }

  /** `null` for a cell that no rule concerns. */
  at(sheet: Sheet, row: number, column: number): CellLook | null {
    const looks: CellLook[] = [];
    const cell = cellArea(row, column);
    for (const format of this.#document.state.conditionalFormats) {
      if (format.sheetId !== sheet.id || !format.areas.some((area) => intersect(area, cell))) continue;
      const own = this.#lookBy(format, sheet, row, column);
      if (!own) continue;
      looks.push(own);
      if (format.stopIfTrue) break;
    }
    // What a rule of higher priority says, stands.
    return looks.length === 0 ? null : looks.reduceRight((low, high) => ({ ...low, ...high }));
  }

  #lookBy(format: ConditionalFormatState, sheet: Sheet, row: number, column: number): CellLook | null {
    const value = this.#document.value(sheet, row, column);
    const { rule } = format;
    switch (rule.kind) {
      case 'ColorScale':
        return typeof value === 'number' ? this.#scaled(format, rule, sheet, value) : null;
      case 'DataBar':
        return typeof value === 'number' ? this.#bar(format, rule, sheet, value) : null;
      case 'IconSet':
        return typeof value === 'number' ? this.#icon(format, rule, sheet, value) : null;
      default:
        return this.#holds(format, rule, sheet, row, column, value) ? format.look : null;
    }
  }

  #holds(
    format: ConditionalFormatState,
    rule: Exclude<ConditionalRule, { kind: 'ColorScale' | 'DataBar' | 'IconSet' }>,
    sheet: Sheet,
    row: number,
    column: number,
    value: CellValue,
  ): boolean {
    const formula = (text: string): CellValue => this.#evaluated(format, sheet, text, row, column);
    switch (rule.kind) {
      case 'Custom': {
        if (rule.formula === '') return false;
        const result = formula(rule.formula);
        return (
          result !== null && result !== 0 && result !== false && typeof result !== 'string' && !isCellError(result)
        );
      }
      case 'CellValue':
        return (
          rule.formula1 !== '' &&
          comparisonHolds(
            rule.operator,
            value,
            formula(rule.formula1),
            rule.formula2 === '' ? null : formula(rule.formula2),
          )
        );
      case 'ContainsText':
        return textHolds(rule.operator, value, rule.text);
      case 'TopBottom':
        return topBottomHolds(rule, value, this.#factsOf(format, sheet));
      default: {
        const today = Math.floor(this.#document.now().getTime() / 86_400_000) + 25_569;
        return presetHolds(rule.criterion, value, this.#factsOf(format, sheet), today);
      }
    }
  }

  #scaled(
    format: ConditionalFormatState,
    { points }: Extract<ConditionalRule, { kind: 'ColorScale' }>,
    sheet: Sheet,
    value: number,
  ): CellLook | null {
    const at = points.map((point) => this.#threshold(format, sheet, point, 'lowest'));
    const next = at.findIndex((threshold) => value <= threshold);
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return null;
    if (next < 0) return { fillColor: last.color };
    const [low, high] = [points[next - 1], points[next]];
    if (!low || !high) return { fillColor: first.color };
    const [from, to] = [at[next - 1] ?? 0, at[next] ?? 0];
    return { fillColor: mixed(low.color, high.color, to === from ? 1 : (value - from) / (to - from)) };
  }

  #bar(
    format: ConditionalFormatState,
    rule: Extract<ConditionalRule, { kind: 'DataBar' }>,
    sheet: Sheet,
    value: number,
  ): CellLook {
    const low = this.#threshold(format, sheet, rule.lower, 'lowest');
    const high = Math.max(low, this.#threshold(format, sheet, rule.upper, 'highest'));
    const share = (number: number): number =>
      high === low ? 0.5 : (Math.max(low, Math.min(high, number)) - low) / (high - low);
    const isSplit = rule.axis !== 'None' && low < 0;
    const zero = isSplit ? (rule.axis === 'CellMidPoint' ? 0.5 : share(0)) : 0;
    const reach = rule.axis === 'CellMidPoint' && isSplit ? 0.5 + value / (2 * Math.max(-low, high)) : share(value);
    const isNegative = value < 0 && isSplit;
    const [from, to] = [Math.min(zero, reach), Math.max(zero, reach)];
    const isMirrored = rule.direction === 'RightToLeft';
    const bar: CellBar = {
      from: isMirrored ? 1 - to : from,
      to: isMirrored ? 1 - from : to,
      axis: isSplit ? (isMirrored ? 1 - zero : zero) : null,
      color: isNegative && rule.negativeColor !== '' ? rule.negativeColor : rule.color,
      borderColor: isNegative && rule.negativeBorderColor !== '' ? rule.negativeBorderColor : rule.borderColor,
      axisColor: rule.axisColor,
      isGradient: rule.isGradient,
    };
    return rule.isBarOnly ? { bar, isValueHidden: true } : { bar };
  }

  #icon(
    format: ConditionalFormatState,
    { style, criteria, isReversed, isIconOnly }: Extract<ConditionalRule, { kind: 'IconSet' }>,
    sheet: Sheet,
    value: number,
  ): CellLook {
    let number = 0;
    criteria.forEach((criterion, index) => {
      const at = this.#threshold(format, sheet, criterion, 'lowest');
      if (index > 0 && (criterion.operator === 'GreaterThan' ? value > at : value >= at)) number = index;
    });
    const shown = isReversed ? criteria.length - 1 - number : number;
    const icon = { style, number: shown, count: criteria.length };
    return isIconOnly ? { icon, isValueHidden: true } : { icon };
  }

  #threshold(
    format: ConditionalFormatState,
    sheet: Sheet,
    { type, formula }: Threshold,
    otherwise: 'lowest' | 'highest',
  ): number {
    const [area] = format.areas;
    const value = formula === '' || !area ? null : this.#evaluated(format, sheet, formula, area.top, area.left);
    return thresholdOf(type, value, this.#factsOf(format, sheet), otherwise);
  }

  #factsOf({ id, areas }: ConditionalFormatState, sheet: Sheet): AreaFacts {
    let facts = this.#facts.get(id);
    if (!facts) this.#facts.set(id, (facts = factsOfAreas(this.#document, sheet, areas)));
    return facts;
  }

  /** What a rule's formula gives for a cell: its references are those of the first cell, and move along. */
  #evaluated(
    { id, areas }: ConditionalFormatState,
    sheet: Sheet,
    text: string,
    row: number,
    column: number,
  ): CellValue {
    const plain = literal(text);
    if (plain !== undefined) return plain;
    const name = `${id} ${text}`;
    let values = this.#values.get(name);
    if (!values) this.#values.set(name, (values = new Map<number, CellValue>()));
    const key = cellKey(row, column);
    if (!values.has(key)) this.#evaluateBlock(values, areas, sheet, text, row, column);
    return values.get(key) ?? null;
  }

  #evaluateBlock(
    values: Map<number, CellValue>,
    areas: readonly Area[],
    sheet: Sheet,
    text: string,
    row: number,
    column: number,
  ): void {
    const [first] = areas;
    if (!first) return;
    const [top, left] = [row - (row % block.rows), column - (column % block.columns)];
    const around = { top, left, bottom: top + block.rows - 1, right: left + block.columns - 1 };
    const cells = areas.flatMap((area) => {
      const inside = intersect(area, around);
      return inside ? cellsOf(inside) : [];
    });
    const results = this.#document.calculation.evaluator.evaluateAll(
      sheet,
      cells.map((cell) => ({ ...cell, formula: copyFormula(text, cell.row - first.top, cell.column - first.left) })),
    );
    cells.forEach((cell, index) => values.set(cellKey(cell.row, cell.column), results[index] ?? null));
  }
}

function cellsOf(area: Area): { readonly row: number; readonly column: number }[] {
  const cells: { row: number; column: number }[] = [];
  for (let row = area.top; row <= area.bottom; row += 1)
    for (let column = area.left; column <= area.right; column += 1) cells.push({ row, column });
  return cells;
}

/** A number, a text or a truth value that stands for itself; `undefined` for a formula. */
function literal(text: string): CellValue | undefined {
  const trimmed = text.trim();
  if (/^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i.test(trimmed)) return Number(trimmed);
  if (/^"(?:[^"]|"")*"$/.test(trimmed)) return trimmed.slice(1, -1).replaceAll('""', '"');
  return /^(?:true|false)$/i.test(trimmed) ? trimmed.toLowerCase() === 'true' : undefined;
}

function mixed(low: string, high: string, share: number): string {
  const part = (at: number): string => {
    const [from, to] = [low, high].map((color) => parseInt(color.slice(at, at + 2), 16));
    return Math.round((from ?? 0) + ((to ?? 0) - (from ?? 0)) * share)
      .toString(16)
      .toUpperCase()
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
