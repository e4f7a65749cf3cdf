import type { ApiMember } from '../../richapi/object-model.ts';
import { setParagraphProperty } from '../model/format.ts';
import { paragraphsIn, spanOf } from '../model/story.ts';
import { cellText, isContinuation } from '../parts/table-grid.ts';
import {
  cellPadding,
  cellShading,
  setCellPadding,
  setCellShading,
  setVerticalAlignment,
  verticalAlignment,
  type Side,
} from '../parts/table-look.ts';
import type { WordDocument } from '../word-document.ts';
import { notFound } from './collection.ts';
import { alignmentOf, alignments } from './paragraph-format.ts';
import { apiName, common, fileValue, invalid, pointsOf, requireColor, requireTwips } from './table-arguments.ts';
import { borderAt } from './table-border.ts';
import { textMembers } from './text-members.ts';
import { insertTextAt, requireWritable, type TextObject } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** What a table, a row and a cell have alike: they hold cells, whose look is read together and changed at once. */
export interface CellHolder {
  readonly model: WordModel;
  readonly document: WordDocument;
  readonly table: Element;
  /** As they stand in the file, so that those which continue one above keep its look. */
  readonly cells: readonly Element[];
  change<T>(edit: () => T): T;
}

/** Changes a table as one step of undo. */
export function changeTable<T>(document: WordDocument, edit: () => T): T {
  requireWritable(document);
  return document.transact('table', edit);
}

export const verticalAlignments: readonly (readonly [string, string])[] = [
  ['Top', 'top'],
  ['Center', 'center'],
  ['Bottom', 'bottom'],
];

const sides: readonly (readonly [string, Side])[] = [
  ['Top', 'top'],
  ['Left', 'left'],
  ['Bottom', 'bottom'],
  ['Right', 'right'],
];

export function requireSide(value: unknown): Side {
  return sides.find(([name]) => name === value)?.[1] ?? invalid(`The side '${String(value)}' of a cell is not known.`);
}

function seen({ cells }: CellHolder): readonly Element[] {
  return cells.filter((cell) => !isContinuation(cell));
}

/** Alignments, shading, borders and padding. */
export function cellMembers<T extends CellHolder>(): Record<string, ApiMember<T>> {
  return {
    horizontalAlignment: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) =>
        common(
          seen(self)
            .flatMap(paragraphsIn)
            .map((each) => alignmentOf(self.model.styles, each)),
          'Mixed',
        ),
      set: (self, value: unknown) => {
        const alignment = fileValue(alignments, value, 'The alignment');
        const paragraphs = self.cells.flatMap(paragraphsIn);
        self.change(() => paragraphs.forEach((each) => setParagraphProperty(each, 'jc', alignment)));
      },
    },
    verticalAlignment: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => {
        const values = seen(self).map((cell) => verticalAlignment(self.document.package, cell));
        return apiName(verticalAlignments, common(values, '')) ?? 'Mixed';
      },
      set: (self, value: unknown) => {
        const alignment = fileValue(verticalAlignments, value, 'The vertical alignment');
        self.change(() => self.cells.forEach((cell) => setVerticalAlignment(cell, alignment)));
      },
    },
    shadingColor: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => {
        const fill = common<string | null>(seen(self).map(cellShading), null);
        return fill === null ? '' : `#${fill}`;
      },
      set: (self, value: unknown) => {
        const color = value === '' ? null : requireColor(value);
        self.change(() => self.cells.forEach((cell) => setCellShading(cell, color)));
      },
    },
    getBorder: { kind: 'method', since: 'WordApi 1.3', call: (self, location: unknown) => borderAt(self, location) },
    getCellPadding: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, location: unknown) => {
        const side = requireSide(location);
        const [cell] = seen(self);
        return pointsOf(cellPadding(self.document.package, cell ?? notFound(), side));
      },
    },
    setCellPadding: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, location: unknown, padding: unknown) => {
        const side = requireSide(location);
        const width = requireTwips(padding, 'The padding');
        self.change(() => self.cells.forEach((cell) => setCellPadding(cell, side, width)));
      },
    },
  };
}

/** Font, searching, selecting and clearing of a table or row, which have them since they came themselves. */
export function tableTextMembers<T extends TextObject>(): Record<string, ApiMember<T>> {
  const { font, search, select, clear } = textMembers<T>();
  return Object.fromEntries(
    Object.entries({ font, search, select, clear }).flatMap(([name, member]): [string, ApiMember<T>][] =>
      member ? [[name, { ...member, since: 'WordApi 1.3' }]] : [],
    ),
  );
}

/** Writes text into a cell; what is there already is left alone. */
export function setCellText(document: WordDocument, cell: Element, text: string): void {
  if (text.replace(/\r\n?|\n/g, '\r') === cellText(cell)) return;
  insertTextAt(document, spanOf(cell) ?? notFound(), text, 'Replace');
}
