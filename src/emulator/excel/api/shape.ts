import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { addOutline, addTextBox, deleteShape, patchShape, placeShape, stackShape } from '../edit/shapes.ts';
import { boxOf } from '../edit/sizes.ts';
import type { PointBox } from '../model/placement.ts';
import { outlineNames, outlineType } from '../model/shape-outlines.ts';
import type { ShapeState } from '../model/shape-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { change, invalid, notFound, requireOne, requireString } from './arguments.ts';
import type { ExcelModel } from './excel-model.ts';
import { itemAtMember } from './item-at.ts';
import { ShapeFill, ShapeLineFormat, TextFrame } from './shape-look.ts';

/** `Excel.Shape`: what floats over a sheet's cells, charts apart. */
export class Shape {
  readonly model: ExcelModel;
  readonly id: string;

  constructor(model: ExcelModel, id: string) {
    this.model = model;
    this.id = id;
  }

  get state(): ShapeState {
    return this.model.document.state.shapes.find(({ id }) => id === this.id) ?? notFound();
  }

  get sheet(): Sheet {
    return this.model.document.sheetById(this.state.sheetId) ?? notFound();
  }

  get box(): PointBox {
    return boxOf(this.sheet, this.state.place);
  }

  /** Its height among the shapes of its sheet, 0 for the lowest. */
  get position(): number {
    const { state } = this;
    return this.siblings.findIndex(({ id }) => id === state.id);
  }

  get siblings(): readonly ShapeState[] {
    const { sheetId } = this.state;
    return this.model.document.state.shapes.filter((each) => each.sheetId === sheetId);
  }

  patch(patch: Partial<ShapeState>): void {
    change(this.model.document, () => patchShape(this.model.document, this.state, patch));
  }

  move(box: Partial<PointBox>): void {
    const { state, sheet } = this;
    change(this.model.document, () => placeShape(this.model.document, sheet, state, box));
  }

  /** One side of it; the other follows where the ratio is locked. */
  resize(side: 'width' | 'height', points: number): void {
    const { box, state } = this;
    const other = side === 'width' ? 'height' : 'width';
    const isTied = state.lockAspectRatio && box[side] > 0;
    this.move({ [side]: points, ...(isTied ? { [other]: (box[other] * points) / box[side] } : {}) });
  }

  scale(side: 'width' | 'height', factor: unknown, from: unknown, keep: unknown): void {
    if (typeof factor !== 'number' || factor <= 0) return invalid();
    if (requireOne(from, ['CurrentSize', 'OriginalSize'] as const) === 'OriginalSize')
      throw new HostError('NotImplemented', 'Shapes are scaled here from the size that they have.');
    const { box, state } = this;
    const grown = box[side] * (factor - 1);
    const share = {
      ScaleFromTopLeft: 0,
      ScaleFromMiddle: 0.5,
      ScaleFromBottomRight: 1,
    }[requireOne(keep ?? 'ScaleFromTopLeft', ['ScaleFromTopLeft', 'ScaleFromMiddle', 'ScaleFromBottomRight'] as const)];
    const start = side === 'width' ? 'left' : 'top';
    this.resize(side, box[side] * factor);
    if (share > 0 && !state.lockAspectRatio) this.move({ [start]: box[start] - grown * share });
    return undefined;
  }
}

function side(key: 'left' | 'top'): ApiMember<Shape> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.9',
    get: (self) => self.box[key],
    set: (self, points: unknown) => self.move({ [key]: typeof points === 'number' ? points : invalid() }),
  };
}

function extent(key: 'width' | 'height'): ApiMember<Shape> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.9',
    get: (self) => self.box[key],
    set: (self, points: unknown) => self.resize(key, typeof points === 'number' && points >= 0 ? points : invalid()),
  };
}

function words(key: 'name' | 'title' | 'description'): ApiMember<Shape> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.9',
    get: (self) => self.state[key],
    set: (self, text: unknown) => self.patch({ [key]: requireString(text) }),
  };
}

function flag(key: 'visible' | 'lockAspectRatio'): ApiMember<Shape> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.9',
    get: (self) => self.state[key],
    set: (self, on: unknown) => self.patch({ [key]: typeof on === 'boolean' ? on : invalid() }),
  };
}

function increment(key: 'left' | 'top'): ApiMember<Shape> {
  return {
    kind: 'method',
    since: 'ExcelApi 1.9',
    writes: true,
    call: (self, points: unknown) =>
      self.move({ [key]: typeof points === 'number' ? self.box[key] + points : invalid() }),
  };
}

function scaling(key: 'width' | 'height'): ApiMember<Shape> {
  return {
    kind: 'method',
    since: 'ExcelApi 1.9',
    writes: true,
    call: (self, factor: unknown, from: unknown, keep: unknown) => self.scale(key, factor, from, keep),
  };
}

/** From 0 to 360, as Excel tells turns. */
const turned = (degrees: unknown): number =>
  typeof degrees === 'number' && Number.isFinite(degrees) ? ((degrees % 360) + 360) % 360 : invalid();

declareApi(Shape, {
  name: 'Excel.Shape',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.id },
    name: words('name'),
    altTextTitle: words('title'),
    altTextDescription: words('description'),
    type: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.state.kind },
    geometricShapeType: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => (self.state.kind === 'GeometricShape' ? outlineType(self.state.outline) : null),
      set: (self, type: unknown) => self.patch({ outline: outlineNames[requireString(type)] ?? invalid() }),
    },
    left: side('left'),
    top: side('top'),
    width: extent('width'),
    height: extent('height'),
    visible: flag('visible'),
    lockAspectRatio: flag('lockAspectRatio'),
    // Shapes in groups are not told one by one.
    level: { kind: 'property', since: 'ExcelApi 1.9', get: () => 0 },
    zOrderPosition: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.position },
    rotation: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => self.state.rotation,
      set: (self, degrees: unknown) => self.patch({ rotation: turned(degrees) }),
    },
    placement: {
      kind: 'property',
      since: 'ExcelApi 1.10',
      get: (self) => self.state.place.placement,
      set: (self, placement: unknown) => {
        const wanted = requireOne(placement, ['TwoCell', 'OneCell', 'Absolute'] as const);
        const { model, sheet, state } = self;
        change(model.document, () => placeShape(model.document, sheet, state, {}, wanted));
      },
    },
    fill: { kind: 'navigation', since: 'ExcelApi 1.9', get: (self) => new ShapeFill(self) },
    lineFormat: { kind: 'navigation', since: 'ExcelApi 1.9', get: (self) => new ShapeLineFormat(self) },
    textFrame: { kind: 'navigation', since: 'ExcelApi 1.9', get: (self) => new TextFrame(self) },
    geometricShape: {
      kind: 'navigation',
      since: 'ExcelApi 1.9',
      get: (self) => (self.state.kind === 'GeometricShape' ? new GeometricShape(self) : invalid()),
    },
    incrementLeft: increment('left'),
    incrementTop: increment('top'),
    incrementRotation: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self, degrees: unknown) => self.patch({ rotation: turned(self.state.rotation + turned(degrees)) }),
    },
    scaleWidth: scaling('width'),
    scaleHeight: scaling('height'),
    setZOrder: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self, how: unknown) => {
        const { position, model, state, siblings } = self;
        const wanted = {
          BringToFront: siblings.length,
          BringForward: position + 1,
          SendBackward: position - 1,
          SendToBack: 0,
        }[requireOne(how, ['BringToFront', 'BringForward', 'SendBackward', 'SendToBack'] as const)];
        change(model.document, () => stackShape(model.document, state, wanted));
      },
    },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self) => {
        const { model, state } = self;
        change(model.document, () => deleteShape(model.document, state));
      },
    },
  },
});

/** `Excel.GeometricShape`. */
export class GeometricShape {
  readonly shape: Shape;

  constructor(shape: Shape) {
    this.shape = shape;
  }
}

declareApi(GeometricShape, {
  name: 'Excel.GeometricShape',
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.9', get: ({ shape }) => shape.id },
    shape: { kind: 'navigation', since: 'ExcelApi 1.9', get: ({ shape }) => shape },
  },
});

/** `Excel.ShapeCollection`: the shapes of a sheet, the lowest first. */
export class ShapeCollection {
  readonly model: ExcelModel;
  readonly sheet: Sheet;

  constructor(model: ExcelModel, sheet: Sheet) {
    this.model = model;
    this.sheet = sheet;
  }

  get items(): readonly Shape[] {
    return this.model.document.state.shapes
      .filter(({ sheetId }) => sheetId === this.sheet.id)
      .map(({ id }) => new Shape(this.model, id));
  }

  find(key: unknown): Shape | null {
    return this.items.find(({ id, state }) => id === key || state.name === key) ?? null;
  }

  add(make: () => ShapeState): Shape {
    return new Shape(this.model, change(this.model.document, make).id);
  }
}

declareApi(ShapeCollection, {
  name: 'Excel.ShapeCollection',
  members: {
    getCount: { kind: 'method', since: 'ExcelApi 1.9', call: (self) => self.items.length },
    getItem: { kind: 'method', since: 'ExcelApi 1.9', call: (self, key: unknown) => self.find(key) ?? notFound() },
    getItemAt: itemAtMember('ExcelApi 1.9'),
    addTextBox: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self, text: unknown) => {
        const own = requireString(text ?? '').replace(/\r\n?/g, '\n');
        return self.add(() => addTextBox(self.model.document, self.sheet, own));
      },
    },
    addGeometricShape: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self, type: unknown) => {
        const name = requireString(type);
        const outline = outlineNames[name];
        if (outline === undefined)
          throw new HostError('NotImplemented', `Shapes of the type '${name}' cannot be added here.`);
        return self.add(() => addOutline(self.model.document, self.sheet, outline, name));
      },
    },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
