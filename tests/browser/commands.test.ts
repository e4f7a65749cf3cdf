import { validateDocx } from '../support/validate-docx.ts';
import { partOf, startSite, type Playground, type Site } from '../support/playground.ts';

/** Each writing command on a real document, from its button to the saved file; the model says what the test lets it say. */

const sentence = "The portal's first phase is ready for testing.";

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
});
afterEach(() => playground.close());

/** All that the model was last told. */
function lastRequest(): string {
  const request = site.backend.requests.at(-1);
  return (request!.body['messages'] as readonly { readonly content: string }[])
    .map(({ content }) => content)
    .join('\n');
}

async function acceptAll(): Promise<void> {
  await playground.page.getByRole('tab', { name: 'Review', exact: true }).click();
  await playground.page.getByRole('button', { name: /^Accept:/ }).click();
  await playground.page.getByRole('menuitem', { name: 'Accept all changes' }).click();
}

async function expectValid(): Promise<void> {
  expect(await validateDocx(await playground.saved())).toEqual([]);
}

test.each([
  ['Rewrite', 'The first phase of the portal is ready for testing.'],
  ['Fix grammar', "The portal's first phase is ready for tests."],
  ['Shorten', 'The portal is ready for testing.'],
  ['Expand', "The portal's first phase is complete and ready for testing by ten customers."],
])('%s replaces the selected sentence as a tracked change', async (command, reply) => {
  site.backend.play({ reply });
  await playground.select(sentence);
  await playground.command(command);
  await playground.answered();
  expect(lastRequest()).toContain(sentence);
  await playground.apply('Replace (tracked)');
  expect(partOf(await playground.saved(), 'word/document.xml')).toMatch(/<w:(ins|del) [^>]*w:author="[^"]+"/);
  await expectValid();
  await acceptAll();
  expect(await playground.text()).toContain(`\n${reply}\n`);
});

test.each([
  ['Change tone', 'Tone', 'Friendly', 'friendly', "Good news: the portal's first phase is ready to try."],
  ['Translate', 'Into', 'German', 'German', 'Die erste Phase des Portals ist bereit zum Testen.'],
])('%s asks for its choice and sends it', async (command, label, choice, told, reply) => {
  site.backend.play({ reply });
  await playground.select(sentence);
  await playground.command(command);
  await playground.pane.getByRole('combobox', { name: label }).click();
  await playground.pane.getByRole('option', { name: choice }).click();
  await playground.button('Run').click();
  await playground.answered();
  expect(lastRequest()).toContain(told);
  await playground.apply('Replace (tracked)');
  await acceptAll();
  expect(await playground.text()).toContain(`\n${reply}\n`);
  await expectValid();
});

test('Summarise reads the whole document at a caret and goes in below it', async () => {
  site.backend.play({ reply: 'Revenue grew 12 percent; **invoices** were late.' });
  await playground.putCaret(1);
  await playground.command('Summarise');
  await playground.button('Run').click();
  await playground.answered();
  expect(lastRequest()).toContain('The invoices has been sent late');
  expect(lastRequest()).toContain('2,140,000');
  await playground.apply('Insert after');
  expect(await playground.text()).toContain('\nRevenue grew 12 percent; invoices were late.\n');
  expect(partOf(await playground.saved(), 'word/document.xml')).toMatch(/<w:b\/>(?:(?!<\/w:r>).)*invoices<\/w:t>/s);
  await expectValid();
});

test('Key points come in as a native list', async () => {
  site.backend.play({ reply: '- Revenue grew 12 percent.\n- Costs rose by 18 percent.' });
  await playground.select('Revenue grew 12 percent to $4.8 million');
  await playground.command('Key points');
  await playground.answered();
  await playground.apply('Insert after');
  const xml = partOf(await playground.saved(), 'word/document.xml');
  expect(xml).toMatch(/<w:numPr>(?:(?!<\/w:p>).)*Revenue grew 12 percent\.</s);
  await expectValid();
});

test('Turn into a list replaces a paragraph by list items', async () => {
  site.backend.play({ reply: '- late invoices\n- the new scanner' });
  await playground.select(sentence);
  await playground.command('Turn into a list');
  await playground.button('Run').click();
  await playground.answered();
  await playground.apply('Replace (tracked)');
  await acceptAll();
  expect(await playground.text()).toContain('\nlate invoices\nthe new scanner\n');
  await expectValid();
});

test('Turn into a table makes a native table with a header row', async () => {
  site.backend.play({ reply: '| Item | State |\n| --- | --- |\n| Portal | ready for testing |' });
  await playground.select(sentence);
  await playground.command('Turn into a table');
  await playground.answered();
  await playground.apply('Replace (tracked)');
  const xml = partOf(await playground.saved(), 'word/document.xml');
  expect(xml.match(/<w:tbl>/g)).toHaveLength(2);
  expect(xml).toMatch(/<w:tblHeader\/>(?:(?!<\/w:tr>).)*Item</s);
  await expectValid();
});

test('Continue writes at the caret in the style of the paragraph', async () => {
  site.backend.play({ reply: 'Certainly! Here is the continuation:\n\nThe board meets again in March.' });
  await playground.putCaret(1);
  await playground.command('Continue');
  await playground.answered();
  await playground.apply('Insert at the cursor');
  expect(await playground.text()).toContain('The board meets again in March.');
  expect(await playground.text()).not.toContain('Certainly');
  await expectValid();
});

test('Explain is read in the pane and can become a comment', async () => {
  site.backend.play({ reply: 'The *first phase* is the part that customers see.' });
  await playground.select(sentence);
  await playground.command('Explain');
  await playground.answered();
  await playground.button('More ways to use the answer').click();
  await playground.pane.getByRole('menuitem', { name: 'Add as a comment' }).click();
  await playground.says('Added as a comment.');
  // Said once, and not that the text itself has it.
  expect(await playground.answer.getByText(/Added as a comment|It is in the document/).count()).toBe(1);
  await playground.page.getByText('The first phase is the part that customers see.').waitFor();
  expect(partOf(await playground.saved(), 'word/comments.xml')).toContain('is the part that customers see');
  await expectValid();
  await playground.button('Undo').click();
  await playground.says(/^Undone\./);
  expect(partOf(await playground.saved(), 'word/comments.xml')).not.toContain('is the part that customers see');
  await expectValid();
});

test('Draft from outline becomes headings and paragraphs', async () => {
  site.backend.play({ reply: '### Offers\n\nTwo carriers are asked.\n\n### Test\n\nTen customers try the portal.' });
  await playground.select('Ask two carriers for an offer.');
  await playground.command('Draft from outline');
  await playground.answered();
  await playground.apply('Insert after');
  const xml = partOf(await playground.saved(), 'word/document.xml');
  expect(xml).toMatch(/<w:pStyle w:val="Heading3"\/>(?:(?!<\/w:p>).)*Offers</s);
  await expectValid();
});

test('a draft from a prompt comes in as native Word: headings, lists, tables, code, links, equations', async () => {
  const reply = [
    '# Plan',
    '',
    'Some **bold** words and a [link](https://example.org/).',
    '',
    '1. First',
    '   - nested',
    '2. Second',
    '',
    '| Name | Amount |',
    '| :--- | ---: |',
    '| North | 12 |',
    '',
    '> Quoted.',
    '',
    '```js',
    'const answer = 42;',
    '```',
    '',
    '$$\\frac{a}{b}$$',
    '',
    'Inline $x^2$.',
  ].join('\n');
  site.backend.play({ reply });
  await playground.putCaret(1);
  await playground.ask('Draft a plan');
  await playground.answered();
  await playground.look('draft-answered');
  expect(lastRequest()).toContain('Draft a plan');
  await playground.apply('Insert at the cursor');
  await playground.look('draft-inserted');
  const docx = await playground.saved();
  const xml = partOf(docx, 'word/document.xml');
  expect(xml).toMatch(/<w:pStyle w:val="Heading1"\/>(?:(?!<\/w:p>).)*Plan</s);
  expect(xml).toMatch(/<w:ilvl w:val="1"\/>(?:(?!<\/w:p>).)*nested</s);
  expect(xml).toContain('<m:f>');
  expect(xml).toMatch(/<m:sSup>/);
  expect(partOf(docx, 'word/_rels/document.xml.rels')).toContain('https://example.org/');
  await expectValid();
});

test('a free question on a selection goes with the selection', async () => {
  site.backend.play({ reply: 'It means that tests may begin.' });
  await playground.select(sentence);
  await playground.ask('What does this mean?');
  await playground.answered();
  expect(lastRequest()).toContain('What does this mean?');
  expect(lastRequest()).toContain(sentence);
  await playground.says('It means that tests may begin.');
});
