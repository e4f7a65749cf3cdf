import { declareApi, HostError, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';
import { addChart, patchChart, seriesOf } from '../edit/charts.ts';
import { boxOf, leftOf, placeFor, topOf } from '../edit/sizes.ts';
import type { PointBox } from '../model/placement.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ChartState } from '../model/workbook-state.ts';
import { change, invalid, notFound, requireOne, requireString } from './arguments.ts';
import { CellsObject } from './cells.ts';
import { ChartAxes, ChartLegend, ChartTitle } from './chart-parts.ts';
import { ChartSeriesCollection } from './chart-series.ts';
import { chartKinds } from './chart-kinds.ts';
import { eventMembers, eventTypes } from './event-registry.ts';
import type { ExcelModel } from './excel-model.ts';
import { requirePictures } from './pictures.ts';
import { itemAtMember } from './item-at.ts';

/** `Excel.Chart`. A chart that came with the file is read; only those that were added here can be changed. */
export class Chart {
  readonly model: ExcelModel;
  readonly id: string;

  constructor(model: ExcelModel, id: string) {
    this.model = model;
    this.id = id;
  }

  get state(): ChartState {
    return this.model.document.state.charts.find(({ id }) => id === this.id) ?? notFound();
  }

  get sheet(): Sheet {
    return this.model.document.sheetById(this.state.sheetId) ?? notFound();
  }

  patch(patch: Partial<ChartState>): void {
    const { state } = this;
    if (state.part !== null)
      throw new HostError('NotImplemented', 'Charts that came with the file cannot be changed here; add a new one.');
    change(this.model.document, () => patchChart(this.model.document, state, patch));
  }

  place(start: unknown, end: unknown): void {
    const first = this.#cells(start);
    const last = end === undefined || end === null ? undefined : this.#cells(end);
    const { sheet } = this;
    const [left, top] = [leftOf(sheet, first.left), topOf(sheet, first.top)];
    this.move({
      left,
      top,
      ...(last ? { width: leftOf(sheet, last.right + 1) - left, height: topOf(sheet, last.bottom + 1) - top } : {}),
    });
  }

  get box(): PointBox {
    return boxOf(this.sheet, this.state.place);
  }

  move(box: Partial<PointBox>): void {
    this.patch({ place: placeFor(this.sheet, this.state.place.placement, { ...this.box, ...box }) });
  }

  #cells(argument: unknown): { left: number; top: number; right: number; bottom: number } {
    if (argument instanceof CellsObject && argument.areas[0]) return argument.areas[0];
    const range = this.model.rangeAt(this.sheet, requireString(argument));
    return range?.areas[0] ?? invalid();
  }
}

function size(key: keyof PointBox): ApiMember<Chart> {
  return {
    kind: 'property',
    since: 'ExcelApi 1.1',
    get: (self) => self.box[key],
    set: (self, points: unknown) =>
      self.move({ [key]: typeof points === 'number' && points >= 0 ? points : invalid() }),
  };
}

function part(since: RequirementSet, get: (self: Chart) => object): ApiMember<Chart> {
  return { kind: 'navigation', since, get };
}

declareApi(Chart, {
  name: 'Excel.Chart',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.7', get: (self) => self.id },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.name,
      set: (self, name: unknown) => self.patch({ name: requireString(name) }),
    },
    chartType: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => self.state.kind,
      set: (self, type: unknown) => {
        const kind = requireOne(type, chartKinds);
        self.patch({ kind, series: self.state.series.map((series) => ({ ...series, kind })) });
      },
    },
    plotBy: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => self.state.seriesBy },
    left: size('left'),
    top: size('top'),
    width: size('width'),
    height: size('height'),
    title: part('ExcelApi 1.1', (self) => new ChartTitle(self)),
    legend: part('ExcelApi 1.1', (self) => new ChartLegend(self)),
    axes: part('ExcelApi 1.1', (self) => new ChartAxes(self)),
    series: part('ExcelApi 1.1', (self) => new ChartSeriesCollection(self)),
    worksheet: part('ExcelApi 1.2', (self) => self.model.worksheet(self.sheet)),
    getImage: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      call: (self, width: unknown, height: unknown, fittingMode: unknown) => {
        const size = (value: unknown): number | undefined =>
          value === undefined || value === null
            ? undefined
            : typeof value === 'number' && value >= 1 && value <= 4096
              ? value
              : invalid('A picture is between 1 and 4096 pixels wide and high.');
        const fit = requireOne(fittingMode ?? 'Fit', ['Fit', 'FitAndCenter', 'Fill'] as const);
        const [across, down] = [size(width), size(height)];
        return requirePictures(self.model.pictures).chart(
          self.state,
          { ...(across === undefined ? {} : { width: across }), ...(down === undefined ? {} : { height: down }) },
          fit,
        );
      },
    },
    setData: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self, source: unknown, by: unknown) => {
        const given = source instanceof CellsObject ? source : invalid();
        const [area] = given.areas;
        const seriesBy = requireOne(by ?? 'Auto', ['Auto', 'Rows', 'Columns'] as const);
        if (area) self.patch(seriesOf(self.model.document, given.sheet, area, seriesBy, self.state.kind));
      },
    },
    setPosition: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self, start: unknown, end: unknown) => self.place(start, end),
    },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self) => {
        const { document } = self.model;
        const { id } = self.state;
        change(document, () =>
          document.changeState({ charts: document.state.charts.filter((each) => each.id !== id) }),
        );
      },
    },
  },
});

/** `Excel.ChartCollection`: the charts of a sheet. */
export class ChartCollection {
  readonly model: ExcelModel;
  readonly sheet: Sheet;

  constructor(model: ExcelModel, sheet: Sheet) {
    this.model = model;
    this.sheet = sheet;
  }

  get items(): readonly Chart[] {
    return this.model.document.state.charts
      .filter(({ sheetId }) => sheetId === this.sheet.id)
      .map(({ id }) => new Chart(this.model, id));
  }

  find(key: unknown): Chart | null {
    return this.items.find(({ id, state }) => id === key || state.name === key) ?? null;
  }
}

declareApi(ChartCollection, {
  name: 'Excel.ChartCollection',
  members: {
    count: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.items.length },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.1'),
    getItem: { kind: 'method', since: 'ExcelApi 1.1', call: (self, key: unknown) => self.find(key) ?? notFound() },
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.4', call: (self, key: unknown) => self.find(key) },
    ...eventMembers<ChartCollection>(
      (self) => self.model.events,
      (self) => self.sheet.id,
      {
        onAdded: ['AddedEvent', eventTypes.chartAdded, 'ExcelApi 1.8'],
        onDeleted: ['DeletedEvent', eventTypes.chartDeleted, 'ExcelApi 1.8'],
      },
    ),
    add: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self, type: unknown, source: unknown, by: unknown) => {
        const kind = requireOne(type, chartKinds);
        const given = source instanceof CellsObject ? source : invalid();
        const area = given.areas[0] ?? invalid();
        const seriesBy = requireOne(by ?? 'Auto', ['Auto', 'Rows', 'Columns'] as const);
        const { document } = self.model;
        const made = change(document, () =>
          addChart(document, self.sheet, kind, { sheet: given.sheet, area }, seriesBy),
        );
        return new Chart(self.model, made.id);
      },
    },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
