import {
  actionTypes,
  objectPathTypes,
  type ActionInfo,
  type ActionResult,
  type ArgumentInfo,
  type BatchError,
  type BatchRequest,
  type BatchResponse,
  type ObjectPathInfo,
} from './batch.ts';
import {
  callMethod,
  documentedName,
  locationOf,
  readMember,
  requireMember,
  requireType,
  setProperty,
} from './member-access.ts';
import { apiTypeOf, HostError, type HostErrorCode, type ObjectModel } from './object-model.ts';
import { runQuery } from './query.ts';
import { ReferenceTable } from './reference-table.ts';

const httpStatus: Readonly<Record<HostErrorCode, number>> = {
  AccessDenied: 401,
  ApiNotFound: 404,
  GeneralException: 500,
  InvalidArgument: 400,
  InvalidObjectPath: 400,
  InvalidOperation: 400,
  InvalidReference: 400,
  InvalidSelection: 400,
  InsertDeleteConflict: 409,
  ItemAlreadyExists: 409,
  ItemNotFound: 404,
  NotImplemented: 501,
  SearchStringInvalidOrTooLong: 400,
};

/**
 * Runs rich API batches against an object model, whatever application it is of. It knows paths, actions,
 * references and errors; every fact about documents is the model's.
 */
export class Interpreter {
  readonly references = new ReferenceTable();
  readonly #answered = new WeakMap<object, readonly object[]>();
  readonly #model: ObjectModel;

  constructor(model: ObjectModel) {
    this.#model = model;
  }

  /**
   * Runs the actions in order up to the first that fails; what came before it is in the answer all the same.
   * `beforeWrite` is called before each member that changes the document, and throws a {@link HostError} to refuse it.
   */
  run(request: BatchRequest, beforeWrite: () => void = () => {}): BatchResponse {
    const batch = new Batch(this.#model, this.references, this.#answered, request, beforeWrite);
    return batch.run();
  }
}

/** One request: its object paths are resolved once, at their first use, so a method path has its effect just then. */
class Batch {
  readonly #model: ObjectModel;
  readonly #references: ReferenceTable;
  /** What collections held when they were last answered. */
  readonly #answered: WeakMap<object, readonly object[]>;
  readonly #request: BatchRequest;
  readonly #beforeWrite: () => void;
  readonly #resolved = new Map<number, object | null>();
  /** Reference ids given in this request, so that an object keeps one id however often it is described. */
  readonly #kept = new Map<object, string>();
  #location = '';

  constructor(
    model: ObjectModel,
    references: ReferenceTable,
    answered: WeakMap<object, readonly object[]>,
    request: BatchRequest,
    beforeWrite: () => void,
  ) {
    this.#model = model;
    this.#references = references;
    this.#answered = answered;
    this.#request = request;
    this.#beforeWrite = beforeWrite;
  }

  run(): BatchResponse {
    const results: ActionResult[] = [];
    const traceIds: number[] = [];
    for (const [index, action] of this.#request.Actions.entries()) {
      try {
        this.#location = '';
        if (action.ActionType === actionTypes.trace) traceIds.push(action.Id);
        results.push({ ActionId: action.Id, Value: this.#perform(action) });
      } catch (error) {
        return { Results: results, TraceIds: traceIds, Error: this.#toBatchError(error, index) };
      }
    }
    return { Results: results, TraceIds: traceIds };
  }

  #perform(action: ActionInfo): unknown {
    if (action.ActionType === actionTypes.trace) return null;
    const target = this.#resolve(action.ObjectPathId);
    switch (action.ActionType) {
      case actionTypes.instantiate:
        return target === null ? null : this.#identify(target);
      case actionTypes.query:
        this.#reach('');
        return target === null
          ? null
          : runQuery(target, action.QueryInfo ?? {}, (object) => this.#identify(object), this.#answered);
      case actionTypes.method:
        return this.#callAction(action, target);
      case actionTypes.setProperty:
        if (target !== null) this.#set(target, documentedName(action.Name), this.#arguments(action.ArgumentInfo)[0]);
        return null;
      case actionTypes.update:
        if (target !== null) {
          for (const [name, value] of Object.entries(action.ObjectState ?? {}))
            this.#set(target, documentedName(name), value);
        }
        return null;
      case actionTypes.ensureUnchanged:
        return null;
      default:
        throw new HostError('NotImplemented', `Actions of type ${action.ActionType} are not implemented.`);
    }
  }

  /** Says which member is asked for; an error is that member's. */
  #reach(location: string): void {
    this.#location = location;
    this.#model.beforeMember?.(location);
  }

  #set(target: object, name: string, value: unknown): void {
    this.#reach(locationOf(requireType(target), name));
    this.#beforeWrite();
    setProperty(target, name, value);
  }

  #callAction(action: ActionInfo, target: object | null): unknown {
    const args = this.#arguments(action.ArgumentInfo);
    switch (action.Name) {
      case '_KeepReference':
        if (target !== null) this.#keep(target);
        return null;
      case '_RemoveReference':
        this.#references.remove(String(args[0]));
        return null;
      case '_RemoveAllReferences':
        this.#references.clear();
        return null;
      default:
    }
    if (target === null) return null;
    const value = this.#call(target, documentedName(action.Name), args);
    return value === undefined || isHostObject(value) ? null : value;
  }

  #call(target: object, name: string, args: readonly unknown[]): unknown {
    this.#reach(locationOf(requireType(target), name));
    if (requireMember(target, name, ['method']).writes) this.#beforeWrite();
    return callMethod(target, name, args);
  }

  #resolve(id: number): object | null {
    const known = this.#resolved.get(id);
    if (known !== undefined) return known;
    const path = this.#request.ObjectPaths[id];
    if (!path)
      throw new HostError('InvalidObjectPath', `The request names the object path ${id} but does not define it.`);
    const value = this.#resolvePath(path);
    this.#resolved.set(id, value);
    return value;
  }

  #resolvePath(path: ObjectPathInfo): object | null {
    switch (path.ObjectPathType) {
      case objectPathTypes.globalObject:
        return this.#model.root;
      case objectPathTypes.newObject:
        return this.#create(path.Name);
      case objectPathTypes.referenceId:
        return this.#referenced(path.Name);
      case objectPathTypes.nullObject:
        return null;
      default:
    }
    const parent = this.#resolve(path.ParentObjectPathId ?? 0);
    if (parent === null) return null;
    const name = documentedName(path.Name);
    switch (path.ObjectPathType) {
      case objectPathTypes.method:
        if (name === 'getItemAt' && !Object.hasOwn(requireType(parent).members, name)) {
          return this.#itemAt(parent, this.#arguments(path.ArgumentInfo)[0]);
        }
        return asObject(this.#call(parent, name, this.#arguments(path.ArgumentInfo)), name);
      case objectPathTypes.property:
        this.#reach(locationOf(requireType(parent), name));
        return asObject(readMember(parent, name), name);
      case objectPathTypes.indexer:
        return this.#indexed(parent, this.#arguments(path.ArgumentInfo)[0]);
      default:
        throw new HostError('InvalidObjectPath', `Object paths of type ${path.ObjectPathType} are not known.`);
    }
  }

  #create(service: string): object {
    const create = this.#model.services[service];
    if (!create) throw new HostError('ApiNotFound', `The service ${service} could not be found.`);
    return create();
  }

  #referenced(id: string): object {
    const value = this.#references.get(id);
    if (!value) throw new HostError('InvalidObjectPath', 'The object was not tracked, or was given back, and is gone.');
    this.#kept.set(value, id);
    return value;
  }

  #indexed(parent: object, key: unknown): object | null {
    const type = requireType(parent);
    this.#reach(locationOf(type, 'getItem'));
    if (!type.collection) requireMember(parent, 'getItem', ['method']);
    const item =
      typeof key === 'string' || typeof key === 'number'
        ? (type.collection?.getItem?.(parent, key) ??
          type.collection?.items(parent).find((each) => hasIdentity(each, key)))
        : undefined;
    if (!item) throw new HostError('ItemNotFound', "The requested resource doesn't exist.");
    return item;
  }

  /** How office.js addresses an item that has no id: its position in the collection as it was last answered. */
  #itemAt(parent: object, index: unknown): object {
    const type = requireType(parent);
    this.#reach(locationOf(type, 'getItemAt'));
    const items = this.#answered.get(parent) ?? type.collection?.items(parent);
    const item = typeof index === 'number' ? items?.[index] : undefined;
    if (!item) throw new HostError('ItemNotFound', "The requested resource doesn't exist.");
    return item;
  }

  #keep(target: object): void {
    if (!this.#kept.has(target)) this.#kept.set(target, this.#references.keep(target));
  }

  #identify(target: object): Record<string, unknown> {
    const reference = this.#kept.get(target);
    return {
      ...requireType(target).identity?.(target),
      ...(reference === undefined ? {} : { _ReferenceId: reference }),
    };
  }

  /** The arguments with object path ids replaced by the objects, also inside arrays and plain objects. */
  #arguments(info: ArgumentInfo | undefined): unknown[] {
    return (info?.Arguments ?? []).map((value, index) => this.#argument(value, info?.ReferencedObjectPathIds?.[index]));
  }

  #argument(value: unknown, reference: unknown): unknown {
    if (Array.isArray(reference) && Array.isArray(value)) {
      return value.map((item, index) => this.#argument(item, reference[index]));
    }
    if (typeof reference === 'number' && reference !== 0) return this.#resolve(reference);
    if (isPlainObject(value)) {
      const id = value['_ObjectPathId'];
      if (typeof id === 'number') return this.#resolve(id);
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#argument(each, 0)]));
    }
    return value;
  }

  #toBatchError(error: unknown, index: number): BatchError {
    const code = error instanceof HostError ? error.code : 'GeneralException';
    return {
      Code: code,
      Message: error instanceof Error ? error.message : String(error),
      HttpStatusCode: httpStatus[code],
      ActionIndex: index,
      Location: this.#location,
    };
  }
}

function asObject(value: unknown, name: string): object | null {
  if (value === null || value === undefined) return null;
  if (isHostObject(value)) return value;
  throw new HostError('InvalidObjectPath', `${name} gives a value, not an object.`);
}

function isHostObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && apiTypeOf(value) !== undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && apiTypeOf(value) === undefined;
}

function hasIdentity(item: object, key: string | number): boolean {
  return Object.values(requireType(item).identity?.(item) ?? {}).includes(key);
}
