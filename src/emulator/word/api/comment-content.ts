import { readMember, setProperty } from '../../richapi/member-access.ts';
import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { currentSpan, type LiveSpan } from '../model/anchors.ts';
import { deleteSpan } from '../model/delete-span.ts';
import { insertText } from '../model/edit-text.ts';
import { isEmpty, type Span } from '../model/story.ts';
import { hyperlinkOf, setHyperlink } from './hyperlink.ts';
import { placeNames, requirePlace, requireText, requireWritable, TextObject, type Place } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.CommentContentRange`: the text of a comment or of an answer to one. It is never tracked. */
export class CommentContentRange extends TextObject {
  readonly live: LiveSpan;

  constructor(model: WordModel, span: Span) {
    super(model);
    this.live = model.document.anchors.track(span, { growing: true });
  }

  get span(): Span {
    return currentSpan(this.live);
  }

  insertText(text: string, place: Place): CommentContentRange {
    const { document, model, span } = this;
    requireWritable(document);
    return document.transact('comment', () => {
      const context = document.editContext({ tracked: false });
      if (place === 'Replace') deleteSpan(span, context);
      const at = place === 'Start' || place === 'Before' || place === 'Replace' ? span.start : span.end;
      return new CommentContentRange(model, insertText(at, text, context));
    });
  }
}

/** A member of the text's font, which this range has itself. */
function ofFont(name: string): ApiMember<CommentContentRange> {
  return {
    kind: 'property',
    since: 'WordApi 1.4',
    get: (self) => readMember(self.model.font(self), name),
    set: (self, value: unknown) => setProperty(self.model.font(self), name, value),
  };
}

declareApi(CommentContentRange, {
  name: 'Word.CommentContentRange',
  members: {
    bold: ofFont('bold'),
    italic: ofFont('italic'),
    strikeThrough: ofFont('strikeThrough'),
    underline: ofFont('underline'),
    text: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.text },
    isEmpty: { kind: 'property', since: 'WordApi 1.4', get: (self) => isEmpty(self.span) },
    hyperlink: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => hyperlinkOf(self.document, self.span),
      set: (self, address: unknown) => setHyperlink(self.document, self.span, address),
    },
    insertText: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self, text: unknown, place: unknown) =>
        self.insertText(requireText(text, 'The text'), requirePlace(place, placeNames)),
    },
  },
});
