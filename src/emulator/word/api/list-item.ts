import { declareApi } from '../../richapi/object-model.ts';
import { notFound } from './collection.ts';
import type { WordModel } from './word-model.ts';

/** `Word.ListItem`: where a paragraph stands in its list. */
export class ListItem {
  readonly model: WordModel;
  readonly paragraph: Element;

  constructor(model: WordModel, paragraph: Element) {
    this.model = model;
    this.paragraph = paragraph;
  }
}

declareApi(ListItem, {
  name: 'Word.ListItem',
  members: {
    level: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => self.model.styles.numberingOf(self.paragraph)?.level ?? notFound(),
    },
    listString: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => self.model.labelOf(self.paragraph)?.text ?? '',
    },
    siblingIndex: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => self.model.labelOf(self.paragraph)?.siblingIndex ?? 0,
    },
  },
});
