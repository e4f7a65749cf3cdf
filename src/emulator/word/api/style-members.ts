import { HostError, type ApiMember } from '../../richapi/object-model.ts';
import { runsOf, setParagraphProperty } from '../model/format.ts';
import { paragraphsWithin } from '../model/story.ts';
import { attributeW, childW, createW, ensureProperties } from '../model/xml.ts';
import { styleById } from '../parts/styles.ts';
import { requireText, requireWritable, type TextObject } from './text-object.ts';
import { placeChild } from '../parts/schema-order.ts';

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
  const values = new Set(paragraphsWithin(self.span).map(read));
  return values.size === 1 ? ([...values][0] ?? '') : '';
}

/** A paragraph style goes to the paragraphs, a character style to the text itself. */
function setStyle(self: TextObject, name: string): void {
  requireWritable(self.document);
  const { document, model, span } = self;
  document.transact('style', () => {
    const { styles } = model;
    const id = styles.idOf(name) ?? styles.idOf(name, 'character') ?? model.createBuiltInStyle(name);
    const style = id === null ? null : styleById(document.package, id);
    const type = attributeW(style, 'type');
    if (id === null || (type !== 'paragraph' && type !== 'character'))
      throw new HostError('InvalidArgument', `The document has no style '${name}' for text.`);
    if (type === 'paragraph')
      for (const paragraph of paragraphsWithin(span)) setParagraphProperty(paragraph, 'pStyle', id);
    else for (const run of runsOf(span)) setRunStyle(run, id);
  });
}

function setRunStyle(run: Element, id: string): void {
  const properties = ensureProperties(run);
  childW(properties, 'rStyle')?.remove();
  placeChild(properties, createW(run.ownerDocument, 'rStyle', { val: id }));
}
