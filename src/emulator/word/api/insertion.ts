import { HostError, type ApiMember } from '../../richapi/object-model.ts';
import type { LiveSpan } from '../model/anchors.ts';
import { blocksOfSpan, isWholeBlocks, spanToFlatOpc } from '../model/flat-opc.ts';
import { placeBlocks } from '../model/place-blocks.ts';
import type { Span } from '../model/story.ts';
import { OoxmlError } from '../parts/flat-opc-reader.ts';
import { mergeOoxml } from '../parts/merge.ts';
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
  requireWritable(document);
  return document.transact('insertOoxml', () => {
    const blocks = blocksOf(document, ooxml, place === 'Replace' ? replacedBy(document, span) : []);
    return document.anchors.track(placeBlocks(document, span, blocks, place));
  });
}

/** The blocks that go when a span is replaced; tracked, or when only a part of a block goes, there are none. */
function replacedBy(document: WordDocument, span: Span): readonly Element[] {
  return !document.isTracking && isWholeBlocks(span) ? blocksOfSpan(span).blocks : [];
}

function blocksOf(document: WordDocument, ooxml: string, replacing: readonly Element[]): Element[] {
  try {
    return mergeOoxml(document.package, ooxml, { replacing });
  } catch (error) {
    if (error instanceof OoxmlError) throw new HostError('InvalidArgument', error.message);
    throw error;
  }
}
