import { declareApi } from '../../richapi/object-model.ts';
import { addNote, deleteNote, patchNote, remarksAt } from '../edit/comments.ts';
import { cellArea } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { NoteState } from '../model/workbook-state.ts';
import { change, invalid, notFound, requireString } from './arguments.ts';
import { requireCell } from './cell-argument.ts';
import type { ExcelModel } from './excel-model.ts';
import { itemAtMember } from './item-at.ts';

/** `Excel.Note`: a text that hangs on a cell, without answers. */
export class Note {
  readonly model: ExcelModel;
  readonly id: string;

  constructor(model: ExcelModel, id: string) {
    this.model = model;
    this.id = id;
  }

  get state(): NoteState {
    return this.model.document.state.notes.find(({ id }) => id === this.id) ?? notFound();
  }

  get sheet(): Sheet {
    return this.model.document.sheetById(this.state.sheetId) ?? notFound();
  }

  patch(patch: Partial<NoteState>): void {
    change(this.model.document, () => patchNote(this.model.document, this.state, patch));
  }
}

declareApi(Note, {
  name: 'Excel.Note',
  members: {
    authorName: { kind: 'property', since: 'ExcelApi 1.18', get: (self) => self.state.author },
    content: {
      kind: 'property',
      since: 'ExcelApi 1.18',
      get: (self) => self.state.content,
      set: (self, content: unknown) => self.patch({ content: requireString(content) }),
    },
    visible: {
      kind: 'property',
      since: 'ExcelApi 1.18',
      get: (self) => self.state.visible,
      set: (self, visible: unknown) => self.patch({ visible: typeof visible === 'boolean' ? visible : invalid() }),
    },
    getLocation: {
      kind: 'method',
      since: 'ExcelApi 1.18',
      call: (self) => self.model.range(self.sheet, cellArea(self.state.row, self.state.column)),
    },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.18',
      writes: true,
      call: (self) => change(self.model.document, () => deleteNote(self.model.document, self.state)),
    },
  },
});

/** `Excel.NoteCollection`: the notes of a sheet, or of the workbook; found by the address of their cell. */
export class NoteCollection {
  readonly model: ExcelModel;
  readonly own: Sheet | null;

  constructor(model: ExcelModel, own: Sheet | null) {
    this.model = model;
    this.own = own;
  }

  get items(): readonly Note[] {
    return this.model.document.state.notes
      .filter(({ sheetId }) => this.own === null || sheetId === this.own.id)
      .map(({ id }) => new Note(this.model, id));
  }

  find(address: unknown): Note | null {
    const { model } = this;
    const { sheet, row, column } = requireCell(model, address, this.own ?? undefined);
    const note = remarksAt(model.document, sheet, row, column).note;
    return note && (this.own === null || note.sheetId === this.own.id) ? new Note(model, note.id) : null;
  }
}

declareApi(NoteCollection, {
  name: 'Excel.NoteCollection',
  members: {
    add: {
      kind: 'method',
      since: 'ExcelApi 1.18',
      writes: true,
      call: ({ model, own }, cell: unknown, content: unknown) => {
        const place = requireCell(model, cell, own ?? undefined);
        const text = requireString(content);
        return new Note(model, change(model.document, () => addNote(model.document, place, text)).id);
      },
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.18', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.18'),
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.18', call: (self, key: unknown) => self.find(key) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
