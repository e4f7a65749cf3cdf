import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { requireColor, requireOne } from './arguments.ts';
import { RuleOf, thresholdFrom, thresholdTo } from './conditional-rules.ts';

/** `Excel.DataBarConditionalFormat`. */
export class DataBarConditionalFormat extends RuleOf<'DataBar'> {
  readonly kind = 'DataBar';
}

/** `Excel.ConditionalDataBarPositiveFormat`. */
export class ConditionalDataBarPositiveFormat {
  readonly bar: DataBarConditionalFormat;

  constructor(bar: DataBarConditionalFormat) {
    this.bar = bar;
  }
}

/** `Excel.ConditionalDataBarNegativeFormat`. */
export class ConditionalDataBarNegativeFormat {
  readonly bar: DataBarConditionalFormat;

  constructor(bar: DataBarConditionalFormat) {
    this.bar = bar;
  }
}

/** A colour, or none by an empty text. */
function colorOrNone(color: unknown): string {
  return color === '' ? '' : requireColor(color);
}

function end(name: 'lower' | 'upper'): ApiMember<DataBarConditionalFormat> {
  const types = ['Automatic', 'LowestValue', 'HighestValue', 'Number', 'Percent', 'Formula', 'Percentile'] as const;
  return {
    kind: 'property',
    since: 'ExcelApi 1.6',
    get: (self) => thresholdTo(self.rule[name]),
    set: (self, given: unknown) => self.patch({ [name]: thresholdFrom(given, types) }),
  };
}

declareApi(DataBarConditionalFormat, {
  name: 'Excel.DataBarConditionalFormat',
  members: {
    lowerBoundRule: end('lower'),
    upperBoundRule: end('upper'),
    axisColor: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.rule.axisColor,
      set: (self, color: unknown) => self.patch({ axisColor: requireColor(color) }),
    },
    axisFormat: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.rule.axis,
      set: (self, axis: unknown) =>
        self.patch({ axis: requireOne(axis, ['Automatic', 'None', 'CellMidPoint'] as const) }),
    },
    barDirection: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.rule.direction,
      set: (self, direction: unknown) =>
        self.patch({ direction: requireOne(direction, ['Context', 'LeftToRight', 'RightToLeft'] as const) }),
    },
    showDataBarOnly: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.rule.isBarOnly,
      set: (self, on: unknown) => self.patch({ isBarOnly: on === true }),
    },
    positiveFormat: {
      kind: 'navigation',
      since: 'ExcelApi 1.6',
      get: (self) => new ConditionalDataBarPositiveFormat(self),
    },
    negativeFormat: {
      kind: 'navigation',
      since: 'ExcelApi 1.6',
      get: (self) => new ConditionalDataBarNegativeFormat(self),
    },
  },
});

declareApi(ConditionalDataBarPositiveFormat, {
  name: 'Excel.ConditionalDataBarPositiveFormat',
  members: {
    fillColor: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ bar }) => bar.rule.color,
      set: ({ bar }, color: unknown) => bar.patch({ color: requireColor(color) }),
    },
    borderColor: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ bar }) => bar.rule.borderColor,
      set: ({ bar }, color: unknown) => bar.patch({ borderColor: colorOrNone(color) }),
    },
    gradientFill: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ bar }) => bar.rule.isGradient,
      set: ({ bar }, on: unknown) => bar.patch({ isGradient: on === true }),
    },
  },
});

function matching(
  own: 'negativeColor' | 'negativeBorderColor',
  otherwise: string,
): ApiMember<ConditionalDataBarNegativeFormat> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.6',
    get: ({ bar }) => bar.rule[own] === '',
    set: ({ bar }, on: unknown) => bar.patch({ [own]: on === true ? '' : bar.rule[own] || otherwise }),
  };
}

declareApi(ConditionalDataBarNegativeFormat, {
  name: 'Excel.ConditionalDataBarNegativeFormat',
  members: {
    fillColor: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ bar }) => bar.rule.negativeColor || bar.rule.color,
      set: ({ bar }, color: unknown) => bar.patch({ negativeColor: requireColor(color) }),
    },
    borderColor: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ bar }) => bar.rule.negativeBorderColor || bar.rule.borderColor,
      set: ({ bar }, color: unknown) => bar.patch({ negativeBorderColor: colorOrNone(color) }),
    },
    matchPositiveFillColor: matching('negativeColor', '#FF0000'),
    matchPositiveBorderColor: matching('negativeBorderColor', '#FF0000'),
  },
});
