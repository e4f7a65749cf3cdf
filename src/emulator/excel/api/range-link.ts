import type { ApiMember } from '../../richapi/object-model.ts';
import { hyperlinkAt, setHyperlink } from '../edit/hyperlinks.ts';
import { isOneCell, isWholeColumns, isWholeRows } from '../model/address.ts';
import { changeCells, invalid, requireString } from './arguments.ts';
import type { Range } from './range.ts';

/** The link of a range. */
export const rangeLinkMembers: Readonly<Record<string, ApiMember<Range>>> = {
  hyperlink: {
    kind: 'property',
    since: 'ExcelApi 1.7',
    get: (self) => {
      const link = hyperlinkAt(self.document, self.sheet, self.area);
      if (!link) return null;
      const { address, documentReference, screenTip } = link;
      return {
        ...(address === '' ? {} : { address }),
        ...(documentReference === '' ? {} : { documentReference }),
        ...(screenTip === '' ? {} : { screenTip }),
        ...(isOneCell(self.area)
          ? { textToDisplay: self.document.textAt(self.sheet, self.area.top, self.area.left) }
          : {}),
      };
    },
    set: (self, given: unknown) => {
      const { sheet, area, document } = self;
      if (isWholeColumns(area) || isWholeRows(area) || typeof given !== 'object' || given === null) invalid();
      const { address, documentReference, screenTip, textToDisplay } = given as Readonly<Record<string, unknown>>;
      const textOf = (value: unknown): string => requireString(value ?? '');
      const link = {
        address: textOf(address),
        documentReference: textOf(documentReference),
        screenTip: textOf(screenTip),
        text: textToDisplay === undefined || textToDisplay === null ? null : requireString(textToDisplay),
      };
      if (link.address === '' && link.documentReference === '') invalid();
      changeCells(document, sheet, () => setHyperlink(document, sheet, area, link));
    },
  },
};
