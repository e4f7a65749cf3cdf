import type { ApiMember, RequirementSet } from '../../richapi/object-model.ts';
import { paragraphsWithin } from '../model/story.ts';
import { clearSpan, type TextObject } from './text-object.ts';
import { commentsIn } from './comment.ts';
import { search } from './search-options.ts';
import { trackedChangesIn } from './tracked-change.ts';
import { reviewedSpanText } from './reviewed-text.ts';

/** What every object with text has alike: its text, its paragraphs, searching, selecting, clearing. */
export function textMembers<T extends TextObject>(): Record<string, ApiMember<T>> {
  return {
    text: { kind: 'property', since: 'WordApi 1.1', get: (self) => self.text },
    font: { kind: 'navigation', since: 'WordApi 1.1', get: (self) => self.model.font(self) },
    paragraphs: {
      kind: 'navigation',
      since: 'WordApi 1.1',
      get: (self) => {
        const { span } = self;
        return self.model.paragraphs(() => paragraphsWithin(span));
      },
    },
    search: {
      kind: 'method',
      since: 'WordApi 1.1',
      call: (self, text: unknown, options: unknown) => search(self, text, options),
    },
    ...selectMember<T>('WordApi 1.1'),
    clear: { kind: 'method', since: 'WordApi 1.1', writes: true, call: (self) => clearSpan(self.document, self.span) },
    getComments: { kind: 'method', since: 'WordApi 1.4', call: (self) => commentsIn(self.model, self.span) },
    getTrackedChanges: {
      kind: 'method',
      since: 'WordApi 1.6',
      call: (self) => trackedChangesIn(self.model, () => self.span),
    },
    getReviewedText: {
      kind: 'method',
      since: 'WordApi 1.4',
      call: (self, version: unknown) => reviewedSpanText(self.span, version),
    },
  };
}

/** `select` of what has a place in the text. */
export function selectMember<T extends TextObject>(since: RequirementSet): Record<'select', ApiMember<T>> {
  return { select: { kind: 'method', since, call: (self, mode: unknown) => select(self, mode) } };
}

/** `delete` of a stretch of text. */
export function deleteMember<T extends TextObject>(): Record<'delete', ApiMember<T>> {
  return {
    delete: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self) => clearSpan(self.document, self.span),
    },
  };
}

/** `select(mode)`: the whole, or the caret at its start or end. */
function select(self: TextObject, mode: unknown): void {
  const { start, end } = self.span;
  if (mode === 'Start') self.document.select({ anchor: start, focus: start });
  else if (mode === 'End') self.document.select({ anchor: end, focus: end });
  else self.document.select({ anchor: start, focus: end });
}
