/** @jest-environment jsdom */
import { combineRunFormats, DocumentStyles } from '../../../../src/emulator/view/document-styles.ts';
import {
  mergeParagraphFormats,
  paragraphDeclarations,
  parseParagraphFormat,
} from '../../../../src/emulator/view/paragraph-format.ts';
import { parseRunFormat, runDeclarations } from '../../../../src/emulator/view/run-format.ts';
import { readThemeFonts } from '../../../../src/emulator/view/theme-fonts.ts';

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const theme = readThemeFonts(null, null);

function element(xml: string): Element {
  return new DOMParser().parseFromString(xml.replace(/^<w:(\w+)/, `<w:$1 xmlns:w="${w}"`), 'text/xml').documentElement;
}

describe('run formats', () => {
  it('reads toggles with and without a value', () => {
    expect(parseRunFormat(element('<w:rPr><w:b/><w:i w:val="0"/></w:rPr>'), theme)).toEqual({
      bold: true,
      italic: false,
    });
  });

  it('switches a toggle off that two style levels switch on, unless the run itself speaks', () => {
    expect(combineRunFormats([{ bold: true }, { bold: true }], {}).bold).toBe(false);
    expect(combineRunFormats([{ bold: true }, { bold: true }], { bold: true }).bold).toBe(true);
  });

  it('takes the theme font of the document language where the theme names no East Asian one', () => {
    const part = element(
      '<w:theme><w:fontScheme><w:minorFont><w:latin typeface="Aptos"/><w:ea typeface=""/><w:font script="Hans" typeface="等线"/></w:minorFont></w:fontScheme></w:theme>',
    );
    const fonts = readThemeFonts(part, 'zh-CN');
    expect(fonts.resolve('minorHAnsi')).toBe('Aptos');
    expect(fonts.resolve('minorEastAsia')).toBe('等线');
  });

  it('cannot be made to end the style sheet by a font name of the file', () => {
    const css = runDeclarations({ latin: 'x";} body{display:none' });
    expect(css).not.toMatch(/[{}]/);
    expect(css.match(/"/g)).toHaveLength(2);
  });
});

describe('paragraph formats', () => {
  it('lets a hanging indent of one layer replace a first-line indent of another', () => {
    const style = parseParagraphFormat(element('<w:pPr><w:ind w:left="720" w:firstLine="360"/></w:pPr>'));
    const direct = parseParagraphFormat(element('<w:pPr><w:ind w:hanging="300"/></w:pPr>'));
    expect(mergeParagraphFormats(style, direct)).toMatchObject({ left: 720, firstLine: -300 });
  });

  it('adds tab stops up and removes cleared ones', () => {
    const stops = (xml: string) => parseParagraphFormat(element(`<w:pPr><w:tabs>${xml}</w:tabs></w:pPr>`));
    const merged = mergeParagraphFormats(
      stops('<w:tab w:val="left" w:pos="900"/><w:tab w:val="right" w:pos="300"/>'),
      stops('<w:tab w:val="clear" w:pos="900"/>'),
    );
    expect(merged.tabs?.map(({ position }) => position)).toEqual([300]);
  });

  it('adds the space after one paragraph to the space before the next, as Word does', () => {
    const css = paragraphDeclarations({ before: 240, after: 120 });
    expect(css).toContain('padding-top:16px');
    expect(css).toContain('margin-bottom:8px');
  });
});

describe('DocumentStyles', () => {
  const styles = (xml: string) => new DocumentStyles(element(`<w:styles>${xml}</w:styles>`), theme);

  it('folds in what a style is based on', () => {
    const resolved = styles(
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>' +
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>',
    ).resolve('Heading1', 'paragraph');
    expect(resolved.run).toEqual({ size: 24, bold: true });
  });

  it('takes the default style for an unknown one, and survives a style based on itself', () => {
    const known = styles(
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/><w:rPr><w:i/></w:rPr></w:style>',
    );
    expect(known.resolve('Missing', 'paragraph').id).toBe('Normal');
    expect(known.resolve('Loop', 'paragraph').run).toEqual({ italic: true });
  });
});
