import type { ExcelDocument } from '../excel-document.ts';
import { intersect, without, type Area } from '../model/address.ts';
import {
  iconSets,
  plainDataBar,
  type ConditionalFormatState,
  type ConditionalKind,
  type ConditionalRule,
  type IconThreshold,
} from '../model/conditional-format.ts';
import type { Sheet } from '../model/sheet.ts';

/** What a rule is before an add-in says what it shall be. */
export function newRule(kind: ConditionalKind): ConditionalRule {
  switch (kind) {
    case 'Custom':
      return { kind, formula: '' };
    case 'CellValue':
      return { kind, operator: 'GreaterThan', formula1: '', formula2: '' };
    case 'ContainsText':
      return { kind, operator: 'Contains', text: '' };
    case 'TopBottom':
      return { kind, type: 'TopItems', rank: 10 };
    case 'PresetCriteria':
      return { kind, criterion: 'AboveAverage' };
    case 'ColorScale':
      return {
        kind,
        points: [
          { type: 'LowestValue', formula: '', color: '#F8696B' },
          { type: 'Percentile', formula: '50', color: '#FFEB84' },
          { type: 'HighestValue', formula: '', color: '#63BE7B' },
        ],
      };
    case 'DataBar':
      return plainDataBar;
    default:
      return {
        kind: 'IconSet',
        style: 'ThreeTrafficLights1',
        criteria: evenCriteria(3),
        isReversed: false,
        isIconOnly: false,
      };
  }
}

/** Icons for equal shares of the range of values. */
export function evenCriteria(count: number): readonly IconThreshold[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'Percent',
    formula: String(Math.round((index * 100) / count)),
    operator: 'GreaterThanOrEqual',
  }));
}

export function iconCount(style: string): number {
  return iconSets[style]?.[1] ?? 3;
}

/** Adds a format to cells; it comes before all others. */
export function addConditionalFormat(
  document: ExcelDocument,
  sheet: Sheet,
  areas: readonly Area[],
  rule: ConditionalRule,
): ConditionalFormatState {
  const format = { id: document.freshId(), sheetId: sheet.id, areas, stopIfTrue: false, rule, look: {}, source: null };
  document.changeState({ conditionalFormats: [format, ...document.state.conditionalFormats] });
  return format;
}

export function patchConditionalFormat(
  document: ExcelDocument,
  format: ConditionalFormatState,
  patch: Partial<ConditionalFormatState>,
): void {
  document.changeState({
    conditionalFormats: document.state.conditionalFormats.map((each) =>
      each.id === format.id ? { ...each, ...patch } : each,
    ),
  });
}

export function deleteConditionalFormat(document: ExcelDocument, id: string): void {
  document.changeState({ conditionalFormats: document.state.conditionalFormats.filter((each) => each.id !== id) });
}

/** Puts a format at a place in the order of its sheet. */
export function setPriority(document: ExcelDocument, format: ConditionalFormatState, priority: number): void {
  const { conditionalFormats } = document.state;
  const own = conditionalFormats.filter(({ sheetId, id }) => sheetId === format.sheetId && id !== format.id);
  const others = conditionalFormats.filter(({ sheetId }) => sheetId !== format.sheetId);
  document.changeState({
    conditionalFormats: [...own.slice(0, priority), format, ...own.slice(priority), ...others],
  });
}

/** Takes all formats from cells; what a format has beside them it keeps. */
export function clearConditionalFormats(document: ExcelDocument, sheet: Sheet, areas: readonly Area[]): void {
  const { conditionalFormats } = document.state;
  const isMet = (format: ConditionalFormatState): boolean =>
    format.sheetId === sheet.id && format.areas.some((own) => areas.some((area) => intersect(own, area)));
  if (!conditionalFormats.some(isMet)) return;
  document.changeState({
    conditionalFormats: conditionalFormats.flatMap((format) => {
      if (!isMet(format)) return [format];
      const left = areas.reduce((rest, hole) => rest.flatMap((area) => without(area, hole)), format.areas);
      return left.length === 0 ? [] : [{ ...format, areas: left }];
    }),
  });
}
