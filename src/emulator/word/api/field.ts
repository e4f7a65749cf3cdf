import { declareApi } from '../../richapi/object-model.ts';
import { deleteSpan } from '../model/delete-span.ts';
import type { Span } from '../model/story.ts';
import { storyOf } from '../model/story.ts';
import {
  fieldSpan,
  fieldsOf,
  flattenField,
  isDangerousField,
  setFieldCode,
  setFieldLocked,
  type Field as FieldPart,
} from '../parts/fields.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { parentControlMembers } from './content-control-members.ts';
import { parentBodyOf } from './parent-body.ts';
import { invalid, requireBoolean } from './table-arguments.ts';
import { parentTableMembersOf } from './table-relations.ts';
import { textMembers } from './text-members.ts';
import { requireText, requireWritable, TextObject } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Field`: an instruction and the result that stands for it. */
export class Field extends TextObject {
  readonly #start: Element;

  constructor(model: WordModel, start: Element) {
    super(model);
    this.#start = start;
  }

  get element(): Element {
    return this.#start.isConnected ? this.#start : notFound();
  }

  get part(): FieldPart {
    return this.siblings.find(({ start }) => start === this.element) ?? notFound();
  }

  /** The fields of the same story. */
  get siblings(): readonly FieldPart[] {
    return fieldsOf(storyOf(this.element));
  }

  get span(): Span {
    return fieldSpan(this.part) ?? notFound();
  }

  get type(): string {
    const { kind } = this.part;
    if (kind === '') return 'Empty';
    if (kind.startsWith('=')) return 'Expression';
    return types.find((each) => each.toUpperCase() === kind) ?? 'Others';
  }

  nextOrNull(): object | null {
    const { siblings } = this;
    const next = siblings[siblings.findIndex(({ start }) => start === this.element) + 1];
    return next ? this.model.field(next.start) : null;
  }

  change(edit: (part: FieldPart) => void): void {
    requireWritable(this.document);
    this.document.transact('field', () => edit(this.part));
  }

  setCode(value: unknown): void {
    const code = requireText(value, 'The code').trim();
    if (isDangerousField(code)) invalid('Fields that fetch other files or start programs are not made.');
    this.change((part) => setFieldCode(part, code));
  }

  /** Its result goes, and with the result its code; tracked, the result is struck out. */
  delete(): void {
    this.change((part) => {
      const span = fieldSpan(part);
      if (!this.document.isTracking) flattenField(part);
      if (span) deleteSpan(span, this.document.editContext());
    });
  }
}

/** As `Word.FieldType` names them. */
const types =
  'Addin AddressBlock Advance Ask Author AutoText AutoTextList BarCode Bibliography BidiOutline Citation Comments Compare CreateDate Data Database Date DisplayBarcode DocProperty DocVariable EditTime Embedded EQ FileName FileSize FillIn FormCheckbox FormDropdown FormText GotoButton GreetingLine Hyperlink If Import Include IncludePicture IncludeText Index Info Keywords LastSavedBy Link ListNum MacroButton MergeBarcode MergeField MergeRec MergeSeq Next NextIf NoteRef NumChars NumPages NumWords OCX Page PageRef Print PrintDate Private Quote RD Ref RevNum SaveDate Section SectionPages Seq Set Shape SkipIf StyleRef Subject Subscriber Symbol TA TC Template Time Title TOA TOC UserAddress UserInitials UserName XE'.split(
    ' ',
  );

/** `Word.FieldCollection`. */
export class FieldCollection extends HostCollection {
  readonly model: WordModel;

  constructor(model: WordModel, fields: () => readonly FieldPart[]) {
    super(() => fields().map(({ start }) => model.field(start)));
    this.model = model;
  }

  byTypes(types: unknown): FieldCollection {
    if (!Array.isArray(types)) return invalid('The types must be an array of field types.');
    const wanted: readonly unknown[] = types;
    return new FieldCollection(this.model, () =>
      (this.items as readonly Field[]).filter(({ type }) => wanted.includes(type)).map(({ part }) => part),
    );
  }
}

declareCollection(FieldCollection, 'Word.FieldCollection', 'WordApi 1.4', {
  getByTypes: { kind: 'method', since: 'WordApi 1.5', call: (self, types: unknown) => self.byTypes(types) },
});

const { select } = textMembers<Field>();
const parents = Object.fromEntries(
  Object.entries(parentTableMembersOf<Field>()).map(([name, member]) => [
    name,
    { ...member, since: 'WordApi 1.4' as const },
  ]),
);

declareApi(Field, {
  name: 'Word.Field',
  members: {
    ...parents,
    ...parentControlMembers<Field>('WordApi 1.4'),
    ...(select ? { select: { ...select, since: 'WordApi 1.5' } } : {}),
    parentBody: { kind: 'navigation', since: 'WordApi 1.4', get: (self) => parentBodyOf(self.model, self.element) },
    code: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => self.part.code,
      set: (self, value: unknown) => self.setCode(value),
    },
    result: { kind: 'navigation', since: 'WordApi 1.4', get: (self) => self.model.range(self.span) },
    type: { kind: 'property', since: 'WordApi 1.5', get: (self) => self.type },
    locked: {
      kind: 'property',
      since: 'WordApi 1.5',
      get: (self) => self.part.isLocked,
      set: (self, value: unknown) => {
        const wanted = requireBoolean(value, 'locked');
        self.change((part) => setFieldLocked(part, wanted));
      },
    },
    getNext: { kind: 'method', since: 'WordApi 1.4', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.4', call: (self) => self.nextOrNull() },
    delete: { kind: 'method', since: 'WordApi 1.5', writes: true, call: (self) => self.delete() },
  },
});
