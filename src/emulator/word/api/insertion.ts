import { HostError, type ApiMember } from '../../richapi/object-model.ts';
import type { LiveSpan } from '../model/anchors.ts';
import { blocksOfSpan, isWholeBlocks, spanToFlatOpc } from '../model/flat-opc.ts';
import { placeBlocks } from '../model/place-blocks.ts';
import type { Span } from '../model/story.ts';
import { OoxmlError } from '../parts/flat-opc-reader.ts';
import { OoxmlPackage } from '../../package/ooxml-package.ts';
import { DocumentFileError } from '../../package/zip.ts';
import { mergeOoxml, mergePackage, type MergeOptions } from '../parts/merge.ts';
import type { WordDocument } from '../word-document.ts';
import {
  insertBreakAt,
  requirePlace,
  requireText,
  requireWritable,
  type Place,
  type TextObject,
} from './text-object.ts';

/** Where an object takes blocks. */
export interface BlockTarget<T> {
  readonly places: readonly Place[];
  /** Refuses what the object does not take, before anything is done. */
  readonly check: (self: T, place: Place) => void;
  readonly put: (self: T, blocks: readonly Element[], place: Place) => Span;
}

const anywhere: BlockTarget<TextObject> = {
  places: ['Replace', 'Start', 'End', 'Before', 'After'],
  check: () => undefined,
  put: ({ document, span }, blocks, place) => placeBlocks(document, span, blocks, place),
};

/** What can be put at a text object besides text and paragraphs. */
export function insertionMembers<T extends TextObject>(
  target: BlockTarget<T> = anywhere,
): Record<string, ApiMember<T>> {
  const insert = (self: T, place: unknown, mergeOf: () => (options: MergeOptions) => Element[]): object => {
    const at = requirePlace(place, target.places);
    target.check(self, at);
    return self.model.range(
      insertBlocks(self.document, self.span, at, mergeOf(), (blocks) => target.put(self, blocks, at)),
    );
  };
  return {
    insertOoxml: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, ooxml: unknown, place: unknown) =>
        insert(self, place, () => {
          const text = requireText(ooxml, 'The OOXML');
          return (options) => mergeOoxml(self.document.package, text, options);
        }),
    },
    insertFileFromBase64: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, base64: unknown, place: unknown) =>
        insert(self, place, () => {
          const file = openBase64(requireText(base64, 'The file'));
          return (options) => mergePackage(self.document.package, file, options);
        }),
    },
    getOoxml: { kind: 'method', since: 'WordApi 1.1', call: (self) => spanToFlatOpc(self.document.package, self.span) },
    insertBreak: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, type: unknown, place: unknown) => {
        const at = requirePlace(place, ['Before', 'After', 'Start', 'End']);
        const { start, end } = self.span;
        insertBreakAt(
          self.document,
          at === 'Before' || at === 'Start' ? start : end,
          requireText(type, 'The break type'),
        );
      },
    },
  };
}

/** Puts OOXML at a place of a span, as one step of undo, and gives where it now stands. */
export function insertOoxmlAt(document: WordDocument, span: Span, ooxml: string, place: Place): LiveSpan {
  const merge = (options: MergeOptions): Element[] => mergeOoxml(document.package, ooxml, options);
  return insertBlocks(document, span, place, merge, (blocks) => placeBlocks(document, span, blocks, place));
}

/** The same for a .docx in base64. */
export function insertFileAt(document: WordDocument, span: Span, base64: string, place: Place): LiveSpan {
  const file = openBase64(base64);
  const merge = (options: MergeOptions): Element[] => mergePackage(document.package, file, options);
  return insertBlocks(document, span, place, merge, (blocks) => placeBlocks(document, span, blocks, place));
}

function insertBlocks(
  document: WordDocument,
  span: Span,
  place: Place,
  merge: (options: MergeOptions) => Element[],
  put: (blocks: readonly Element[]) => Span,
): LiveSpan {
  requireWritable(document);
  return document.transact('insertOoxml', () => {
    const replacing = place === 'Replace' ? replacedBy(document, span) : [];
    return document.anchors.track(
      put(refusing(() => merge({ replacing, part: document.partOf(span.start.paragraph) }))),
    );
  });
}

/** A .docx in base64, as `insertFileFromBase64` takes it. */
function openBase64(base64: string): OoxmlPackage {
  return refusing(() => {
    let bytes: Uint8Array;
    try {
      bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    } catch {
      throw new OoxmlError('The file is no base64.');
    }
    return OoxmlPackage.open(bytes);
  });
}

/** The blocks that go when a span is replaced; tracked, or when only a part of a block goes, there are none. */
function replacedBy(document: WordDocument, span: Span): readonly Element[] {
  return !document.isTracking && isWholeBlocks(span) ? blocksOfSpan(span).blocks : [];
}

/** What is no OOXML or no .docx is an invalid argument. */
function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof OoxmlError || error instanceof DocumentFileError)
      throw new HostError('InvalidArgument', error.message);
    throw error;
  }
}
