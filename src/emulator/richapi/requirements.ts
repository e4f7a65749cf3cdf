import type { ApiType, ObjectModel } from './object-model.ts';

/**
 * The requirement sets to declare, as office.js takes them (`{"WordApi": "1.3"}`): for each set the highest version
 * that a member of the model bears, since a model that declares a member really has it. A set is left out by name.
 */
export function requirementMatrix(model: ObjectModel, leaveOut: readonly string[] = []): Record<string, string> {
  const highest = new Map<string, string>();
  for (const type of model.types) {
    for (const member of Object.values(type.members)) {
      const [set = '', version = ''] = member.since.split(' ');
      const known = highest.get(set);
      if (known === undefined || compareVersions(version, known) > 0) highest.set(set, version);
    }
  }
  for (const set of leaveOut) highest.delete(set);
  return Object.fromEntries(highest);
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
