import { contentControlFacts } from '../parts/content-controls.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import type { ContentControl } from './content-control.ts';
import { invalid } from './table-arguments.ts';
import { requireText } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.ContentControlCollection`. */
export class ContentControlCollection extends HostCollection {
  readonly model: WordModel;
  readonly #controls: () => readonly Element[];

  constructor(model: WordModel, controls: () => readonly Element[], types: unknown) {
    const wanted = types === undefined ? null : requireTypes(types);
    const items = (): ContentControl[] =>
      controls()
        .filter((each) => wanted === null || isOfType(each, wanted))
        .map((each) => model.contentControl(each) as ContentControl);
    super(items, (id) => items().find((each) => each.id === Number(id)) ?? null);
    this.model = model;
    this.#controls = controls;
  }

  where(matches: (control: ContentControl) => boolean): HostCollection {
    const narrowed = (): Element[] =>
      (this.items as readonly ContentControl[]).filter(matches).map(({ element }) => element);
    return new ContentControlCollection(this.model, narrowed, undefined);
  }

  /** Those of certain types among all that are there, also where the collection itself is of the rich text ones. */
  byTypes(types: unknown): HostCollection {
    return new ContentControlCollection(this.model, this.#controls, types ?? []);
  }
}

/** The controls of a place, of certain types or (with `undefined`) of all. */
export function contentControls(
  model: WordModel,
  controls: () => readonly Element[],
  types: unknown,
): ContentControlCollection {
  return new ContentControlCollection(model, controls, types);
}

function requireTypes(value: unknown): readonly string[] {
  return Array.isArray(value) && value.every((each): each is string => typeof each === 'string')
    ? value
    : invalid('The types must be an array of content control types.');
}

function isOfType(control: Element, types: readonly string[]): boolean {
  const { type } = contentControlFacts(control);
  return types.some((each) => each === type);
}

function byId(self: ContentControlCollection, id: unknown): object | null {
  return typeof id === 'number' ? self.getItem(id) : invalid('The id of a content control is a number.');
}

declareCollection(ContentControlCollection, 'Word.ContentControlCollection', 'WordApi 1.3', {
  getById: { kind: 'method', since: 'WordApi 1.1', call: (self, id: unknown) => byId(self, id) ?? notFound() },
  getByIdOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self, id: unknown) => byId(self, id) },
  getByTag: {
    kind: 'method',
    since: 'WordApi 1.1',
    call: (self, tag: unknown) => {
      const wanted = requireText(tag, 'The tag');
      return self.where(({ facts }) => facts.tag === wanted);
    },
  },
  getByTitle: {
    kind: 'method',
    since: 'WordApi 1.1',
    call: (self, title: unknown) => {
      const wanted = requireText(title, 'The title');
      return self.where(({ facts }) => facts.title === wanted);
    },
  },
  getByTypes: { kind: 'method', since: 'WordApi 1.3', call: (self, types: unknown) => self.byTypes(types) },
});
