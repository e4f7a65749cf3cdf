import { declareApi, HostError } from '../../richapi/object-model.ts';
import { setListLevel } from '../parts/numbering.ts';
import { notFound } from './collection.ts';
import { listOf } from './list.ts';
import { requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.ListItem`: where a paragraph stands in its list. */
export class ListItem {
  readonly model: WordModel;
  readonly paragraph: Element;

  constructor(model: WordModel, paragraph: Element) {
    this.model = model;
    this.paragraph = paragraph;
  }

  get level(): number {
    return this.model.styles.numberingOf(this.paragraph)?.level ?? notFound();
  }

  set level(level: number) {
    const { document } = this.model;
    requireWritable(document);
    if (!Number.isInteger(level) || level < 0 || level > 8)
      throw new HostError('InvalidArgument', `'${String(level)}' is no level of a list: they go from 0 to 8.`);
    document.transact('list', () => setListLevel(document.package, this.paragraph, level));
  }

  /** The nearest item before it of a higher level; its parent alone when `parentOnly`. */
  ancestorOrNull(parentOnly: unknown): object | null {
    const list = listOf(this.model, this.paragraph) ?? notFound();
    const { items } = list;
    const before = items.slice(0, items.indexOf(this.paragraph));
    const found = before.findLast((each) => list.levelOf(each) < this.level);
    if (!found || (parentOnly === true && list.levelOf(found) !== this.level - 1)) return null;
    return this.model.paragraph(found);
  }

  descendants(directOnly: unknown): Element[] {
    const list = listOf(this.model, this.paragraph) ?? notFound();
    const { items } = list;
    const after = items.slice(items.indexOf(this.paragraph) + 1);
    const end = after.findIndex((each) => list.levelOf(each) <= this.level);
    const below = end < 0 ? after : after.slice(0, end);
    return directOnly === true ? below.filter((each) => list.levelOf(each) === this.level + 1) : below;
  }
}

declareApi(ListItem, {
  name: 'Word.ListItem',
  members: {
    level: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => self.level,
      set: (self, level: number) => {
        self.level = level;
      },
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
    getAncestor: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, parentOnly: unknown) => self.ancestorOrNull(parentOnly) ?? notFound(),
    },
    getAncestorOrNullObject: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, parentOnly: unknown) => self.ancestorOrNull(parentOnly),
    },
    getDescendants: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, directOnly: unknown) => self.model.paragraphs(() => self.descendants(directOnly)),
    },
  },
});
