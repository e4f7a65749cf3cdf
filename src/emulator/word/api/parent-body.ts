import type { ApiMember } from '../../richapi/object-model.ts';
import { cellOf, storyOf } from '../model/story.ts';
import type { TextObject } from './text-object.ts';
import type { BodyType, WordModel } from './word-model.ts';

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
      get: ({ model, span }) => parentBodyOf(model, span.start.paragraph),
    },
  };
}

/** The body that a paragraph or table is in. */
export function parentBodyOf(model: WordModel, block: Element): object {
  const cell = cellOf(block);
  const story = storyOf(block);
  return cell ? model.body(cell, 'TableCell') : model.body(story, bodyTypes[story.localName] ?? 'Unknown');
}
