import { areaName, cellName, intersect } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ModelEvent } from '../model/model-event.ts';
import type { RichApiMessage } from '../../wire/document-host.ts';
import { apiValue } from './range-values.ts';
import { eventTypes, workbookTarget, type EventRegistry, type EventType } from './event-registry.ts';
import type { ExcelDocument } from '../excel-document.ts';

/** The category of rich API messages that are events. */
const eventCategory = 65_536;

const commentEvents = {
  'comment-added': eventTypes.commentAdded,
  'comment-deleted': eventTypes.commentDeleted,
  'comment-changed': eventTypes.commentChanged,
} as const;

/** What add-ins that listen are told of something that happened. */
export function messagesFor(
  document: ExcelDocument,
  registry: EventRegistry,
  events: readonly ModelEvent[],
): RichApiMessage[] {
  const messages: RichApiMessage[] = [];
  const tell = (type: EventType, sheetId: string, body: Readonly<Record<string, unknown>>): void => {
    for (const target of [sheetId, workbookTarget]) {
      if (registry.has(type, target))
        messages.push({
          category: eventCategory,
          type,
          target,
          message: JSON.stringify({ worksheetId: sheetId, ...body }),
        });
    }
  };
  const origin = { source: 'Local', triggerSource: 'Unknown' };
  for (const event of events) {
    switch (event.type) {
      case 'edited': {
        const details =
          event.before === undefined
            ? {}
            : {
                details: {
                  valueBefore: apiValue(event.before),
                  valueAfter: apiValue(event.after ?? null),
                  valueTypeBefore: typeName(event.before),
                  valueTypeAfter: typeName(event.after ?? null),
                },
              };
        const address = areaName(event.area);
        tell(eventTypes.sheetChanged, event.sheetId, { address, changeType: 'RangeEdited', ...origin, ...details });
        for (const table of document.state.tables) {
          const isInside =
            event.area.top <= table.area.bottom &&
            event.area.bottom >= table.area.top &&
            event.area.left <= table.area.right &&
            event.area.right >= table.area.left;
          if (table.sheetId === event.sheetId && isInside)
            tellTable(String(table.id), event.sheetId, address, 'RangeEdited');
        }
        break;
      }
      case 'cells-inserted':
      case 'cells-deleted': {
        const changeType = changeTypeOf(event);
        tell(eventTypes.sheetChanged, event.sheetId, { address: areaName(event.area), changeType, ...origin });
        break;
      }
      case 'formatted':
        tell(eventTypes.formatChanged, event.sheetId, { address: areaName(event.area), ...origin });
        break;
      case 'sorted':
        tell(event.axis === 'rows' ? eventTypes.rowSorted : eventTypes.columnSorted, event.sheetId, {
          address: areaName(event.area),
          ...origin,
        });
        break;
      case 'calculated':
        tell(eventTypes.calculated, event.sheetId, { address: '' });
        break;
      case 'activated':
        tell(eventTypes.sheetDeactivated, event.previousId, {});
        tell(eventTypes.sheetActivated, event.sheetId, {});
        break;
      case 'selected': {
        const sheet = document.sheetById(event.sheetId);
        if (sheet)
          tell(eventTypes.selectionChanged, event.sheetId, {
            address: document.selectionOf(sheet).areas.map(areaName).join(','),
          });
        if (sheet) tellSelectedTables(sheet);
        break;
      }
      case 'sheet-added':
        tell(eventTypes.sheetAdded, event.sheetId, origin);
        break;
      case 'sheet-deleted':
        tell(eventTypes.sheetDeleted, event.sheetId, origin);
        break;
      case 'sheet-renamed':
        tell(eventTypes.nameChanged, event.sheetId, { nameBefore: event.before, nameAfter: event.after, ...origin });
        break;
      case 'sheet-visibility':
        tell(eventTypes.visibilityChanged, event.sheetId, {
          visibilityBefore: event.before,
          visibilityAfter: event.after,
          ...origin,
        });
        break;
      case 'sheet-protection':
        tell(eventTypes.protectionChanged, event.sheetId, { isProtected: event.isProtected, ...origin });
        break;
      case 'rows-hidden':
        tell(eventTypes.rowHiddenChanged, event.sheetId, {
          address: areaName(event.area),
          changeType: event.hidden ? 'Hidden' : 'Unhidden',
          ...origin,
        });
        break;
      case 'comment-added':
      case 'comment-deleted':
      case 'comment-changed': {
        const commentDetails = [{ commentId: event.commentId, replyIds: event.replyIds }];
        const changeType = event.type === 'comment-changed' ? { changeType: event.change } : {};
        tell(commentEvents[event.type], event.sheetId, { commentDetails, ...changeType, ...origin });
        break;
      }
      case 'formulas-changed':
        // There may be a hundred thousand.
        if (![event.sheetId, workbookTarget].some((target) => registry.has(eventTypes.formulaChanged, target))) break;
        tell(eventTypes.formulaChanged, event.sheetId, {
          formulaDetails: event.cells.map(([row, column, before]) => ({
            cellAddress: cellName(row, column),
            previousFormula: before === '' ? '' : `=${before}`,
          })),
          ...origin,
        });
        break;
      case 'sheet-moved':
        tell(eventTypes.sheetMoved, event.sheetId, {
          positionBefore: event.before,
          positionAfter: event.after,
          ...origin,
        });
        break;
      case 'clicked':
        tell(eventTypes.singleClicked, event.sheetId, {
          address: cellName(event.row, event.column),
          offsetX: event.x,
          offsetY: event.y,
        });
        break;
      case 'workbook-changed': {
        const { before, after } = event;
        for (const { id, sheetId } of without(after.charts, before.charts))
          tell(eventTypes.chartAdded, sheetId, { chartId: id, ...origin });
        for (const { id, sheetId } of without(before.charts, after.charts))
          tell(eventTypes.chartDeleted, sheetId, { chartId: id, ...origin });
        for (const { id, sheetId } of without(after.tables, before.tables))
          tell(eventTypes.tableAdded, sheetId, { tableId: String(id), ...origin });
        for (const { id, name, sheetId } of without(before.tables, after.tables))
          tell(eventTypes.tableDeleted, sheetId, { tableId: String(id), tableName: name, ...origin });
        break;
      }
      default:
    }
  }
  return messages;

  /** Tables into which the selection came, in which it moved, and which it left. */
  function tellSelectedTables(sheet: Sheet): void {
    for (const { id, sheetId, area } of document.state.tables) {
      const target = String(id);
      if (!registry.has(eventTypes.tableSelectionChanged, target)) continue;
      const inside =
        sheetId === sheet.id
          ? document.selectionOf(sheet).areas.flatMap((selected) => intersect(selected, area) ?? [])
          : [];
      if (inside.length === 0 && !registry.selectedTables.delete(target)) continue;
      if (inside.length > 0) registry.selectedTables.add(target);
      const message = JSON.stringify({
        tableId: target,
        worksheetId: sheetId,
        isInsideTable: inside.length > 0,
        address: inside.map(areaName).join(','),
      });
      messages.push({ category: eventCategory, type: eventTypes.tableSelectionChanged, target, message });
    }
  }

  function tellTable(tableId: string, worksheetId: string, address: string, changeType: string): void {
    for (const target of [tableId, workbookTarget]) {
      if (!registry.has(eventTypes.tableChanged, target)) continue;
      const message = JSON.stringify({ tableId, worksheetId, address, changeType, ...origin });
      messages.push({ category: eventCategory, type: eventTypes.tableChanged, target, message });
    }
  }
}

function changeTypeOf({
  type,
  axis,
  area,
}: Extract<ModelEvent, { axis: unknown; type: 'cells-inserted' | 'cells-deleted' }>): string {
  const isInserted = type === 'cells-inserted';
  const isWhole =
    axis === 'rows' ? area.left === 0 && area.right === 16_383 : area.top === 0 && area.bottom === 1_048_575;
  if (isWhole) return `${axis === 'rows' ? 'Row' : 'Column'}${isInserted ? 'Inserted' : 'Deleted'}`;
  return isInserted ? 'CellInserted' : 'CellDeleted';
}

function typeName(value: unknown): string {
  if (value === null) return 'Empty';
  if (typeof value === 'number') return 'Double';
  return typeof value === 'boolean' ? 'Boolean' : typeof value === 'string' ? 'String' : 'Error';
}

/** What is in one list and not in another, by id. */
function without<T extends { readonly id: string | number }>(items: readonly T[], others: readonly T[]): readonly T[] {
  if (items === others) return [];
  const known = new Set(others.map(({ id }) => id));
  return items.filter(({ id }) => !known.has(id));
}
