import type { ApiMember } from '../../richapi/object-model.ts';
import { blocksOfSpan } from '../model/flat-opc.ts';
import type { Span } from '../model/story.ts';
import { ancestorW, isW } from '../model/xml.ts';
import { originOf, tablesIn } from '../parts/table-grid.ts';
import { notFound } from './collection.ts';
import type { TextObject } from './text-object.ts';

/** How text lies to tables: in which one it is, which ones are in it. */

/** `parentTable` and `parentTableCell`, with their `…OrNullObject`: the nearest ones around the whole text. */
export function parentTableMembers<T extends TextObject>(): Record<
  'parentTable' | 'parentTableOrNullObject' | 'parentTableCell' | 'parentTableCellOrNullObject',
  ApiMember<T>
> {
  const parentOf = (self: T, name: 'tbl' | 'tc'): object | null => {
    const { start, end } = self.span;
    return parentTableOf(self, start.paragraph, end.paragraph, name);
  };
  return membersBy(parentOf);
}

/** The same for a table, which is in none of its own cells. */
export function parentTableMembersOf<T extends TextObject & { readonly element: Element }>(): ReturnType<
  typeof parentTableMembers<T>
> {
  return membersBy((self, name) => parentTableOf(self, self.element, self.element, name));
}

function membersBy<T extends TextObject>(
  parentOf: (self: T, name: 'tbl' | 'tc') => object | null,
): ReturnType<typeof parentTableMembers<T>> {
  const navigation = (get: (self: T) => object | null): ApiMember<T> => ({
    kind: 'navigation',
    since: 'WordApi 1.3',
    get,
  });
  return {
    parentTable: navigation((self) => parentOf(self, 'tbl') ?? notFound()),
    parentTableOrNullObject: navigation((self) => parentOf(self, 'tbl')),
    parentTableCell: navigation((self) => parentOf(self, 'tc') ?? notFound()),
    parentTableCellOrNullObject: navigation((self) => parentOf(self, 'tc')),
  };
}

function parentTableOf({ model }: TextObject, first: Element, last: Element, name: 'tbl' | 'tc'): object | null {
  let found = ancestorW(first, name);
  while (found && !found.contains(last)) found = ancestorW(found, name);
  if (!found) return null;
  return name === 'tbl' ? model.table(found) : model.tableCell(originOf(found));
}

/** The tables in a span, those inside of them left out. */
export function tablesOfSpan(span: Span): Element[] {
  return blocksOfSpan(span).blocks.flatMap((block) => (isW(block, 'tbl') ? [block] : tablesIn(block)));
}
