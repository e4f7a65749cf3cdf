import type { ApiMember } from '../../richapi/object-model.ts';
import { spanToFlatOpc } from '../model/flat-opc.ts';
import { importOoxml } from '../model/import-content.ts';
import { placeBlocks } from '../model/place-blocks.ts';
import { insertBreakAt, requirePlace, requireText, requireWritable, type TextObject } from './text-object.ts';

/** What can be put at a text object besides text and paragraphs. */
export function insertionMembers<T extends TextObject>(): Record<string, ApiMember<T>> {
  return {
    insertOoxml: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, ooxml: unknown, place: unknown) => {
        const at = requirePlace(place, ['Replace', 'Start', 'End', 'Before', 'After']);
        requireWritable(self.document);
        return self.document.transact('insertOoxml', () => {
          const blocks = importOoxml(self.document, requireText(ooxml, 'The OOXML'));
          return self.model.range(self.document.anchors.track(placeBlocks(self.document, self.span, blocks, at)));
        });
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
