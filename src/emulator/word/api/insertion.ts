import { HostError, type ApiMember } from '../../richapi/object-model.ts';
import type { LiveSpan } from '../model/anchors.ts';
import { blocksOfSpan, isWholeBlocks, spanToFlatOpc } from '../model/flat-opc.ts';
import { placeBlocks } from '../model/place-blocks.ts';
import type { Span } from '../model/story.ts';
import { OoxmlError } from '../parts/flat-opc-reader.ts';
import { DocxPackage } from '../package/docx-package.ts';
import { DocumentFileError } from '../package/zip.ts';
import { partOf } from '../parts/part-of.ts';
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

/** What can be put at a text object besides text and paragraphs. */
export function insertionMembers<T extends TextObject>(): Record<string, ApiMember<T>> {
  return {
    insertOoxml: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, ooxml: unknown, place: unknown) => {
        const at = requirePlace(place, ['Replace', 'Start', 'End', 'Before', 'After']);
        return self.model.range(insertOoxmlAt(self.document, self.span, requireText(ooxml, 'The OOXML'), at));
      },
    },
    insertFileFromBase64: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, base64: unknown, place: unknown) => {
        const at = requirePlace(place, ['Replace', 'Start', 'End', 'Before', 'After']);
        return self.model.range(insertFileAt(self.document, self.span, requireText(base64, 'The file'), at));
      },
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
  return insertBlocks(document, span, place, (options) => mergeOoxml(document.package, ooxml, options));
}

/** The same for a .docx in base64. */
export function insertFileAt(document: WordDocument, span: Span, base64: string, place: Place): LiveSpan {
  const file = openBase64(base64);
  return insertBlocks(document, span, place, (options) => mergePackage(document.package, file, options));
}

function insertBlocks(
  document: WordDocument,
  span: Span,
  place: Place,
  merge: (options: MergeOptions) => Element[],
): LiveSpan {
  requireWritable(document);
  return document.transact('insertOoxml', () => {
    const replacing = place === 'Replace' ? replacedBy(document, span) : [];
    return document.anchors.track(
      placeBlocks(
        document,
        span,
        refusing(() => merge({ replacing, part: partOf(document.package, span.start.paragraph) })),
        place,
      ),
    );
  });
}

/** A .docx in base64, as `insertFileFromBase64` takes it. */
function openBase64(base64: string): DocxPackage {
  return refusing(() => {
    let bytes: Uint8Array;
    try {
      bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    } catch {
      throw new OoxmlError('The file is no base64.');
    }
    return DocxPackage.open(bytes);
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
