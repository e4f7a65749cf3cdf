/** @jest-environment jsdom */
import { builtInStyles, displayNameOf } from '../../../../../src/emulator/word/parts/style-names.ts';
import { paragraphFormat, formatParagraph } from '../../../../../src/emulator/word/parts/paragraph-format.ts';
import { formatRun, runFormat } from '../../../../../src/emulator/word/parts/run-format.ts';
import {
  ensureStyle,
  paragraphStyle,
  setParagraphStyle,
  styleBuiltIn,
  styleById,
  styleByName,
  styleDisplayName,
} from '../../../../../src/emulator/word/parts/styles.ts';
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { all, docxOf, paragraphAt, xmlOf } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const style = (id: string, name: string, rest: string, type = 'paragraph'): string =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;
const paragraph = (pPr: string, rPr: string, text = 'Text'): string =>
  `<w:p><w:pPr>${pPr}</w:pPr><w:r><w:rPr>${rPr}</w:rPr><w:t>${text}</w:t></w:r></w:p>`;

function runAt(pkg: OoxmlPackage, index = 0): Element {
  const run = all(pkg, 'r')[index];
  if (!run) throw new Error('no run');
  return run;
}

describe('finding styles', () => {
  const chinese = docxOf({
    body: '<w:p/>',
    styles:
      style('1', 'heading 1', '') + style('a3', 'Title', '') + style('my', '我的样式', '<w:aliases w:val="Mine,Own"/>'),
  });

  it('[WORD-44] finds a built-in style by every name it goes by, whatever its id in the file', () => {
    for (const name of ['heading 1', 'Heading 1', 'HEADING 1', '标题 1']) {
      expect(styleByName(chinese, name)?.getAttribute('w:styleId')).toBe('1');
    }
    expect(ensureStyle(chinese, 'Heading1')).toBe('1');
    expect(styleByName(chinese, 'own')?.getAttribute('w:styleId')).toBe('my');
    expect(styleByName(chinese, 'Heading 2')).toBeNull();
  });

  it('tells what people see and what the API calls it', () => {
    const heading = styleById(chinese, '1');
    expect(heading && styleDisplayName(heading)).toBe('Heading 1');
    expect(heading && styleDisplayName(heading, 'zh-CN')).toBe('标题 1');
    expect(heading && styleBuiltIn(heading)).toBe('Heading1');
    const own = styleById(chinese, 'my');
    expect(own && styleBuiltIn(own)).toBe('Other');
    expect(displayNameOf('Grid Table 4 Accent 1')).toBe('Grid Table 4 - Accent 1');
  });

  it('takes a paragraph that names no style, or one that is not there, for one of the default style', () => {
    const pkg = docxOf({ body: '<w:p/>' + paragraph('<w:pStyle w:val="Gone"/>', '') });
    expect(paragraphStyle(pkg, paragraphAt(pkg, 0))?.getAttribute('w:styleId')).toBe('Normal');
    expect(paragraphStyle(pkg, paragraphAt(pkg, 1))?.getAttribute('w:styleId')).toBe('Normal');
  });
});

describe('the look of a run', () => {
  it('[WORD-45] comes from defaults, then the paragraph style chain, then the character style, then the run', () => {
    const pkg = docxOf({
      defaults:
        '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:eastAsia="SimSun"/><w:sz w:val="24"/></w:rPr></w:rPrDefault>',
      styles:
        style('Base', 'Base', '<w:rPr><w:color w:val="ff0000"/><w:sz w:val="30"/></w:rPr>') +
        style('Child', 'Child', '<w:basedOn w:val="Base"/><w:rPr><w:u w:val="double"/></w:rPr>') +
        style('Mark', 'Mark', '<w:rPr><w:sz w:val="40"/></w:rPr>', 'character'),
      body:
        paragraph('<w:pStyle w:val="Child"/>', '<w:rStyle w:val="Mark"/><w:highlight w:val="yellow"/>') +
        paragraph('', ''),
    });
    expect(runFormat(pkg, runAt(pkg, 0))).toMatchObject({
      name: 'Cambria',
      eastAsiaName: 'SimSun',
      size: 20,
      color: 'FF0000',
      underline: 'double',
      highlight: 'FFFF00',
      bold: false,
    });
    expect(runFormat(pkg, runAt(pkg, 1))).toMatchObject({
      size: 12,
      color: 'auto',
      underline: 'none',
      highlight: null,
    });
  });

  it('[WORD-46] turns a toggle off where a paragraph style and a character style both set it, unless the run says so itself', () => {
    const pkg = docxOf({
      styles:
        style('Loud', 'Loud', '<w:rPr><w:b/></w:rPr>') +
        style('Louder', 'Louder', '<w:basedOn w:val="Loud"/><w:rPr><w:b/></w:rPr>') +
        style('Strong', 'Strong', '<w:rPr><w:b/></w:rPr>', 'character'),
      body:
        paragraph('<w:pStyle w:val="Loud"/>', '') +
        paragraph('<w:pStyle w:val="Loud"/>', '<w:rStyle w:val="Strong"/>') +
        paragraph('<w:pStyle w:val="Louder"/>', '') +
        paragraph('<w:pStyle w:val="Loud"/>', '<w:rStyle w:val="Strong"/><w:b/>') +
        paragraph('<w:pStyle w:val="Loud"/>', '<w:b w:val="0"/>'),
    });
    expect([0, 1, 2, 3, 4].map((index) => runFormat(pkg, runAt(pkg, index)).bold)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('[WORD-47] follows theme fonts and colours', () => {
    const pkg = OoxmlPackage.open(readCorpus('word-365-guide-large.docx'));
    const heading = ensureStyle(pkg, 'Heading1');
    const first = all(pkg, 'p').find((each) => paragraphStyle(pkg, each) === styleById(pkg, heading ?? ''));
    const run = first && all(first, 'r')[0];
    expect(run && runFormat(pkg, run)).toMatchObject({ name: 'Cambria', size: 18, bold: true, color: '365F91' });
  });

  it('[WORD-48] is changed in the order that the schema wants', async () => {
    const pkg = docxOf({ body: paragraph('', '<w:color w:val="00FF00"/><w:lang w:val="en-GB"/>') });
    formatRun(runAt(pkg), {
      name: 'Arial',
      size: 10.5,
      bold: true,
      italic: false,
      underline: 'single',
      color: 'C00000',
      highlight: '123456',
      superscript: true,
      allCaps: true,
    });
    expect(runFormat(pkg, runAt(pkg))).toMatchObject({
      name: 'Arial',
      size: 10.5,
      bold: true,
      italic: false,
      underline: 'single',
      color: 'C00000',
      highlight: '123456',
      superscript: true,
      allCaps: true,
      language: 'en-GB',
    });
    formatRun(runAt(pkg), { superscript: false, highlight: 'FFFF00' });
    expect(runFormat(pkg, runAt(pkg))).toMatchObject({ superscript: false, highlight: 'FFFF00' });
    formatParagraph(paragraphAt(pkg, 0), {
      alignment: 'center',
      leftIndent: 36,
      firstLineIndent: -18,
      lineSpacing: 18,
      spaceAfter: 6,
      outlineLevel: 2,
      keepWithNext: true,
    });
    expect(paragraphFormat(pkg, paragraphAt(pkg, 0))).toMatchObject({
      alignment: 'center',
      leftIndent: 36,
      firstLineIndent: -18,
      lineSpacing: 18,
      spaceAfter: 6,
      outlineLevel: 2,
      keepWithNext: true,
    });
    await expectNoNewErrors(null, pkg.save());
  });
});

describe('the look of a paragraph', () => {
  it('agrees with what a document says about its own indents', () => {
    const pkg = OoxmlPackage.open(readCorpus('docx4j-list-indents.docx'));
    const expectations = all(pkg, 'p').flatMap((each) => {
      const text = all(each, 't')
        .map((leaf) => leaf.textContent)
        .join('');
      const expected = /w:left="(\d+)" w:(hanging|firstLine)="(\d+)"/.exec(text);
      return expected
        ? [{ each, left: Number(expected[1]), first: Number(expected[3]) * (expected[2] === 'hanging' ? -1 : 1) }]
        : [];
    });
    expect(expectations.length).toBeGreaterThan(3);
    for (const { each, left, first } of expectations) {
      const { leftIndent, firstLineIndent } = paragraphFormat(pkg, each);
      expect({ left: Math.round(leftIndent * 20), first: Math.round(firstLineIndent * 20) }).toEqual({ left, first });
    }
  });

  it('tells spacing, alignment and outline level', () => {
    const pkg = docxOf({
      defaults: '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>',
      body:
        paragraph('<w:jc w:val="both"/><w:outlineLvl w:val="1"/>', '') + paragraph('<w:spacing w:before="1in"/>', ''),
    });
    expect(paragraphFormat(pkg, paragraphAt(pkg, 0))).toMatchObject({
      alignment: 'both',
      outlineLevel: 2,
      spaceAfter: 8,
      lineSpacing: 12.95,
    });
    expect(paragraphFormat(pkg, paragraphAt(pkg, 1))).toMatchObject({
      alignment: 'left',
      outlineLevel: 10,
      spaceBefore: 72,
    });
  });
});

describe('built-in styles that the file does not hold', () => {
  it('[WORD-40] are made with what they are based on and followed by, once', () => {
    const pkg = docxOf({ body: '<w:p/>' });
    const id = ensureStyle(pkg, 'IntenseQuote') ?? '';
    expect(ensureStyle(pkg, 'Intense Quote')).toBe(id);
    expect(xmlOf(styleById(pkg, id) as Element)).toContain('<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>');
    expect(ensureStyle(pkg, 'No such style')).toBeNull();
    setParagraphStyle(pkg, paragraphAt(pkg, 0), id);
    expect(xmlOf(paragraphAt(pkg, 0))).toBe(`<w:p><w:pPr><w:pStyle w:val="${id}"/></w:pPr></w:p>`);
    setParagraphStyle(pkg, paragraphAt(pkg, 0), 'Normal');
    expect(xmlOf(paragraphAt(pkg, 0))).toBe('<w:p><w:pPr/></w:p>');
  });

  it.each([
    ['a document without theme, styles or numbering of its own', docxOf({ body: '<w:p/>' }).save()],
    ['a document of Word', readCorpus('word-365-equation.docx')],
    ['a document of Google Docs', readCorpus('google-docs-notes.docx')],
  ])('can all be made and are valid in %s', async (_, original) => {
    const pkg = OoxmlPackage.open(original);
    for (const { name } of builtInStyles) expect({ name, id: ensureStyle(pkg, name) }).not.toEqual({ name, id: null });
    await expectNoNewErrors(original, pkg.save());
  });
});
