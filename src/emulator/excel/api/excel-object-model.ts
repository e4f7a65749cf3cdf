import { apiTypeOf, type ApiType, type ObjectModel } from '../../richapi/object-model.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import { Application } from './application.ts';
import { areasOfReference } from '../model/references.ts';
import { Chart, ChartCollection } from './chart.ts';
import { ChartAxes, ChartAxis, ChartAxisTitle, ChartLegend, ChartTitle } from './chart-parts.ts';
import { ChartSeries, ChartSeriesCollection } from './chart-series.ts';
import { CustomFunctions } from './custom-functions.ts';
import { CustomXmlPart, CustomXmlPartCollection, CustomXmlPartScopedCollection } from './custom-xml-part.ts';
import { documentedExcelApi } from './documented-members.ts';
import { EventRegistry } from './event-registry.ts';
import type { SheetAreas } from '../model/sheet-areas.ts';
import type { ExcelModel } from './excel-model.ts';
import { WorksheetFreezePanes } from './freeze-panes.ts';
import { knownGaps } from './known-gaps.ts';
import { NamedItem, NamedItemCollection } from './named-item.ts';
import { Range } from './range.ts';
import { RangeAreas, RangeAreasCollection, RangeCollection, WorkbookRangeAreas } from './range-areas.ts';
import { RangeBorder, RangeBorderCollection } from './range-borders.ts';
import { RemoveDuplicatesResult } from './range-edits.ts';
import { FormatProtection, RangeFill, RangeFont, RangeFormat } from './range-format.ts';
import { RangeSort } from './range-sort.ts';
import { Setting, SettingCollection } from './setting.ts';
import { Table, TableSort } from './table.ts';
import { TableCollection, TableScopedCollection } from './table-collection.ts';
import { Filter, TableColumn, TableColumnCollection } from './table-column.ts';
import { TableRow, TableRowCollection } from './table-row.ts';
import { Workbook, WorkbookProtection } from './workbook.ts';
import { Worksheet } from './worksheet.ts';
import { WorksheetCollection } from './worksheet-collection.ts';
import { WorksheetProtection } from './worksheet-protection.ts';

const classes = [
  Application,
  Chart,
  ChartAxes,
  ChartAxis,
  ChartAxisTitle,
  ChartCollection,
  ChartLegend,
  ChartSeries,
  ChartSeriesCollection,
  ChartTitle,
  CustomXmlPart,
  CustomXmlPartCollection,
  CustomXmlPartScopedCollection,
  FormatProtection,
  NamedItem,
  NamedItemCollection,
  Range,
  RangeAreas,
  RangeAreasCollection,
  RangeBorder,
  RangeBorderCollection,
  RangeCollection,
  RangeFill,
  RangeFont,
  RangeFormat,
  RangeSort,
  RemoveDuplicatesResult,
  Setting,
  SettingCollection,
  Filter,
  Table,
  TableCollection,
  TableColumn,
  TableColumnCollection,
  TableRow,
  TableRowCollection,
  TableScopedCollection,
  TableSort,
  Workbook,
  WorkbookProtection,
  WorkbookRangeAreas,
  Worksheet,
  WorksheetCollection,
  WorksheetFreezePanes,
  WorksheetProtection,
];

/** Every class of the emulated Excel, for the requirement sets and the page about the API. */
export const excelTypes: readonly ApiType<object>[] = classes.map((each) => {
  const type = apiTypeOf(each.prototype);
  if (!type) throw new Error(`${each.name} declares no API.`);
  return type;
});

export interface ExcelObjectModel {
  readonly objectModel: ObjectModel;
  readonly events: EventRegistry;
  /** Runs custom functions over the wire. */
  readonly customFunctions: CustomFunctions;
}

/** The Office object model over an opened workbook. */
export function createExcelObjectModel(
  document: ExcelDocument,
  fileName: string,
  onRuntimeNeeded?: () => void,
): ExcelObjectModel {
  const model = new Model(document, fileName);
  const customFunctions = new CustomFunctions(onRuntimeNeeded);
  return {
    events: model.events,
    customFunctions,
    objectModel: {
      root: model.workbook,
      services: { 'Microsoft.ExcelServices.CustomFunctions': () => customFunctions },
      types: excelTypes,
      documented: { members: documentedExcelApi, knownGaps },
    },
  };
}

class Model implements ExcelModel {
  readonly document: ExcelDocument;
  readonly events = new EventRegistry();
  readonly workbook: object;
  readonly #worksheets = new WeakMap<Sheet, object>();

  constructor(document: ExcelDocument, fileName: string) {
    this.document = document;
    this.workbook = new Workbook(this, fileName);
  }

  worksheet(sheet: Sheet): object {
    const known = this.#worksheets.get(sheet);
    if (known) return known;
    const made = new Worksheet(this, sheet);
    this.#worksheets.set(sheet, made);
    return made;
  }

  worksheets(): object {
    return new WorksheetCollection(this);
  }

  range(sheet: Sheet, area: Area): object {
    return new Range(this, sheet, [area]);
  }

  rangeAreas(sheet: Sheet, areas: readonly Area[]): object {
    return new RangeAreas(this, sheet, areas);
  }

  workbookRangeAreas(areas: readonly SheetAreas[]): object {
    return new WorkbookRangeAreas(this, areas);
  }

  names(sheetId: string | null): object {
    return new NamedItemCollection(this, sheetId);
  }

  tables(sheetId: string | null): object {
    return new TableCollection(this, sheetId);
  }

  tablesAt(sheet: Sheet, area: Area, fullyContained: boolean): object {
    return new TableScopedCollection(this, sheet.id, area, fullyContained);
  }

  charts(sheet: Sheet): object {
    return new ChartCollection(this, sheet);
  }

  rangeAt(sheet: Sheet, address: string): SheetAreas | null {
    return areasOfReference(this.document, sheet, address);
  }
}
