import { apiTypeOf, type ApiType, type ObjectModel } from '../../richapi/object-model.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { contains, type Area } from '../model/address.ts';
import { pivotsAt } from '../model/pivot-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { Application } from './application.ts';
import { areasOfReference } from '../model/references.ts';
import { Chart, ChartCollection } from './chart.ts';
import { ChartAxes, ChartAxis, ChartAxisTitle, ChartLegend, ChartTitle } from './chart-parts.ts';
import { ChartSeries, ChartSeriesCollection } from './chart-series.ts';
import { Comment, CommentCollection, CommentReply, CommentReplyCollection } from './comment.ts';
import {
  ConditionalDataBarNegativeFormat,
  ConditionalDataBarPositiveFormat,
  DataBarConditionalFormat,
} from './conditional-bar.ts';
import { ConditionalFormat, ConditionalFormatCollection } from './conditional-format.ts';
import {
  ConditionalRangeBorder,
  ConditionalRangeBorderCollection,
  ConditionalRangeFill,
  ConditionalRangeFont,
  ConditionalRangeFormat,
} from './conditional-look.ts';
import {
  CellValueConditionalFormat,
  ColorScaleConditionalFormat,
  ConditionalFormatRule,
  CustomConditionalFormat,
  IconSetConditionalFormat,
  PresetCriteriaConditionalFormat,
  TextConditionalFormat,
  TopBottomConditionalFormat,
} from './conditional-rules.ts';
import { CustomFunctions } from './custom-functions.ts';
import { CustomXmlPart, CustomXmlPartCollection, CustomXmlPartScopedCollection } from './custom-xml-part.ts';
import { documentedExcelApi } from './documented-members.ts';
import { EventRegistry } from './event-registry.ts';
import type { SheetAreas } from '../model/sheet-areas.ts';
import type { ExcelModel } from './excel-model.ts';
import { WorksheetFreezePanes } from './freeze-panes.ts';
import { knownGaps } from './known-gaps.ts';
import { NamedItem, NamedItemCollection } from './named-item.ts';
import { Note, NoteCollection } from './note.ts';
import { DataPivotHierarchy, DataPivotHierarchyCollection } from './pivot-data.ts';
import { PivotField, PivotFieldCollection, PivotItem, PivotItemCollection } from './pivot-field.ts';
import {
  AxisHierarchyCollection,
  FilterPivotHierarchy,
  FilterPivotHierarchyCollection,
  PivotHierarchy,
  PivotHierarchyCollection,
  RowColumnPivotHierarchy,
} from './pivot-hierarchies.ts';
import type { Pictures } from './pictures.ts';
import { PivotLayout } from './pivot-layout.ts';
import { PivotTable, PivotTableCollection, PivotTableScopedCollection } from './pivot-table.ts';
import { Range } from './range.ts';
import { RangeAreas, RangeAreasCollection, RangeCollection, WorkbookRangeAreas } from './range-areas.ts';
import { RangeBorder, RangeBorderCollection } from './range-borders.ts';
import { RemoveDuplicatesResult } from './range-edits.ts';
import { FormatProtection, RangeFill, RangeFont, RangeFormat } from './range-format.ts';
import { RangeSort } from './range-sort.ts';
import { Setting, SettingCollection } from './setting.ts';
import { GeometricShape, Shape, ShapeCollection } from './shape.ts';
import { ShapeFill, ShapeFont, ShapeLineFormat, TextFrame, TextRange } from './shape-look.ts';
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
  Comment,
  CommentCollection,
  CommentReply,
  CommentReplyCollection,
  CellValueConditionalFormat,
  ColorScaleConditionalFormat,
  ConditionalDataBarNegativeFormat,
  ConditionalDataBarPositiveFormat,
  ConditionalFormat,
  ConditionalFormatCollection,
  ConditionalFormatRule,
  ConditionalRangeBorder,
  ConditionalRangeBorderCollection,
  ConditionalRangeFill,
  ConditionalRangeFont,
  ConditionalRangeFormat,
  CustomConditionalFormat,
  DataBarConditionalFormat,
  IconSetConditionalFormat,
  PresetCriteriaConditionalFormat,
  TextConditionalFormat,
  TopBottomConditionalFormat,
  CustomXmlPart,
  CustomXmlPartCollection,
  CustomXmlPartScopedCollection,
  FormatProtection,
  NamedItem,
  NamedItemCollection,
  Note,
  NoteCollection,
  AxisHierarchyCollection,
  DataPivotHierarchy,
  DataPivotHierarchyCollection,
  FilterPivotHierarchy,
  FilterPivotHierarchyCollection,
  PivotField,
  PivotFieldCollection,
  PivotHierarchy,
  PivotHierarchyCollection,
  PivotItem,
  PivotItemCollection,
  PivotLayout,
  PivotTable,
  PivotTableCollection,
  PivotTableScopedCollection,
  RowColumnPivotHierarchy,
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
  GeometricShape,
  Shape,
  ShapeCollection,
  ShapeFill,
  ShapeFont,
  ShapeLineFormat,
  TextFrame,
  TextRange,
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

/** What there is and what is documented, for the requirement sets and the page about the API. */
export const excelApi: Pick<ObjectModel, 'types' | 'documented'> = {
  types: excelTypes,
  documented: { members: documentedExcelApi, knownGaps },
};

/** Members that take rows out or put them in, or lead there, and look at nothing that moves for it. */
const leavesMoves = new Set([
  'Workbook.worksheets',
  'WorksheetCollection.getItem',
  'Worksheet.getRangeByIndexes',
  'Range.getEntireRow',
  'Range.delete',
  'Range.insert',
]);

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
  {
    onRuntimeNeeded,
    pictures = null,
  }: { readonly onRuntimeNeeded?: () => void; readonly pictures?: Pictures | null } = {},
): ExcelObjectModel {
  const model = new Model(document, fileName, pictures);
  const customFunctions = new CustomFunctions(onRuntimeNeeded);
  return {
    events: model.events,
    customFunctions,
    objectModel: {
      root: model.workbook,
      beforeMember: (location) => {
        if (!leavesMoves.has(location)) document.heldMoves.settle();
      },
      services: { 'Microsoft.ExcelServices.CustomFunctions': () => customFunctions },
      ...excelApi,
    },
  };
}

class Model implements ExcelModel {
  readonly document: ExcelDocument;
  readonly events = new EventRegistry();
  readonly workbook: object;
  readonly pictures: Pictures | null;
  readonly #worksheets = new WeakMap<Sheet, object>();

  constructor(document: ExcelDocument, fileName: string, pictures: Pictures | null) {
    this.document = document;
    this.pictures = pictures;
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

  pivotsAt(sheet: Sheet, area: Area, fullyContained: boolean): object {
    const { pivotTables } = this.document.state;
    const met = pivotsAt(pivotTables, sheet.id, area).filter((pivot) => !fullyContained || contains(area, pivot.area));
    return new PivotTableScopedCollection(met.map(({ id }) => new PivotTable(this, id)));
  }

  charts(sheet: Sheet): object {
    return new ChartCollection(this, sheet);
  }

  rangeAt(sheet: Sheet, address: string): SheetAreas | null {
    return areasOfReference(this.document, sheet, address);
  }
}
