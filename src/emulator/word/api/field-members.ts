import type { ApiMember } from '../../richapi/object-model.ts';
import { comparePositions, storyOf, type Span } from '../model/story.ts';
import { fieldSpan, fieldsOf, type Field } from '../parts/fields.ts';
import type { TextObject } from './text-object.ts';

/** `fields` of an element: those that begin in it. */
export function fieldsMember<T extends TextObject>(containerOf: (self: T) => Element): Record<'fields', ApiMember<T>> {
  return {
    fields: {
      kind: 'navigation',
      since: 'WordApi 1.4',
      get: (self) => self.model.fields(() => fieldsOf(containerOf(self))),
    },
  };
}

/** `fields` of a span: those whose whole result is in it. */
export function fieldsOfSpanMember<T extends TextObject>(): Record<'fields', ApiMember<T>> {
  return {
    fields: { kind: 'navigation', since: 'WordApi 1.4', get: (self) => self.model.fields(() => fieldsIn(self.span)) },
  };
}

function fieldsIn(span: Span): Field[] {
  return fieldsOf(storyOf(span.start.paragraph)).filter((field) => {
    const own = fieldSpan(field);
    return own !== null && comparePositions(span.start, own.start) <= 0 && comparePositions(own.end, span.end) <= 0;
  });
}
