import { tokenize } from '../formula/tokens.ts';
import { areaOfReference } from '../formula/write-reference.ts';
import { sameName } from '../formula/move-references.ts';
import type { Area } from './address.ts';
import type { Sheet } from './sheet.ts';
import type { NameState, TableState } from './workbook-state.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { SheetAreas } from './sheet-areas.ts';

/** The cells that an address, a name or a table's name stands for; `null` when it stands for none. */
export function areasOfReference(document: ExcelDocument, own: Sheet, text: string): SheetAreas | null {
  const trimmed = text.trim().replace(/^=/, '');
  const tokens = tokenize(trimmed).filter(({ kind }) => kind !== 'space');
  const [first] = tokens;
  if (tokens.length === 1 && first?.kind === 'name') return areasOfName(document, own, first.name);
  if (tokens.length === 1 && first?.kind === 'structured') return areasOfStructured(document, first.table, first.inner);
  let sheet: Sheet | undefined;
  const areas: Area[] = [];
  for (const [index, token] of tokens.entries()) {
    if (index % 2 === 1) {
      if (token.text !== ',') return null;
      continue;
    }
    if (token.kind !== 'reference') return null;
    const named = token.sheet === null ? own : document.sheetByName(token.sheet);
    if (!named || (sheet && sheet !== named)) return null;
    sheet = named;
    areas.push(areaOfReference(token));
  }
  return sheet && areas.length > 0 ? { sheet, areas } : null;
}

function areasOfName(document: ExcelDocument, own: Sheet, text: string): SheetAreas | null {
  const name = findName(document, own.id, text) ?? findName(document, null, text);
  if (name) return areasOfReference(document, own, name.formula);
  const table = document.state.tables.find((each) => sameName(each.name, text));
  return table ? bodyOf(document, table) : null;
}

export function findName(document: ExcelDocument, sheetId: string | null, text: string): NameState | undefined {
  return document.state.names.find((each) => each.sheetId === sheetId && sameName(each.name, text));
}

function bodyOf(document: ExcelDocument, table: TableState): SheetAreas | null {
  const sheet = document.sheetById(table.sheetId);
  if (!sheet) return null;
  const { area, showHeaders, showTotals } = table;
  return { sheet, areas: [{ ...area, top: area.top + Number(showHeaders), bottom: area.bottom - Number(showTotals) }] };
}

/** `Table1[#All]`, `Table1[Column]`, `Table1[[#Headers],[Column]]`. */
function areasOfStructured(document: ExcelDocument, name: string, inner: string): SheetAreas | null {
  const table = document.state.tables.find((each) => sameName(each.name, name));
  const sheet = table && document.sheetById(table.sheetId);
  const body = table && bodyOf(document, table)?.areas[0];
  if (!sheet || !body) return null;
  const parts = inner.startsWith('[') ? [...inner.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '') : [inner];
  let area = body;
  for (const part of parts.filter((each) => each !== '')) {
    if (/^#all$/i.test(part)) area = { ...area, top: table.area.top, bottom: table.area.bottom };
    else if (/^#headers$/i.test(part)) area = { ...area, top: table.area.top, bottom: table.area.top };
    else if (/^#totals$/i.test(part)) area = { ...area, top: table.area.bottom, bottom: table.area.bottom };
    else if (!/^#data$/i.test(part)) {
      const column = table.columns.findIndex((each) => sameName(each.name, part));
      if (column < 0) return null;
      area = { ...area, left: table.area.left + column, right: table.area.left + column };
    }
  }
  return { sheet, areas: [area] };
}
