import type { ApiMember } from '../../richapi/object-model.ts';
import { insertBreakAt, requirePlace, requireText, type TextObject } from './text-object.ts';

/** What can be put at a text object besides text and paragraphs. */
export function insertionMembers<T extends TextObject>(): Record<string, ApiMember<T>> {
  return {
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
