import { declareApi, HostError, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';
import { deleteSpan } from '../model/delete-span.ts';
import { insertRun } from '../model/edit-text.ts';
import { isEmpty, partsOf, storyOf, storyParagraphs, type Position, type Span } from '../model/story.ts';
import { leavesOf } from '../model/text-leaves.ts';
import { ancestorW } from '../model/xml.ts';
import { partOf } from '../parts/part-of.ts';
import {
  altTextOf,
  createPictureRun,
  inlinePictures,
  isAspectLocked,
  pictureBase64,
  pictureData,
  pictureLink,
  pictureSize,
  setAltText,
  setAspectLocked,
  setPictureLink,
  setPictureSize,
} from '../parts/pictures.ts';
import { roomAt } from '../parts/table-widths.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { requireAddress } from './hyperlink.ts';
import { insertHtmlMember } from './html.ts';
import { insertControlMember, parentControlMembers } from './content-control-members.ts';
import { insertFileAt, insertOoxmlAt } from './insertion.ts';
import { parentTableMembers } from './table-relations.ts';
import { selectMember } from './text-members.ts';
import {
  endOf,
  insertBreakAt,
  insertParagraphBeside,
  insertTextAt,
  requirePlace,
  requireText,
  requireWritable,
  startOf,
  TextObject,
  type Place,
} from './text-object.ts';
import type { WordDocument } from '../word-document.ts';
import type { WordModel } from './word-model.ts';

/** `Word.InlinePicture`: one `wp:inline` with a picture, which counts one in its paragraph's text. */
export class InlinePicture extends TextObject {
  readonly #element: Element;

  constructor(model: WordModel, element: Element) {
    super(model);
    this.#element = element;
  }

  get element(): Element {
    return this.#element.isConnected ? this.#element : notFound();
  }

  get span(): Span {
    const paragraph = this.paragraph;
    const leaf = leavesOf(paragraph).find(({ element }) => element.contains(this.element));
    if (!leaf) return notFound();
    return { start: { paragraph, offset: leaf.start }, end: { paragraph, offset: leaf.start + leaf.length } };
  }

  get paragraph(): Element {
    return ancestorW(this.element, 'p') ?? notFound();
  }

  get part(): string {
    return partOf(this.document.package, this.element);
  }

  get format(): string {
    const { contentType = '' } = pictureData(this.document.package, this.part, this.element) ?? {};
    return formats[contentType.replace(/^image\/(x-)?/, '')] ?? 'Unsupported';
  }

  get base64(): string {
    const base64 = pictureBase64(this.document.package, this.part, this.element);
    if (base64 === null) throw new HostError('ItemNotFound', 'The picture lies on another server and is not fetched.');
    return base64;
  }

  /** The picture after this one in the story that it is in. */
  nextOrNull(): object | null {
    const paragraphs = storyParagraphs(storyOf(this.paragraph));
    const pictures = paragraphs.slice(paragraphs.indexOf(this.paragraph)).flatMap(picturesOf);
    const next = pictures[pictures.indexOf(this.element) + 1];
    return next ? this.model.inlinePicture(next) : null;
  }

  range(location: unknown): object {
    const { model, span } = this;
    switch (location ?? 'Whole') {
      case 'Whole':
        return model.range(span);
      case 'Start':
        return model.range(startOf(span));
      case 'End':
        return model.range(endOf(span));
      default:
        throw new HostError('InvalidArgument', `The range location '${String(location)}' is not Whole, Start or End.`);
    }
  }

  /** Changes the picture's own properties, which Word does not track. */
  change(edit: (element: Element) => void): void {
    requireWritable(this.document);
    this.document.transact('picture', () => {
      edit(this.element);
    });
  }
}

const beside = ['Before', 'After'] as const;

const formats: Readonly<Record<string, string>> = {
  png: 'Png',
  jpeg: 'Jpeg',
  jpg: 'Jpeg',
  gif: 'Gif',
  bmp: 'Bmp',
  tiff: 'Tiff',
  emf: 'Emf',
  wmf: 'Wmf',
  'svg+xml': 'Svg',
};

/** The pictures in the line of a paragraph's own text; those in its text boxes belong to other paragraphs. */
function picturesOf(paragraph: Element): Element[] {
  return leavesOf(paragraph).flatMap(({ element }) => {
    const own = inlinePictures(element).filter((inline) => ancestorW(inline, 'p') === paragraph);
    return own.slice(0, 1);
  });
}

function picturesOfSpan(span: Span): Element[] {
  if (isEmpty(span)) return [];
  return partsOf(span).flatMap(({ paragraph, start, end }) => {
    const inside = leavesOf(paragraph).filter((leaf) => leaf.start >= start && leaf.start + leaf.length <= end);
    return picturesOf(paragraph).filter((inline) => inside.some(({ element }) => element.contains(inline)));
  });
}

/** `inlinePictures` and `insertInlinePictureFromBase64` of what holds text. */
export function pictureMembers<T extends TextObject>(
  places: readonly Place[],
  since: { readonly list: RequirementSet; readonly insert: RequirementSet },
): Record<'inlinePictures' | 'insertInlinePictureFromBase64', ApiMember<T>> {
  return {
    inlinePictures: {
      kind: 'navigation',
      since: since.list,
      get: (self) => self.model.inlinePictures(() => picturesOfSpan(self.span)),
    },
    insertInlinePictureFromBase64: insertMember(places, since.insert),
  };
}

function insertMember<T extends TextObject>(places: readonly Place[], since: RequirementSet): ApiMember<T> {
  return {
    kind: 'method',
    since,
    writes: true,
    call: (self, base64: unknown, place: unknown) => {
      const at = requirePlace(place, places);
      const made = insertPicture(self, requireText(base64, 'The picture'), at);
      return self.model.inlinePicture(made);
    },
  };
}

/** A run with a picture for a place, in its own size or as wide as there is room. Within an edit. */
export function pictureRunFor(
  document: WordDocument,
  base64: string,
  paragraph: Element,
): { run: Element; inline: Element } {
  const pkg = document.package;
  const room = roomAt(pkg, paragraph) / 20;
  const run = createPictureRun(pkg, document.partOf(paragraph), base64, { room });
  const [inline] = run ? inlinePictures(run) : [];
  if (!run || !inline) throw new HostError('InvalidArgument', 'The picture is no PNG, JPEG, GIF or BMP in base64.');
  return { run, inline };
}

/** Puts a picture at a place of a text object, in its own size or as wide as there is room; tracked, as an insertion. */
function insertPicture({ document, span }: TextObject, base64: string, place: Place): Element {
  requireWritable(document);
  return document.transact('insertPicture', () => {
    const at: Position = place === 'Start' || place === 'Before' ? span.start : span.end;
    const { run, inline } = pictureRunFor(document, base64, at.paragraph);
    const context = document.editContext();
    const inserted = document.anchors.track(insertRun(at, run, context));
    if (place === 'Replace') deleteSpan({ start: span.start, end: inserted.start.position }, context);
    return inline;
  });
}

function sizeProperty(side: 'width' | 'height'): ApiMember<InlinePicture> {
  return {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => pictureSize(self.element)[side],
    set: (self, value: unknown) => {
      if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0 || value > widestPoints)
        throw new HostError('InvalidArgument', `The ${side} must be a number of points up to ${widestPoints}.`);
      self.change((element) => {
        setPictureSize(element, { [side]: value });
      });
    },
  };
}

/** 22 inches: Word's own limit. */
const widestPoints = 1584;

function altTextProperty(name: 'title' | 'description'): ApiMember<InlinePicture> {
  return {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => altTextOf(self.element)[name],
    set: (self, value: unknown) => {
      const text = requireText(value, 'The alternative text');
      self.change((element) => {
        setAltText(element, { [name]: text });
      });
    },
  };
}

declareApi(InlinePicture, {
  name: 'Word.InlinePicture',
  identity: (self) => ({ _Id: self.model.idOf(self.element) }),
  members: {
    ...parentTableMembers<InlinePicture>(),
    ...selectMember<InlinePicture>('WordApi 1.2'),
    ...insertHtmlMember<InlinePicture>(beside, 'WordApi 1.2'),
    ...parentControlMembers<InlinePicture>('WordApi 1.1'),
    ...insertControlMember<InlinePicture>('WordApi 1.1', () => null),
    altTextDescription: altTextProperty('description'),
    altTextTitle: altTextProperty('title'),
    width: sizeProperty('width'),
    height: sizeProperty('height'),
    imageFormat: { kind: 'property', since: 'WordApiDesktop 1.1', get: (self) => self.format },
    lockAspectRatio: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => isAspectLocked(self.element),
      set: (self, value: unknown) => {
        if (typeof value !== 'boolean') throw new HostError('InvalidArgument', 'The lock must be true or false.');
        self.change((element) => {
          setAspectLocked(element, value);
        });
      },
    },
    hyperlink: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => pictureLink(self.document.package, self.part, self.element),
      set: (self, value: unknown) => {
        const address = requireAddress(value);
        self.change((element) => {
          setPictureLink(self.document.package, self.part, element, address);
        });
      },
    },
    paragraph: { kind: 'navigation', since: 'WordApi 1.2', get: (self) => self.model.paragraph(self.paragraph) },
    getBase64ImageSrc: { kind: 'method', since: 'WordApi 1.1', call: (self) => self.base64 },
    getNext: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() },
    getRange: { kind: 'method', since: 'WordApi 1.3', call: (self, location: unknown) => self.range(location) },
    delete: {
      kind: 'method',
      since: 'WordApi 1.2',
      writes: true,
      call: ({ document, span }) => {
        requireWritable(document);
        document.transact('delete', () => {
          deleteSpan(span, document.editContext());
        });
      },
    },
    insertInlinePictureFromBase64: insertMember(['Replace', ...beside], 'WordApi 1.2'),
    insertText: besideMember(({ model, document, span }, text, place) =>
      model.range(insertTextAt(document, span, requireText(text, 'The text'), place)),
    ),
    insertParagraph: besideMember(({ model, document, paragraph }, text, place) =>
      model.paragraph(insertParagraphBeside(document, paragraph, requireText(text, 'The paragraph text'), place)),
    ),
    insertBreak: besideMember(({ document, span }, type, place) => {
      insertBreakAt(document, place === 'Before' ? span.start : span.end, requireText(type, 'The break type'));
    }),
    insertOoxml: besideMember(({ model, document, span }, ooxml, place) =>
      model.range(insertOoxmlAt(document, span, requireText(ooxml, 'The OOXML'), place)),
    ),
    insertFileFromBase64: besideMember(({ model, document, span }, base64, place) =>
      model.range(insertFileAt(document, span, requireText(base64, 'The file'), place)),
    ),
  },
});

/** What comes before or after a picture. */
function besideMember(
  insert: (self: InlinePicture, content: unknown, place: (typeof beside)[number]) => unknown,
): ApiMember<InlinePicture> {
  return {
    kind: 'method',
    since: 'WordApi 1.2',
    writes: true,
    call: (self, content: unknown, place: unknown) => insert(self, content, requirePlace(place, beside)),
  };
}

/** `Word.InlinePictureCollection`. */
export class InlinePictureCollection extends HostCollection {}

declareCollection(InlinePictureCollection, 'Word.InlinePictureCollection', 'WordApi 1.3');
