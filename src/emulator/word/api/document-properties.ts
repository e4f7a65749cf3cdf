import { declareApi, HostError } from '../../richapi/object-model.ts';
import {
  coreProperty,
  customProperties,
  extendedProperty,
  removeAllCustomProperties,
  removeCustomProperty,
  setCoreProperty,
  setCustomProperty,
  setExtendedProperty,
  type CoreProperty,
  type CustomProperty as StoredProperty,
  type CustomValue,
  type ExtendedProperty,
} from '../parts/properties.ts';
import { HostCollection, notFound } from './collection.ts';
import { requireText, requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** A time as office.js sends it: JSON has no dates. */
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** `Word.DocumentProperties`: what the file says of itself, in its core, extended and custom properties. */
export class DocumentProperties {
  readonly model: WordModel;

  constructor(model: WordModel) {
    this.model = model;
  }

  core(name: CoreProperty): string {
    return coreProperty(this.model.document.package, name);
  }

  /** A date, `null` where the file has none. */
  time(name: CoreProperty): string | null {
    return this.core(name) || null;
  }

  extended(name: ExtendedProperty): string {
    return extendedProperty(this.model.document.package, name);
  }

  setCore(name: CoreProperty, value: unknown): void {
    const text = requireText(value, `The ${name}`);
    change(this.model, () => setCoreProperty(this.model.document.package, name, text));
  }

  setExtended(name: ExtendedProperty, value: unknown): void {
    const text = requireText(value, `The ${name}`);
    change(this.model, () => setExtendedProperty(this.model.document.package, name, text));
  }
}

/** `Word.CustomProperty`: a property that someone added under a name of their own, whatever its case. */
export class CustomProperty {
  readonly model: WordModel;
  readonly key: string;

  constructor(model: WordModel, key: string) {
    this.model = model;
    this.key = key;
  }

  get stored(): StoredProperty {
    return storedProperty(this.model, this.key) ?? notFound();
  }

  get value(): string | number | boolean {
    const { value } = this.stored;
    return value instanceof Date ? value.toISOString() : value;
  }

  set value(value: unknown) {
    const wanted = requireValue(value);
    change(this.model, () => setCustomProperty(this.model.document.package, this.stored.key, wanted));
  }

  delete(): void {
    change(this.model, () => removeCustomProperty(this.model.document.package, this.stored.key));
  }
}

/** `Word.CustomPropertyCollection`. */
export class CustomPropertyCollection extends HostCollection {
  readonly model: WordModel;

  constructor(model: WordModel) {
    super(
      () => customProperties(model.document.package).map(({ key }) => new CustomProperty(model, key)),
      (key) => (storedProperty(model, String(key)) ? new CustomProperty(model, String(key)) : null),
    );
    this.model = model;
  }

  add(key: unknown, value: unknown): CustomProperty {
    const name = requireText(key, 'The key');
    if (name.trim() === '') throw new HostError('InvalidArgument', 'The key of a custom property must not be empty.');
    const wanted = requireValue(value);
    change(this.model, () => setCustomProperty(this.model.document.package, name, wanted));
    return new CustomProperty(this.model, name);
  }

  deleteAll(): void {
    change(this.model, () => removeAllCustomProperties(this.model.document.package));
  }
}

function change(model: WordModel, write: () => unknown): void {
  requireWritable(model.document);
  model.document.transact('properties', () => void write());
}

function storedProperty(model: WordModel, key: string): StoredProperty | undefined {
  return customProperties(model.document.package).find((each) => each.key.toLowerCase() === key.toLowerCase());
}

function requireValue(value: unknown): CustomValue {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (typeof value === 'string') return timestamp.test(value) ? new Date(value) : value;
  throw new HostError('InvalidArgument', 'The value of a custom property is a string, a number, a date or a boolean.');
}

const since = 'WordApi 1.3';

const core = (name: CoreProperty) => ({
  kind: 'property' as const,
  since: since as typeof since,
  get: (self: DocumentProperties) => self.core(name),
  set: (self: DocumentProperties, value: unknown) => self.setCore(name, value),
});

const extended = (name: ExtendedProperty) => ({
  kind: 'property' as const,
  since: since as typeof since,
  get: (self: DocumentProperties) => self.extended(name),
  set: (self: DocumentProperties, value: unknown) => self.setExtended(name, value),
});

declareApi(DocumentProperties, {
  name: 'Word.DocumentProperties',
  members: {
    author: core('author'),
    category: core('category'),
    comments: core('comments'),
    keywords: core('keywords'),
    subject: core('subject'),
    title: core('title'),
    company: extended('company'),
    manager: extended('manager'),
    format: extended('format'),
    applicationName: { kind: 'property', since, get: (self) => self.extended('applicationName') },
    template: { kind: 'property', since, get: (self) => self.extended('template') },
    security: { kind: 'property', since, get: (self) => Number(self.extended('security')) || 0 },
    lastAuthor: { kind: 'property', since, get: (self) => self.core('lastAuthor') },
    revisionNumber: { kind: 'property', since, get: (self) => self.core('revisionNumber') },
    creationDate: { kind: 'property', since, get: (self) => self.time('creationDate') },
    lastPrintDate: { kind: 'property', since, get: (self) => self.time('lastPrintDate') },
    lastSaveTime: { kind: 'property', since, get: (self) => self.time('lastSaveTime') },
    customProperties: { kind: 'navigation', since, get: (self) => new CustomPropertyCollection(self.model) },
  },
});

declareApi(CustomProperty, {
  name: 'Word.CustomProperty',
  identity: (self) => ({ Key: self.key }),
  members: {
    key: { kind: 'property', since, get: (self) => self.stored.key },
    type: { kind: 'property', since, get: (self) => self.stored.type },
    value: {
      kind: 'property',
      since,
      get: (self) => self.value,
      set: (self, value: unknown) => {
        self.value = value;
      },
    },
    delete: { kind: 'method', since, writes: true, call: (self) => self.delete() },
  },
});

declareApi(CustomPropertyCollection, {
  name: 'Word.CustomPropertyCollection',
  members: {
    add: {
      kind: 'method',
      since,
      writes: true,
      call: (self, key: unknown, value: unknown) => self.add(key, value),
    },
    deleteAll: { kind: 'method', since, writes: true, call: (self) => self.deleteAll() },
    getCount: { kind: 'method', since, call: (self) => self.items.length },
    getItem: { kind: 'method', since, call: (self, key: string) => self.getItem(key) ?? notFound() },
    getItemOrNullObject: { kind: 'method', since, call: (self, key: string) => self.getItem(key) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.getItem(key) },
});
