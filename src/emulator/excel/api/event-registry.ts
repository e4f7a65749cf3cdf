import type { ApiMember, RequirementSet } from '../../richapi/object-model.ts';

/** Numbers of events on the wire (office.js 1.1.110). */
export const eventTypes = {
  sheetChanged: 10,
  sheetActivated: 11,
  sheetDeactivated: 12,
  sheetAdded: 13,
  selectionChanged: 14,
  sheetDeleted: 15,
  calculated: 16,
  formatChanged: 18,
  rowSorted: 19,
  columnSorted: 20,
  singleClicked: 21,
  rowHiddenChanged: 22,
  formulaChanged: 23,
  protectionChanged: 24,
  nameChanged: 25,
  visibilityChanged: 26,
  sheetMoved: 27,
  chartAdded: 50,
  chartDeleted: 53,
  tableSelectionChanged: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
  commentAdded: 250,
  commentDeleted: 251,
  commentChanged: 252,
} as const;

export type EventType = (typeof eventTypes)[keyof typeof eventTypes];

/** Where handlers of the whole workbook are addressed. */
export const workbookTarget = 'Workbook';

/** Which events somebody listens for, so that no other is sent. */
export class EventRegistry {
  readonly #counts = new Map<string, number>();
  /** Ids of tables that the selection touched when listeners last heard of it. */
  readonly selectedTables = new Set<string>();

  add(type: EventType, target: string, by: 1 | -1): void {
    const key = `${type} ${target}`;
    this.#counts.set(key, Math.max(0, (this.#counts.get(key) ?? 0) + by));
  }

  has(type: EventType, target: string): boolean {
    return (this.#counts.get(`${type} ${target}`) ?? 0) > 0;
  }
}

/**
 * An event under its documented name (`onChanged`), with the members by which office.js registers and unregisters a handler:
 * `_RegisterDataChangedEvent` and its like.
 */
export function eventMembers<T extends object>(
  registry: (self: T) => EventRegistry,
  target: (self: T) => string,
  events: Readonly<Record<string, readonly [wireName: string, type: EventType, since: RequirementSet]>>,
): Record<string, ApiMember<T>> {
  return Object.fromEntries(
    Object.entries(events).flatMap(([name, [wireName, type, since]]) => {
      const member = (by: 1 | -1): ApiMember<T> => ({
        kind: 'method',
        since,
        call: (self) => registry(self).add(type, target(self), by),
      });
      const event: ApiMember<T> = { kind: 'event', since };
      return [
        [name, event],
        [`_Register${wireName}`, member(1)],
        [`_Unregister${wireName}`, member(-1)],
      ];
    }),
  );
}
