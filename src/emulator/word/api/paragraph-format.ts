import { HostError, type ApiMember } from '../../richapi/object-model.ts';
import { setParagraphProperty } from '../model/format.ts';
import type { StyleNames } from '../model/paragraph-styles.ts';
import { attributeW, childW, ensureProperties, ensureW, setW } from '../model/xml.ts';
import { formatParagraph, paragraphFormat } from '../parts/paragraph-format.ts';
import { requireWritable } from './text-object.ts';
import type { Paragraph } from './paragraph.ts';

export const alignments: readonly (readonly [string, string])[] = [
  ['Left', 'left'],
  ['Centered', 'center'],
  ['Right', 'right'],
  ['Justified', 'both'],
];

/** Twentieths of a point, which WordprocessingML measures in, to and from points. */
const twipsPerPoint = 20;

/** `Word.Paragraph`'s own format: alignment, indents, spacing, outline level, list membership. */
export const paragraphFormatMembers: Record<string, ApiMember<Paragraph>> = {
  alignment: {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => alignmentOf(self.model.styles, self.element),
    set: (self, value: unknown) => {
      const found = alignments.find(([name]) => name === value);
      if (!found) throw new HostError('InvalidArgument', `The alignment '${String(value)}' is not known.`);
      write(self, () => setParagraphProperty(self.element, 'jc', found[1]));
    },
  },
  outlineLevel: {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => self.model.styles.outlineLevelOf(self.element),
    set: (self, level: number) =>
      write(self, () => setParagraphProperty(self.element, 'outlineLvl', String(level - 1))),
  },
  isListItem: {
    kind: 'property',
    since: 'WordApi 1.3',
    get: (self) => self.model.styles.numberingOf(self.element) !== null,
  },
  leftIndent: measure('ind', ['left', 'start']),
  rightIndent: measure('ind', ['right', 'end']),
  firstLineIndent: {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => points(self, 'ind', ['firstLine']) - points(self, 'ind', ['hanging']),
    set: (self, value: number) =>
      write(self, () => {
        const indent = ensureW(ensureProperties(self.element), 'ind');
        for (const name of ['firstLine', 'hanging']) indent.removeAttributeNS(indent.namespaceURI, name);
        setW(indent, value < 0 ? 'hanging' : 'firstLine', String(Math.round(Math.abs(value) * twipsPerPoint)));
      }),
  },
  spaceBefore: measure('spacing', ['before']),
  spaceAfter: measure('spacing', ['after']),
  lineSpacing: measure('spacing', ['line']),
  lineUnitBefore: lines('lineUnitBefore'),
  lineUnitAfter: lines('lineUnitAfter'),
};

/** Space in lines of text, which goes before a measure in points. */
function lines(name: 'lineUnitBefore' | 'lineUnitAfter'): ApiMember<Paragraph> {
  return {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => paragraphFormat(self.document.package, self.element)[name],
    set: (self, value: number) => write(self, () => formatParagraph(self.element, { [name]: value })),
  };
}

function measure(element: string, names: readonly string[]): ApiMember<Paragraph> {
  return {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => points(self, element, names),
    set: (self, value: number) =>
      write(self, () => {
        const target = ensureW(ensureProperties(self.element), element);
        for (const name of names) target.removeAttributeNS(target.namespaceURI, name);
        setW(target, names[0] ?? element, String(Math.round(value * twipsPerPoint)));
      }),
  };
}

/** A measure in points as the paragraph itself or its styles say; 0 where none does. */
function points(self: Paragraph, element: string, names: readonly string[]): number {
  for (const properties of self.model.styles.paragraphChain(self.element)) {
    const found = childW(properties, element);
    const value = names.map((name) => attributeW(found, name)).find((each) => each !== null);
    if (typeof value === 'string') return Number(value) / twipsPerPoint;
  }
  return 0;
}

/** A paragraph's alignment as the API names it. */
export function alignmentOf(styles: StyleNames, paragraph: Element): string {
  for (const properties of styles.paragraphChain(paragraph)) {
    const value = attributeW(childW(properties, 'jc'));
    if (value === null) continue;
    if (value === 'start') return 'Left';
    if (value === 'end') return 'Right';
    return alignments.find(([, own]) => own === value)?.[0] ?? 'Unknown';
  }
  return 'Left';
}

function write(self: Paragraph, edit: () => void): void {
  requireWritable(self.document);
  self.document.transact('paragraph format', edit);
}
