import type { ApiMember, ApiType } from '../../src/emulator/richapi/object-model.ts';
import { wordTypes } from '../../src/emulator/word/api/word-object-model.ts';
import type { OfficeWindow } from './office-in-jsdom.ts';

/** Classes of a newer WordApi that the npm build of office.js does not have, with what their collections hold. */
const newClasses: Readonly<Record<string, string | null>> = {
  TrackedChange: null,
  TrackedChangeCollection: 'TrackedChange',
  NoteItem: null,
  NoteItemCollection: 'NoteItem',
  ParagraphFormat: null,
  Style: null,
  StyleCollection: 'Style',
  Setting: null,
  SettingCollection: 'Setting',
  CustomXmlPart: null,
  CustomXmlPartCollection: 'CustomXmlPart',
  CustomXmlPartScopedCollection: 'CustomXmlPart',
  Field: null,
  FieldCollection: 'Field',
};

/** What the members give that give an object; other methods give a value or nothing. */
const given: Readonly<Record<string, string>> = {
  'Body.getTrackedChanges': 'TrackedChangeCollection',
  'Paragraph.getTrackedChanges': 'TrackedChangeCollection',
  'Range.getTrackedChanges': 'TrackedChangeCollection',
  'TrackedChangeCollection.getFirst': 'TrackedChange',
  'TrackedChangeCollection.getFirstOrNullObject': 'TrackedChange',
  'TrackedChange.getNext': 'TrackedChange',
  'TrackedChange.getNextOrNullObject': 'TrackedChange',
  'TrackedChange.getRange': 'Range',
  'Body.endnotes': 'NoteItemCollection',
  'Body.footnotes': 'NoteItemCollection',
  'Document.getEndnoteBody': 'Body',
  'Document.getFootnoteBody': 'Body',
  'NoteItem.body': 'Body',
  'NoteItem.getNext': 'NoteItem',
  'NoteItem.getNextOrNullObject': 'NoteItem',
  'NoteItem.reference': 'Range',
  'NoteItemCollection.getFirst': 'NoteItem',
  'NoteItemCollection.getFirstOrNullObject': 'NoteItem',
  'Paragraph.endnotes': 'NoteItemCollection',
  'Paragraph.footnotes': 'NoteItemCollection',
  'Range.endnotes': 'NoteItemCollection',
  'Range.footnotes': 'NoteItemCollection',
  'Range.insertEndnote': 'NoteItem',
  'Range.insertFootnote': 'NoteItem',
  'Document.getStyles': 'StyleCollection',
  'Document.addStyle': 'Style',
  'StyleCollection.getByName': 'Style',
  'StyleCollection.getByNameOrNullObject': 'Style',
  'Table.mergeCells': 'TableCell',
  'TableRow.merge': 'TableCell',
  'Style.font': 'Font',
  'Style.paragraphFormat': 'ParagraphFormat',
  'Document.settings': 'SettingCollection',
  'SettingCollection.add': 'Setting',
  'SettingCollection.getItem': 'Setting',
  'SettingCollection.getItemOrNullObject': 'Setting',
  'Document.customXmlParts': 'CustomXmlPartCollection',
  'CustomXmlPartCollection.add': 'CustomXmlPart',
  'CustomXmlPartCollection.getByNamespace': 'CustomXmlPartScopedCollection',
  'CustomXmlPartCollection.getItem': 'CustomXmlPart',
  'CustomXmlPartCollection.getItemOrNullObject': 'CustomXmlPart',
  'CustomXmlPartScopedCollection.getItem': 'CustomXmlPart',
  'CustomXmlPartScopedCollection.getItemOrNullObject': 'CustomXmlPart',
  'CustomXmlPartScopedCollection.getOnlyItem': 'CustomXmlPart',
  'CustomXmlPartScopedCollection.getOnlyItemOrNullObject': 'CustomXmlPart',
  'Body.fields': 'FieldCollection',
  'FieldCollection.getFirst': 'Field',
  'FieldCollection.getFirstOrNullObject': 'Field',
  'FieldCollection.getByTypes': 'FieldCollection',
  'Field.result': 'Range',
  'Field.getNext': 'Field',
  'Field.getNextOrNullObject': 'Field',
  'Field.parentBody': 'Body',
  'Field.parentContentControl': 'ContentControl',
  'Field.parentContentControlOrNullObject': 'ContentControl',
  'Field.parentTable': 'Table',
  'Field.parentTableOrNullObject': 'Table',
  'Field.parentTableCell': 'TableCell',
  'Field.parentTableCellOrNullObject': 'TableCell',
};

/** Members of classes that office.js has, to be added to them besides those in {@link given}. */
const plainMethods = ['split', 'undo', 'redo', 'acceptAllRevisions', 'rejectAllRevisions'];

type Proxy = new (...args: never[]) => object;

/** What office.js exposes for building proxies; its own generated classes are made with the same two. */
interface Builders {
  readonly LibraryBuilder: new (options: object) => unknown;
  readonly BatchApiHelper: {
    invokeMethod(self: object, name: string, operation: number, args: unknown[], flags: number, result: number): object;
    createMethodObject(
      type: Proxy,
      self: object,
      name: string,
      operation: number,
      args: unknown[],
      isCollection: boolean,
      isInvalidAfter: boolean,
      getById: null,
      flags: number,
    ): object;
    createPropertyObject(type: Proxy, self: object, name: string, isCollection: boolean, flags: number): object;
  };
}

const readOnlyProperty = 2;
const readOperation = 2;
const isCollection = 1;
const canBeTracked = 2;

/**
 * Gives a pane's office.js the proxies of members that are newer than its npm build, from outside: the library itself is
 * not changed. What they put on the wire is what office.js's own proxies put there.
 */
export function enableNewerMembers({ OfficeExtension, Word }: OfficeWindow): void {
  const builders = OfficeExtension as unknown as Builders;
  const namespace = Word as unknown as Record<string, Proxy | undefined>;
  new builders.LibraryBuilder({
    targetNamespaceObject: namespace,
    namespaceMap: { Word: namespace },
    fullyInitialize: true,
    metadata: {
      name: 'Word',
      clientObjectTypes: Object.entries(newClasses).map(([name, child]) => metadataOf(typeOf(name), name, child)),
    },
  });
  for (const type of wordTypes) {
    const name = type.name.replace('Word.', '');
    const proxy = namespace[name];
    if (!proxy || name in newClasses) continue;
    for (const [member, declared] of Object.entries(type.members)) {
      if (!(member in proxy.prototype)) addMember(builders, namespace, proxy, `${name}.${member}`, declared);
    }
  }
}

function typeOf(name: string): ApiType<object> {
  const type = wordTypes.find((each) => each.name === `Word.${name}`);
  if (!type) throw new Error(`The emulated Word has no ${name}.`);
  return type;
}

function members(type: ApiType<object>, wanted: (member: ApiMember<object>, name: string) => boolean): string[] {
  return Object.entries(type.members)
    .filter(([name, member]) => wanted(member, name))
    .map(([name]) => name);
}

/** The rows of numbers and names that office.js's builder takes: name, (type,) count of parameters, flags. */
function metadataOf(type: ApiType<object>, name: string, child: string | null): unknown[] {
  const flagsOf = (member: string): number =>
    (type.members[member] as { readonly writes?: boolean }).writes === true ? 0 : readOperation;
  const gives = (member: string): string | undefined => given[`${name}.${member}`];
  return [
    name,
    canBeTracked | (child === null ? 0 : isCollection),
    [
      ['_ReferenceId', readOnlyProperty],
      ...members(type, ({ kind }) => kind === 'property').map((each) => [
        each,
        'set' in (type.members[each] ?? {}) ? 0 : readOnlyProperty,
      ]),
    ],
    members(type, ({ kind }) => kind === 'navigation').map((each) => [
      each,
      `Word.${gives(each) ?? ''}`,
      readOnlyProperty,
    ]),
    [
      ['_KeepReference', 0, readOperation],
      ...members(type, ({ kind }, each) => kind === 'method' && !gives(each)).map((each) => [each, 0, flagsOf(each)]),
    ],
    members(type, ({ kind }, each) => kind === 'method' && gives(each) !== undefined).map((each) => [
      each,
      `Word.${gives(each) ?? ''}`,
      0,
      flagsOf(each),
    ]),
    0,
    child === null ? 0 : `Word.${child}`,
  ];
}

function addMember(
  { BatchApiHelper }: Builders,
  namespace: Readonly<Record<string, Proxy | undefined>>,
  proxy: Proxy,
  path: string,
  declared: ApiMember<object>,
): void {
  const name = path.replace(/^.*\./, '');
  const wireName = name.charAt(0).toUpperCase() + name.slice(1);
  const result = given[path];
  const type = result === undefined ? undefined : namespace[result];
  const collection = result?.endsWith('Collection') ?? false;
  const operation = declared.kind === 'method' && declared.writes === true ? 0 : 1;
  const prototype = proxy.prototype as object;
  if (declared.kind === 'navigation' && type) {
    Object.defineProperty(prototype, name, {
      get(this: object) {
        return BatchApiHelper.createPropertyObject(type, this, wireName, collection, 4);
      },
    });
  } else if (declared.kind === 'method' && type) {
    Object.defineProperty(prototype, name, {
      value(this: object, ...args: unknown[]) {
        return BatchApiHelper.createMethodObject(type, this, wireName, operation, args, collection, false, null, 4);
      },
    });
  } else if (declared.kind === 'method' && plainMethods.includes(name)) {
    Object.defineProperty(prototype, name, {
      value(this: object, ...args: unknown[]) {
        return BatchApiHelper.invokeMethod(this, wireName, operation, args, 4, 0);
      },
    });
  }
}
