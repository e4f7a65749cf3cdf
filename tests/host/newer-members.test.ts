/** @jest-environment jsdom */
import { createWordHost } from '../../src/emulator/word/word-host.ts';
import { storyParagraphs } from '../../src/emulator/word/model/story.ts';
import { textOf } from '../../src/emulator/word/model/text-leaves.ts';
import type { WordDocument } from '../../src/emulator/word/word-document.ts';
import { enableNewerMembers } from '../support/newer-members.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';
import { bodyXml, documentOf, p } from '../support/word-builder.ts';

let office: OfficeWindow;
let document: WordDocument;
afterEach(() => office.close());

async function open(body: string): Promise<void> {
  document = documentOf(body);
  office = await openOffice({ documentHost: createWordHost(document, { url: 'https://localhost/a.docx' }) });
  enableNewerMembers(office);
}

const texts = (): string[] => storyParagraphs(document.body).map(textOf);

describe('members newer than the npm build of office.js, over its own wire', () => {
  it('[WIRE-8] lists tracked changes and settles each through its own proxy', async () => {
    await open(p('One two three') + p('Four'));
    const listed = await office.Word.run(async (context) => {
      context.document.changeTrackingMode = 'TrackAll';
      const { body } = context.document;
      body.search('two').getFirst().insertText('2', 'Replace');
      body.insertText(' five', 'End');
      const changes = body.getTrackedChanges();
      changes.load('items/type,items/text,items/author');
      await context.sync();
      const facts = changes.items.map(({ type, text, author }) => `${author} ${type} ${text}`);
      for (const change of changes.items) {
        if (change.text === ' five') change.reject();
        else change.accept();
      }
      await context.sync();
      return facts;
    });
    expect(listed).toEqual(['Ann Deleted two', 'Ann Added 2', 'Ann Added  five']);
    expect(texts()).toEqual(['One 2 three', 'Four']);
    expect(bodyXml(document)).not.toMatch(/<w:(ins|del)/);
    expect(office.conversation.executor.interpreter.references.size).toBe(0);
  });

  it('[WIRE-9] gives null objects where there is none, and undoes and redoes', async () => {
    await open(p('One'));
    await office.Word.run(async (context) => {
      const none = context.document.body.getTrackedChanges().getFirstOrNullObject();
      const style = context.document.getStyles().getByNameOrNullObject('Nothing');
      none.load();
      style.load();
      await context.sync();
      expect([none.isNullObject, style.isNullObject]).toEqual([true, true]);
      context.document.body.insertText(' two', 'End');
      await context.sync();
    });
    expect(texts()).toEqual(['One two']);
    await office.Word.run(async (context) => {
      context.document.undo(1);
      await context.sync();
    });
    expect(texts()).toEqual(['One']);
    await office.Word.run(async (context) => {
      context.document.redo(1);
      await context.sync();
    });
    expect(texts()).toEqual(['One two']);
  });

  it('makes, formats and reads styles, and keeps settings', async () => {
    await open(p('One'));
    await office.Word.run(async (context) => {
      const style = context.document.addStyle('My note', 'Paragraph');
      style.font.italic = true;
      style.paragraphFormat.leftIndent = 36;
      context.document.body.paragraphs.getFirst().style = 'My note';
      context.document.settings.add('tone', { name: 'formal' });
      await context.sync();
      const read = context.document.getStyles().getByName('My note');
      read.load('nameLocal,builtIn,font/italic,paragraphFormat/leftIndent');
      const setting = context.document.settings.getItem('tone');
      setting.load('value');
      await context.sync();
      expect([read.nameLocal, read.builtIn, read.font.italic, read.paragraphFormat.leftIndent]).toEqual([
        'My note',
        false,
        true,
        36,
      ]);
      expect(setting.value).toEqual({ name: 'formal' });
    });
    expect(bodyXml(document)).toContain('w:val="Mynote"');
  });
});
