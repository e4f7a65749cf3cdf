import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { partsOf, storyOf, type Span } from '../model/story.ts';
import { leavesOf } from '../model/text-leaves.ts';
import { isW } from '../model/xml.ts';
import { partRoot } from '../parts/ensure-part.ts';
import { addNote, listNotes, markSpan, notesOf, removeNote, type Note, type NoteKind } from '../parts/notes.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { requireText, requireWritable, type TextObject } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.NoteItem`: a footnote or endnote with its mark in the text. */
export class NoteItem {
  readonly model: WordModel;
  readonly #note: Note;

  constructor(model: WordModel, note: Note) {
    this.model = model;
    this.#note = note;
  }

  get note(): Note {
    return this.#note.reference?.isConnected && this.#note.element.isConnected ? this.#note : notFound();
  }

  get type(): 'Footnote' | 'Endnote' {
    return this.note.kind === 'footnote' ? 'Footnote' : 'Endnote';
  }

  nextOrNull(): object | null {
    const { kind, reference } = this.note;
    const all = listNotes(this.model.document.package, kind);
    const next = all[all.findIndex((each) => each.reference === reference) + 1];
    return next ? new NoteItem(this.model, next) : null;
  }

  delete(): void {
    const { document } = this.model;
    requireWritable(document);
    document.transact('deleteNote', () => {
      removeNote(document.package, this.note, document.editContext());
    });
  }
}

declareApi(NoteItem, {
  name: 'Word.NoteItem',
  members: {
    body: { kind: 'navigation', since: 'WordApi 1.5', get: (self) => self.model.body(self.note.element, 'NoteItem') },
    reference: {
      kind: 'navigation',
      since: 'WordApi 1.5',
      get: (self) => self.model.range(markSpan(self.note) ?? notFound()),
    },
    type: { kind: 'property', since: 'WordApi 1.5', get: (self) => self.type },
    getNext: { kind: 'method', since: 'WordApi 1.5', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.5', call: (self) => self.nextOrNull() },
    delete: {
      kind: 'method',
      since: 'WordApi 1.5',
      writes: true,
      call: (self) => {
        self.delete();
      },
    },
  },
});

/** `Word.NoteItemCollection`. */
export class NoteItemCollection extends HostCollection {}

declareCollection(NoteItemCollection, 'Word.NoteItemCollection', 'WordApi 1.5');

/** `footnotes` and `endnotes`: the notes whose marks stand in the text, in its order. */
export function noteMembers<T extends TextObject>(): Record<'footnotes' | 'endnotes', ApiMember<T>> {
  const listOf = (kind: NoteKind): ApiMember<T> => ({
    kind: 'navigation',
    since: 'WordApi 1.5',
    get: (self) =>
      new NoteItemCollection(() => notesIn(self.model, self.span, kind).map((note) => new NoteItem(self.model, note))),
  });
  return { footnotes: listOf('footnote'), endnotes: listOf('endnote') };
}

function notesIn(model: WordModel, span: Span, kind: NoteKind): Note[] {
  const marks = partsOf(span).flatMap(({ paragraph, start, end }) =>
    leavesOf(paragraph).filter(
      (leaf) => isW(leaf.element, `${kind}Reference`) && leaf.start >= start && leaf.start + leaf.length <= end,
    ),
  );
  if (marks.length === 0) return [];
  const byMark = new Map(listNotes(model.document.package, kind).map((note) => [note.reference, note]));
  return marks.flatMap(({ element }) => byMark.get(element) ?? []);
}

/** `insertFootnote` and `insertEndnote`: the mark comes after the text. Notes are of the main text alone. */
export function insertNoteMembers<T extends TextObject>(): Record<'insertFootnote' | 'insertEndnote', ApiMember<T>> {
  const insert = (kind: NoteKind): ApiMember<T> => ({
    kind: 'method',
    since: 'WordApi 1.5',
    writes: true,
    call: ({ model, span }, text: unknown) => {
      const { document } = model;
      const words = text === undefined || text === null ? '' : requireText(text, 'The text of the note');
      requireWritable(document);
      if (storyOf(span.end.paragraph) !== document.body)
        throw new HostError('InvalidArgument', 'A note can only be put into the main text of the document.');
      return document.transact(
        'insertNote',
        () => new NoteItem(model, addNote(document.package, kind, span.end, words, document.editContext())),
      );
    },
  });
  return { insertFootnote: insert('footnote'), insertEndnote: insert('endnote') };
}

/** All footnotes or all endnotes of a document as one body: `Document.getFootnoteBody`. */
export function bodyOfNotes(model: WordModel, kind: NoteKind): object {
  const root = partRoot(model.document.package, `${kind}s`);
  if (!root || notesOf(root).length === 0) return notFound();
  return model.body(root, kind === 'footnote' ? 'Footnote' : 'Endnote');
}
