/** @jest-environment jsdom */
import { createWordHost as createEmulatedWord } from '../../src/emulator/word/word-host.ts';
import { storyParagraphs } from '../../src/emulator/word/model/story.ts';
import { createWordHost } from '../../src/host/word/word-host.ts';
import { openOffice } from '../support/office-in-jsdom.ts';
import { documentOf, p } from '../support/word-builder.ts';
it('speed', async () => {
  const body = Array.from({ length: 7500 }, (_, i) =>
    p(`Paragraph ${i} with some words in it, as usual in a report of this kind.`),
  ).join('');
  const document = documentOf(body);
  const office = await openOffice({
    documentHost: createEmulatedWord(document, { url: 'https://localhost/report.docx' }),
  });
  Object.assign(globalThis, { Office: office.Office, Word: office.Word });
  const host = createWordHost();
  const ps = storyParagraphs(document.body);
  document.select({ anchor: { paragraph: ps[4000]!, offset: 3 }, focus: { paragraph: ps[4001]!, offset: 6 } });
  for (const scope of ['selection', 'surroundings', 'document'] as const) {
    for (let i = 0; i < 3; i += 1) {
      const t = performance.now();
      await host.readContext(scope);
      console.log(scope, Math.round(performance.now() - t));
    }
  }
  office.close();
});
