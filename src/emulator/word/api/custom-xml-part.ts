import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { addCustomXml, customXmlParts, readCustomXml, removeCustomXml, setCustomXml } from '../parts/custom-xml.ts';
import { entryText, selectXPath, type NamespaceMappings } from '../parts/xml-query.ts';
import { HostCollection, notFound } from './collection.ts';
import { invalid, requireInteger } from './table-arguments.ts';
import { requireText, requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.CustomXmlPart`: XML data that the document carries, under its GUID. */
export class CustomXmlPart {
  readonly model: WordModel;
  readonly id: string;

  constructor(model: WordModel, id: string) {
    this.model = model;
    this.id = id;
  }

  get name(): string {
    return customXmlParts(this.model.document.package).find(({ id }) => id === this.id)?.name ?? notFound();
  }

  get tree(): XMLDocument {
    return this.model.document.package.xml(this.name);
  }

  change(edit: (name: string) => void): void {
    requireWritable(this.model.document);
    const { name } = this;
    this.model.document.transact('customXml', () => edit(name));
  }

  select(xpath: unknown, mappings: unknown): readonly (Node | string)[] {
    const path = requireText(xpath, 'The XPath');
    return (
      selectXPath(this.tree, path, requireMappings(mappings)) ?? invalid(`'${path}' is no XPath with these prefixes.`)
    );
  }

  /** The one element that a path leads to. */
  element(xpath: unknown, mappings: unknown): Element {
    const found = this.select(xpath, mappings);
    if (found.length === 0) notFound();
    const [only, ...others] = found;
    return others.length === 0 && typeof only === 'object' && only.nodeType === 1
      ? (only as Element)
      : invalid(`'${String(xpath)}' leads to no single element.`);
  }

  insertElement(xpath: unknown, xml: unknown, mappings: unknown, index: unknown): void {
    const parent = this.element(xpath, mappings);
    const { documentElement } = requireXml(xml);
    const children = [...parent.children];
    const at =
      index === undefined || index === null ? children.length : requireInteger(index, 'The index', 0, children.length);
    this.change(() =>
      parent.insertBefore(parent.ownerDocument.importNode(documentElement, true), children[at] ?? null),
    );
  }

  deleteElement(xpath: unknown, mappings: unknown): void {
    const element = this.element(xpath, mappings);
    if (element === this.tree.documentElement) invalid('The root of the part cannot be deleted; delete the part.');
    this.change(() => element.remove());
  }

  updateElement(xpath: unknown, xml: unknown, mappings: unknown): void {
    const element = this.element(xpath, mappings);
    const { documentElement } = requireXml(xml);
    this.change((name) => {
      if (element === this.tree.documentElement) setCustomXml(this.model.document.package, name, documentElement);
      else element.replaceWith(element.ownerDocument.importNode(documentElement, true));
    });
  }

  /** Inserts an attribute that must not be there, or updates (or with `null` deletes) one that must. */
  setAttribute(xpath: unknown, mappings: unknown, name: unknown, value: string | null, wasThere: boolean): void {
    const element = this.element(xpath, mappings);
    const qualified = requireText(name, 'The name');
    const [, prefix, local = ''] = attributeName.exec(qualified) ?? [];
    const namespace =
      prefix === undefined ? null : (requireMappings(mappings)[prefix] ?? element.lookupNamespaceURI(prefix));
    if (local === '' || (prefix !== undefined && !namespace))
      invalid(`'${qualified}' is no name of an attribute here.`);
    const isThere = element.hasAttributeNS(namespace, local);
    if (wasThere && !isThere) notFound();
    if (!wasThere && isThere) invalid(`The element has an attribute '${qualified}' already.`);
    this.change(() => {
      if (value === null) element.removeAttributeNS(namespace, local);
      else element.setAttributeNS(namespace, qualified, value);
    });
  }
}

/** A name with a prefix or without. */
const attributeName = /^(?:([\p{L}_][\p{L}\p{N}_.-]*):)?([\p{L}_][\p{L}\p{N}_.-]*)$/u;

function requireXml(value: unknown): XMLDocument {
  return (
    readCustomXml(requireText(value, 'The XML')) ?? invalid('The XML is not well-formed, or declares a document type.')
  );
}

function requireMappings(value: unknown): NamespaceMappings {
  if (value === undefined || value === null) return {};
  const isMappings = (given: unknown): given is NamespaceMappings =>
    typeof given === 'object' && given !== null && Object.values(given).every((each) => typeof each === 'string');
  return isMappings(value) ? value : invalid('The namespace mappings must be an object of strings.');
}

/** `Word.CustomXmlPartScopedCollection`: the parts of one namespace. */
export class CustomXmlPartScopedCollection extends HostCollection {
  constructor(model: WordModel, namespace: string | null) {
    const items = (): CustomXmlPart[] =>
      customXmlParts(model.document.package)
        .map(({ id }) => new CustomXmlPart(model, id))
        .filter((part) => namespace === null || part.tree.documentElement.namespaceURI === namespace);
    super(items, (id) => items().find((part) => part.id === String(id).toUpperCase()) ?? null);
  }

  onlyOrNull(): object | null {
    return this.items.length === 1 ? this.first() : null;
  }
}

/** `Word.CustomXmlPartCollection`: all of them. */
export class CustomXmlPartCollection extends CustomXmlPartScopedCollection {
  readonly model: WordModel;

  constructor(model: WordModel) {
    super(model, null);
    this.model = model;
  }

  add(xml: unknown): CustomXmlPart {
    const { document } = this.model;
    const text = requireText(xml, 'The XML');
    requireXml(text);
    requireWritable(document);
    const { id } = document.transact('customXml', () => addCustomXml(document.package, text));
    return new CustomXmlPart(this.model, id);
  }
}

export function customXmlPartsOf(model: WordModel): CustomXmlPartCollection {
  return new CustomXmlPartCollection(model);
}

function collectionMembers<T extends CustomXmlPartScopedCollection>(): Record<string, ApiMember<T>> {
  return {
    getCount: { kind: 'method', since: 'WordApi 1.4', call: (self) => self.items.length },
    getItem: { kind: 'method', since: 'WordApi 1.4', call: (self, id: string) => self.getItem(id) ?? notFound() },
    getItemOrNullObject: { kind: 'method', since: 'WordApi 1.4', call: (self, id: string) => self.getItem(id) },
  };
}

const collection = {
  items: (self: HostCollection) => self.items,
  getItem: (self: HostCollection, key: string | number) => self.getItem(key),
};

declareApi(CustomXmlPartScopedCollection, {
  name: 'Word.CustomXmlPartScopedCollection',
  members: {
    ...collectionMembers<CustomXmlPartScopedCollection>(),
    getOnlyItem: {
      kind: 'method',
      since: 'WordApi 1.4',
      call: (self) => {
        const only = self.onlyOrNull();
        if (only) return only;
        throw new HostError('GeneralException', `The collection has ${self.items.length} items, not one.`);
      },
    },
    getOnlyItemOrNullObject: { kind: 'method', since: 'WordApi 1.4', call: (self) => self.onlyOrNull() },
  },
  collection,
});

declareApi(CustomXmlPartCollection, {
  name: 'Word.CustomXmlPartCollection',
  members: {
    ...collectionMembers<CustomXmlPartCollection>(),
    add: { kind: 'method', since: 'WordApi 1.4', writes: true, call: (self, xml: unknown) => self.add(xml) },
    getByNamespace: {
      kind: 'method',
      since: 'WordApi 1.4',
      call: (self, namespace: unknown) =>
        new CustomXmlPartScopedCollection(self.model, requireText(namespace, 'The namespace')),
    },
  },
  collection,
});

const write = (call: (self: CustomXmlPart, ...args: unknown[]) => void): ApiMember<CustomXmlPart> => ({
  kind: 'method',
  since: 'WordApi 1.4',
  writes: true,
  call,
});

declareApi(CustomXmlPart, {
  name: 'Word.CustomXmlPart',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.id },
    namespaceUri: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => self.tree.documentElement.namespaceURI ?? '',
    },
    getXml: { kind: 'method', since: 'WordApi 1.4', call: (self) => entryText(self.tree) },
    query: {
      kind: 'method',
      since: 'WordApi 1.4',
      call: (self, xpath: unknown, mappings: unknown) => self.select(xpath, mappings).map(entryText),
    },
    setXml: write((self, xml) => {
      const { documentElement } = requireXml(xml);
      self.change((name) => setCustomXml(self.model.document.package, name, documentElement));
    }),
    delete: write((self) => self.change((name) => removeCustomXml(self.model.document.package, name))),
    insertElement: write((self, xpath, xml, mappings, index) => self.insertElement(xpath, xml, mappings, index)),
    updateElement: write((self, xpath, xml, mappings) => self.updateElement(xpath, xml, mappings)),
    deleteElement: write((self, xpath, mappings) => self.deleteElement(xpath, mappings)),
    insertAttribute: write((self, xpath, mappings, name, value) =>
      self.setAttribute(xpath, mappings, name, requireText(value, 'The value'), false),
    ),
    updateAttribute: write((self, xpath, mappings, name, value) =>
      self.setAttribute(xpath, mappings, name, requireText(value, 'The value'), true),
    ),
    deleteAttribute: write((self, xpath, mappings, name) => self.setAttribute(xpath, mappings, name, null, true)),
  },
});
