import type { QueryInfo } from './batch.ts';
import { documentedName, readMember, requireMember, requireType, wireName } from './member-access.ts';
import { apiTypeOf } from './object-model.ts';

/** What a load asks of one object: scalars by name, and of objects within, the same again. `all`: every scalar. */
interface Selection {
  all: boolean;
  readonly scalars: Set<string>;
  readonly within: Map<string, Selection>;
}

/** Adds the fields that tell the add-in which object an answer is about (`_ReferenceId`, `_Id`). */
export type Identify = (target: object) => Record<string, unknown>;

/**
 * Answers a load: an object with wire names, nested for `a/b`, `{_Items: […]}` for a collection. As in Office,
 * no `Select` or `*` means every scalar property and no navigation property. What a collection held is put down in
 * `answered`, by which its items are addressed later.
 */
export function runQuery(
  target: object,
  query: QueryInfo,
  identify: Identify,
  answered?: WeakMap<object, readonly object[]>,
): Record<string, unknown> {
  const selection = parseSelection(query);
  const type = requireType(target);
  if (!type.collection) return describe(target, selection, identify);

  const skip = query.Skip ?? 0;
  const all = type.collection.items(target);
  answered?.set(target, all);
  const items = all.slice(skip, query.Top === undefined ? undefined : skip + query.Top);
  // Names that the collection itself has are its own (`count`); the others are asked of each item.
  const own = split(selection, (name) => name in type.members);
  return {
    ...identify(target),
    ...(own.scalars.size > 0 || own.within.size > 0 ? describe(target, own, identify) : {}),
    _Items: items.map((item) => describe(item, without(selection, own), identify)),
  };
}

function describe(target: object, selection: Selection, identify: Identify): Record<string, unknown> {
  const result: Record<string, unknown> = identify(target);
  const type = requireType(target);
  if (selection.all) {
    for (const [name, member] of Object.entries(type.members)) {
      if (member.kind === 'property') result[wireName(name)] = member.get(target) ?? null;
    }
  }
  for (const name of selection.scalars) {
    const value = readMember(target, name);
    result[wireName(name)] = isHostObject(value) ? describeNested(value, wholeSelection(), identify) : (value ?? null);
  }
  for (const [name, nested] of selection.within) {
    const value = requireMember(target, name, ['navigation', 'property']).get(target);
    result[wireName(name)] = isHostObject(value) ? describeNested(value, nested, identify) : (value ?? null);
  }
  return result;
}

function describeNested(value: object, selection: Selection, identify: Identify): Record<string, unknown> {
  const { collection } = requireType(value);
  if (!collection) return describe(value, selection, identify);
  return { ...identify(value), _Items: collection.items(value).map((item) => describe(item, selection, identify)) };
}

function isHostObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && apiTypeOf(value) !== undefined;
}

/** `['text', 'font/bold', 'items/style', '*']` as a tree; `items/` may or may not have been stripped on the way. */
function parseSelection(query: QueryInfo): Selection {
  const root: Selection = { all: false, scalars: new Set(), within: new Map() };
  for (const path of query.Select ?? []) addPath(root, path, false);
  for (const path of query.Expand ?? []) addPath(root, path, true);
  const empty = (query.Select ?? []).length === 0 && (query.Expand ?? []).length === 0;
  if (empty) root.all = true;
  return root;
}

function addPath(root: Selection, path: string, expand: boolean): void {
  const steps = path
    .split('/')
    .map((step) => step.trim())
    .filter((step) => step !== '' && step.toLowerCase() !== 'items')
    .map(documentedName);
  const last = steps.pop();
  if (last === undefined) return;
  let at = root;
  for (const step of steps) {
    let next = at.within.get(step);
    if (!next) at.within.set(step, (next = { all: false, scalars: new Set(), within: new Map() }));
    at = next;
  }
  if (last === '*' || last === '$all') at.all = true;
  else if (expand) at.within.set(last, at.within.get(last) ?? wholeSelection());
  else at.scalars.add(last);
}

function wholeSelection(): Selection {
  return { all: true, scalars: new Set(), within: new Map() };
}

function split(selection: Selection, belongs: (name: string) => boolean): Selection {
  return {
    all: false,
    scalars: new Set([...selection.scalars].filter(belongs)),
    within: new Map([...selection.within].filter(([name]) => belongs(name))),
  };
}

function without(selection: Selection, other: Selection): Selection {
  return {
    all: selection.all,
    scalars: new Set([...selection.scalars].filter((name) => !other.scalars.has(name))),
    within: new Map([...selection.within].filter(([name]) => !other.within.has(name))),
  };
}
