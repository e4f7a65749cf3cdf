import { HostError, type ApiMember } from '../../richapi/object-model.ts';
import { setParagraphProperty } from '../model/format.ts';
import { paragraphsOf } from '../model/story.ts';
import { requireText, requireWritable, type TextObject } from './text-object.ts';

/** `style` and `styleBuiltIn` of anything with text: one value, or empty where its paragraphs differ. */
export function styleMembers<T extends TextObject>(): Record<string, ApiMember<T>> {
  return {
    style: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => common(self, (paragraph) => self.model.styles.nameOf(paragraph)),
      set: (self, name: unknown) => setStyle(self, requireText(name, 'The style')),
    },
    styleBuiltIn: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => common(self, (paragraph) => self.model.styles.builtInOf(paragraph)) || 'Other',
      set: (self, name: unknown) => setStyle(self, requireText(name, 'The style')),
    },
  };
}

function common(self: TextObject, read: (paragraph: Element) => string): string {
  const values = new Set(paragraphsOf(self.span).map(read));
  return values.size === 1 ? ([...values][0] ?? '') : '';
}

function setStyle(self: TextObject, name: string): void {
  requireWritable(self.document);
  self.document.transact('style', () => {
    const id = self.model.styles.idOf(name) ?? self.model.createBuiltInStyle(name);
    if (id === null) throw new HostError('InvalidArgument', `The document has no style '${name}'.`);
    for (const paragraph of paragraphsOf(self.span)) setParagraphProperty(paragraph, 'pStyle', id);
  });
}
