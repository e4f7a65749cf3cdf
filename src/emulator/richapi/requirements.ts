import type { ApiType, ObjectModel } from './object-model.ts';

/** Set and version (`WordApi 1.3`) to class (`Word.Body`) to the names of its members, apart by blanks. */
export type DocumentedMembers = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the documentation of an object model says, against which the model is measured. */
export interface Documented {
  readonly members: DocumentedMembers;
  /** Members (`Word.Body.lists`) whose absence does not keep a version from being declared; each must be truly absent. */
  readonly knownGaps: ReadonlySet<string>;
}

/** Which documented members of one version of a set a model has. */
export interface Coverage {
  readonly set: string;
  readonly version: string;
  readonly present: number;
  /** `Word.Body.lists`, sorted. */
  readonly missing: readonly string[];
  /** Whether `isSetSupported` confirms it. */
  readonly declared: boolean;
}

/** Every documented version of every set, in order. */
export function coverageOf({ types, documented }: Pick<ObjectModel, 'types' | 'documented'>): Coverage[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const rows = Object.entries(documented.members)
    .map(([key, classes]) => {
      const [set = '', version = ''] = key.split(' ');
      const all = Object.entries(classes).flatMap(([name, members]) =>
        members.split(' ').map((member) => ({ name, member })),
      );
      const missing = all
        .filter(({ name, member }) => !hasMember(byName.get(name), member))
        .map(({ name, member }) => `${name}.${member}`)
        .sort();
      return { set, version, present: all.length - missing.length, missing };
    })
    .sort((left, right) => left.set.localeCompare(right.set, 'en') || compareVersions(left.version, right.version));
  const broken = new Set<string>();
  return rows.map((row) => {
    if (row.missing.some((member) => !documented.knownGaps.has(member))) broken.add(row.set);
    return { ...row, declared: !broken.has(row.set) };
  });
}

/** A collection's `getItem` is the indexer that every collection has which can find an item by its key. */
function hasMember(type: ApiType<object> | undefined, member: string): boolean {
  if (!type) return false;
  return Object.hasOwn(type.members, member) || (member === 'getItem' && type.collection?.getItem !== undefined);
}

/**
 * The requirement sets to declare, as office.js takes them (`{"WordApi": "1.3"}`): of each set the highest version that
 * is complete, with all before it, but for the known gaps. A set is left out by name.
 */
export function requirementMatrix(
  model: Pick<ObjectModel, 'types' | 'documented'>,
  leaveOut: readonly string[] = [],
): Record<string, string> {
  const declared = coverageOf(model).filter((row) => row.declared && !leaveOut.includes(row.set));
  return Object.fromEntries(declared.map(({ set, version }) => [set, version]));
}

/** `1.10` comes after `1.9`. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 2; index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export interface ApiDescription {
  readonly className: string;
  readonly members: readonly {
    readonly name: string;
    readonly kind: string;
    readonly since: string;
    readonly writable: boolean;
  }[];
}

/** Everything that a model has, sorted by name: what the page about the API shows. */
export function describeApi(types: readonly ApiType<object>[]): ApiDescription[] {
  return types
    .map((type) => ({
      className: type.name,
      members: Object.entries(type.members)
        // What begins so is between office.js and the host.
        .filter(([name]) => !name.startsWith('_'))
        .map(([name, member]) => ({
          name,
          kind: member.kind,
          since: member.since,
          writable:
            member.kind === 'property' ? member.set !== undefined : member.kind === 'method' && member.writes === true,
        }))
        .sort((left, right) => left.name.localeCompare(right.name, 'en')),
    }))
    .sort((left, right) => left.className.localeCompare(right.className, 'en'));
}
