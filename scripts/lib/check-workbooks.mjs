/**
 * Workbooks saved by the emulated Excel, opened and recalculated by LibreOffice: the values that were saved are taken out of the
 * formulas first, so that what is compared is what LibreOffice computed. It has other functions, other errors and another first day
 * than Excel: where it computes otherwise, it must do so in the file as its maker wrote it, too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JSDOM } from 'jsdom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { root } from './workspace.mjs';

/** Compares, prints a line for each workbook, and gives those that differ. */
export async function checkWorkbooks(program, folder) {
  const { window } = new JSDOM('');
  Object.assign(globalThis, { DOMParser: window.DOMParser, XMLSerializer: window.XMLSerializer });
  const source = (path) => import(pathToFileURL(join(root, 'src/emulator/excel', path)).href);
  const { ExcelDocument } = await source('excel-document.ts');
  const { setInputs } = await source('edit/set-cells.ts');
  const { insertCells } = await source('edit/structure.ts');
  const wholeRows = { left: 0, right: 16_383 };
  const out = join(folder, 'workbooks');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const fixtures = join(root, 'tests/fixtures/xlsx');
  const files = readdirSync(fixtures).filter((name) => name.endsWith('.xlsx'));
  const opened = files.map((name) => {
    const bytes = new Uint8Array(readFileSync(join(fixtures, name)));
    return [name, ExcelDocument.open(bytes), bytes];
  });
  const failures = [];
  for (const [name, document, original] of [['made.xlsx', await makeWorkbook(source)], ...opened]) {
    const [sheet] = document.sheets;
    const used = document.usedArea(sheet) ?? { bottom: 0, left: 0 };
    const place = { top: used.bottom + 2, bottom: used.bottom + 2, left: used.left, right: used.left };
    document.transact('edit', () => setInputs(document, sheet, place, [['=SUM(1,2)*2']]));
    const sheetsOf = (file, bytes) => {
      writeFileSync(join(out, file), withoutValues(bytes));
      return convert(program, join(out, file), out);
    };
    const asMade = original && sheetsOf(`original-${name}`, original);
    const check = (what, file, down) => {
      const read = sheetsOf(file, document.save());
      const found = compare(document, read, asMade, { sheet, down });
      const isGood = read !== null && found.different.length === 0;
      const own = found.own === 0 ? '' : `, ${found.own} others are LibreOffice’s own reading of the original, too`;
      process.stdout.write(
        `${isGood ? '✓' : '✗'} ${what}: ${found.same} of ${found.compared} formulas give the same in LibreOffice${own}\n`,
      );
      for (const line of found.different.slice(0, 8)) process.stdout.write(`    ${line}\n`);
      if (!isGood) failures.push(what);
    };
    check(name, name, 0);
    document.transact('edit', () => insertCells(document, sheet, { ...wholeRows, top: 0, bottom: 1 }, 'Down'));
    check(`${name}, two rows further down`, `moved-${name}`, 2);
  }
  return failures;
}

/** A workbook with everything that the emulated Excel makes: formulas over sheets, arrays, a table, comments, conditional formats, a pivot table. */
async function makeWorkbook(source) {
  const { ExcelDocument } = await source('excel-document.ts');
  const { setInputs } = await source('edit/set-cells.ts');
  const { addSheet } = await source('edit/sheets.ts');
  const { addTable } = await source('edit/tables.ts');
  const { addComment, addNote } = await source('edit/comments.ts');
  const { addConditionalFormat } = await source('edit/conditional-formats.ts');
  const { addPivotTable, patchPivotTable } = await source('edit/pivots.ts');
  const document = new ExcelDocument();
  const [sheet] = document.sheets;
  const rows = [
    ['Region', 'Year', 'Sales'],
    ...Array.from({ length: 40 }, (_, row) => [
      ['North', 'South', 'East'][row % 3],
      2024 + (row % 2),
      (row * 37) % 101,
    ]),
  ];
  const area = { top: 0, left: 0, bottom: rows.length - 1, right: 2 };
  const formulas = [
    '=SUM(C2:C41)',
    '=AVERAGEIFS(C2:C41,A2:A41,"North",B2:B41,2024)',
    '=INDEX(C2:C41,MATCH("South",A2:A41,0))',
    '=SUMPRODUCT((A2:A41="East")*C2:C41)',
    '=TEXT(C2+0.5,"0.00")',
    '=VLOOKUP("East",A2:C41,3,FALSE)',
    '=ROUND(STDEV.S(C2:C41),6)',
    '=DATE(2024,2,29)+365',
    '=IFERROR(1/0,"none")',
    '=LARGE(C2:C41,3)',
    '=COUNTIF(C2:C41,">50")',
    '=Other!A1*2',
    '=PERCENTILE.INC(C2:C41,0.9)',
    '=LEFT("数据表",2)&LEN("数据表")',
  ];
  document.transact('make', () => {
    setInputs(document, sheet, area, rows);
    const other = addSheet(document, 'Other');
    setInputs(document, other, { top: 0, left: 0, bottom: 0, right: 0 }, [['=SUM(Sheet1!C2:C10)']]);
    setInputs(
      document,
      sheet,
      { top: 0, left: 5, bottom: formulas.length - 1, right: 5 },
      formulas.map((each) => [each]),
    );
    addTable(document, sheet, area, true);
    addComment(document, { sheet, row: 1, column: 2 }, { content: 'Checked.', mentions: [] });
    addNote(document, { sheet, row: 2, column: 2 }, 'A note');
    const format = addConditionalFormat(document, sheet, [{ ...area, top: 1, left: 2 }], {
      kind: 'DataBar',
      lower: { type: 'Automatic', formula: '' },
      upper: { type: 'Automatic', formula: '' },
      color: '#638EC6',
      borderColor: '',
      isGradient: true,
      negativeColor: '#FF0000',
      negativeBorderColor: '',
      axis: 'Automatic',
      axisColor: '#000000',
      direction: 'Context',
      isBarOnly: false,
    });
    if (!format.id) throw new Error('The format was not made.');
    const pivot = addPivotTable(
      document,
      'Summary',
      { kind: 'range', sheetId: sheet.id, area },
      { sheet: other, row: 4, column: 0 },
    );
    const data = {
      id: 'total',
      field: 2,
      caption: 'Sum of Sales',
      isNamed: false,
      summarizeBy: 'Sum',
      showAs: 'None',
      numberFormat: '',
    };
    patchPivotTable(document, pivot, { rowFields: [0], columnFields: [1], data: [data] });
    setInputs(document, other, { top: 0, left: 6, bottom: 0, right: 6 }, [['=D10-SUM(Sheet1!C2:C41)']]);
  });
  return document;
}

/** The workbook as one that has to be computed: without values, and not one that is calculated by hand alone. */
function withoutValues(bytes) {
  const parts = unzipSync(bytes);
  const workbook = strFromU8(parts['xl/workbook.xml']);
  parts['xl/workbook.xml'] = strToU8(workbook.replace(/ calcMode="manual"/, ''));
  for (const name of Object.keys(parts)) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) continue;
    const xml = strFromU8(parts[name]);
    parts[name] = strToU8(xml.replace(/(<\/(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*\/>)<(?:\w+:)?v>[^<]*<\/(?:\w+:)?v>/g, '$1'));
  }
  return zipSync(parts);
}

/** All sheets as LibreOffice has them, values rather than what is shown; `null` when it could not open the file. */
function convert(program, path, folder) {
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
  spawnSync(
    program,
    [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', filter, '--outdir', folder, path],
    { encoding: 'utf8', timeout: 240_000 },
  );
  const base = path.replace(/^.*[\\/]/, '').replace(/\.xlsx$/, '');
  const sheets = new Map();
  for (const file of readdirSync(folder)) {
    if (!file.startsWith(`${base}-`) || !file.endsWith('.csv')) continue;
    sheets.set(file.slice(base.length + 1, -4), parseCsv(readFileSync(join(folder, file), 'utf8')));
  }
  return existsSync(path) && sheets.size > 0 ? sheets : null;
}

function parseCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows;
}

/** @param original how LibreOffice computes the file that the document was opened from, before rows of a sheet `moved` down */
function compare(document, read, original, moved) {
  const different = [];
  let [compared, same, own] = [0, 0, 0];
  for (const sheet of document.sheets) {
    const rows = read?.get(sheet.name);
    if (!rows) continue;
    sheet.grid.eachFormula((row, column, formula) => {
      const value = document.value(sheet, row, column);
      const found = rows[row]?.[column] ?? '';
      // What changes with the time, and what the program leaves out, is no matter of computing.
      if (/\b(?:NOW|TODAY|RAND|RANDBETWEEN|CELL|INFO)\s*\(|\[(?:\d+|[^\]]+\.xlsx?)\]/i.test(formula.text)) return;
      compared += 1;
      if (isSame(value, found)) same += 1;
      else if (original?.get(sheet.name)?.[row - (sheet === moved.sheet ? moved.down : 0)]?.[column] === found)
        own += 1;
      else
        different.push(
          `${sheet.name}!${row + 1}:${column + 1} =${formula.text.slice(0, 60)}: ${JSON.stringify(value)}, LibreOffice ${JSON.stringify(found)}`,
        );
    });
  }
  return { compared, same, own, different };
}

function isSame(value, found) {
  if (value === null || value === 0) return found === '' || Number(found) === 0;
  if (typeof value === 'object') return /^(?:#|Err:)/.test(found);
  if (typeof value === 'boolean')
    return found.toUpperCase() === String(value).toUpperCase() || Number(found) === Number(value);
  if (typeof value === 'string') return found === value;
  // A share comes as it is shown, with as many digits.
  if (found.endsWith('%')) return Math.abs(Number(found.slice(0, -1)) / 100 - value) <= 5e-3;
  const number = Number(found);
  if (Number.isNaN(number)) return /^\d{1,4}[-/.:]\d/.test(found);
  return Math.abs(number - value) <= 1e-9 * Math.max(1, Math.abs(value));
}
