/** @jest-environment jsdom */
import { Anchors, currentSpan } from '../../../../../src/emulator/word/model/anchors.ts';
import { storyParagraphs } from '../../../../../src/emulator/word/model/story.ts';
import { reviewedText, textOf } from '../../../../../src/emulator/word/model/text-leaves.ts';
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { revisionsOf, trackedChangesOf } from '../../../../../src/emulator/word/parts/revisions.ts';
import { settle, settleAll } from '../../../../../src/emulator/word/parts/settle-revisions.ts';
import { bodyOf, docxOf, paragraphAt, xmlOf } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const by = (author = 'Ann', id = 1): string => `w:id="${id}" w:author="${author}" w:date="2026-01-02T03:04:05Z"`;
const run = (text: string, rPr = ''): string => `<w:r>${rPr}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const ins = (text: string, author?: string): string => `<w:ins ${by(author)}>${run(text)}</w:ins>`;
const del = (text: string, author?: string): string =>
  `<w:del ${by(author)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const p = (content: string, pPr = ''): string => `<w:p>${pPr === '' ? '' : `<w:pPr>${pPr}</w:pPr>`}${content}</w:p>`;
const mark = (kind: 'ins' | 'del'): string => `<w:rPr><w:${kind} ${by()}/></w:rPr>`;

function texts(pkg: OoxmlPackage): string[] {
  return storyParagraphs(bodyOf(pkg)).map(textOf);
}

function settled(body: string, how: 'accept' | 'reject'): OoxmlPackage {
  const pkg = docxOf({ body });
  settleAll(bodyOf(pkg), how);
  expect(revisionsOf(bodyOf(pkg))).toEqual([]);
  return pkg;
}

describe('listing tracked changes', () => {
  it('[WORD-30] tells the kind, the type and who', () => {
    const pkg = docxOf({
      body:
        p(
          ins('new') +
            del('old', 'Bea') +
            run('bold', `<w:rPr><w:b/><w:rPrChange ${by()}><w:rPr/></w:rPrChange></w:rPr>`),
          mark('del'),
        ) + p('', `<w:jc w:val="center"/><w:pPrChange ${by()}><w:pPr/></w:pPrChange>`),
    });
    expect(revisionsOf(bodyOf(pkg)).map(({ kind, type, author }) => `${kind} ${type} ${author}`)).toEqual([
      'content Added Ann',
      'content Deleted Bea',
      'format Formatted Ann',
      'mark Deleted Ann',
      'format Formatted Ann',
    ]);
  });

  it('[WORD-30] takes neighbours of one author and kind together, over paragraph ends too', () => {
    const pkg = docxOf({
      body:
        p(run('One ') + ins('two ') + ins('three'), mark('ins')) +
        p(ins('four') + run(' five ') + ins('six') + ins('seven', 'Bea') + del('eight')),
    });
    expect(trackedChangesOf(bodyOf(pkg)).map(({ type, text, author }) => [type, text, author])).toEqual([
      ['Added', 'two three\rfour', 'Ann'],
      ['Added', 'six', 'Ann'],
      ['Added', 'seven', 'Bea'],
      ['Deleted', 'eight', 'Ann'],
    ]);
  });
});

describe('accepting and rejecting', () => {
  it('[WORD-33] keeps what was added and drops what was deleted, or the other way round', () => {
    const body = p(run('The ') + del('quick ') + ins('slow ') + run('fox'));
    expect(texts(settled(body, 'accept'))).toEqual(['The slow fox']);
    const rejected = settled(body, 'reject');
    expect(texts(rejected)).toEqual(['The quick fox']);
    expect(xmlOf(paragraphAt(rejected, 0))).not.toContain('delText');
  });

  it('leaves the text that one inserted and another deleted to each answer', () => {
    const body = p(`<w:ins ${by('Ann')}>${run('kept ')}${del('both', 'Bea')}</w:ins>` + run('end'));
    expect(texts(settled(body, 'accept'))).toEqual(['kept end']);
    expect(texts(settled(body, 'reject'))).toEqual(['end']);
  });

  it('[WORD-34] joins paragraphs whose end goes; the first keeps its look unless nothing is left in it', () => {
    const styled = '<w:keepNext/>';
    const joined = settled(p(run('One '), styled + mark('del')) + p(run('two')) + p(run('three')), 'accept');
    expect(texts(joined)).toEqual(['One two', 'three']);
    expect(xmlOf(paragraphAt(joined, 0))).toContain('<w:keepNext/>');
    const emptied = settled(p(del('One'), styled + mark('del')) + p(run('two')), 'accept');
    expect(texts(emptied)).toEqual(['two']);
    expect(xmlOf(paragraphAt(emptied, 0))).not.toContain('keepNext');
  });

  it('[WORD-34] joins a row of paragraphs into one and keeps the last end', () => {
    const body = p(run('a'), mark('ins')) + p(ins('b'), mark('ins')) + p(run('c'), mark('ins')) + p(run('d'));
    expect(texts(settled(body, 'reject'))).toEqual(['acd']);
    expect(texts(settled(body, 'accept'))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('[WORD-35] keeps the paragraph that a table or a cell cannot do without', () => {
    const table = `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr/>${p(ins('x'), mark('ins'))}</w:tc></w:tr></w:tbl>`;
    expect(texts(settled(table + p(ins('between'), mark('ins')) + table + p(''), 'reject'))).toEqual(['', '', '', '']);
    expect(texts(settled(p(ins('gone'), mark('ins')) + table + p(''), 'reject'))).toEqual(['', '']);
  });

  it('[WORD-35] settles rows and cells, and drops a table without rows', () => {
    const row = (kind: string, text: string): string =>
      `<w:tr><w:trPr>${kind && `<w:${kind} ${by()}/>`}</w:trPr><w:tc><w:tcPr/>${p(run(text))}</w:tc><w:tc><w:tcPr><w:cellDel ${by()}/></w:tcPr>${p(run('cell'))}</w:tc></w:tr>`;
    const table = (rows: string): string =>
      `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>${rows}</w:tbl>`;
    const body = table(row('', 'plain') + row('ins', 'added') + row('del', 'deleted')) + p('');
    expect(texts(settled(body, 'accept'))).toEqual(['plain', 'added', '']);
    expect(texts(settled(body, 'reject'))).toEqual(['plain', 'cell', 'deleted', 'cell', '']);
    expect(xmlOf(bodyOf(settled(table(row('ins', 'all')) + p(''), 'reject')))).not.toContain('w:tbl>');
  });

  it('[WORD-36] puts formatting back and leaves alone what the change did not speak of', () => {
    const body = p(
      run(
        'x',
        `<w:rPr><w:b/><w:sz w:val="40"/><w:rPrChange ${by()}><w:rPr><w:i/><w:sz w:val="20"/></w:rPr></w:rPrChange></w:rPr>`,
      ),
      `<w:jc w:val="center"/><w:rPr><w:vanish/></w:rPr><w:pPrChange ${by()}><w:pPr><w:keepNext/><w:jc w:val="right"/></w:pPr></w:pPrChange>`,
    );
    expect(xmlOf(paragraphAt(settled(body, 'reject'), 0))).toBe(
      '<w:p><w:pPr><w:keepNext/><w:jc w:val="right"/><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:i/><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">x</w:t></w:r></w:p>',
    );
    expect(xmlOf(paragraphAt(settled(body, 'accept'), 0))).toContain('<w:rPr><w:b/><w:sz w:val="40"/></w:rPr>');
  });

  it('[WORD-37] settles both ends of a move together', () => {
    const move = (side: 'From' | 'To', text: string): string =>
      `<w:move${side}RangeStart w:id="${side === 'From' ? 7 : 8}" w:author="Ann" w:date="2026-01-02T03:04:05Z" w:name="move1"/><w:move${side} ${by()}>${run(text)}</w:move${side}><w:move${side}RangeEnd w:id="${side === 'From' ? 7 : 8}"/>`;
    const body = p(move('From', 'moved') + run('a')) + p(run('b') + move('To', 'moved'));
    for (const how of ['accept', 'reject'] as const) {
      const pkg = docxOf({ body });
      const [first] = revisionsOf(bodyOf(pkg));
      settle(first ? [first] : [], how);
      expect(texts(pkg)).toEqual(how === 'accept' ? ['a', 'bmoved'] : ['moveda', 'b']);
      expect(xmlOf(bodyOf(pkg))).not.toContain('w:move');
    }
  });

  it('[WORD-38] keeps bookmarks and the ends of comments that stood in text that goes', () => {
    const body = p(
      `<w:ins ${by()}><w:bookmarkStart w:id="3" w:name="here"/>${run('x')}</w:ins><w:bookmarkEnd w:id="3"/>`,
    );
    expect(xmlOf(paragraphAt(settled(body, 'reject'), 0))).toBe(
      '<w:p><w:bookmarkStart w:id="3" w:name="here"/><w:bookmarkEnd w:id="3"/></w:p>',
    );
  });

  it('takes along whoever stands behind the text', () => {
    const pkg = docxOf({ body: p(run('ab') + ins('cd') + run('ef'), mark('ins')) + p(run('gh')) });
    const anchors = new Anchors();
    const second = paragraphAt(pkg, 1);
    const live = anchors.track({
      start: { paragraph: paragraphAt(pkg, 0), offset: 5 },
      end: { paragraph: second, offset: 1 },
    });
    settleAll(bodyOf(pkg), 'reject', anchors);
    expect(texts(pkg)).toEqual(['abefgh']);
    const { start, end } = currentSpan(live);
    expect([start.offset, end.offset, start.paragraph === end.paragraph]).toEqual([3, 5, true]);
  });
});

describe('tracked changes of real documents', () => {
  const files = [
    'word-2007-tracked-fields.docx',
    'word-mac-2011-tracked.docx',
    'word-2010-moves.docx',
    'libreoffice-24-review.docx',
  ];

  it.each(files.flatMap((file) => (['accept', 'reject'] as const).map((how) => [file, how] as const)))(
    'of %s: %s leaves the text of that version and no new error',
    async (file, how) => {
      const original = readCorpus(file);
      const pkg = OoxmlPackage.open(original);
      const body = bodyOf(pkg);
      const expected = storyParagraphs(body)
        .map((each) => reviewedText(each, how === 'accept' ? 'current' : 'original'))
        .join('');
      settleAll(body, how);
      expect(storyParagraphs(body).map(textOf).join('')).toBe(expected);
      expect(revisionsOf(body)).toEqual([]);
      await expectNoNewErrors(original, pkg.save());
    },
  );
});
