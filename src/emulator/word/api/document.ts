import { declareApi, HostError } from '../../richapi/object-model.ts';
import { spanOf, type Span } from '../model/story.ts';
import { contentControlsIn } from '../parts/content-controls.ts';
import { sectionsOf } from '../parts/headers-footers.ts';
import type { TrackingMode } from '../word-document.ts';
import { bookmarkSpan, deleteBookmark } from './bookmarks.ts';
import { controlCollectionMembers } from './content-control-members.ts';
import { customXmlPartsOf } from './custom-xml-part.ts';
import { notFound } from './collection.ts';
import { DocumentProperties } from './document-properties.ts';
import { bodyOfNotes } from './note-item.ts';
import { search } from './search-options.ts';
import { SettingCollection } from './setting.ts';
import { addStyle, stylesOf } from './style.ts';
import { requireWritable, TextObject } from './text-object.ts';
import { settleDocument } from './tracked-change.ts';

const trackingModes: readonly unknown[] = ['Off', 'TrackAll', 'TrackMineOnly'];

/** `Word.Document`: the root that a request starts from. */
export class Document extends TextObject {
  get span(): Span {
    const span = spanOf(this.document.body);
    if (!span) throw new HostError('GeneralException', 'The document has no paragraph.');
    return span;
  }

  bookmarkOrNull(name: unknown): object | null {
    const span = bookmarkSpan(this.document, name);
    return span && this.model.range(span);
  }

  /** The document lives in the page: there is nothing to write, it only counts as saved. `Prompt` would ask for a name. */
  save(behavior: unknown): void {
    if (![undefined, null, 'Save', 'Prompt'].some((each) => each === behavior))
      throw new HostError('InvalidArgument', `The save behavior ${JSON.stringify(behavior)} is not known.`);
    requireWritable(this.document);
    this.document.markSaved();
  }

  setTrackingMode(mode: unknown): void {
    if (!trackingModes.includes(mode))
      throw new HostError('InvalidArgument', `The change tracking mode '${String(mode)}' is not known.`);
    requireWritable(this.document);
    this.document.trackingMode = mode as TrackingMode;
  }
}

function times(count: unknown): number {
  return typeof count === 'number' && count > 0 ? Math.floor(count) : 1;
}

declareApi(Document, {
  name: 'Word.Document',
  members: {
    body: { kind: 'navigation', since: 'WordApi 1.1', get: (self) => self.model.body(self.document.body, 'MainDoc') },
    properties: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => new DocumentProperties(self.model) },
    saved: { kind: 'property', since: 'WordApi 1.1', get: (self) => self.document.isSaved },
    save: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, behavior: unknown) => self.save(behavior),
    },
    sections: {
      kind: 'navigation',
      since: 'WordApi 1.1',
      get: (self) => self.model.sections(() => sectionsOf(self.document.package)),
    },
    ...controlCollectionMembers<Document>((self) => self.document.stories.flatMap(contentControlsIn)),
    customXmlParts: { kind: 'navigation', since: 'WordApi 1.4', get: (self) => customXmlPartsOf(self.model) },
    settings: { kind: 'navigation', since: 'WordApi 1.4', get: (self) => new SettingCollection(self.model) },
    getSelection: {
      kind: 'method',
      since: 'WordApi 1.1',
      call: (self) => self.model.range(self.document.selectedSpan),
    },
    search: {
      kind: 'method',
      since: 'WordApi 1.7',
      call: (self, text: unknown, options: unknown) => search(self, text, options),
    },
    getBookmarkRange: {
      kind: 'method',
      since: 'WordApi 1.4',
      call: (self, name: unknown) => self.bookmarkOrNull(name) ?? notFound(),
    },
    getBookmarkRangeOrNullObject: {
      kind: 'method',
      since: 'WordApi 1.4',
      call: (self, name: unknown) => self.bookmarkOrNull(name),
    },
    deleteBookmark: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self, name: unknown) => deleteBookmark(self.document, name),
    },
    changeTrackingMode: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => self.document.trackingMode,
      set: (self, mode: unknown) => self.setTrackingMode(mode),
    },
    acceptAllRevisions: {
      kind: 'method',
      since: 'WordApiDesktop 1.4',
      writes: true,
      call: (self) => settleDocument(self.model, 'accept'),
    },
    rejectAllRevisions: {
      kind: 'method',
      since: 'WordApiDesktop 1.4',
      writes: true,
      call: (self) => settleDocument(self.model, 'reject'),
    },
    getFootnoteBody: { kind: 'method', since: 'WordApi 1.5', call: (self) => bodyOfNotes(self.model, 'footnote') },
    getEndnoteBody: { kind: 'method', since: 'WordApi 1.5', call: (self) => bodyOfNotes(self.model, 'endnote') },
    getStyles: { kind: 'method', since: 'WordApi 1.5', call: (self) => stylesOf(self.model) },
    addStyle: {
      kind: 'method',
      since: 'WordApi 1.5',
      writes: true,
      call: (self, name: unknown, type: unknown) => addStyle(self.model, name, type),
    },
    undo: {
      kind: 'method',
      since: 'WordApiDesktop 1.4',
      writes: true,
      call: (self, count: unknown) => {
        for (let index = 0; index < times(count); index += 1) self.document.undo();
      },
    },
    redo: {
      kind: 'method',
      since: 'WordApiDesktop 1.4',
      writes: true,
      call: (self, count: unknown) => {
        for (let index = 0; index < times(count); index += 1) self.document.redo();
      },
    },
  },
});
