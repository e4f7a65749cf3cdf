import { declareApi } from '../../richapi/object-model.ts';
import { isW } from '../model/xml.ts';
import { sectionsOf, type RunningKind, type RunningType } from '../parts/headers-footers.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { invalid } from './table-arguments.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Section`: what lies between two section breaks, by its properties (`w:sectPr`) or the body of a document without. */
export class Section {
  readonly model: WordModel;
  readonly #element: Element;

  constructor(model: WordModel, element: Element) {
    this.model = model;
    this.#element = element;
  }

  /** Where a body got its properties only later, they are the last section's. */
  get element(): Element {
    const { sections } = this;
    const own = sections.find((each) => each === this.#element);
    const last = isW(this.#element, 'body') ? sections.at(-1) : undefined;
    return own ?? last ?? notFound();
  }

  get sections(): readonly Element[] {
    return sectionsOf(this.model.document.package);
  }

  nextOrNull(): object | null {
    const { sections } = this;
    const next = sections[sections.indexOf(this.element) + 1];
    return next ? this.model.section(next) : null;
  }

  running(kind: RunningKind, type: unknown): object {
    const wanted = requireType(type);
    const root = this.model.document.running.root(this.element, kind, wanted);
    return this.model.body(root, kind === 'header' ? 'Header' : 'Footer', this.element);
  }
}

const runningTypes = ['Primary', 'FirstPage', 'EvenPages'] as const;

function requireType(value: unknown): RunningType {
  return runningTypes.find((each) => each === value) ?? invalid(`'${String(value)}' is no type of a header or footer.`);
}

/** `Word.SectionCollection`. */
export class SectionCollection extends HostCollection {}

declareCollection(SectionCollection, 'Word.SectionCollection', 'WordApi 1.3');

declareApi(Section, {
  name: 'Word.Section',
  members: {
    body: { kind: 'navigation', since: 'WordApi 1.1', get: (self) => self.model.sectionBody(self.element) },
    getHeader: { kind: 'method', since: 'WordApi 1.1', call: (self, type: unknown) => self.running('header', type) },
    getFooter: { kind: 'method', since: 'WordApi 1.1', call: (self, type: unknown) => self.running('footer', type) },
    getNext: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() },
  },
});
