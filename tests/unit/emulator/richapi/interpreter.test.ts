import {
  actionTypes,
  objectPathTypes,
  type ActionInfo,
  type BatchRequest,
  type ObjectPathInfo,
} from '../../../../src/emulator/richapi/batch.ts';
import { Interpreter } from '../../../../src/emulator/richapi/interpreter.ts';
import { apiTypeOf, declareApi, HostError, type ApiType } from '../../../../src/emulator/richapi/object-model.ts';
import {
  coverageOf,
  describeApi,
  requirementMatrix,
  type Documented,
} from '../../../../src/emulator/richapi/requirements.ts';

/** A toy object model: a shelf of books, each with a cover. */
class Cover {
  colour = 'red';
}

class Book {
  readonly id: string;
  title: string;
  pages: number;
  readonly cover = new Cover();

  constructor(id: string, title: string, pages: number) {
    this.id = id;
    this.title = title;
    this.pages = pages;
  }
}

class Books {
  readonly items: Book[];

  constructor(items: Book[]) {
    this.items = items;
  }
}

class Shelf {
  readonly books = new Books([new Book('a', 'Ada', 10), new Book('b', 'Bell', 20), new Book('c', 'Curie', 30)]);
  readonly received: unknown[] = [];
}

class Options {
  matchCase = false;
}

declareApi(Cover, {
  name: 'Toy.Cover',
  members: {
    colour: {
      kind: 'property',
      since: 'ToyApi 1.2',
      get: (self) => self.colour,
      set: (self, value: string) => {
        self.colour = value;
      },
    },
  },
});
declareApi(Book, {
  name: 'Toy.Book',
  identity: (self) => ({ _Id: self.id }),
  members: {
    title: {
      kind: 'property',
      since: 'ToyApi 1.1',
      get: (self) => self.title,
      set: (self, value: string) => {
        self.title = value;
      },
    },
    pages: { kind: 'property', since: 'ToyApi 1.1', get: (self) => self.pages },
    cover: { kind: 'navigation', since: 'ToyApi 1.2', get: (self) => self.cover },
    burn: {
      kind: 'method',
      since: 'ToyApi 1.10',
      writes: true,
      call: () => {
        throw new HostError('AccessDenied', 'Books are not burnt here.');
      },
    },
    crash: {
      kind: 'method',
      since: 'ToyApi 1.1',
      call: () => {
        throw new Error('unforeseen');
      },
    },
    countLetters: { kind: 'method', since: 'ToyApi 1.1', call: (self) => self.title.length },
  },
});
declareApi(Books, {
  name: 'Toy.BookCollection',
  collection: { items: (self) => self.items },
  members: {
    count: { kind: 'property', since: 'ToyApi 1.1', get: (self) => self.items.length },
    getFirst: { kind: 'method', since: 'ToyApi 1.1', call: (self) => self.items[0] },
    getByTitleOrNullObject: {
      kind: 'method',
      since: 'ToyApi 1.1',
      call: (self, title: string) => self.items.find((book) => book.title === title) ?? null,
    },
  },
});
declareApi(Options, {
  name: 'Toy.Options',
  members: {
    matchCase: {
      kind: 'property',
      since: 'ToyApi 1.1',
      get: (self) => self.matchCase,
      set: (self, value: boolean) => {
        self.matchCase = value;
      },
    },
  },
});
declareApi(Shelf, {
  name: 'Toy.Shelf',
  members: {
    books: { kind: 'navigation', since: 'ToyApi 1.1', get: (self) => self.books },
    receive: { kind: 'method', since: 'ToyApi 1.1', call: (self, ...args: unknown[]) => void self.received.push(args) },
  },
});

const types = [Shelf, Books, Book, Cover, Options].map(
  (each) => apiTypeOf(each.prototype as object) as unknown as ApiType<object>,
);

function open(): { readonly shelf: Shelf; readonly interpreter: Interpreter } {
  const shelf = new Shelf();
  return {
    shelf,
    interpreter: new Interpreter({
      root: shelf,
      services: { 'Toy.Options': () => new Options() },
      types,
      documented: { members: {}, knownGaps: new Set() },
    }),
  };
}

type Path = Omit<ObjectPathInfo, 'Id'>;
const root: Path = { ObjectPathType: objectPathTypes.globalObject, Name: '' };
const property = (parent: number, Name: string): Path => ({
  ObjectPathType: objectPathTypes.property,
  Name,
  ParentObjectPathId: parent,
});
const call = (parent: number, Name: string, ...Arguments: unknown[]): Path => ({
  ObjectPathType: objectPathTypes.method,
  Name,
  ParentObjectPathId: parent,
  ArgumentInfo: { Arguments },
});
const item = (parent: number, key: unknown): Path => ({
  ObjectPathType: objectPathTypes.indexer,
  Name: '',
  ParentObjectPathId: parent,
  ArgumentInfo: { Arguments: [key] },
});
const reference = (id: string): Path => ({ ObjectPathType: objectPathTypes.referenceId, Name: id });

type Action = Partial<ActionInfo> & Pick<ActionInfo, 'ActionType' | 'ObjectPathId'>;
const instantiate = (ObjectPathId: number): Action => ({ ActionType: actionTypes.instantiate, ObjectPathId });
const query = (ObjectPathId: number, QueryInfo: ActionInfo['QueryInfo'] = {}): Action => ({
  ActionType: actionTypes.query,
  ObjectPathId,
  QueryInfo,
});
const method = (ObjectPathId: number, Name: string, ...Arguments: unknown[]): Action => ({
  ActionType: actionTypes.method,
  ObjectPathId,
  Name,
  ArgumentInfo: { Arguments },
});
const set = (ObjectPathId: number, Name: string, value: unknown): Action => ({
  ActionType: actionTypes.setProperty,
  ObjectPathId,
  Name,
  ArgumentInfo: { Arguments: [value] },
});

/** A request with paths numbered from 1 and actions from 1, as office.js numbers them. */
function batch(paths: readonly Path[], ...actions: readonly Action[]): BatchRequest {
  return {
    ObjectPaths: Object.fromEntries(paths.map((path, index) => [index + 1, { ...path, Id: index + 1 }])),
    Actions: actions.map((action, index) => ({ Name: '', ...action, Id: index + 1 })),
  };
}

const books = [root, property(1, 'Books')];

describe('actions', () => {
  it('[API-1] run in order, and each answers with its own id', () => {
    const { interpreter, shelf } = open();
    const answer = interpreter.run(
      batch(
        [...books, call(2, 'GetFirst')],
        set(3, 'Title', 'Ampère'),
        query(3, { Select: ['Title'] }),
        method(3, 'CountLetters'),
      ),
    );
    expect(answer.Results).toEqual([
      { ActionId: 1, Value: null },
      { ActionId: 2, Value: { _Id: 'a', Title: 'Ampère' } },
      { ActionId: 3, Value: 6 },
    ]);
    expect(answer.Error).toBeUndefined();
    expect(shelf.books.items[0]?.title).toBe('Ampère');
  });

  it('[API-2] stop at the first that fails, which the error names by its position; what came before stays done', () => {
    const { interpreter, shelf } = open();
    const answer = interpreter.run(
      batch([...books, call(2, 'GetFirst')], set(3, 'Title', 'New'), method(3, 'Burn'), set(3, 'Title', 'Never')),
    );
    expect(answer.Error).toEqual({
      Code: 'AccessDenied',
      Message: 'Books are not burnt here.',
      HttpStatusCode: 401,
      ActionIndex: 1,
      Location: 'Book.burn',
    });
    expect(answer.Results).toHaveLength(1);
    expect(shelf.books.items[0]?.title).toBe('New');
  });

  it('[API-2] a fault of the object model itself is a GeneralException', () => {
    const { interpreter } = open();
    const answer = interpreter.run(batch([...books, call(2, 'GetFirst')], method(3, 'Crash')));
    expect(answer.Error).toMatchObject({ Code: 'GeneralException', HttpStatusCode: 500, ActionIndex: 0 });
  });

  it('[API-3] update sets several properties at once', () => {
    const { interpreter, shelf } = open();
    interpreter.run(
      batch([...books, call(2, 'GetFirst'), property(3, 'Cover')], {
        ActionType: actionTypes.update,
        ObjectPathId: 4,
        ObjectState: { Colour: 'blue' },
      }),
    );
    expect(shelf.books.items[0]?.cover.colour).toBe('blue');
  });

  it('[API-3] a read-only property refuses to be set', () => {
    const { interpreter } = open();
    const answer = interpreter.run(batch([...books, call(2, 'GetFirst')], set(3, 'Pages', 1)));
    expect(answer.Error).toMatchObject({ Code: 'InvalidArgument', Location: 'Book.pages' });
  });

  it('[API-4] a trace does nothing but tell that it was reached', () => {
    const { interpreter } = open();
    const trace = { ActionType: actionTypes.trace, ObjectPathId: 1 };
    const answer = interpreter.run(batch([...books, call(2, 'GetFirst')], trace, method(3, 'Burn'), trace));
    expect(answer.TraceIds).toEqual([1]);
  });

  it('[API-4] a kind of action that is not known is NotImplemented', () => {
    const { interpreter } = open();
    const answer = interpreter.run(batch([root], { ActionType: actionTypes.queryAsJson, ObjectPathId: 1 }));
    expect(answer.Error).toMatchObject({ Code: 'NotImplemented', HttpStatusCode: 501 });
  });
});

describe('members', () => {
  it.each([
    ['a method', [...books, call(2, 'GetFirst')], method(3, 'Open')],
    ['a property that is set', [...books, call(2, 'GetFirst')], set(3, 'Price', 1)],
    ['a property that is loaded', [...books, call(2, 'GetFirst')], query(3, { Select: ['Price'] })],
    ['an object', [root, property(1, 'Lamps')], instantiate(2)],
    ['a name of JavaScript’s own', [root], method(1, 'toString')],
  ])('[API-5] %s that the model does not declare is ApiNotFound', (_, paths, action) => {
    const { interpreter } = open();
    expect(interpreter.run(batch(paths, action)).Error).toMatchObject({ Code: 'ApiNotFound', HttpStatusCode: 404 });
  });

  it('[API-6] a requirement set is declared up to the last version that is complete but for known gaps', () => {
    const documented = (knownGaps: string[]): Documented => ({
      knownGaps: new Set(knownGaps),
      members: {
        'ToyApi 1.10': { 'Toy.Book': 'burn read' },
        'ToyApi 1.2': { 'Toy.Book': 'cover', 'Toy.Cover': 'colour' },
        'ToyApi 1.9': { 'Toy.Book': 'pages', 'Toy.Shelf': 'paint' },
      },
    });
    expect(requirementMatrix({ types, documented: documented([]) })).toEqual({ ToyApi: '1.2' });
    expect(requirementMatrix({ types, documented: documented(['Toy.Shelf.paint']) })).toEqual({ ToyApi: '1.9' });
    expect(requirementMatrix({ types, documented: documented(['Toy.Book.read']) })).toEqual({ ToyApi: '1.2' });
    const both = documented(['Toy.Shelf.paint', 'Toy.Book.read']);
    expect(requirementMatrix({ types, documented: both })).toEqual({ ToyApi: '1.10' });
    expect(requirementMatrix({ types, documented: both }, ['ToyApi'])).toEqual({});
    expect(coverageOf({ types, documented: documented([]) }).map(({ version, missing }) => [version, missing])).toEqual(
      [
        ['1.2', []],
        ['1.9', ['Toy.Shelf.paint']],
        ['1.10', ['Toy.Book.read']],
      ],
    );
  });

  it('describes its classes and members by name', () => {
    expect(describeApi(types).find(({ className }) => className === 'Toy.Cover')?.members).toEqual([
      { name: 'colour', kind: 'property', since: 'ToyApi 1.2', writable: true },
    ]);
  });
});

describe('null objects', () => {
  const missing = [...books, call(2, 'GetByTitleOrNullObject', 'Darwin')];

  it('[API-7] answer null, swallow what is done to them, and give null objects in turn', () => {
    const { interpreter } = open();
    const answer = interpreter.run(
      batch(
        [...missing, property(3, 'Cover')],
        instantiate(3),
        query(3),
        set(3, 'Title', 'x'),
        method(3, 'Burn'),
        instantiate(4),
      ),
    );
    expect(answer.Error).toBeUndefined();
    expect(answer.Results.map(({ Value }) => Value)).toEqual([null, null, null, null, null]);
  });
});

describe('queries', () => {
  const first = [...books, call(2, 'GetFirst')];
  function load(paths: readonly Path[], info: ActionInfo['QueryInfo']): unknown {
    const answer = open().interpreter.run(batch(paths, query(paths.length, info)));
    expect(answer.Error).toBeUndefined();
    return answer.Results[0]?.Value;
  }

  it('[API-8] give every scalar and no object when nothing is selected', () => {
    expect(load(first, {})).toEqual({ _Id: 'a', Title: 'Ada', Pages: 10 });
  });

  it('[API-8] give just what is selected, also of objects within', () => {
    expect(load(first, { Select: ['title', 'cover/colour'] })).toEqual({
      _Id: 'a',
      Title: 'Ada',
      Cover: { Colour: 'red' },
    });
  });

  it('[API-9] expand an object whole', () => {
    expect(load(first, { Select: ['Title'], Expand: ['Cover'] })).toEqual({
      _Id: 'a',
      Title: 'Ada',
      Cover: { Colour: 'red' },
    });
  });

  it('[API-10] ask the items of a collection, and the collection for what is its own', () => {
    expect(load(books, { Select: ['items/title', 'count'] })).toEqual({
      Count: 3,
      _Items: [
        { _Id: 'a', Title: 'Ada' },
        { _Id: 'b', Title: 'Bell' },
        { _Id: 'c', Title: 'Curie' },
      ],
    });
  });

  it('[API-11] skip and take of a collection', () => {
    expect(load(books, { Select: ['title'], Skip: 1, Top: 1 })).toEqual({ _Items: [{ _Id: 'b', Title: 'Bell' }] });
    expect(load(books, { Select: ['title'], Skip: 2 })).toEqual({ _Items: [{ _Id: 'c', Title: 'Curie' }] });
    expect(load(books, { Select: ['title'], Top: 0 })).toEqual({ _Items: [] });
  });
});

describe('paths', () => {
  it('[API-12] an item is found by its key, or by its position where it has none', () => {
    const { interpreter } = open();
    const answer = interpreter.run(
      batch(
        [...books, item(2, 'b'), call(2, 'GetItemAt', 2)],
        query(3, { Select: ['Title'] }),
        query(4, { Select: ['Title'] }),
      ),
    );
    expect(answer.Results.map(({ Value }) => Value)).toEqual([
      { _Id: 'b', Title: 'Bell' },
      { _Id: 'c', Title: 'Curie' },
    ]);
  });

  it.each([
    ['a key', item(2, 'zzz')],
    ['a position', call(2, 'GetItemAt', 9)],
  ])('[API-12] %s that is not there is ItemNotFound', (_, path) => {
    const answer = open().interpreter.run(batch([...books, path], instantiate(3)));
    expect(answer.Error).toMatchObject({ Code: 'ItemNotFound', HttpStatusCode: 404 });
  });

  it('[API-13] a path has its effect once, at its first use', () => {
    const { interpreter, shelf } = open();
    const path: Path = { ObjectPathType: objectPathTypes.newObject, Name: 'Toy.Options' };
    interpreter.run(
      batch([root, path], set(2, 'MatchCase', true), {
        ActionType: actionTypes.method,
        ObjectPathId: 1,
        Name: 'Receive',
        ArgumentInfo: { Arguments: [null, null], ReferencedObjectPathIds: [2, 2] },
      }),
    );
    const [[one, two] = []] = shelf.received as unknown[][];
    expect(one).toBe(two);
    expect(one).toMatchObject({ matchCase: true });
  });

  it('[API-13] a path that the request does not define, or a service nobody has, is refused', () => {
    const { interpreter } = open();
    expect(interpreter.run(batch([root], query(7))).Error).toMatchObject({ Code: 'InvalidObjectPath' });
    const unknown: Path = { ObjectPathType: objectPathTypes.newObject, Name: 'Toy.Nothing' };
    expect(interpreter.run(batch([unknown], instantiate(1))).Error).toMatchObject({ Code: 'ApiNotFound' });
  });

  it('[API-14] objects among the arguments arrive as objects, also in lists and in plain objects', () => {
    const { interpreter, shelf } = open();
    interpreter.run(
      batch([...books, call(2, 'GetFirst')], {
        ActionType: actionTypes.method,
        ObjectPathId: 1,
        Name: 'Receive',
        ArgumentInfo: {
          Arguments: ['plain', null, [null, 5], { book: { _ObjectPathId: 3 }, note: 'n' }],
          ReferencedObjectPathIds: [0, 3, [3, 0], 0],
        },
      }),
    );
    const ada = shelf.books.items[0];
    expect(shelf.received).toEqual([['plain', ada, [ada, 5], { book: ada, note: 'n' }]]);
  });
});

describe('references', () => {
  it('[API-15] keep an object for later requests under one id, until it is given back', () => {
    const { interpreter, shelf } = open();
    const kept = interpreter.run(
      batch([...books, call(2, 'GetFirst')], method(3, '_KeepReference'), instantiate(3), method(3, '_KeepReference')),
    );
    const { _ReferenceId: id } = kept.Results[1]!.Value as { readonly _ReferenceId: string };
    expect(interpreter.references.size).toBe(1);

    shelf.books.items.reverse();
    const later = interpreter.run(batch([reference(id)], query(1, { Select: ['Title'] })));
    expect(later.Results[0]?.Value).toEqual({ _Id: 'a', _ReferenceId: id, Title: 'Ada' });

    interpreter.run(batch([root], method(1, '_RemoveReference', id)));
    expect(interpreter.references.size).toBe(0);
    const gone = interpreter.run(batch([reference(id)], instantiate(1)));
    expect(gone.Error).toMatchObject({ Code: 'InvalidObjectPath', ActionIndex: 0 });
  });

  it('[API-15] can be given back all at once', () => {
    const { interpreter } = open();
    interpreter.run(batch([...books, call(2, 'GetFirst')], method(3, '_KeepReference'), method(2, '_KeepReference')));
    expect(interpreter.references.size).toBe(2);
    interpreter.run(batch([root], method(1, '_RemoveAllReferences')));
    expect(interpreter.references.size).toBe(0);
  });
});
