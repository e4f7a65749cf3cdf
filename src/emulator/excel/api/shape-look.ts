import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import type { ShapeFontState, ShapeLineState, ShapeTextState } from '../model/shape-state.ts';
import { invalid, requireColor, requireOne, requireString } from './arguments.ts';
import type { Shape } from './shape.ts';

/** `Excel.ShapeFill`. */
export class ShapeFill {
  readonly shape: Shape;

  constructor(shape: Shape) {
    this.shape = shape;
  }
}

/** `Excel.ShapeLineFormat`. */
export class ShapeLineFormat extends ShapeFill {}

/** `Excel.TextFrame`. */
export class TextFrame extends ShapeFill {
  get text(): ShapeTextState {
    return this.shape.state.text ?? invalid('The shape holds no text.');
  }

  patch(patch: Partial<ShapeTextState>): void {
    this.shape.patch({ text: { ...this.text, ...patch } });
  }
}

/** `Excel.TextRange`: the whole text of a shape. */
export class TextRange extends TextFrame {}

/** `Excel.ShapeFont`. */
export class ShapeFont extends TextFrame {}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const requireShare = (value: unknown): number => (isShare(value) ? value : invalid());
const requirePoints = (value: unknown): number => (typeof value === 'number' && value >= 0 ? value : invalid());
const requireFlag = (value: unknown): boolean => (typeof value === 'boolean' ? value : invalid());

declareApi(ShapeFill, {
  name: 'Excel.ShapeFill',
  members: {
    type: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ shape }) => (shape.state.fill ? 'Solid' : 'NoFill'),
    },
    foregroundColor: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ shape }) => shape.state.fill?.color ?? '',
      set: ({ shape }, color: unknown) =>
        shape.patch({ fill: { transparency: 0, ...shape.state.fill, color: requireColor(color) } }),
    },
    transparency: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ shape }) => shape.state.fill?.transparency ?? 0,
      set: ({ shape }, value: unknown) => {
        const { fill } = shape.state;
        shape.patch({ fill: { color: fill?.color ?? '#FFFFFF', transparency: requireShare(value) } });
      },
    },
    setSolidColor: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: ({ shape }, color: unknown) => shape.patch({ fill: { color: requireColor(color), transparency: 0 } }),
    },
    clear: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: ({ shape }) => shape.patch({ fill: null }),
    },
  },
});

const plainLine: ShapeLineState = { color: '#000000', weight: 0.75, dash: 'Solid', transparency: 0 };
// oxfmt-ignore
const dashes = ['Solid', 'Dash', 'DashDot', 'DashDotDot', 'LongDash', 'LongDashDot', 'LongDashDotDot', 'RoundDot', 'SquareDot'] as const;

function linePart<K extends keyof ShapeLineState>(
  key: K,
  read: (value: unknown) => ShapeLineState[K],
): ApiMember<ShapeLineFormat> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.9',
    get: ({ shape }) => (shape.state.line ?? plainLine)[key],
    set: ({ shape }, value: unknown) =>
      shape.patch({ line: { ...(shape.state.line ?? plainLine), [key]: read(value) } }),
  };
}

declareApi(ShapeLineFormat, {
  name: 'Excel.ShapeLineFormat',
  members: {
    color: linePart('color', requireColor),
    weight: linePart('weight', requirePoints),
    transparency: linePart('transparency', requireShare),
    dashStyle: linePart('dash', (value) => requireOne(value, dashes)),
    visible: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ shape }) => shape.state.line !== null,
      set: ({ shape }, visible: unknown) =>
        shape.patch({ line: requireFlag(visible) ? (shape.state.line ?? plainLine) : null }),
    },
  },
});

function margin(side: keyof ShapeTextState['margins']): ApiMember<TextFrame> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.9',
    get: ({ text }) => text.margins[side],
    set: (self, points: unknown) => self.patch({ margins: { ...self.text.margins, [side]: requirePoints(points) } }),
  };
}

declareApi(TextFrame, {
  name: 'Excel.TextFrame',
  members: {
    hasText: { kind: 'property', since: 'ExcelApi 1.9', get: ({ shape }) => (shape.state.text?.text ?? '') !== '' },
    textRange: { kind: 'navigation', since: 'ExcelApi 1.9', get: ({ shape }) => new TextRange(shape) },
    autoSizeSetting: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ text }) => text.autoSize,
      set: (self, value: unknown) =>
        self.patch({
          autoSize: requireOne(value, ['AutoSizeNone', 'AutoSizeTextToFitShape', 'AutoSizeShapeToFitText'] as const),
        }),
    },
    horizontalAlignment: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ text }) => text.horizontal,
      set: (self, value: unknown) =>
        self.patch({ horizontal: requireOne(value, ['Left', 'Center', 'Right', 'Justify'] as const) }),
    },
    verticalAlignment: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ text }) => text.vertical,
      set: (self, value: unknown) => self.patch({ vertical: requireOne(value, ['Top', 'Middle', 'Bottom'] as const) }),
    },
    leftMargin: margin('left'),
    topMargin: margin('top'),
    rightMargin: margin('right'),
    bottomMargin: margin('bottom'),
    deleteText: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self) => self.patch({ text: '' }),
    },
  },
});

declareApi(TextRange, {
  name: 'Excel.TextRange',
  members: {
    text: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ text }) => text.text,
      set: (self, text: unknown) => self.patch({ text: requireString(text).replace(/\r\n?/g, '\n') }),
    },
    font: { kind: 'navigation', since: 'ExcelApi 1.9', get: ({ shape }) => new ShapeFont(shape) },
  },
});

function fontPart<K extends keyof ShapeFontState>(
  key: K,
  read: (value: unknown) => ShapeFontState[K],
): ApiMember<ShapeFont> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.9',
    get: ({ text }) => text.font[key],
    set: (self, value: unknown) => self.patch({ font: { ...self.text.font, [key]: read(value) } }),
  };
}

declareApi(ShapeFont, {
  name: 'Excel.ShapeFont',
  members: {
    name: fontPart('name', requireString),
    size: fontPart('size', (value) => (typeof value === 'number' && value > 0 && value <= 409 ? value : invalid())),
    color: fontPart('color', requireColor),
    bold: fontPart('bold', requireFlag),
    italic: fontPart('italic', requireFlag),
    underline: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: ({ text }) => (text.font.underline ? 'Single' : 'None'),
      set: (self, value: unknown) =>
        self.patch({
          font: { ...self.text.font, underline: requireOne(value, ['None', 'Single'] as const) === 'Single' },
        }),
    },
  },
});
