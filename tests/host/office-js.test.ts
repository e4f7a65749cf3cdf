/** @jest-environment jsdom */
import { createWordHost } from '../../src/emulator/word/word-host.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';
import { bodyXml, documentOf, p } from '../support/word-builder.ts';

let office: OfficeWindow;
afterEach(() => office.close());

describe('the real office.js over the emulated Word', () => {
  it('[WIRE-1] becomes ready, reads and writes in counted round trips, and gives its references back', async () => {
    const document = documentOf(p('Hello world.') + p('Second.'));
    office = await openOffice({ documentHost: createWordHost(document, { url: 'https://localhost/a.docx' }) });
    expect(office.Office.context.host).toBe('Word');
    office.log.resetCounters();
    const text = await office.Word.run(async (context) => {
      const { paragraphs } = context.document.body;
      paragraphs.load('items/text,items/style');
      await context.sync();
      paragraphs.items[1]!.insertText('Changed', 'Replace').font.bold = true;
      const found = context.document.body.search('world');
      found.load('items/text');
      await context.sync();
      return [paragraphs.items.map((item) => `${item.style}: ${item.text}`), found.items.map((item) => item.text)];
    });
    expect(text).toEqual([['Normal: Hello world.', 'Normal: Second.'], ['world']]);
    expect(bodyXml(document)).toContain('Changed');
    expect(bodyXml(document)).toMatch(/<w:b( w:val="1")?\/>|<w:b><\/w:b>/);
    expect(office.conversation.executor.interpreter.references.size).toBe(0);
  });
});
