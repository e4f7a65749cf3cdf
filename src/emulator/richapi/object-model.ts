import type { Documented } from './requirements.ts';

/**
 * How a host object model is declared for the rich API interpreter: plain classes, each with a table of the
 * members it really has and the requirement set that brought each in. The interpreter serves exactly this
 * table, `isSetSupported` and `/playground/api` are computed from it, and anything else is `ApiNotFound`,
 * as in Office.
 *
 * Members carry the names of Microsoft's documentation (camelCase). On the wire the first letter is upper case.
 */

/** A requirement set and version, such as `WordApi 1.3`. */
export type RequirementSet = `${string} ${number}.${number}`;

/** A class of the object model. `T` is the plain class that implements it. */
export interface ApiType<T extends object> {
  /** Microsoft's name, such as `Word.Range`. */
  readonly name: string;
  readonly members: Readonly<Record<string, ApiMember<T>>>;
  /** Present on collections: their items now, in order, and one item by its key (office.js's Indexer path). */
  readonly collection?: {
    readonly items: (self: T) => readonly object[];
    readonly getItem?: (self: T, key: string | number) => object | null;
  };
  /**
   * Fields that name an item of a collection in later requests (wire `_Id` or `Id`), when it has a lasting one.
   */
  readonly identity?: (self: T) => Readonly<Record<string, string | number>>;
}

export type ApiMember<T extends object> =
  | {
      readonly kind: 'property';
      readonly since: RequirementSet;
      readonly get: (self: T) => unknown;
      /** Absent for a read-only property. */
      readonly set?: (self: T, value: never) => void;
    }
  | { readonly kind: 'navigation'; readonly since: RequirementSet; readonly get: (self: T) => object | null }
  /** An event; office.js itself never asks for it, only for members beside it that register a handler. */
  | { readonly kind: 'event'; readonly since: RequirementSet }
  /**
   * `call` gets plain values, or the host objects that the arguments referred to. What it returns is a host
   * object (a new path), `null` (a null object, for `…OrNullObject`), or a plain value (a `ClientResult`).
   */
  | {
      readonly kind: 'method';
      readonly since: RequirementSet;
      readonly writes?: boolean;
      readonly call: (self: T, ...args: never[]) => unknown;
    };

const types = new WeakMap<object, ApiType<object>>();

/** Ties a class to its declaration; once, at module load. Subclasses inherit it unless they declare their own. */
export function declareApi<T extends object>(classOf: abstract new (...args: never[]) => T, type: ApiType<T>): void {
  types.set(classOf.prototype as object, type as unknown as ApiType<object>);
}

const prototypeOf = (value: object): object | null => Object.getPrototypeOf(value) as object | null;

/** The declaration of an object's class, or `undefined` when it is no host object. */
export function apiTypeOf(value: object): ApiType<object> | undefined {
  for (let prototype: object | null = value; prototype; prototype = prototypeOf(prototype)) {
    const type = types.get(prototype);
    if (type) return type;
  }
  return undefined;
}

/** Office's error codes that a host object model may raise. */
export type HostErrorCode =
  | 'AccessDenied'
  | 'ApiNotFound'
  | 'GeneralException'
  | 'InvalidArgument'
  | 'InvalidObjectPath'
  | 'InvalidReference'
  | 'InvalidSelection'
  | 'ItemAlreadyExists'
  | 'ItemNotFound'
  | 'NotImplemented'
  | 'InsertDeleteConflict'
  | 'InvalidOperation'
  | 'SearchStringInvalidOrTooLong';

/** An error that the add-in sees as `OfficeExtension.Error` with this code. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: HostErrorCode;

  constructor(code: HostErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A whole object model, as the interpreter takes it. */
export interface ObjectModel {
  /** What a GlobalObject path resolves to: `Word.Document`, `Excel.Workbook`. */
  readonly root: object;
  /** Called before each member that a request asks for, with its name such as `Range.delete`; of what is loaded without one. */
  readonly beforeMember?: (location: string) => void;
  /** What a NewObject path resolves to, by service name such as `Microsoft.WordServices.SearchOptions`. */
  readonly services: Readonly<Record<string, () => object>>;
  /** Every class that can be reached, for `isSetSupported` and the API page. */
  readonly types: readonly ApiType<object>[];
  /** What of it Microsoft documents in which requirement set. */
  readonly documented: Documented;
}
