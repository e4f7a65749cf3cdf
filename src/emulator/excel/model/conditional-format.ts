import type { Area } from './address.ts';
import type { BorderLine, BorderSide } from './cell-format.ts';

export type CellValueOperator =
  | 'Between'
  | 'NotBetween'
  | 'EqualTo'
  | 'NotEqualTo'
  | 'GreaterThan'
  | 'LessThan'
  | 'GreaterThanOrEqual'
  | 'LessThanOrEqual';
export type TextOperator = 'Contains' | 'NotContains' | 'BeginsWith' | 'EndsWith';
export type TopBottomType = 'TopItems' | 'TopPercent' | 'BottomItems' | 'BottomPercent';

/** A point that a scale, a bar or an icon begins at. */
export interface Threshold {
  readonly type: 'Automatic' | 'LowestValue' | 'HighestValue' | 'Number' | 'Percent' | 'Formula' | 'Percentile';
  /** A number or a formula, without its equals sign; empty where the type says all. */
  readonly formula: string;
}

export interface ColorPoint extends Threshold {
  readonly color: string;
}

export interface IconThreshold extends Threshold {
  readonly operator: 'GreaterThan' | 'GreaterThanOrEqual';
}

/** Formulas stand without their equals sign, as the first cell of the first area would have them. */
export type ConditionalRule =
  | { readonly kind: 'Custom'; readonly formula: string }
  | {
      readonly kind: 'CellValue';
      readonly operator: CellValueOperator;
      readonly formula1: string;
      readonly formula2: string;
    }
  | { readonly kind: 'ContainsText'; readonly operator: TextOperator; readonly text: string }
  | { readonly kind: 'TopBottom'; readonly type: TopBottomType; readonly rank: number }
  | { readonly kind: 'PresetCriteria'; readonly criterion: string }
  | { readonly kind: 'ColorScale'; readonly points: readonly ColorPoint[] }
  | {
      readonly kind: 'DataBar';
      readonly lower: Threshold;
      readonly upper: Threshold;
      readonly color: string;
      readonly borderColor: string;
      readonly isGradient: boolean;
      /** Empty: as the positive ones. */
      readonly negativeColor: string;
      readonly negativeBorderColor: string;
      readonly axis: 'Automatic' | 'None' | 'CellMidPoint';
      readonly axisColor: string;
      readonly direction: 'Context' | 'LeftToRight' | 'RightToLeft';
      readonly isBarOnly: boolean;
    }
  | {
      readonly kind: 'IconSet';
      readonly style: string;
      readonly criteria: readonly IconThreshold[];
      readonly isReversed: boolean;
      readonly isIconOnly: boolean;
    };

export type ConditionalKind = ConditionalRule['kind'];

/** What a cell looks like where a rule holds; what is absent stays as it is. */
export interface ConditionalLook {
  readonly fillColor?: string;
  readonly fontColor?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: 'none' | 'single' | 'double';
  readonly strikethrough?: boolean;
  readonly numberFormat?: string;
  readonly borders?: Readonly<Partial<Record<BorderSide, BorderLine>>>;
}

/** The formats of a sheet stand in the order of their priority, the first first. */
export interface ConditionalFormatState {
  readonly id: string;
  readonly sheetId: string;
  readonly areas: readonly Area[];
  readonly stopIfTrue: boolean;
  readonly rule: ConditionalRule;
  readonly look: ConditionalLook;
  /** Where its element stood in the file; `null` for a new one. */
  readonly source: string | null;
}

export const plainDataBar = {
  kind: 'DataBar',
  lower: { type: 'Automatic', formula: '' },
  upper: { type: 'Automatic', formula: '' },
  color: '#638EC6',
  borderColor: '',
  isGradient: true,
  negativeColor: '#FF0000',
  negativeBorderColor: '',
  axis: 'Automatic',
  axisColor: '#000000',
  direction: 'Context',
  isBarOnly: false,
} as const satisfies ConditionalRule;

/** The names of icon sets, in the object model and in the file, with how many icons each has. */
export const iconSets: Readonly<Record<string, readonly [inFile: string, count: number]>> = {
  ThreeArrows: ['3Arrows', 3],
  ThreeArrowsGray: ['3ArrowsGray', 3],
  ThreeFlags: ['3Flags', 3],
  ThreeTrafficLights1: ['3TrafficLights1', 3],
  ThreeTrafficLights2: ['3TrafficLights2', 3],
  ThreeSigns: ['3Signs', 3],
  ThreeSymbols: ['3Symbols', 3],
  ThreeSymbols2: ['3Symbols2', 3],
  FourArrows: ['4Arrows', 4],
  FourArrowsGray: ['4ArrowsGray', 4],
  FourRedToBlack: ['4RedToBlack', 4],
  FourRating: ['4Rating', 4],
  FourTrafficLights: ['4TrafficLights', 4],
  FiveArrows: ['5Arrows', 5],
  FiveArrowsGray: ['5ArrowsGray', 5],
  FiveRating: ['5Rating', 5],
  FiveQuarters: ['5Quarters', 5],
};

/** A rule with other formulas; the same rule where they are the same. */
export function mapRuleFormulas(rule: ConditionalRule, change: (formula: string) => string): ConditionalRule {
  const at = <T extends Threshold>(point: T): T => {
    const formula = point.type === 'Formula' ? change(point.formula) : point.formula;
    return formula === point.formula ? point : { ...point, formula };
  };
  const all = <T extends Threshold>(points: readonly T[]): readonly T[] => {
    const mapped = points.map(at);
    return mapped.every((point, index) => point === points[index]) ? points : mapped;
  };
  const patched = ((): ConditionalRule => {
    switch (rule.kind) {
      case 'Custom':
        return { ...rule, formula: change(rule.formula) };
      case 'CellValue':
        return { ...rule, formula1: change(rule.formula1), formula2: change(rule.formula2) };
      case 'ColorScale':
        return { ...rule, points: all(rule.points) };
      case 'DataBar':
        return { ...rule, lower: at(rule.lower), upper: at(rule.upper) };
      case 'IconSet':
        return { ...rule, criteria: all(rule.criteria) };
      default:
        return rule;
    }
  })();
  const isSame = (Object.keys(rule) as (keyof ConditionalRule)[]).every((key) => patched[key] === rule[key]);
  return isSame ? rule : patched;
}
