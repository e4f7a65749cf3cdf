import { declareApi } from '../../richapi/object-model.ts';
import { blankDocument } from '../package/blank-document.ts';
import { WordDocument } from '../word-document.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Application`: makes new documents. */
export class Application {
  readonly model: WordModel;

  constructor(model: WordModel) {
    this.model = model;
  }

  /** A new document, written to like any other and shown when it is opened. */
  createDocument(base64: unknown): DocumentCreated {
    const bytes =
      typeof base64 === 'string' && base64 !== ''
        ? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        : blankDocument('en-US');
    return new DocumentCreated(this.model, this.model.modelOf(WordDocument.open(bytes)));
  }
}

/** `Word.DocumentCreated`. */
export class DocumentCreated {
  readonly opener: WordModel;
  readonly model: WordModel;

  constructor(opener: WordModel, model: WordModel) {
    this.opener = opener;
    this.model = model;
  }
}

declareApi(Application, {
  name: 'Word.Application',
  members: {
    createDocument: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, base64: unknown) => self.createDocument(base64),
    },
  },
});

declareApi(DocumentCreated, {
  name: 'Word.DocumentCreated',
  members: {
    body: {
      kind: 'navigation',
      since: 'WordApiHiddenDocument 1.3',
      get: (self) => self.model.body(self.model.document.body, 'MainDoc'),
    },
    open: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self) => self.opener.openDocument(self.model.document.save()),
    },
  },
});
