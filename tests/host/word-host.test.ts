/** @jest-environment jsdom */
import { selectedText } from '../../src/core/document/context.ts';
import { asRead } from '../../src/core/document/struck-text.ts';
import { parseMarkdown } from '../../src/core/document/markdown.ts';
import type { Receipt } from '../../src/core/edits/edit-plan.ts';
import { planInsert } from '../../src/core/edits/plan-insert.ts';
import { planRewrite } from '../../src/core/edits/plan-rewrite.ts';
import { createWordHost as createEmulatedWord } from '../../src/emulator/word/word-host.ts';
import { storyParagraphs } from '../../src/emulator/word/model/story.ts';
import { reviewedText, textOf } from '../../src/emulator/word/model/text-leaves.ts';
import { WordDocument } from '../../src/emulator/word/word-document.ts';
import type { Host } from '../../src/host/host.ts';
import { createWordHost } from '../../src/host/word/word-host.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';
import { bodyXml, documentOf, p } from '../support/word-builder.ts';

let office: OfficeWindow;
let document: WordDocument;
let host: Host;

async function open(body: string): Promise<void> {
  document = documentOf(body);
  office = await openOffice({ documentHost: createEmulatedWord(document, { url: 'https://localhost/report.docx' }) });
  Object.assign(globalThis, { Office: office.Office, Word: office.Word });
  host = createWordHost();
  office.log.resetCounters();
}

afterEach(() => office.close());

function select(from: number, start: number, to: number, end: number): void {
  const paragraphs = storyParagraphs(document.body);
  document.select({
    anchor: { paragraph: paragraphs[from]!, offset: start },
    focus: { paragraph: paragraphs[to]!, offset: end },
  });
}

function selected(): number[] {
  const paragraphs = storyParagraphs(document.body);
  const { anchor, focus } = document.selection;
  return [anchor, focus].flatMap(({ paragraph, offset }) => [paragraphs.indexOf(paragraph), offset]);
}

function current(): string[] {
  return storyParagraphs(document.body).map((paragraph) => reviewedText(paragraph, 'current'));
}

const heading = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>';

describe('reading', () => {
  it('captures the selection, its place and its surroundings in one round trip', async () => {
    await open(p('Chapter one', heading) + p('Before.') + p('The selected sentence. And more.') + p('After.'));
    select(2, 4, 2, 21);
    const context = await host.readContext('surroundings');
    expect(office.log.counters.syncs).toBe(1);
    expect(context.selection).toEqual([
      expect.objectContaining({ text: 'The selected sentence. And more.', selected: { start: 4, end: 21 } }),
    ]);
    expect(context.headingPath).toEqual(['Chapter one']);
    expect(context.before.map(({ text }) => text)).toEqual(['Chapter one', 'Before.']);
    expect(context.after.map(({ text }) => text)).toEqual(['After.']);
    expect(context.size).toEqual({ characters: 56, paragraphs: 4 });
    expect(context.title).toBe('report');
  });

  it('reads a selected heading as standing under the higher ones alone', async () => {
    const below = heading.replace('"0"', '"1"');
    await open(
      p('Report', heading) + p('What went well', below) + p('All.') + p('What did not', below) + p('Nothing.'),
    );
    select(3, 0, 3, 4);
    expect((await host.readContext('surroundings')).headingPath).toEqual(['Report']);
    select(4, 0, 4, 4);
    expect((await host.readContext('surroundings')).headingPath).toEqual(['Report', 'What did not']);
    select(0, 0, 0, 4);
    expect((await host.readContext('surroundings')).headingPath).toEqual([]);
  });

  it('leaves no reference behind but the range that the answer will need', async () => {
    await open(p('One.') + p('Two.'));
    for (let time = 0; time < 20; time += 1) await host.readContext('surroundings');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(office.conversation.executor.interpreter.references.size).toBeLessThanOrEqual(14);
  });
});

describe('rewriting', () => {
  it('lands as the smallest tracked changes in one round trip, keeps formatting, and gives the author’s mode back', async () => {
    await open(
      '<w:p><w:r><w:t xml:space="preserve">The quick </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>brown</w:t></w:r><w:r><w:t xml:space="preserve"> fox jump over the dog.</w:t></w:r></w:p>',
    );
    select(0, 0, 0, 38);
    const context = await host.readContext('selection');
    office.log.resetCounters();
    const outcome = await host.applyEditPlan(
      planRewrite(context, 'The quick brown fox jumps over the lazy dog.', { tracked: true }),
    );
    expect(outcome.status).toBe('applied');
    expect(office.log.counters.syncs).toBeLessThanOrEqual(2);
    expect(current()).toEqual(['The quick brown fox jumps over the lazy dog.']);
    const xml = bodyXml(document);
    expect(xml).toContain('<w:rPr><w:b/></w:rPr><w:t>brown</w:t>');
    expect(xml.match(/<w:ins /g)?.length).toBeLessThanOrEqual(2);
    expect(document.trackingMode).toBe('Off');
  });

  it('writes into the captured place though the person selected something else meanwhile', async () => {
    await open(p('First sentence here.') + p('Second sentence here.'));
    select(0, 0, 0, 20);
    const context = await host.readContext('selection');
    select(1, 0, 1, 21);
    await host.applyEditPlan(planRewrite(context, 'First phrase here.', { tracked: false }));
    expect(current()).toEqual(['First phrase here.', 'Second sentence here.']);
  });

  it('writes nothing and asks when the text has changed meanwhile', async () => {
    await open(p('The old words stand here.'));
    select(0, 0, 0, 25);
    const context = await host.readContext('selection');
    const paragraph = storyParagraphs(document.body)[0]!;
    document.type({ start: { paragraph, offset: 4 }, end: { paragraph, offset: 13 } }, 'other things');
    const before = bodyXml(document);
    const outcome = await host.applyEditPlan(planRewrite(context, 'The new words stand here.', { tracked: true }));
    expect(outcome).toMatchObject({ status: 'conflict', reason: 'text-changed' });
    expect(bodyXml(document)).toBe(before);
  });

  it.each([true, false])(
    'reads what became of what it wrote, and no tracked change as an edit (tracked: %s)',
    async (tracked) => {
      await open(p('Alpha beta gamma delta.') + p('Second.'));
      select(0, 0, 0, 23);
      const plan = planRewrite(await host.readContext('selection'), 'Alpha better gamma.', { tracked });
      const outcome = await host.applyEditPlan(plan);
      if (outcome.status !== 'applied') throw new Error(outcome.status);
      const untouched = await host.readBack?.(outcome.receipt);
      expect(untouched).toMatchObject({ applied: 'Alpha better gamma.', now: 'Alpha better gamma.' });
      const paragraph = storyParagraphs(document.body)[0]!;
      document.type({ start: { paragraph, offset: 0 }, end: { paragraph, offset: 5 } }, 'Omega');
      office.log.resetCounters();
      expect((await host.readBack?.(outcome.receipt))?.now).toBe('Omega better gamma.');
      expect(office.log.counters.syncs).toBe(1);
    },
  );

  it.each([true, false])('takes back exactly its own turn (tracked: %s)', async (tracked) => {
    await open(p('Alpha beta gamma delta.') + p('Another paragraph stays.') + p('Third.'));
    select(0, 0, 1, 24);
    const before = bodyXml(document);
    const context = await host.readContext('selection');
    const outcome = await host.applyEditPlan(
      planRewrite(context, 'Alpha better gamma.\nAnother short paragraph stays.', { tracked }),
    );
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    expect(bodyXml(document)).not.toBe(before);
    const third = storyParagraphs(document.body)[2]!;
    document.type({ start: { paragraph: third, offset: 6 }, end: { paragraph: third, offset: 6 } }, ' Mine.');
    expect(await host.undo(outcome.receipt)).toEqual({ status: 'undone' });
    expect(storyParagraphs(document.body).map(textOf)).toEqual([
      'Alpha beta gamma delta.',
      'Another paragraph stays.',
      'Third. Mine.',
    ]);
    expect(bodyXml(document)).toBe(before.replace('Third.', 'Third. Mine.'));
  });

  it('reads, shows and rewrites a text without what a tracked change has struck out of it', async () => {
    const by = 'w:id="7" w:author="Bea" w:date="2026-01-01T00:00:00Z"';
    const run = (text: string, name = 't'): string => `<w:r><w:${name} xml:space="preserve">${text}</w:${name}></w:r>`;
    const tracked = `<w:del ${by}>${run('mostly', 'delText')}</w:del><w:ins ${by}>${run('chiefly')}</w:ins>`;
    await open(`<w:p>${run('Sales, ')}${tracked}${run(' abroad, grew.')}</w:p>` + p('After.'));
    select(0, 0, 0, 34);
    const context = await host.readContext('document');
    expect(selectedText(asRead(context))).toBe('Sales, chiefly abroad, grew.');
    expect(asRead(context).whole?.map(({ text }) => text)).toEqual(['Sales, chiefly abroad, grew.', 'After.']);
    await host.applyEditPlan(planRewrite(context, 'Sales, mainly abroad, grew.', { tracked: false }));
    expect(current()).toEqual(['Sales, mainly abroad, grew.', 'After.']);
    expect(bodyXml(document)).toContain('<w:delText xml:space="preserve">mostly</w:delText>');
    select(1, 0, 1, 6);
    expect(asRead(await host.readContext('surroundings')).before.map(({ text }) => text)).toEqual([
      'Sales, mainly abroad, grew.',
    ]);
  });

  it.each([true, false])('takes back what it wrote at both ends of a paragraph (tracked: %s)', async (tracked) => {
    await open(p('The first phase is ready for testing.') + p('Second.'));
    select(0, 0, 0, 37);
    const before = bodyXml(document);
    const plan = planRewrite(await host.readContext('selection'), 'Good: the first phase is ready to try!', {
      tracked,
    });
    const outcome = await host.applyEditPlan(plan);
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    expect(current()[0]).toBe('Good: the first phase is ready to try!');
    expect(await host.undo(outcome.receipt)).toEqual({ status: 'undone' });
    expect(bodyXml(document)).toBe(before);
  });

  it.each([
    ['a whole paragraph', [1, 0, 1, 17], 'Alpha'],
    ['a few words', [1, 6, 1, 11], 'more beta'],
    ['several paragraphs', [1, 0, 2, 6], 'Alpha better.\nThird one.'],
  ] as const)('selects %s again when the change to it is taken back', async (_, [from, start, to, end], answer) => {
    await open(p('First.') + p('Alpha beta gamma.') + p('Third.'));
    select(from, start, to, end);
    const plan = planRewrite(await host.readContext('selection'), answer, { tracked: true });
    const outcome = await host.applyEditPlan(plan);
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    await host.undo(outcome.receipt);
    expect(selected()).toEqual([from, start, to, end]);
  });

  it('leaves the selection where the person has taken it, when a change elsewhere is taken back', async () => {
    await open(p('First one.') + p('Alpha beta gamma.'));
    select(1, 0, 1, 17);
    const plan = planRewrite(await host.readContext('selection'), 'Alpha.', { tracked: true });
    const outcome = await host.applyEditPlan(plan);
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    select(0, 2, 0, 5);
    await host.undo(outcome.receipt);
    expect(selected()).toEqual([0, 2, 0, 5]);
  });
});

describe('inserting', () => {
  const draft = '## Plan\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nText with **bold** and $x^2$.';

  it('puts a draft after the selection as native Word, and takes it back', async () => {
    await open(p('Before.') + p('After.'));
    select(0, 0, 0, 7);
    const before = bodyXml(document);
    const context = await host.readContext('selection');
    office.log.resetCounters();
    const outcome = await host.applyEditPlan(planInsert(context, draft, { location: 'after', tracked: false }));
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    expect(office.log.counters.syncs).toBe(1);
    const xml = bodyXml(document);
    expect(xml).toMatch(/Heading2.*<w:numPr>.*<w:tbl>.*<m:sSup>/s);
    expect(current()[0]).toBe('Before.');
    expect(current().at(-1)).toBe('After.');
    expect(await host.undo(outcome.receipt)).toEqual({ status: 'undone' });
    expect(bodyXml(document)).toBe(before);
  });

  it('begins a draft where the caret is in an empty paragraph, and takes it back', async () => {
    await open('<w:p/>');
    select(0, 0, 0, 0);
    const before = bodyXml(document);
    const context = await host.readContext('selection');
    const outcome = await host.applyEditPlan(
      planInsert(context, '# Title\n\nText.', { location: 'cursor', tracked: false }),
    );
    expect(current()).toEqual(['Title', 'Text.', '']);
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    expect(await host.undo(outcome.receipt)).toEqual({ status: 'undone' });
    expect(bodyXml(document)).toBe(before);
  });

  it.each([
    ['before it', 0, 'One.\n\nTwo.', ['One.', 'Two.', 'Old text.', 'After.']],
    ['in the middle', 4, 'One.\n\nTwo.', ['Old One.', 'Two.', 'text.', 'After.']],
    ['in the middle, headings too', 4, '# One\n\nTwo.', ['Old ', 'One', 'Two.', 'text.', 'After.']],
    ['behind it', 9, 'One.\n\nTwo.', ['Old text. One.', 'Two.', 'After.']],
  ] as const)(
    'keeps the order of several paragraphs and the text around the caret: %s',
    async (_, at, answer, texts) => {
      await open(p('Old text.') + p('After.'));
      select(0, at, 0, at);
      const before = bodyXml(document);
      const context = await host.readContext('selection');
      office.log.resetCounters();
      const outcome = await host.applyEditPlan(planInsert(context, answer, { location: 'cursor', tracked: true }));
      expect(office.log.counters.syncs).toBe(1);
      expect(current()).toEqual(texts);
      if (outcome.status !== 'applied') throw new Error(outcome.status);
      expect(await host.undo(outcome.receipt)).toEqual({ status: 'undone' });
      expect(bodyXml(document)).toBe(before);
    },
  );

  it('puts a paragraph into running text at the caret', async () => {
    await open(p('One  three.'));
    select(0, 4, 0, 4);
    const context = await host.readContext('selection');
    await host.applyEditPlan({
      context,
      edits: [{ type: 'insert', location: 'cursor', blocks: parseMarkdown('two **big**') }],
      tracked: false,
    });
    expect(current()).toEqual(['One two big three.']);
    expect(bodyXml(document)).toMatch(/<w:b( [^>]*)?\/?>/);
  });
});

describe('other ways', () => {
  it('puts an answer as a comment on the selection and changes no text', async () => {
    await open(p('Some words to remark on.'));
    select(0, 5, 0, 10);
    const context = await host.readContext('selection');
    const outcome = await host.applyEditPlan(planInsert(context, 'A remark.', { location: 'comment', tracked: true }));
    expect(outcome.status).toBe('applied');
    expect(current()).toEqual(['Some words to remark on.']);
    expect(bodyXml(document)).toMatch(/<w:commentRangeStart [^>]*\/?>.*words.*<w:commentRangeEnd/s);
  });

  it('takes its comment away again, unless somebody has answered it since', async () => {
    await open(p('Some words to remark on.'));
    select(0, 5, 0, 10);
    const remark = async (text: string): Promise<Receipt> => {
      const context = await host.readContext('selection');
      const outcome = await host.applyEditPlan(planInsert(context, text, { location: 'comment', tracked: true }));
      if (outcome.status !== 'applied') throw new Error(outcome.status);
      return outcome.receipt;
    };
    const comments = async (act: (found: Word.Comment[]) => void = () => undefined): Promise<string[]> =>
      office.Word.run(async (context) => {
        const found = context.document.body.getComments();
        found.load('items/content');
        await context.sync();
        act(found.items);
        await context.sync();
        return found.items.map(({ content }) => content);
      });
    const first = await remark('A remark.');
    const second = await remark('Another.');
    expect(first.undoable).toBe(true);
    expect(await host.undo(first)).toEqual({ status: 'undone' });
    expect(await comments((found) => found[0]?.reply('Why?'))).toEqual(['Another.']);
    expect(await host.undo(second)).toEqual({ status: 'changed' });
    expect(await comments((found) => found[0]?.delete())).toEqual(['Another.']);
    // What is gone by then is as it was to be.
    expect(await host.undo(second)).toEqual({ status: 'undone' });
    expect(current()).toEqual(['Some words to remark on.']);
  });

  it('opens an answer as a new document', async () => {
    const opened: Uint8Array[] = [];
    document = documentOf(p('Old.'));
    office = await openOffice({
      documentHost: createEmulatedWord(document, {
        url: 'https://localhost/a.docx',
        openDocument: (bytes) => opened.push(bytes),
      }),
    });
    Object.assign(globalThis, { Office: office.Office, Word: office.Word });
    host = createWordHost();
    const context = await host.readContext('selection');
    await host.applyEditPlan(planInsert(context, '# Title\n\nText.', { location: 'new-document', tracked: false }));
    expect(opened).toHaveLength(1);
    const created = storyParagraphs(WordDocument.open(opened[0]!).body).map(textOf);
    expect(created.slice(0, 2)).toEqual(['Title', 'Text.']);
    expect(current()).toEqual(['Old.']);
  });
});
