/** @jest-environment jsdom */
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { jpeg, png } from '../../../../support/small-pictures.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

const refusal = expect.objectContaining({ code: 'InvalidArgument' }) as Error;
const find = (of: Client, text: string): Client => of.call('search', text).call('getFirst');
const styleOf = (paragraph: Client): string => paragraph.value('styleBuiltIn') as string;
const textsOf = (of: Client): unknown[] => of.at('paragraphs').items.map((each) => each.value('text'));

/** A document that has just what the HTML became. */
function documentFrom(html: string): { document: WordDocument; body: Client; xml: string } {
  const document = documentOf(p('Old'));
  const body = rootOf(document).at('body');
  body.do('insertHtml', html, 'Replace');
  return { document, body, xml: bodyXml(document) };
}

it('[WORD-140] lets running text join the paragraph at each place that its object takes', () => {
  const at = (place: string, of: (body: Client) => Client): string => {
    const document = documentOf(p('One two', '<w:pPr><w:jc w:val="center"/></w:pPr>') + p('Three'));
    const body = rootOf(document).at('body');
    const made = of(body).call('insertHtml', ' <b>x</b>y', place);
    expect(made.value('text')).toBe('xy');
    expect(body.at('paragraphs').call('getFirst').value('alignment')).toBe('Centered');
    return body.value('text') as string;
  };
  const paragraph = (body: Client): Client => body.at('paragraphs').call('getFirst');
  const word = (body: Client): Client => find(body, 'two');
  expect(['Start', 'End'].map((place) => at(place, (body) => body))).toEqual(['xyOne two\rThree', 'One two\rThreexy']);
  expect(['Replace', 'Start', 'End'].map((place) => at(place, paragraph))).toEqual([
    'xy\rThree',
    'xyOne two\rThree',
    'One twoxy\rThree',
  ]);
  expect(['Replace', 'Start', 'End', 'Before', 'After'].map((place) => at(place, word))).toEqual([
    'One xy\rThree',
    'One xytwo\rThree',
    'One twoxy\rThree',
    'One xytwo\rThree',
    'One twoxy\rThree',
  ]);
  expect(() => at('Before', paragraph)).toThrow(refusal);
  expect(() => at('After', (body) => body)).toThrow(refusal);
});

it('[WORD-140] puts blocks between those of the document, and cuts a paragraph for them', () => {
  const at = (place: string, of: (body: Client) => Client, html = '<h2>H</h2><p>P</p>'): unknown[] => {
    const body = rootOf(documentOf(p('One two'))).at('body');
    of(body).do('insertHtml', html, place);
    return textsOf(body);
  };
  expect(at('Start', (body) => body)).toEqual(['H', 'P', 'One two']);
  expect(at('End', (body) => body, '<p>P</p>')).toEqual(['One two', 'P']);
  expect(at('Replace', (body) => body)).toEqual(['H', 'P']);
  expect(at('Before', (body) => find(body, 'two'))).toEqual(['One ', 'H', 'P', 'two']);
  expect(at('Replace', (body) => find(body, 'two'), '<p>2</p>')).toEqual(['One 2']);
  expect(at('Replace', (body) => find(body, 'two'), '')).toEqual(['One ']);
  expect(() => at('End', (body) => body, 7 as unknown as string)).toThrow(refusal);
});

it('[WORD-141] makes paragraphs of the built-in styles, with white space as a browser shows it', () => {
  const { body, xml } = documentFrom(`
    <h1> A  heading </h1>
    <p>Some
       text<br>and more <br></p>
    <p></p><p><br></p>
    <blockquote><p>Said</p></blockquote>
    <pre>a  b
  c
</pre>
    <hr>
    <dl><dt>Term</dt><dd>Meaning</dd></dl>
    <div style="text-align:right;margin:6pt 0 1em 36pt;text-indent:10px">End&nbsp; &amp; <em>out</em> </div>`);
  expect(body.at('paragraphs').items.map((each) => [styleOf(each), each.value('text')])).toEqual([
    ['Heading1', 'A heading'],
    ['Normal', 'Some text\vand more'],
    ['Normal', ''],
    ['Quote', 'Said'],
    ['Other', 'a  b\v  c'],
    ['Normal', ''],
    ['Normal', 'Term'],
    ['Normal', 'Meaning'],
    ['Normal', 'End\u00a0 & out'],
  ]);
  expect(xml).toMatch(/<w:pBdr><w:bottom w:val="single"/);
  const last = body.at('paragraphs').call('getLast');
  expect(
    ['alignment', 'leftIndent', 'firstLineIndent', 'spaceBefore', 'spaceAfter'].map((name) => last.value(name)),
  ).toEqual(['Right', 36, 7.5, 6, 11]);
  expect(body.at('paragraphs').items[7]!.value('leftIndent')).toBe(36);
});

it('[WORD-142] gives text the formats of elements, of inline styles and of the page’s own rules', () => {
  const { body } =
    documentFrom(`<style>.loud { color: #f00; font-weight: bold } @media print { p { color: blue } }</style>
    <p><b>bold</b> <i>italic</i> <u>under</u> <s>struck</s> x<sub>sub</sub> x<sup>sup</sup> <code>code</code> <mark>marked</mark>
    <span class="loud">loud</span> <font color="green" size="5" face="Georgia">font</font>
    <span style="font:x;font-family:'Comic Sans MS', serif;font-size:150%;background:rgb(0, 255, 255)">styled</span>
    <b>not <span style="font-weight:400">thick</span></b></p>`);
  const look = (text: string, ...names: string[]): unknown[] =>
    names.map((name) => find(body, text).at('font').value(name));
  expect(look('bold', 'bold', 'italic')).toEqual([true, false]);
  expect(look('italic', 'italic')).toEqual([true]);
  expect(look('under', 'underline')).toEqual(['Single']);
  expect(look('struck', 'strikeThrough')).toEqual([true]);
  expect([look('sub', 'subscript'), look('sup', 'superscript')]).toEqual([[true], [true]]);
  expect(look('code', 'name')).toEqual(['Consolas']);
  expect(look('marked', 'highlightColor')).toEqual(['#FFFF00']);
  expect(look('loud', 'color', 'bold')).toEqual(['#FF0000', true]);
  expect(look('font', 'color', 'size', 'name')).toEqual(['#008000', 18, 'Georgia']);
  expect(look('styled', 'name', 'size', 'highlightColor')).toEqual(['Comic Sans MS', 16.5, '#00FFFF']);
  expect([look('not', 'bold'), look('thick', 'bold')]).toEqual([[true], [false]]);
});

it('[WORD-142] says nothing that the style of the paragraph says already', () => {
  const { xml } = documentFrom('<h1>Plain</h1><p style="font-weight:normal;text-align:left">x</p>');
  expect(xml).toContain('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Plain</w:t></w:r></w:p>');
  expect(xml).toContain('<w:p><w:r><w:t>x</w:t></w:r></w:p>');
});

it('[WORD-143] makes real lists of nested ones, each counting for itself, with its kinds and starts', async () => {
  const html = `<ol start="3"><li>three</li><li><p>four</p><p>still four</p>
      <ol type="a"><li>sub a</li><li>sub b<ul><li>deep</li></ul></li></ol></li><li>five<ul><li>dot</li></ul></li></ol>
    <ul><li>bullet<ul><li>circle</li></ul></li><li></li></ul><ol><li>one</li></ol>`;
  const { document, body } = documentFrom(html);
  body.do('insertHtml', '<ol><li>again one</li></ol>', 'End');
  const labels = body.at('paragraphs').items.map((each) => {
    if (each.value('isListItem') !== true) return `${String(each.value('leftIndent'))} ${String(each.value('text'))}`;
    const item = each.at('listItem');
    return `${String(item.value('level'))} ${String(item.value('listString'))} ${String(each.value('text'))}`;
  });
  expect(labels).toEqual([
    '0 3. three',
    '0 4. four',
    '36 still four',
    '1 a. sub a',
    '1 b. sub b',
    '2 \uf0a7 deep',
    '0 5. five',
    '1 o dot',
    '0 \uf0b7 bullet',
    '1 o circle',
    '0 \uf0b7 ',
    '0 1. one',
    '0 1. again one',
  ]);
  await expectNoNewErrors(null, document.save());
});

it('[WORD-144] makes tables with header rows, merged cells, widths, fills and lines', async () => {
  const { document, body, xml } = documentFrom(`<table border="1" width="100%"><caption>Numbers</caption>
    <thead><tr><th>Name</th><th colspan="2">Values</th></tr></thead>
    <tbody><tr><td rowspan="2" style="background:#ffeecc;vertical-align:middle">Both</td><td width="100">1</td><td>2</td></tr>
    <tr><td>3</td></tr><tr><td><ul><li>item</li></ul></td><td><table><tr><td>inner</td></tr></table></td></tr></tbody></table>`);
  const table = body.at('tables').call('getFirst');
  expect(table.value('values')).toEqual([
    ['Name', 'Values'],
    ['Both', '1', '2'],
    ['3', ''],
    ['item', 'inner\r', ''],
  ]);
  expect([table.value('headerRowCount'), table.value('style'), table.value('nestingLevel')]).toEqual([
    1,
    'Table Grid',
    1,
  ]);
  const both = table.call('getCell', 1, 0);
  expect([both.value('shadingColor'), both.value('verticalAlignment')]).toEqual(['#FFEECC', 'Center']);
  expect(table.call('getCell', 1, 1).value('columnWidth')).toBe(75);
  expect(xml).toMatch(/<w:vMerge w:val="restart"\/>.*<w:vMerge\/>/);
  expect(styleOf(body.at('paragraphs').call('getFirst'))).toBe('Caption');
  expect(find(body, 'Values').at('font').value('bold')).toBe(true);
  expect(documentFrom('<table><tr><td>x</td></tr></table>').xml).not.toContain('TableGrid');
  await expectNoNewErrors(null, document.save());
});

it('[WORD-145] links to the web, mail and bookmarks, and takes pictures from data addresses', () => {
  const { body } =
    documentFrom(`<p><a href="https://example.org/a b">web</a> <a href="mailto:a@example.org">mail</a> <a href="#place">place</a>
    <img src="data:image/png;base64,${png}" alt="A dot" width="96"> <a href="https://example.org/"><img src="data:image/jpeg;base64,${jpeg}" style="height:2in"></a></p>`);
  expect(['web', 'mail', 'place'].map((text) => find(body, text).value('hyperlink'))).toEqual([
    'https://example.org/a%20b',
    'mailto:a@example.org',
    '#place',
  ]);
  const pictures = body.at('inlinePictures').items;
  expect(
    pictures.map((each) => [
      each.value('width'),
      each.value('height'),
      each.value('altTextDescription'),
      each.value('hyperlink'),
    ]),
  ).toEqual([
    [72, 72, 'A dot', ''],
    [288, 144, '', 'https://example.org/'],
  ]);
  expect(pictures.map((each) => each.do('getBase64ImageSrc'))).toEqual([png, jpeg]);
});

it('[WORD-145] neither runs nor fetches anything, and shows nothing that a page would not show', () => {
  const fetched = jest.fn();
  const { fetch, XMLHttpRequest } = globalThis;
  Object.assign(globalThis, { fetch: fetched, XMLHttpRequest: fetched });
  (globalThis as { stolen?: boolean }).stolen = false;
  const { document, body, xml } = documentFrom(`<p onclick="stolen=true">a<script>globalThis.stolen = true</script>
    <img src="https://tracker.example/x.png" alt="words" onerror="globalThis.stolen = true"><img src="file:///etc/passwd">
    <a href="javascript:alert(1)">js</a> <a href="file:///c:/x">file</a><iframe src="https://tracker.example/"></iframe>
    <svg><script>globalThis.stolen = true</script><text>drawn</text></svg><object data="x">o</object><template>t</template>
    <span style="display:none">hidden</span><span hidden>hidden</span><style>p{background:url(https://tracker.example/)}</style>
    <textarea>typed</textarea><!-- remark -->\u0000\u0008\ud800 end</p>`);
  Object.assign(globalThis, { fetch, XMLHttpRequest });
  expect(body.value('text')).toBe('a words js file end');
  expect((globalThis as { stolen?: boolean }).stolen).toBe(false);
  expect(fetched).not.toHaveBeenCalled();
  expect(xml).not.toMatch(/hyperlink|drawing|tracker|javascript/);
  expect(document.package.relationships('word/document.xml').some(({ external }) => external)).toBe(false);
});

it('[WORD-146] is one step of undo; tracked, all that is new is an insertion', async () => {
  const document = documentOf(p('One') + p('Two'));
  const root = rootOf(document);
  const before = [bodyXml(document), document.package.partNames.length];
  const html = `<h1>H <a href="https://example.org/">link</a></h1><ol><li>x</li></ol><table border="1"><tr><td>c</td></tr></table><p><img src="data:image/png;base64,${png}"></p>`;
  root.at('body').do('insertHtml', html, 'End');
  const after = bodyXml(document);
  document.undo();
  expect([bodyXml(document), document.package.partNames.length]).toEqual(before);
  document.redo();
  expect(bodyXml(document)).toBe(after);
  document.undo();
  root.set('changeTrackingMode', 'TrackAll');
  root.at('body').at('paragraphs').items[0]!.do('insertHtml', html, 'Replace');
  expect(bodyXml(document)).toMatch(/<w:del [^>]*>.*One/);
  await expectNoNewErrors(null, document.save());
  root.at('body').call('getTrackedChanges').do('rejectAll');
  expect(root.at('body').value('text')).toBe('One\rTwo');
});

it('[WORD-147] gives a page that shows the same and, read again, is the same', () => {
  const { body } = documentFrom(`<h2>Title</h2><p style="text-align:center">A <b>bold</b> <i>and</i> <code>code</code>
    <a href="https://example.org/">link</a><br>two  <u>lines</u> H<sub>2</sub>O</p><blockquote>Said</blockquote><pre>a  b\n c</pre>
    <ol start="4"><li>four<ul><li>dot</li></ul></li><li>five</li></ol>
    <table border="1"><thead><tr><th>h</th><th>i</th></tr></thead><tr><td colspan="2" style="background:#ffeecc">wide</td></tr></table>
    <p><img src="data:image/png;base64,${png}" alt="A dot"> &lt;script&gt;</p>`);
  const html = body.do('getHtml') as string;
  const page = new DOMParser().parseFromString(html, 'text/html');
  expect(page.querySelector('h2')?.textContent).toBe('Title');
  expect(
    [...page.querySelectorAll('b, i, code, u, sub, a')].map((each) => `${each.localName} ${each.textContent}`),
  ).toEqual(expect.arrayContaining(['b bold', 'i and', 'code code', 'a link', 'u lines', 'sub 2']));
  expect([...page.querySelectorAll('ol[start="4"] > li > ul > li')].map((each) => each.textContent)).toEqual(['dot']);
  expect([...page.querySelectorAll('thead th')].map((each) => each.textContent)).toEqual(['h', 'i']);
  expect(page.querySelector('td[colspan="2"]')?.textContent).toBe('wide');
  expect(page.querySelector('img')?.getAttribute('src')).toBe(`data:image/png;base64,${png}`);
  expect(html).not.toContain('<script');
  const again = documentFrom(html);
  const facts = (of: Client): unknown =>
    of
      .at('paragraphs')
      .items.map((each) =>
        ['text', 'style', 'alignment', 'leftIndent', 'isListItem', 'spaceAfter'].map((name) => each.value(name)),
      );
  expect(facts(again.body)).toEqual(facts(body));
  expect(again.body.do('getHtml')).toBe(html);
});

it('[WORD-147] gives a part of the text, tracked changes as such, and the words of notes at the end', () => {
  const document = documentOf(p('One two three') + p('Four'));
  const root = rootOf(document);
  const body = root.at('body');
  find(body, 'two').do('insertFootnote', 'About two');
  root.set('changeTrackingMode', 'TrackAll');
  find(body, 'three').do('insertText', '3', 'Replace');
  const page = new DOMParser().parseFromString(body.do('getHtml') as string, 'text/html');
  expect([page.querySelector('del')?.textContent, page.querySelector('ins')?.textContent]).toEqual(['three', '3']);
  expect([page.querySelector('sup')?.textContent, page.querySelector('#_note_1')?.textContent]).toEqual([
    '[1]',
    '[1] About two',
  ]);
  const part = new DOMParser().parseFromString(find(body, 'One').do('getHtml') as string, 'text/html');
  expect(part.body.textContent).toBe('One');
  expect(
    new DOMParser().parseFromString(root.call('getFootnoteBody').do('getHtml') as string, 'text/html').body.textContent,
  ).toBe('About two');
});

it.each(['wps-11-resume-zh.docx', 'word-2010-content-controls.docx', 'libreoffice-7-merged-cells.docx'])(
  '[WORD-149] leaves %s valid, in its text, a cell and a note, and the parts that have nothing to do with it as they were',
  async (name) => {
    const original = readCorpus(name);
    const document = WordDocument.open(original);
    const body = rootOf(document).at('body');
    const html = `<h1>标题 <a href="https://example.org/">link</a></h1><ul><li>a<ol><li>b</li></ol></li></ul>
      <table border="1"><tr><th>x</th></tr><tr><td><img src="data:image/png;base64,${png}"></td></tr></table><pre>code</pre>`;
    body.do('insertHtml', html, 'End');
    const cell = body.at('paragraphs').items.find((each) => Number(each.value('tableNestingLevel')) > 0);
    cell?.do('insertHtml', html, 'Replace');
    const note =
      body.at('footnotes').do('getFirstOrNullObject') === null
        ? null
        : body.at('footnotes').call('getFirst').at('body');
    note?.do(
      'insertHtml',
      `<a href="https://example.com/">in a note</a> <img src="data:image/png;base64,${png}">`,
      'End',
    );
    const saved = document.save();
    await expectNoNewErrors(original, saved);
    const [was, is] = [OoxmlPackage.open(original), OoxmlPackage.open(saved)];
    const changed = was.partNames.filter((part) => !Buffer.from(is.bytes(part)).equals(was.bytes(part)));
    expect(changed.filter((part) => !/Content_Types|document\.xml|numbering|styles|footnotes/.test(part))).toEqual([]);
    if (note)
      expect(is.relationships('word/footnotes.xml').map(({ target }) => target)).toContain('https://example.com/');
  },
);
