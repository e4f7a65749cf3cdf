import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { namespaceOf, type CustomXml } from '../model/custom-xml.ts';
import { change, invalid, notFound, requireString } from './arguments.ts';
import type { ExcelModel } from './excel-model.ts';

/** `Excel.CustomXmlPart`: XML that the workbook carries, under its GUID. */
export class CustomXmlPart {
  readonly id: string;
  readonly #model: ExcelModel;

  constructor(model: ExcelModel, id: string) {
    this.#model = model;
    this.id = id;
  }

  get content(): CustomXml {
    return this.#model.document.customXml.find(({ id }) => id === this.id) ?? notFound();
  }

  replace(xml: string | null): void {
    const { document } = this.#model;
    const { id } = this.content;
    change(document, () => {
      document.customXml = document.customXml.flatMap((part) =>
        part.id !== id ? [part] : xml === null ? [] : [{ id, xml }],
      );
    });
  }
}

/** `Excel.CustomXmlPartScopedCollection`: the parts of one namespace. */
export class CustomXmlPartScopedCollection {
  readonly model: ExcelModel;
  readonly #namespace: string | null;

  constructor(model: ExcelModel, namespace: string | null) {
    this.model = model;
    this.#namespace = namespace;
  }

  get items(): readonly CustomXmlPart[] {
    return this.model.document.customXml
      .filter(({ xml }) => this.#namespace === null || namespaceOf(xml) === this.#namespace)
      .map(({ id }) => new CustomXmlPart(this.model, id));
  }

  find(id: unknown): CustomXmlPart | null {
    return this.items.find((part) => part.id === String(id).toUpperCase()) ?? null;
  }

  only(): CustomXmlPart | null {
    const [only, ...others] = this.items;
    return only && others.length === 0 ? only : null;
  }
}

/** `Excel.CustomXmlPartCollection`: all of them. */
export class CustomXmlPartCollection extends CustomXmlPartScopedCollection {
  constructor(model: ExcelModel) {
    super(model, null);
  }

  add(given: unknown): CustomXmlPart {
    const { document } = this.model;
    const xml = requireXml(given);
    const id = document.freshId();
    change(document, () => {
      document.customXml = [...document.customXml, { id, xml }];
    });
    return new CustomXmlPart(this.model, id);
  }
}

function requireXml(given: unknown): string {
  const xml = requireString(given);
  return namespaceOf(xml) === null ? invalid() : xml;
}

function collectionMembers<T extends CustomXmlPartScopedCollection>(): Record<string, ApiMember<T>> {
  return {
    getCount: { kind: 'method', since: 'ExcelApi 1.5', call: (self) => self.items.length },
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.5', call: (self, id: unknown) => self.find(id) },
  };
}

declareApi(CustomXmlPart, {
  name: 'Excel.CustomXmlPart',
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.5', get: (self) => self.content.id },
    namespaceUri: { kind: 'property', since: 'ExcelApi 1.5', get: (self) => namespaceOf(self.content.xml) ?? '' },
    getXml: { kind: 'method', since: 'ExcelApi 1.5', call: (self) => self.content.xml },
    setXml: {
      kind: 'method',
      since: 'ExcelApi 1.5',
      writes: true,
      call: (self, xml: unknown) => self.replace(requireXml(xml)),
    },
    delete: { kind: 'method', since: 'ExcelApi 1.5', writes: true, call: (self) => self.replace(null) },
  },
});

declareApi(CustomXmlPartScopedCollection, {
  name: 'Excel.CustomXmlPartScopedCollection',
  members: {
    ...collectionMembers<CustomXmlPartScopedCollection>(),
    getOnlyItem: { kind: 'method', since: 'ExcelApi 1.5', call: (self) => self.only() ?? notFound() },
    getOnlyItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.5', call: (self) => self.only() },
  },
  collection: { items: (self) => self.items, getItem: (self, id) => self.find(id) },
});

declareApi(CustomXmlPartCollection, {
  name: 'Excel.CustomXmlPartCollection',
  members: {
    ...collectionMembers<CustomXmlPartCollection>(),
    add: { kind: 'method', since: 'ExcelApi 1.5', writes: true, call: (self, xml: unknown) => self.add(xml) },
    getByNamespace: {
      kind: 'method',
      since: 'ExcelApi 1.5',
      call: (self, namespace: unknown) => new CustomXmlPartScopedCollection(self.model, requireString(namespace)),
    },
  },
  collection: { items: (self) => self.items, getItem: (self, id) => self.find(id) },
});
