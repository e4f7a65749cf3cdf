import type { ApiMember, RequirementSet } from '../../richapi/object-model.ts';
import { notFound } from './arguments.ts';

/** `getItemAt` of a collection: the item at an index from 0, `ItemNotFound` where there is none. */
export function itemAtMember<C extends { readonly items: readonly object[] }>(since: RequirementSet): ApiMember<C> {
  return { kind: 'method', since, call: (self, index: unknown) => self.items[Number(index)] ?? notFound() };
}
