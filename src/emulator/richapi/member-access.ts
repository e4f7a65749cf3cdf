import { apiTypeOf, HostError, type ApiMember, type ApiType } from './object-model.ts';

/** The name as documented (`insertText`) from the name on the wire (`InsertText`): they differ by the first letter. */
export function documentedName(wireName: string): string {
  return wireName.charAt(0).toLowerCase() + wireName.slice(1);
}

export function wireName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The declaration of a host object; a plain object that got here is a fault of the object model. */
export function requireType(target: object): ApiType<object> {
  const type = apiTypeOf(target);
  if (!type) throw new Error(`${target.constructor.name} is used as a host object but declares no API.`);
  return type;
}

/** `Range.insertText`, for messages and `errorLocation`. */
export function locationOf(type: ApiType<object>, member: string): string {
  return `${type.name.replace(/^.*\./, '')}.${member}`;
}

/** One member of a host object; an unknown one fails as Office fails. */
export function requireMember<K extends ApiMember<object>['kind']>(
  target: object,
  name: string,
  kinds: readonly K[],
): Extract<ApiMember<object>, { kind: K }> {
  const type = requireType(target);
  const member = Object.hasOwn(type.members, name) ? type.members[name] : undefined;
  if (member && (kinds as readonly string[]).includes(member.kind))
    return member as Extract<ApiMember<object>, { kind: K }>;
  throw new HostError('ApiNotFound', `The API you are trying to use could not be found: ${type.name}.${name}.`);
}

export function callMethod(target: object, name: string, args: readonly unknown[]): unknown {
  const member = requireMember(target, name, ['method']);
  return (member.call as (self: object, ...rest: unknown[]) => unknown)(target, ...args);
}

export function setProperty(target: object, name: string, value: unknown): void {
  const member = requireMember(target, name, ['property']);
  if (!member.set) {
    throw new HostError('InvalidArgument', `${locationOf(requireType(target), name)} is read-only.`);
  }
  (member.set as (self: object, value: unknown) => void)(target, value);
}

/** A property or navigation property, by documented name. */
export function readMember(target: object, name: string): unknown {
  return requireMember(target, name, ['property', 'navigation']).get(target);
}
