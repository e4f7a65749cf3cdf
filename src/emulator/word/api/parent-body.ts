import type { ApiMember } from '../../richapi/object-model.ts';
import { cellOf, storyOf } from '../model/story.ts';
import type { TextObject } from './text-object.ts';
import type { BodyType } from './word-model.ts';

const bodyTypes: Readonly<Record<string, BodyType>> = {
  body: 'MainDoc',
  hdr: 'Header',
  ftr: 'Footer',
  footnote: 'Footnote',
  endnote: 'Endnote',
};

/** `parentBody`: the cell around the text, or else the story that it is in. */
export function parentBodyMember<T extends TextObject>(): Record<'parentBody', ApiMember<T>> {
  return {
    parentBody: {
      kind: 'navigation',
      since: 'WordApi 1.3',
      get: ({ model, span }) => {
        const { paragraph } = span.start;
        const cell = cellOf(paragraph);
        const story = storyOf(paragraph);
        return cell ? model.body(cell, 'TableCell') : model.body(story, bodyTypes[story.localName] ?? 'Unknown');
      },
    },
  };
}
