/** @jest-environment jsdom */
import { createWordHost } from '../../src/emulator/word/word-host.ts';
import { enableNewerMembers } from '../support/newer-members.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';
import { documentOf, p } from '../support/word-builder.ts';

let office: OfficeWindow;
afterEach(() => office.close());

async function openWith(body: string): Promise<void> {
  office = await openOffice({ documentHost: createWordHost(documentOf(body), { url: 'https://localhost/a.docx' }) });
}

it('the real office.js puts a content control around text, finds it by tag, fills it and takes it away', async () => {
  await openWith(p('Dear client, hello'));
  const seen = await office.Word.run(async (context) => {
    const { document } = context;
    const made = document.body.search('client').getFirst().insertContentControl();
    made.set({ title: 'Client', tag: 'client', appearance: 'Tags', color: '#FF0000', placeholderText: 'Name' });
    made.load();
    await context.sync();
    const facts = [made.title, made.tag, made.appearance, made.color, made.subtype, made.text];
    const found = document.contentControls.getByTag('client').getFirst();
    found.insertText('Ada', 'Replace').font.bold = true;
    found.insertParagraph('and Bo', 'End');
    const inside = found.paragraphs;
    inside.load('items/text');
    const byId = document.contentControls.getByIdOrNullObject(made.id);
    const none = document.contentControls.getByIdOrNullObject(-1);
    byId.load('text');
    none.load('text');
    await context.sync();
    const filled = [inside.items.map(({ text }) => text), byId.text, none.isNullObject];
    const parent = inside.items[1]!.getRange('Content').parentContentControlOrNullObject;
    parent.load('tag');
    document.contentControls.load('items/id,items/title');
    await context.sync();
    const listed = document.contentControls.items.map(({ title }) => title);
    const { tag } = parent;
    document.contentControls.items[0]!.delete(true);
    document.body.load('text');
    document.body.contentControls.load('items');
    await context.sync();
    return { facts, filled, listed, tag, left: document.body.contentControls.items.length, text: document.body.text };
  });
  expect(seen).toEqual({
    facts: ['Client', 'client', 'Tags', '#FF0000', 'RichTextInline', 'client'],
    filled: [['Dear Ada, hello', 'and Bo'], 'Dear Ada, hello\rand Bo', true],
    listed: ['Client'],
    tag: 'client',
    left: 0,
    text: 'Dear Ada, hello\rand Bo',
  });
  expect(office.conversation.executor.interpreter.references.size).toBe(0);
});

it('the real office.js writes headers and footers of sections, and saves', async () => {
  await openWith(p('One'));
  const seen = await office.Word.run(async (context) => {
    const [section, { body }] = [context.document.sections.getFirst(), context.document];
    section.getHeader('Primary').insertParagraph('Head', 'Start');
    const footer = section.getFooter('FirstPage');
    footer.insertText('Foot', 'Start');
    await context.sync();
    context.document.save();
    const header = section.getHeader('Primary');
    header.load('text,type');
    footer.load('text');
    body.load('text');
    context.document.sections.load('items');
    context.document.load('saved');
    await context.sync();
    return [
      header.text,
      header.type,
      footer.text,
      body.text,
      context.document.sections.items.length,
      context.document.saved,
    ];
  });
  expect(seen).toEqual(['Head\r', 'Header', 'Foot', 'One', 1, true]);
});

it('the real office.js reads fields and keeps custom XML', async () => {
  await openWith('<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>');
  enableNewerMembers(office);
  const seen = await office.Word.run(async (context) => {
    const field = context.document.body.fields.getFirst();
    field.load('code,type');
    field.result.load('text');
    const part = context.document.customXmlParts.add('<a xmlns="urn:a"><b>1</b></a>');
    part.load('id,namespaceUri');
    const found = part.query('/x:a/x:b/text()', { x: 'urn:a' });
    const scoped = context.document.customXmlParts.getByNamespace('urn:a');
    scoped.load('items/id');
    await context.sync();
    return [
      field.code,
      field.type,
      field.result.text,
      part.namespaceUri,
      found.value,
      scoped.items.map(({ id }) => id === part.id),
    ];
  });
  expect(seen).toEqual(['PAGE', 'Page', '7', 'urn:a', ['1'], [true]]);
});
