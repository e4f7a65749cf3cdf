/** @jest-environment jsdom */
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

function find(root: Client, text: string): Client {
  return root.at('body').call('search', text).items[0]!;
}

describe('comments', () => {
  it('[WORD-70] are of the text and refused in a header or footer', () => {
    const document = documentOf(p('One'));
    const header = rootOf(document).at('sections').items[0]!.call('getHeader', 'Primary');
    header.do('insertText', 'Confidential', 'Start');
    expect(() => header.call('getRange').do('insertComment', 'Really?')).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }) as Error,
    );
    expect(rootOf(document).at('body').call('getComments').items).toEqual([]);
  });

  it('[WORD-73] lead to the text they are on, and have a text that can be formatted and added to, never tracked', () => {
    const document = documentOf(p('One two three') + p('Four'));
    const root = rootOf(document);
    const comment = find(root, 'two').call('insertComment', 'Is this right?');
    root.at('body').do('insertText', 'Zero ', 'Start');
    expect(comment.call('getRange').value('text')).toBe('two');
    root.set('changeTrackingMode', 'TrackAll');
    const content = comment.at('contentRange');
    const added = content.call('insertText', ' Truly?', 'End');
    added.set('bold', true);
    expect(comment.value('content')).toBe('Is this right? Truly?');
    expect([content.value('text'), content.value('bold'), added.value('bold')]).toEqual([
      'Is this right? Truly?',
      null,
      true,
    ]);
    content.do('insertText', 'No.', 'Replace');
    expect(comment.value('content')).toBe('No.');
    expect(bodyXml(document)).not.toContain('No.');
  });

  it('have answers that lead back to them and can be written anew', () => {
    const root = rootOf(documentOf(p('One two')));
    const comment = find(root, 'two').call('insertComment', 'Why?');
    const reply = comment.call('reply', 'Because.');
    expect(reply.at('parentComment').value('id')).toBe(comment.value('id'));
    reply.set('content', 'See above.');
    expect(comment.at('replies').items.map((each) => each.value('content'))).toEqual(['See above.']);
    expect(reply.at('contentRange').value('text')).toBe('See above.');
    expect(reply.value('authorEmail')).toBe('');
  });

  it('link to the web from their own part', () => {
    const document = documentOf(p('One two'));
    const comment = find(rootOf(document), 'two').call('insertComment', 'See here');
    comment.at('contentRange').set('hyperlink', 'https://example.org/');
    expect(comment.at('contentRange').value('hyperlink')).toBe('https://example.org/');
    expect(document.package.relationships('word/comments.xml').map(({ target }) => target)).toEqual([
      'https://example.org/',
    ]);
    expect(() => comment.at('contentRange').set('hyperlink', 'javascript:alert(1)')).toThrow('no address');
  });
});

describe('bookmarks', () => {
  it('[WORD-75] name a range, which follows edits, until they are deleted', () => {
    const document = documentOf(p('One two three') + p('Four'));
    const root = rootOf(document);
    const before = bodyXml(document);
    find(root, 'two').do('insertBookmark', 'Here');
    root.at('body').do('insertText', 'Zero ', 'Start');
    expect(root.call('getBookmarkRange', 'here').value('text')).toBe('two');
    find(root, 'Four').do('insertBookmark', 'HERE');
    expect(root.call('getBookmarkRange', 'Here').value('text')).toBe('Four');
    root.do('deleteBookmark', 'Here');
    expect(root.do('getBookmarkRangeOrNullObject', 'Here')).toBeNull();
    expect(() => root.do('getBookmarkRange', 'Here')).toThrow(
      expect.objectContaining({ code: 'ItemNotFound' }) as Error,
    );
    while (document.undo());
    expect(bodyXml(document)).toBe(before);
  });

  it('are listed for a range, hidden and adjacent ones when asked for; a name must be one', () => {
    const root = rootOf(documentOf(p('One two three')));
    find(root, 'One ').do('insertBookmark', 'first');
    find(root, 'two').do('insertBookmark', '_hidden');
    const two = find(root, 'two');
    expect(two.do('getBookmarks')).toEqual([]);
    expect(two.do('getBookmarks', true)).toEqual(['_hidden']);
    expect(two.do('getBookmarks', true, true)).toEqual(['first', '_hidden']);
    for (const name of ['', '1st', 'two words', 'x'.repeat(41)]) {
      expect(() => two.do('insertBookmark', name)).toThrow(
        expect.objectContaining({ code: 'InvalidArgument' }) as Error,
      );
    }
  });
});

describe('links', () => {
  it('[WORD-76] are listed, set and taken away; only the web, mail and places of the document are linked to', () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://field.test/"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const document = documentOf(`<w:p><w:r><w:t xml:space="preserve">One two three </w:t></w:r>${field}</w:p>`);
    const root = rootOf(document);
    find(root, 'two').set('hyperlink', 'https://example.org/a#b');
    find(root, 'three').set('hyperlink', '#place');
    const links = (): unknown[] =>
      root
        .at('body')
        .call('getRange')
        .call('getHyperlinkRanges')
        .items.map((each) => [each.value('text'), each.value('hyperlink')]);
    expect(links()).toEqual([
      ['two', 'https://example.org/a#b'],
      ['three', '#place'],
      ['field', 'https://field.test/'],
    ]);
    find(root, 'two').set('hyperlink', '');
    expect(links()).toHaveLength(2);
    expect(root.at('body').call('getRange').value('hyperlink')).toBe('');
    for (const address of ['javascript:alert(1)', 'file:///etc/passwd', '\\\\server\\share'])
      expect(() => find(root, 'One').set('hyperlink', address)).toThrow('no address');
  });
});
