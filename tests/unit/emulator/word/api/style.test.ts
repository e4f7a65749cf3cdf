/** @jest-environment jsdom */
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { paragraphsIn } from '../../../../../src/emulator/word/model/story.ts';
import type { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

function paragraph(root: Client, index: number): Client {
  return root.at('body').at('paragraphs').items[index]!;
}

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;

function opened(): { document: WordDocument; root: Client } {
  const document = documentOf(p('One two') + p('Three'));
  return { document, root: rootOf(document) };
}

describe('setting a style', () => {
  it('[WORD-40] makes a built-in style that the document lacks, and undo takes the style and its part back', () => {
    const { document, root } = opened();
    const parts = [...document.package.partNames];
    const before = bodyXml(document);
    paragraph(root, 0).set('styleBuiltIn', 'Heading1');
    expect(paragraph(root, 0).value('styleBuiltIn')).toBe('Heading1');
    expect(paragraph(root, 0).value('style')).toBe('Heading 1');
    expect(paragraph(root, 0).value('outlineLevel')).toBe(1);
    expect(paragraph(root, 1).value('styleBuiltIn')).toBe('Normal');
    document.undo();
    expect(bodyXml(document)).toBe(before);
    expect([...document.package.partNames]).toEqual(parts);
    document.redo();
    expect(paragraph(root, 0).value('styleBuiltIn')).toBe('Heading1');
  });

  it('[WORD-18] leaves out the paragraph that the selection of a whole one before it ends at', () => {
    const { document, root } = opened();
    const [first, second] = paragraphsIn(document.body);
    document.select({ anchor: { paragraph: first!, offset: 0 }, focus: { paragraph: second!, offset: 0 } });
    const selection = root.call('getSelection');
    expect(selection.at('paragraphs').items.map((each) => each.value('text'))).toEqual(['One two']);
    selection.set('styleBuiltIn', 'Heading1');
    expect(paragraph(root, 0).value('styleBuiltIn')).toBe('Heading1');
    expect(paragraph(root, 1).value('styleBuiltIn')).toBe('Normal');
  });

  it('gives a valid file', async () => {
    const { document, root } = opened();
    const before = document.save();
    paragraph(root, 0).set('styleBuiltIn', 'Heading2');
    paragraph(root, 1).set('style', 'List Bullet');
    const after = document.save();
    expect(OoxmlPackage.open(after).partNames).toContain('word/styles.xml');
    await expectNoNewErrors(before, after);
  });

  it('[WORD-41] gives a character style to the text alone', () => {
    const { document, root } = opened();
    const two = root.at('body').call('search', 'two').items[0]!;
    two.set('style', 'Strong');
    expect(bodyXml(document)).toMatch(/<w:rStyle w:val="Strong"\/><\/w:rPr><w:t[^>]*>two</);
    expect(bodyXml(document)).not.toContain('pStyle');
    expect(two.at('font').value('bold')).toBe(true);
  });

  it('refuses a name that no style has', () => {
    const { document, root } = opened();
    expect(() => paragraph(root, 0).set('style', 'No such style')).toThrow(throwing('InvalidArgument'));
    expect(() => paragraph(root, 0).set('style', 'Table Grid')).toThrow(throwing('InvalidArgument'));
    expect(bodyXml(document)).not.toContain('pStyle');
  });
});

describe('the styles of a document', () => {
  it('[WORD-42] tells what each is, and what it looks like by itself', () => {
    const { root } = opened();
    paragraph(root, 0).set('styleBuiltIn', 'Heading1');
    const styles = root.call('getStyles');
    expect(styles.do('getCount')).toBe(styles.items.length);
    const heading = styles.call('getByName', 'Heading 1');
    expect(
      ['nameLocal', 'type', 'builtIn', 'inUse', 'baseStyle', 'nextParagraphStyle', 'priority', 'quickStyle'].map(
        (name) => heading.value(name),
      ),
    ).toEqual(['Heading 1', 'Paragraph', true, true, 'Normal', 'Normal', 9, true]);
    expect(heading.at('paragraphFormat').value('keepWithNext')).toBe(true);
    expect(heading.at('paragraphFormat').value('outlineLevel')).toBe(1);
    expect(heading.at('font').value('size')).toBeGreaterThan(12);
    expect(styles.do('getByNameOrNullObject', 'Nothing')).toBeNull();
    expect(() => styles.do('getByName', 'Nothing')).toThrow(throwing('ItemNotFound'));
  });

  it('[WORD-43] formats a style, and with it every paragraph that bears it', () => {
    const { document, root } = opened();
    const style = root.call('addStyle', 'My note', 'Paragraph');
    paragraph(root, 1).set('style', 'My note');
    style.at('font').set('italic', true);
    style.at('font').set('color', '#C00000');
    style.at('paragraphFormat').set('leftIndent', 36);
    style.at('paragraphFormat').set('alignment', 'Justified');
    style.set('baseStyle', 'Quote');
    expect(paragraph(root, 1).at('font').value('color')).toBe('#C00000');
    expect(paragraph(root, 1).value('leftIndent')).toBe(36);
    expect(paragraph(root, 1).value('alignment')).toBe('Justified');
    expect(paragraph(root, 1).at('font').value('italic')).toBe(true);
    expect(style.value('baseStyle')).toBe('Quote');
    expect(bodyXml(document)).not.toMatch(/<w:i\b|<w:jc/);
    expect(() => style.at('paragraphFormat').set('leftIndent', 'wide')).toThrow(throwing('InvalidArgument'));
  });

  it('takes back a style of its own with all that bears it, and keeps the built-in ones', () => {
    const { document, root } = opened();
    const style = root.call('addStyle', 'My note', 'Paragraph');
    expect(() => root.do('addStyle', 'My note', 'Paragraph')).toThrow(throwing('InvalidArgument'));
    paragraph(root, 1).set('style', 'My note');
    style.do('delete');
    expect(paragraph(root, 1).value('style')).toBe('Normal');
    expect(() => style.value('nameLocal')).toThrow(throwing('ItemNotFound'));
    document.undo();
    expect(paragraph(root, 1).value('style')).toBe('My note');
    expect(() => root.call('getStyles').call('getByName', 'Normal').do('delete')).toThrow(throwing('AccessDenied'));
  });
});
