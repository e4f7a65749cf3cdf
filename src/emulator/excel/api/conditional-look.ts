import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import type { BorderLine } from '../model/cell-format.ts';
import type { ConditionalLook } from '../model/conditional-format.ts';
import { invalid, requireColor, requireOne, requireString } from './arguments.ts';
import { itemAtMember } from './item-at.ts';

/** Whoever has a look: a conditional format. */
export interface LookOwner {
  readonly look: ConditionalLook;
  setLook(look: ConditionalLook): void;
}

type LookName = keyof ConditionalLook;

/** A part of a look: its font, its fill, its borders. */
abstract class LookPart {
  readonly owner: LookOwner;

  constructor(owner: LookOwner) {
    this.owner = owner;
  }

  patch(patch: ConditionalLook): void {
    this.owner.setLook({ ...this.owner.look, ...patch });
  }

  without(...names: readonly LookName[]): void {
    const kept = Object.entries(this.owner.look).filter(([name]) => !names.includes(name as LookName));
    this.owner.setLook(Object.fromEntries(kept));
  }
}

/** `Excel.ConditionalRangeFormat`. */
export class ConditionalRangeFormat extends LookPart {}
/** `Excel.ConditionalRangeFont`. */
export class ConditionalRangeFont extends LookPart {}
/** `Excel.ConditionalRangeFill`. */
export class ConditionalRangeFill extends LookPart {}

const lines = {
  None: '',
  Continuous: 'thin',
  Dash: 'dashed',
  DashDot: 'dashDot',
  DashDotDot: 'dashDotDot',
  Dot: 'dotted',
} as const;
const edges = { EdgeTop: 'top', EdgeBottom: 'bottom', EdgeLeft: 'left', EdgeRight: 'right' } as const;
type Edge = keyof typeof edges;

/** `Excel.ConditionalRangeBorder`: one edge. */
export class ConditionalRangeBorder extends LookPart {
  readonly edge: Edge;

  constructor(owner: LookOwner, edge: Edge) {
    super(owner);
    this.edge = edge;
  }

  get line(): BorderLine | undefined {
    return this.owner.look.borders?.[edges[this.edge]];
  }

  draw(line: Partial<BorderLine>): void {
    const drawn = { style: 'thin', color: '#000000', ...this.line, ...line };
    const { [edges[this.edge]]: _, ...others } = this.owner.look.borders ?? {};
    this.patch({ borders: drawn.style === '' ? others : { ...others, [edges[this.edge]]: drawn } });
  }
}

/** `Excel.ConditionalRangeBorderCollection`: the four edges. */
export class ConditionalRangeBorderCollection extends LookPart {
  get items(): readonly ConditionalRangeBorder[] {
    return (Object.keys(edges) as Edge[]).map((edge) => this.at(edge));
  }

  at(edge: Edge): ConditionalRangeBorder {
    return new ConditionalRangeBorder(this.owner, edge);
  }
}

declareApi(ConditionalRangeFormat, {
  name: 'Excel.ConditionalRangeFormat',
  members: {
    numberFormat: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.owner.look.numberFormat ?? '',
      set: (self, format: unknown) => self.patch({ numberFormat: requireString(format) }),
    },
    font: { kind: 'navigation', since: 'ExcelApi 1.6', get: (self) => new ConditionalRangeFont(self.owner) },
    fill: { kind: 'navigation', since: 'ExcelApi 1.6', get: (self) => new ConditionalRangeFill(self.owner) },
    borders: {
      kind: 'navigation',
      since: 'ExcelApi 1.6',
      get: (self) => new ConditionalRangeBorderCollection(self.owner),
    },
    clearFormat: { kind: 'method', since: 'ExcelApi 1.17', writes: true, call: (self) => self.owner.setLook({}) },
  },
});

function flag(name: 'bold' | 'italic' | 'strikethrough'): ApiMember<ConditionalRangeFont> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.6',
    get: (self) => self.owner.look[name] ?? null,
    set: (self, on: unknown) => self.patch({ [name]: typeof on === 'boolean' ? on : invalid() }),
  };
}

const underlines = { None: 'none', Single: 'single', Double: 'double' } as const;

declareApi(ConditionalRangeFont, {
  name: 'Excel.ConditionalRangeFont',
  members: {
    bold: flag('bold'),
    italic: flag('italic'),
    strikethrough: flag('strikethrough'),
    color: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.owner.look.fontColor ?? '',
      set: (self, color: unknown) => self.patch({ fontColor: requireColor(color) }),
    },
    underline: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ owner: { look } }) => ({ none: 'None', single: 'Single', double: 'Double' })[look.underline ?? 'none'],
      set: (self, underline: unknown) =>
        self.patch({ underline: underlines[requireOne(underline, ['None', 'Single', 'Double'] as const)] }),
    },
    clear: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      writes: true,
      call: (self) => self.without('bold', 'italic', 'strikethrough', 'fontColor', 'underline'),
    },
  },
});

declareApi(ConditionalRangeFill, {
  name: 'Excel.ConditionalRangeFill',
  members: {
    color: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.owner.look.fillColor ?? '',
      set: (self, color: unknown) => self.patch({ fillColor: requireColor(color) }),
    },
    clear: { kind: 'method', since: 'ExcelApi 1.6', writes: true, call: (self) => self.without('fillColor') },
  },
});

declareApi(ConditionalRangeBorder, {
  name: 'Excel.ConditionalRangeBorder',
  identity: (self) => ({ SideIndex: self.edge }),
  members: {
    sideIndex: { kind: 'property', since: 'ExcelApi 1.6', get: (self) => self.edge },
    color: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.line?.color ?? '',
      set: (self, color: unknown) => self.draw({ color: requireColor(color) }),
    },
    style: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: ({ line }) =>
        (Object.keys(lines) as (keyof typeof lines)[]).find((name) => lines[name] === (line?.style ?? '')) ??
        'Continuous',
      set: (self, style: unknown) =>
        self.draw({ style: lines[requireOne(style, Object.keys(lines) as (keyof typeof lines)[])] }),
    },
  },
});

function edge(name: Edge): ApiMember<ConditionalRangeBorderCollection> {
  return { kind: 'navigation', since: 'ExcelApi 1.6', get: (self) => self.at(name) };
}

declareApi(ConditionalRangeBorderCollection, {
  name: 'Excel.ConditionalRangeBorderCollection',
  members: {
    count: { kind: 'property', since: 'ExcelApi 1.6', get: (self) => self.items.length },
    top: edge('EdgeTop'),
    bottom: edge('EdgeBottom'),
    left: edge('EdgeLeft'),
    right: edge('EdgeRight'),
    getItemAt: itemAtMember('ExcelApi 1.6'),
  },
  collection: {
    items: (self) => self.items,
    getItem: (self, key) => self.items.find((each) => each.edge === key) ?? null,
  },
});
