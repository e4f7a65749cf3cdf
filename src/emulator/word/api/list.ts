import { declareApi, HostError } from '../../richapi/object-model.ts';
import { paragraphsWithin, storyOf, storyParagraphs, type Span } from '../model/story.ts';
import { attributeW, childW } from '../model/xml.ts';
import { formatNumber } from '../parts/number-formats.ts';
import {
  attachToList,
  createList,
  detachFromList,
  levelType,
  listById,
  numberingOf,
  setLevel,
  setStart,
  type Numbering,
} from '../parts/numbering.ts';
import type { LevelDefinition } from '../parts/numbering-definitions.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { insertParagraphBeside, requirePlace, requireText, requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const twipsPerPoint = 20;

/** `Word.List`: the items of one story that bear one list's id. */
export class List {
  readonly model: WordModel;
  readonly numId: string;
  readonly story: Element;

  constructor(model: WordModel, numId: string, story: Element) {
    this.model = model;
    this.numId = numId;
    this.story = story;
  }

  get items(): Element[] {
    return storyParagraphs(this.story).filter(
      (paragraph) => this.model.labelOf(paragraph)?.numbering.numId === this.numId,
    );
  }

  levelOf(paragraph: Element): number {
    return this.model.labelOf(paragraph)?.numbering.levelIndex ?? 0;
  }

  numbering(level: unknown): Numbering {
    if (!levels.includes(level as number))
      throw new HostError('InvalidArgument', `'${String(level)}' is no level of a list: they go from 0 to 8.`);
    return listById(this.model.document.package, this.numId, level as number) ?? notFound();
  }

  change(edit: () => void): void {
    requireWritable(this.model.document);
    this.model.document.transact('list', edit);
  }

  setLevel(level: unknown, change: Partial<LevelDefinition> & { readonly alignment?: string }): void {
    const { levelIndex } = this.numbering(level);
    this.change(() => setLevel(this.model.document.package, this.numId, levelIndex, change));
  }

  /** What stands before the first item of a level: its bullet, or its number at its start. */
  levelString(level: unknown): string {
    const { level: definition, levelIndex } = this.numbering(level);
    const text = attributeW(childW(definition, 'lvlText')) ?? '';
    if (levelType(definition) !== 'Number') return text;
    const numberAt = (index: number): string => {
      const at = index === levelIndex ? definition : this.numbering(index).level;
      return formatNumber(Number(attributeW(childW(at, 'start')) ?? 1), attributeW(childW(at, 'numFmt')) ?? 'decimal');
    };
    return text.replace(/%([1-9])/g, (_, digit: string) => numberAt(Number(digit) - 1));
  }

  insertParagraph(text: string, place: 'Start' | 'End' | 'Before' | 'After'): object {
    const { items, model } = this;
    const isFirst = place === 'Start' || place === 'Before';
    const beside = (isFirst ? items[0] : items.at(-1)) ?? notFound();
    requireWritable(model.document);
    return model.document.transact('list', () => {
      const made = insertParagraphBeside(model.document, beside, text, isFirst ? 'Before' : 'After');
      if (place === 'Before' || place === 'After') detachFromList(model.document.package, made);
      return model.paragraph(made);
    });
  }
}

/** `Word.ListCollection`. */
export class ListCollection extends HostCollection {
  byIdOrNull(id: unknown): List | null {
    return (this.items as readonly List[]).find(({ numId }) => numId === String(id)) ?? null;
  }
}

/** The list that a paragraph is an item of. */
export function listOf(model: WordModel, paragraph: Element): List | null {
  const numbering = numberingOf(model.document.package, paragraph);
  return numbering ? new List(model, numbering.numId, storyOf(paragraph)) : null;
}

/** The lists that have items in a span, in reading order. */
export function listsIn(model: WordModel, span: () => Span): ListCollection {
  const items = (): List[] => {
    const now = span();
    const ids = paragraphsWithin(now).flatMap((each) => model.labelOf(each)?.numbering.numId ?? []);
    return [...new Set(ids)].map((id) => new List(model, id, storyOf(now.start.paragraph)));
  };
  return new ListCollection(items, (id) => items().find(({ numId }) => numId === String(id)) ?? null);
}

/** `Paragraph.startNewList`: a numbered list that begins with this paragraph. */
export function startNewList(model: WordModel, paragraph: Element): List {
  const { document } = model;
  requireWritable(document);
  if (numberingOf(document.package, paragraph))
    throw new HostError('InvalidArgument', 'The paragraph is an item of a list already.');
  return document.transact('list', () => {
    const numId = createList(document.package, 'number');
    attachToList(document.package, paragraph, numId, 0);
    return new List(model, numId, storyOf(paragraph));
  });
}

/** `Paragraph.attachToList`. */
export function joinList(model: WordModel, paragraph: Element, id: unknown, level: unknown): List {
  const { document } = model;
  requireWritable(document);
  const list = new List(model, String(id), storyOf(paragraph));
  if (typeof id !== 'number' || !listById(document.package, list.numId))
    throw new HostError('InvalidArgument', `The document has no list ${String(id)}.`);
  const { levelIndex } = list.numbering(level);
  document.transact('list', () => attachToList(document.package, paragraph, list.numId, levelIndex));
  return list;
}

/** `Paragraph.detachFromList`. */
export function leaveList({ document }: WordModel, paragraph: Element): void {
  requireWritable(document);
  document.transact('list', () => detachFromList(document.package, paragraph));
}

const alignments: Readonly<Record<string, string>> = { Left: 'left', Centered: 'center', Right: 'right' };
const formats: Readonly<Record<string, string>> = {
  None: 'none',
  Arabic: 'decimal',
  UpperRoman: 'upperRoman',
  LowerRoman: 'lowerRoman',
  UpperLetter: 'upperLetter',
  LowerLetter: 'lowerLetter',
};
/** Characters of the symbol fonts that Word's own bullets come from. */
const bullets: Readonly<Record<string, { readonly text: string; readonly font: string }>> = {
  Solid: { text: '\uf0b7', font: 'Symbol' },
  Hollow: { text: 'o', font: 'Courier New' },
  Square: { text: '\uf0a7', font: 'Wingdings' },
  Diamonds: { text: '\uf076', font: 'Wingdings' },
  Arrow: { text: '\uf0d8', font: 'Wingdings' },
  Checkmark: { text: '\uf0fc', font: 'Wingdings' },
};

function oneOf<V>(table: Readonly<Record<string, V>>, name: unknown): V {
  const found = typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw new HostError('InvalidArgument', `'${String(name)}' is not known.`);
  return found;
}

function bulletOf(name: unknown, code: unknown, font: unknown): { readonly text: string; readonly font: string } {
  if (name !== 'Custom') return oneOf(bullets, name);
  if (typeof code !== 'number') throw new HostError('InvalidArgument', 'A custom bullet needs a character.');
  return { text: String.fromCodePoint(code), font: typeof font === 'string' ? font : 'Symbol' };
}

/** `["(", 0, ".", 1, ")"]` as the file has it: `(%1.%2)`. */
function numberText(level: number, format: unknown): string {
  if (format === undefined || format === null) return `%${level + 1}.`;
  if (!Array.isArray(format)) throw new HostError('InvalidArgument', 'The format must be an array.');
  return format.map((each: unknown) => (typeof each === 'number' ? `%${each + 1}` : String(each))).join('');
}

function points(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new HostError('InvalidArgument', `'${String(value)}' is no measure.`);
  return Math.round(value * twipsPerPoint);
}

declareApi(List, {
  name: 'Word.List',
  identity: (self) => ({ Id: Number(self.numId) }),
  members: {
    id: { kind: 'property', since: 'WordApi 1.3', get: (self) => Number(self.numId) },
    paragraphs: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.paragraphs(() => self.items) },
    levelExistences: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => {
        const used = new Set(self.items.map((each) => self.levelOf(each)));
        return levels.map((level) => used.has(level));
      },
    },
    levelTypes: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) =>
        levels.map((level) => {
          const numbering = listById(self.model.document.package, self.numId, level);
          return numbering ? levelType(numbering.level) : 'Number';
        }),
    },
    getLevelParagraphs: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, level: unknown) => {
        const { levelIndex } = self.numbering(level);
        return self.model.paragraphs(() => self.items.filter((each) => self.levelOf(each) === levelIndex));
      },
    },
    getLevelString: { kind: 'method', since: 'WordApi 1.3', call: (self, level: unknown) => self.levelString(level) },
    insertParagraph: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, text: unknown, place: unknown) => {
        const at = requirePlace(place, ['Start', 'End', 'Before', 'After']);
        return self.insertParagraph(requireText(text, 'The paragraph text'), at);
      },
    },
    setLevelAlignment: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, level: unknown, alignment: unknown) =>
        self.setLevel(level, { alignment: oneOf(alignments, alignment) }),
    },
    setLevelBullet: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, level: unknown, bullet: unknown, code: unknown, font: unknown) =>
        self.setLevel(level, { format: 'bullet', ...bulletOf(bullet, code, font) }),
    },
    setLevelIndents: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, level: unknown, text: unknown, label: unknown) =>
        self.setLevel(level, { left: points(text), hanging: -points(label) }),
    },
    setLevelNumbering: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, level: unknown, numbering: unknown, format: unknown) =>
        self.setLevel(level, {
          format: oneOf(formats, numbering),
          text: numberText(self.numbering(level).levelIndex, format),
        }),
    },
    setLevelStartingNumber: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, level: unknown, start: unknown) => {
        const { num, levelIndex } = self.numbering(level);
        if (typeof start !== 'number' || !Number.isInteger(start) || start < 0)
          throw new HostError('InvalidArgument', `'${String(start)}' is no number to start with.`);
        self.change(() => setStart(num, levelIndex, start));
      },
    },
  },
});

declareCollection(ListCollection, 'Word.ListCollection', 'WordApi 1.3', {
  getById: { kind: 'method', since: 'WordApi 1.3', call: (self, id: unknown) => self.byIdOrNull(id) ?? notFound() },
  getByIdOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self, id: unknown) => self.byIdOrNull(id) },
});
