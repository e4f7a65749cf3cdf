import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { evenCriteria, iconCount } from '../edit/conditional-formats.ts';
import { formulaFromR1C1, formulaToR1C1 } from '../formula/r1c1.ts';
import {
  iconSets,
  type ColorPoint,
  type ConditionalFormatState,
  type ConditionalKind,
  type ConditionalRule,
  type IconThreshold,
  type Threshold,
} from '../model/conditional-format.ts';
import { invalid, notFound, requireColor, requireNumber, requireOne, requireString } from './arguments.ts';
import { ConditionalRangeFormat, type LookOwner } from './conditional-look.ts';

/** Whoever has a rule: a conditional format. */
export interface RuleOwner extends LookOwner {
  readonly rule: ConditionalRule;
  readonly state: ConditionalFormatState;
  setRule(rule: ConditionalRule): void;
}

/** The rule of a conditional format, by its kind. */
export abstract class RuleOf<K extends ConditionalKind> {
  readonly owner: RuleOwner;
  abstract readonly kind: K;

  constructor(owner: RuleOwner) {
    this.owner = owner;
  }

  get rule(): Extract<ConditionalRule, { kind: K }> {
    const { rule } = this.owner;
    return rule.kind === this.kind ? (rule as Extract<ConditionalRule, { kind: K }>) : notFound();
  }

  patch(patch: Partial<Extract<ConditionalRule, { kind: K }>>): void {
    this.owner.setRule({ ...this.rule, ...patch });
  }
}

export class CellValueConditionalFormat extends RuleOf<'CellValue'> {
  readonly kind = 'CellValue';
}
export class CustomConditionalFormat extends RuleOf<'Custom'> {
  readonly kind = 'Custom';
}
export class TextConditionalFormat extends RuleOf<'ContainsText'> {
  readonly kind = 'ContainsText';
}
export class TopBottomConditionalFormat extends RuleOf<'TopBottom'> {
  readonly kind = 'TopBottom';
}
export class PresetCriteriaConditionalFormat extends RuleOf<'PresetCriteria'> {
  readonly kind = 'PresetCriteria';
}
export class ColorScaleConditionalFormat extends RuleOf<'ColorScale'> {
  readonly kind = 'ColorScale';
}
export class IconSetConditionalFormat extends RuleOf<'IconSet'> {
  readonly kind = 'IconSet';
}

/** `Excel.ConditionalFormatRule`: the formula of a custom format. */
export class ConditionalFormatRule {
  readonly format: CustomConditionalFormat;

  constructor(format: CustomConditionalFormat) {
    this.format = format;
  }

  /** The cell that the formula's references are as seen from. */
  get first(): { readonly row: number; readonly column: number } {
    const [area] = this.format.owner.state.areas;
    return { row: area?.top ?? 0, column: area?.left ?? 0 };
  }
}

export function fields(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : invalid();
}

/** A formula as the object model has it, with an equals sign; one that the model refuses is not asked for here. */
function withSign(formula: string): string {
  return formula === '' ? '' : `=${formula}`;
}

function withoutSign(formula: unknown): string {
  if (typeof formula === 'number') return String(formula);
  return requireString(formula ?? '')
    .replace(/^=/, '')
    .trim();
}

export function thresholdFrom(given: unknown, types: readonly Threshold['type'][]): Threshold {
  const { type, formula } = fields(given);
  return { type: requireOne(type, types), formula: withoutSign(formula) };
}

export function thresholdTo({ type, formula }: Threshold): { readonly type: string; readonly formula: string | null } {
  return { type, formula: formula === '' ? null : type === 'Formula' ? withSign(formula) : formula };
}

const format: ApiMember<RuleOf<ConditionalKind>> = {
  kind: 'navigation',
  since: 'ExcelApi 1.6',
  get: (self) => new ConditionalRangeFormat(self.owner),
};

const operators = [
  'Between',
  'NotBetween',
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqual',
  'LessThanOrEqual',
] as const;

declareApi(CellValueConditionalFormat, {
  name: 'Excel.CellValueConditionalFormat',
  members: {
    format,
    rule: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ rule: { operator, formula1, formula2 } }) => ({
        operator,
        formula1: withSign(formula1),
        ...(formula2 === '' ? {} : { formula2: withSign(formula2) }),
      }),
      set: (self, given: unknown) => {
        const { operator, formula1, formula2 } = fields(given);
        self.patch({
          operator: requireOne(operator, operators),
          formula1: withoutSign(formula1),
          formula2: withoutSign(formula2),
        });
      },
    },
  },
});

declareApi(CustomConditionalFormat, {
  name: 'Excel.CustomConditionalFormat',
  members: {
    format,
    rule: { kind: 'navigation', since: 'ExcelApi 1.6', get: (self) => new ConditionalFormatRule(self) },
  },
});

const plainFormula: ApiMember<ConditionalFormatRule> = {
  kind: 'property',
  since: 'ExcelApi 1.6',
  get: ({ format: own }) => withSign(own.rule.formula),
  set: ({ format: own }, formula: unknown) => own.patch({ formula: withoutSign(formula) }),
};

declareApi(ConditionalFormatRule, {
  name: 'Excel.ConditionalFormatRule',
  members: {
    formula: plainFormula,
    formulaLocal: plainFormula,
    formulaR1C1: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ format: own, first }) => withSign(formulaToR1C1(own.rule.formula, first.row, first.column)),
      set: ({ format: own, first }, formula: unknown) =>
        own.patch({ formula: formulaFromR1C1(withoutSign(formula), first.row, first.column) }),
    },
  },
});

declareApi(TextConditionalFormat, {
  name: 'Excel.TextConditionalFormat',
  members: {
    format,
    rule: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ rule: { operator, text } }) => ({ operator, text }),
      set: (self, given: unknown) => {
        const { operator, text } = fields(given);
        self.patch({
          operator: requireOne(operator, ['Contains', 'NotContains', 'BeginsWith', 'EndsWith'] as const),
          text: requireString(text),
        });
      },
    },
  },
});

declareApi(TopBottomConditionalFormat, {
  name: 'Excel.TopBottomConditionalFormat',
  members: {
    format,
    rule: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ rule: { type, rank } }) => ({ type, rank }),
      set: (self, given: unknown) => {
        const { type, rank } = fields(given);
        const wanted = requireNumber(rank);
        if (wanted < 1 || wanted > 1000) invalid('The rank must be from 1 to 1000.');
        const types = ['TopItems', 'TopPercent', 'BottomItems', 'BottomPercent'] as const;
        self.patch({ type: requireOne(type, types), rank: wanted });
      },
    },
  },
});

// oxfmt-ignore
const criteria = ['Blanks', 'NonBlanks', 'Errors', 'NonErrors', 'Yesterday', 'Today', 'Tomorrow', 'LastSevenDays', 'LastWeek', 'ThisWeek', 'NextWeek', 'LastMonth', 'ThisMonth', 'NextMonth', 'AboveAverage', 'BelowAverage', 'EqualOrAboveAverage', 'EqualOrBelowAverage', 'OneStdDevAboveAverage', 'OneStdDevBelowAverage', 'TwoStdDevAboveAverage', 'TwoStdDevBelowAverage', 'ThreeStdDevAboveAverage', 'ThreeStdDevBelowAverage', 'UniqueValues', 'DuplicateValues'] as const;

declareApi(PresetCriteriaConditionalFormat, {
  name: 'Excel.PresetCriteriaConditionalFormat',
  members: {
    format,
    rule: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ rule: { criterion } }) => ({ criterion }),
      set: (self, given: unknown) => self.patch({ criterion: requireOne(fields(given)['criterion'], criteria) }),
    },
  },
});

const pointTypes = ['LowestValue', 'HighestValue', 'Number', 'Percent', 'Formula', 'Percentile'] as const;

function colorPoint(given: unknown): ColorPoint {
  return { ...thresholdFrom(given, pointTypes), color: requireColor(fields(given)['color']) };
}

declareApi(ColorScaleConditionalFormat, {
  name: 'Excel.ColorScaleConditionalFormat',
  members: {
    threeColorScale: { kind: 'property', since: 'ExcelApi 1.6', get: ({ rule }) => rule.points.length === 3 },
    criteria: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ rule: { points } }) => {
        const shown = points.map((point) => ({ ...thresholdTo(point), color: point.color }));
        const [minimum, middle, last] = shown;
        return last ? { minimum, midpoint: middle, maximum: last } : { minimum, maximum: middle };
      },
      set: (self, given: unknown) => {
        const { minimum, midpoint, maximum } = fields(given);
        const between = midpoint === undefined || midpoint === null ? [] : [colorPoint(midpoint)];
        self.patch({ points: [colorPoint(minimum), ...between, colorPoint(maximum)] });
      },
    },
  },
});

function iconThreshold(given: unknown, index: number): IconThreshold {
  // The lowest icon takes what is left.
  if (index === 0) return { type: 'Percent', formula: '0', operator: 'GreaterThanOrEqual' };
  const threshold = thresholdFrom(given, ['Number', 'Percent', 'Formula', 'Percentile']);
  return {
    ...threshold,
    operator: requireOne(fields(given)['operator'], ['GreaterThan', 'GreaterThanOrEqual'] as const),
  };
}

declareApi(IconSetConditionalFormat, {
  name: 'Excel.IconSetConditionalFormat',
  members: {
    style: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.rule.style,
      set: (self, style: unknown) => {
        const own = requireOne(style, Object.keys(iconSets));
        self.patch({ style: own, criteria: evenCriteria(iconCount(own)) });
      },
    },
    criteria: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ rule }) => rule.criteria.map((each) => ({ ...thresholdTo(each), operator: each.operator })),
      set: (self, given: unknown) => {
        if (!Array.isArray(given) || given.length !== self.rule.criteria.length) return invalid();
        self.patch({ criteria: (given as unknown[]).map(iconThreshold) });
        return undefined;
      },
    },
    reverseIconOrder: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.rule.isReversed,
      set: (self, on: unknown) => self.patch({ isReversed: on === true }),
    },
    showIconOnly: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.rule.isIconOnly,
      set: (self, on: unknown) => self.patch({ isIconOnly: on === true }),
    },
  },
});
