import type { Area } from './address.ts';

/** A link on cells. */
export interface HyperlinkState {
  readonly sheetId: string;
  readonly area: Area;
  /** Address outside of the workbook, empty without. */
  readonly address: string;
  /** Place in the workbook, or within what the address leads to: `Sheet1!A1`, a name, an anchor; empty without. */
  readonly documentReference: string;
  readonly screenTip: string;
  /** Its place among the links of the sheet's part; `null` for a new one. */
  readonly source: number | null;
}
