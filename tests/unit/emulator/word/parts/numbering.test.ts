/** @jest-environment jsdom */
import { formatNumber } from '../../../../../src/emulator/word/parts/number-formats.ts';
import { ListLabels } from '../../../../../src/emulator/word/parts/list-labels.ts';
import {
  attachToList,
  createList,
  createSameList,
  detachFromList,
  numberingOf,
  restartList,
  setLevel,
  setListLevel,
} from '../../../../../src/emulator/word/parts/numbering.ts';
import { ensureStyle, setParagraphStyle } from '../../../../../src/emulator/word/parts/styles.ts';
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { all, bodyOf, docxOf, paragraphAt } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

function labelsOf(pkg: OoxmlPackage): string[] {
  const labels = new ListLabels(pkg);
  return all(pkg, 'p').map((paragraph) => labels.of(paragraph)?.text ?? '');
}

function paragraphs(count: number): string {
  return Array.from({ length: count }, (_, index) => `<w:p><w:r><w:t>Item ${index}</w:t></w:r></w:p>`).join('');
}

describe('counting lists', () => {
  it('[WORD-80] restarts and carries on as the document says it does', () => {
    const pkg = OoxmlPackage.open(readCorpus('word-2010-restarted-lists.docx'));
    expect(labelsOf(pkg)).toEqual([
      '',
      '1.',
      '2.',
      'a.',
      'b.',
      'c.',
      '3.',
      '4.',
      '1.',
      '2.',
      '3.',
      '10.',
      '11.',
      '',
      '12.',
      '13.',
      '',
    ]);
  });

  it('[WORD-80] counts within the levels above and shows them', () => {
    const levels = ['%1.', '%1.%2.', '%1.%2.%3.']
      .map(
        (text, index) =>
          `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${index === 0 ? 'upperRoman' : 'decimal'}"/>${index === 2 ? '<w:isLgl/>' : ''}<w:lvlText w:val="${text}"/></w:lvl>`,
      )
      .join('');
    const item = (level: number): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`;
    const pkg = docxOf({
      numbering: `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      body: [0, 1, 1, 2, 0, 1, 0, 2].map(item).join(''),
    });
    expect(labelsOf(pkg)).toEqual(['I.', 'I.1.', 'I.2.', '1.2.1.', 'II.', 'II.1.', 'III.', '3.1.1.']);
    const labels = new ListLabels(pkg);
    expect([1, 2, 5].map((index) => labels.of(paragraphAt(pkg, index))?.siblingIndex)).toEqual([0, 1, 0]);
    expect(labels.itemsOf(bodyOf(pkg), '1')).toHaveLength(8);
  });

  it('labels every item that LibreOffice wrote but the one that it took out of its list', () => {
    expect(
      labelsOf(OoxmlPackage.open(readCorpus('libreoffice-6-lists.docx'))).filter((text) => text !== '').length,
    ).toBe(67);
  });

  it.each([
    [1, 'upperLetter', 'A'],
    [27, 'upperLetter', 'AA'],
    [28, 'lowerLetter', 'bb'],
    [4, 'lowerRoman', 'iv'],
    [1994, 'upperRoman', 'MCMXCIV'],
    [22, 'ordinal', '22nd'],
    [112, 'ordinal', '112th'],
    [7, 'decimalZero', '07'],
    [11, 'chineseCounting', '十一'],
    [105, 'chineseCountingThousand', '一百零五'],
    [20, 'japaneseCounting', '二十'],
    [12, 'chineseLegalSimplified', '拾贰'],
    [3, 'decimalEnclosedCircle', '③'],
    [2, 'ideographTraditional', '乙'],
    [5, 'none', ''],
  ])('shows %i in the format %s as %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });
});

describe('making lists', () => {
  it('[WORD-81] attaches, indents, restarts and detaches paragraphs, and stays valid', async () => {
    const pkg = docxOf({ body: paragraphs(6) });
    const list = createList(pkg, 'number');
    for (const index of [0, 1, 2, 3]) attachToList(pkg, paragraphAt(pkg, index), list, 0);
    setListLevel(pkg, paragraphAt(pkg, 1), 1);
    expect(labelsOf(pkg)).toEqual(['1.', 'a.', '2.', '3.', '', '']);
    const restarted = restartList(pkg, paragraphAt(pkg, 2), [paragraphAt(pkg, 3), paragraphAt(pkg, 4)], 5);
    expect(restarted).not.toBe(list);
    expect(labelsOf(pkg)).toEqual(['1.', 'a.', '5.', '6.', '', '']);
    const again = createSameList(pkg, list);
    attachToList(pkg, paragraphAt(pkg, 4), again, 0);
    detachFromList(pkg, paragraphAt(pkg, 0));
    setLevel(pkg, again, 0, { format: 'upperRoman', text: '%1)', alignment: 'right' });
    expect(labelsOf(pkg)).toEqual(['', 'a.', '5.', '6.', 'I)', '']);
    await expectNoNewErrors(null, pkg.save());
  });

  it('takes a paragraph out of the list that its style gives', () => {
    const pkg = docxOf({ body: paragraphs(2) });
    for (const index of [0, 1]) setParagraphStyle(pkg, paragraphAt(pkg, index), ensureStyle(pkg, 'List Number') ?? '');
    expect(labelsOf(pkg)).toEqual(['1.', '2.']);
    expect(numberingOf(pkg, paragraphAt(pkg, 0))?.fromStyle).not.toBeNull();
    detachFromList(pkg, paragraphAt(pkg, 0));
    expect(labelsOf(pkg)).toEqual(['', '1.']);
  });
});
