/** @jest-environment jsdom */
import { ns } from '../../../../../src/emulator/word/package/namespaces.ts';
import { rootOf } from '../../../../support/object-model-client.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

const body = (content: string): string => `<w:body xmlns:w="${ns.w}">${content}</w:body>`;

it('[WORD-50] takes its own OOXML back without a trace: styles, bookmarks and comments are used again', () => {
  const document = documentOf(
    p('Title') +
      '<w:p><w:bookmarkStart w:id="0" w:name="mark"/><w:r><w:t>Marked</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>' +
      p('Last'),
  );
  const root = rootOf(document);
  const paragraphs = root.at('body').at('paragraphs').items;
  paragraphs[0]!.set('styleBuiltIn', 'Heading1');
  paragraphs[1]!.call('getRange').do('insertComment', 'A remark.');
  const comments = (): unknown[] =>
    root
      .at('body')
      .call('getComments')
      .items.map((each) => each.value('content'));
  const styles = root.call('getStyles').do('getCount');
  const text = root.at('body').value('text');
  const whole = root.at('body').call('getRange');
  whole.do('insertOoxml', whole.do('getOoxml'), 'Replace');
  expect(root.at('body').value('text')).toBe(text);
  expect(comments()).toEqual(['A remark.']);
  expect(root.call('getStyles').do('getCount')).toBe(styles);
  expect(bodyXml(document).match(/w:name="mark"/g)).toHaveLength(1);
  expect(root.at('body').at('paragraphs').items[0]!.value('styleBuiltIn')).toBe('Heading1');
});

it('[WORD-17] has in the range of a whole paragraph what is put at its ends, and not in that of its content', () => {
  const [first, second] = rootOf(documentOf(p('one') + p('two')))
    .at('body')
    .at('paragraphs').items;
  const whole = first!.call('getRange', 'Whole');
  const content = first!.call('getRange', 'Content');
  const both = whole.call('expandTo', second!.call('getRange', 'Whole'));
  for (const paragraph of [first!, second!]) {
    paragraph.do('insertText', '<', 'Start');
    paragraph.do('insertText', '>', 'End');
  }
  expect([whole, content, both].map((range) => range.value('text'))).toEqual(['<one>', 'one', '<one>\r<two>']);
});

it('refuses what is no OOXML and leaves the document as it was', () => {
  const document = documentOf(p('Text'));
  const before = bodyXml(document);
  const range = rootOf(document).at('body').call('getRange');
  for (const ooxml of ['no XML', '<html/>', `<!DOCTYPE x [<!ENTITY a "b">]>${body(p('&a;'))}`]) {
    expect(() => range.do('insertOoxml', ooxml, 'Replace')).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }) as Error,
    );
  }
  expect(bodyXml(document)).toBe(before);
});

it('[WORD-51] drops what would fetch or run something', () => {
  const document = documentOf(p('Text'));
  const range = rootOf(document).at('body').call('getRange');
  const field =
    '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;http://x/a.docx&quot; "><w:r><w:t>fetched</w:t></w:r></w:fldSimple></w:p>';
  range.do('insertOoxml', body(`${field}<w:altChunk/>${p('kept')}`), 'After');
  const xml = bodyXml(document);
  expect(xml).not.toMatch(/altChunk|INCLUDETEXT/);
  expect(rootOf(document).at('body').value('text')).toBe('Text\rfetched\rkept');
});

it('[WORD-56] puts a whole .docx in, with the styles that the document lacks, and refuses what is none', () => {
  const other = documentOf(p('Heading') + p('From a file'));
  rootOf(other).at('body').at('paragraphs').items[0]!.set('styleBuiltIn', 'Heading1');
  const base64 = Buffer.from(other.save()).toString('base64');
  const document = documentOf(p('Text'));
  const body = rootOf(document).at('body');
  body.do('insertFileFromBase64', base64, 'End');
  expect(body.at('paragraphs').items.map((each) => [each.value('text'), each.value('styleBuiltIn')])).toEqual([
    ['Text', 'Normal'],
    ['Heading', 'Heading1'],
    ['From a file', 'Normal'],
  ]);
  for (const wrong of ['not base64!', Buffer.from('no zip').toString('base64')])
    expect(() => body.do('insertFileFromBase64', wrong, 'End')).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }) as Error,
    );
});

it('leads from text to the body around it', () => {
  const document = documentOf(
    p('Text') + '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' + p(''),
  );
  const [first, cell] = rootOf(document).at('body').at('paragraphs').items;
  expect([first, cell].map((each) => each!.at('parentBody').value('type'))).toEqual(['MainDoc', 'TableCell']);
  expect(cell!.call('getRange').at('parentBody').value('text')).toBe('cell');
  first!.set('lineUnitBefore', 0.5);
  expect(first!.value('lineUnitBefore')).toBe(0.5);
});
