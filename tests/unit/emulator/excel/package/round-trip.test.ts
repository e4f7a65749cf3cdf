/** @jest-environment jsdom */
import { setInputs } from '../../../../../src/emulator/excel/edit/set-cells.ts';
import { setFormats } from '../../../../../src/emulator/excel/edit/set-formats.ts';
import { ExcelDocument } from '../../../../../src/emulator/excel/excel-document.ts';
import { cellArea } from '../../../../../src/emulator/excel/model/address.ts';
import { unpack } from '../../../../../src/emulator/package/zip.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { readXlsx, xlsxFiles } from '../../../../support/xlsx-corpus.ts';

function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const [old, now] = [unpack(before), unpack(after)];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].filter(
    (name) => Buffer.compare(Buffer.from(old.get(name) ?? []), Buffer.from(now.get(name) ?? [])) !== 0,
  );
}

describe.each(xlsxFiles)('%s', (name) => {
  const bytes = readXlsx(name);

  it('[EXCEL-20] is saved with every part byte for byte when nothing was edited', () => {
    expect(changedParts(bytes, ExcelDocument.open(bytes).save())).toEqual([]);
  });

  it('[EXCEL-21] changes its own sheet and what the cell needs when one cell is edited, and stays valid', async () => {
    const document = ExcelDocument.open(bytes);
    const [sheet] = document.sheets;
    if (!sheet) throw new Error('no sheet');
    const used = document.usedArea(sheet) ?? cellArea(0, 0);
    const cell = cellArea(used.bottom + 1, used.left);
    document.transact('edit', () => {
      setInputs(document, sheet, cell, [['=1+1']]);
      setFormats(document, sheet, cell, { bold: true, fillColor: '#FFFF00', numberFormat: '0.000' });
      setInputs(document, sheet, cellArea(used.bottom + 2, used.left), [['new & <text>']]);
    });
    const saved = document.save();
    const allowed =
      /^(?:\[Content_Types\]\.xml|xl\/(?:_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|calcChain\.xml))$/i;
    expect(changedParts(bytes, saved).filter((part) => part !== sheet.part && !allowed.test(part))).toEqual([]);
    const again = ExcelDocument.open(saved);
    const reopened = again.sheets[0]!;
    expect(again.value(reopened, cell.top, cell.left)).toBe(2);
    expect(reopened.grid.formula(cell.top, cell.left)?.text).toBe('1+1');
    expect(again.value(reopened, cell.top + 1, cell.left)).toBe('new & <text>');
    expect(again.formats.get(reopened.styleAt(cell.top, cell.left))).toMatchObject({
      bold: true,
      fillColor: '#FFFF00',
      numberFormat: '0.000',
    });
    await expectNoNewErrors(bytes, saved);
  });
});
