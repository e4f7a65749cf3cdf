/** @jest-environment jsdom */
import { unzipSync } from 'fflate';
import { storyParagraphs } from '../../../../src/emulator/word/model/story.ts';
import { WordDocument } from '../../../../src/emulator/word/word-document.ts';
import { corpusFiles, readCorpus } from '../../../support/corpus.ts';

/** Names of the parts that differ, those that came and those that went. */
function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const [old, current] = [unzipSync(before), unzipSync(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(current)].filter((name) => !name.endsWith('/')));
  return [...names].filter((name) => {
    const [one, other] = [old[name], current[name]];
    return !one || !other || Buffer.compare(one, other) !== 0;
  });
}

it.each(corpusFiles)('[WORD-1] %s, opened and saved, is the same in every part', (file) => {
  const bytes = readCorpus(file);
  const document = WordDocument.open(bytes);
  for (const paragraph of storyParagraphs(document.body)) expect(paragraph.isConnected).toBe(true);
  expect(changedParts(bytes, document.save())).toEqual([]);
});

it.each(corpusFiles)(
  '[WORD-2] text typed into %s changes its main part alone, and undone leaves the file as it was',
  (file) => {
    const bytes = readCorpus(file);
    const document = WordDocument.open(bytes);
    const before = new XMLSerializer().serializeToString(document.body);
    const paragraph = storyParagraphs(document.body)[0]!;
    const start = { paragraph, offset: 0 };
    document.type({ start, end: start }, 'Typed. ');
    expect(changedParts(bytes, document.save())).toEqual([document.package.documentPart]);
    document.undo();
    expect(new XMLSerializer().serializeToString(document.body)).toBe(before);
  },
);
