import type { ActiveCell, Precedent } from '../../../../../src/core/document/context.ts';
import { tableFromRows, type CellValue } from '../../../../../src/core/figures/table.ts';
import { explainFormulaByRules } from '../../../../../src/core/sheet/formula/explain-formula.ts';
import { repairFormulaByRules } from '../../../../../src/core/sheet/formula/repair-formula.ts';
import { sheetContext } from '../../../../support/sheet-context.ts';

const reads = (address: string, ...texts: string[]): Precedent => ({
  address,
  cellCount: texts.length,
  texts,
  isText: Number.isNaN(Number(texts[0])) || texts[0]!.trim() !== texts[0],
  error: null,
});

function sheetOf(cell: Partial<ActiveCell>, rows: CellValue[][] = [['Item', 'Cost', 'Units', 'Each']]) {
  return sheetContext(rows, { active: 'D2', cell }).sheet!;
}

/** The formula of a repair; all of the text where there is none. */
function repaired(cell: Partial<ActiveCell>, language: 'en' | 'zh' = 'en'): string {
  const text = repairFormulaByRules(sheetOf(cell), language);
  return /```\n(.*)\n```/.exec(text)?.[1] ?? text;
}

describe('a formula explained by rules', () => {
  const cell = { formula: '=ROUND(B2/C2,2)', text: '4.67', precedents: [reads('B2', '14'), reads('C2', '3')] };

  it('is told step by step, with the cells that it reads under their headers', () => {
    expect(explainFormulaByRules(sheetOf(cell), 'en')).toBe(
      [
        'D2 shows 4.67. It is computed in these steps, the inner ones first:',
        '- `B2/C2` divides\n- `ROUND(B2/C2,2)` rounds to so many decimals',
        'It reads:\n\n- Cost: B2: 14\n- Units: C2: 3',
      ].join('\n\n'),
    );
  });

  it('is told in Chinese', () => {
    expect(explainFormulaByRules(sheetOf(cell), 'zh')).toContain('`B2/C2`：相除');
  });

  it('says why it fails where it does', () => {
    const failing = { ...cell, text: '#DIV/0!', error: '#DIV/0!', precedents: [reads('B2', '14'), reads('C2', '')] };
    expect(explainFormulaByRules(sheetOf(failing), 'en')).toContain('Why: it divides by zero: C2 is empty or 0.');
  });
});

describe('a formula repaired by rules', () => {
  it('gives nothing for a division by an empty cell', () => {
    expect(repaired({ formula: '=B2/C2', error: '#DIV/0!', precedents: [reads('B2', '14'), reads('C2', '')] })).toBe(
      '=IF(C2=0,"",B2/C2)',
    );
  });

  it('gets the name of its function right', () => {
    expect(repaired({ formula: '=AVERGAE(B2:B9)', error: '#NAME?' })).toBe('=AVERAGE(B2:B9)');
    expect(repaired({ formula: '=SUMM(B2:B9)', error: '#NAME?' })).toBe('=SUM(B2:B9)');
    expect(repaired({ formula: '=INKSTONE.SUMMARISE(B2)', error: '#NAME?' })).toBe('=INKSTONE.SUMMARIZE(B2)');
  });

  it('reads texts that are numbers as numbers, and others as nothing', () => {
    const precedents = [reads('B2', '1,200 '), reads('C2', 'n/a')];
    expect(repaired({ formula: '=B2+C2', error: '#VALUE!', precedents })).toBe('=VALUE(TRIM(B2))+N(C2)');
  });

  it('is what the rows above and below do, where both do the same', () => {
    const rows: CellValue[][] = [
      ['Item', 'Cost', 'Units', 'Each'],
      ['a', 4, 2, 2],
      ['b', 6, 2, '#REF!'],
      ['c', 9, 3, 3],
    ];
    const context = sheetContext(rows, { active: 'D3', cell: { formula: '=#REF!/C3', error: '#REF!' } });
    const formulas = [
      ['', '', '', ''],
      ['', '', '', '=B2/C2'],
      ['', '', '', '=#REF!/C3'],
      ['', '', '', '=B4/C4'],
    ];
    const sheet = { ...context.sheet!, table: tableFromRows(rows, { sheet: 'Sales', formulas }) };
    expect(repairFormulaByRules(sheet, 'en')).toContain('=B3/C3');
  });

  it('points to the cell where the error comes from, and invents no formula', () => {
    const from = { ...reads('B2', '#N/A'), error: { address: 'B2', text: '#N/A' } };
    const text = repaired({ formula: '=B2*2', error: '#N/A', precedents: [from] });
    expect(text).toContain('Why: B2, which it reads, shows #N/A already.');
    expect(text).toContain('know no repair');
  });

  it('says in Chinese what it cannot repair', () => {
    expect(repaired({ formula: '=#REF!+1', error: '#REF!' }, 'zh')).toContain('已被删除');
  });
});
