/** @jest-environment jsdom */
import { createWordHost } from '../../src/emulator/word/word-host.ts';
import { storyParagraphs } from '../../src/emulator/word/model/story.ts';
import { textOf } from '../../src/emulator/word/model/text-leaves.ts';
import { WordDocument, type WordDocumentOptions } from '../../src/emulator/word/word-document.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';
import { bodyXml, documentOf, p } from '../support/word-builder.ts';

let office: OfficeWindow;
let document: WordDocument;
afterEach(() => office.close());

async function open(body: string, options: WordDocumentOptions = {}): Promise<Office.Document> {
  document = documentOf(body, options);
  office = await openOffice({ documentHost: createWordHost(document, { url: 'https://localhost/a.docx' }) });
  return office.Office.context.document;
}

function select(index: number, start: number, end: number): void {
  const paragraph = storyParagraphs(document.body)[index]!;
  document.select({ anchor: { paragraph, offset: start }, focus: { paragraph, offset: end } });
}

/** An asynchronous call of the common API as a promise: its value, or its error's code. */
function answer<T>(call: (done: (result: Office.AsyncResult<T>) => void) => void): Promise<T | number> {
  return new Promise((resolve) => {
    call(({ status, value, error }) => resolve(String(status) === 'succeeded' ? value : error.code));
  });
}

const texts = (): string[] => storyParagraphs(document.body).map(textOf);
const { Text, Html, Ooxml, Matrix } = {
  Text: 'text',
  Html: 'html',
  Ooxml: 'ooxml',
  Matrix: 'matrix',
} as unknown as typeof Office.CoercionType;
const fileType = (name: 'compressed' | 'text' | 'pdf'): Office.FileType => name as unknown as Office.FileType;
const compressed = fileType('compressed');

describe('selected data', () => {
  it('[WIRE-2] is read and written as text and OOXML, and the caret is left after what was written', async () => {
    const api = await open(p('One two three'));
    select(0, 4, 7);
    expect(await answer((done) => api.getSelectedDataAsync(Text, done))).toBe('two');
    const ooxml = (await answer((done) => api.getSelectedDataAsync(Ooxml, done))) as string;
    expect(ooxml).toMatch(/<pkg:package.*two/s);
    expect(ooxml).not.toContain('three');
    await answer((done) => api.setSelectedDataAsync('2', { coercionType: Text }, done));
    expect(texts()).toEqual(['One 2 three']);
    expect(document.selection.anchor.offset).toBe(5);
    select(0, 0, 11);
    await answer((done) => api.setSelectedDataAsync(ooxml, { coercionType: Ooxml }, done));
    expect(texts()).toEqual(['two']);
    document.undo();
    expect(texts()).toEqual(['One 2 three']);
  });

  it('[WORD-148] is read and written as HTML', async () => {
    const api = await open(p('One two three'));
    expect(office.Office.context.requirements.isSetSupported('HtmlCoercion', '1.1')).toBe(true);
    select(0, 4, 7);
    await answer((done) => api.setSelectedDataAsync('<b>2</b> &amp; more', { coercionType: Html }, done));
    expect(texts()).toEqual(['One 2 & more three']);
    select(0, 4, 5);
    expect(await answer((done) => api.getSelectedDataAsync(Html, done))).toMatch(/<p[^>]*><b>2<\/b><\/p>/);
    await answer((done) => api.setSelectedDataAsync('<h1>H</h1><ul><li>x</li></ul>', { coercionType: Html }, done));
    expect(texts()).toEqual(['One ', 'H', 'x', ' & more three']);
    document.undo();
    expect(texts()).toEqual(['One 2 & more three']);
  });

  it('[WIRE-3] is refused with Office’s own codes', async () => {
    const api = await open(p('One'));
    expect(await answer((done) => api.getSelectedDataAsync(Matrix, done))).toBe(1000);
    expect(await answer((done) => api.setSelectedDataAsync('no XML', { coercionType: Ooxml }, done))).toBe(2006);
    office.close();
    const readOnly = await open(p('One'), { readOnly: true });
    expect(await answer((done) => readOnly.setSelectedDataAsync('x', { coercionType: Text }, done))).toBe(5002);
    expect(texts()).toEqual(['One']);
  });
});

it('[WIRE-4] tells of a changed selection as long as the add-in listens', async () => {
  const api = await open(p('One two'));
  let heard = 0;
  const listen = (): void => void (heard += 1);
  const event = 'documentSelectionChanged' as unknown as Office.EventType;
  await answer((done) => api.addHandlerAsync(event, listen, done));
  select(0, 0, 3);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(heard).toBe(1);
  await answer((done) => api.removeHandlerAsync(event, { handler: listen }, done));
  select(0, 4, 7);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(heard).toBe(1);
});

describe('settings', () => {
  it('[WIRE-5] are kept in the file, and are no step of undo', async () => {
    const api = await open(p('One'));
    document.type(
      {
        start: { paragraph: storyParagraphs(document.body)[0]!, offset: 3 },
        end: { paragraph: storyParagraphs(document.body)[0]!, offset: 3 },
      },
      '!',
    );
    api.settings.set('tone', { name: 'formal', level: 2 });
    await answer((done) => api.settings.saveAsync(done));
    const body = bodyXml(document);
    document.undo();
    expect(bodyXml(document)).not.toBe(body);
    const bytes = document.save();
    office.close();
    document = WordDocument.open(bytes);
    office = await openOffice({ documentHost: createWordHost(document, { url: 'https://localhost/a.docx' }) });
    expect(office.Office.context.document.settings.get('tone')).toEqual({ name: 'formal', level: 2 });
  });

  it('a document whose settings nobody set is saved without a part for them', async () => {
    const api = await open(p('One'));
    await answer((done) => api.settings.saveAsync(done));
    const parts = WordDocument.open(document.save()).package.partNames;
    expect(parts.some((name) => name.startsWith('customXml/'))).toBe(false);
  });
});

describe('the file', () => {
  it('[WIRE-6] is given in slices that make up the saved document', async () => {
    const api = await open(p('One') + p('Two'));
    const file = (await answer((done) => api.getFileAsync(compressed, { sliceSize: 500 }, done))) as Office.File;
    expect(file.sliceCount).toBe(Math.ceil(file.size / 500));
    const bytes: number[] = [];
    for (let index = 0; index < file.sliceCount; index += 1) {
      const slice = (await answer<Office.Slice>((done) => file.getSliceAsync(index, done))) as Office.Slice;
      bytes.push(...(slice.data as number[]));
    }
    expect(bytes).toHaveLength(file.size);
    expect(storyParagraphs(WordDocument.open(Uint8Array.from(bytes)).body).map(textOf)).toEqual(['One', 'Two']);
    await answer((done) => file.closeAsync(done));
    const text = (await answer((done) => api.getFileAsync(fileType('text'), done))) as Office.File;
    expect(((await answer<Office.Slice>((done) => text.getSliceAsync(0, done))) as Office.Slice).data).toBe('One\rTwo');
  });

  it('[WIRE-7] is open twice at most, and no PDF', async () => {
    const api = await open(p('One'));
    const files: unknown[] = [];
    for (let time = 0; time < 3; time += 1) files.push(await answer((done) => api.getFileAsync(compressed, done)));
    expect(files[2]).toBe(11000);
    await answer((done) => (files[0] as Office.File).closeAsync(done));
    expect(await answer((done) => api.getFileAsync(fileType('pdf'), done))).toBe(1009);
    expect(await answer((done) => api.getFileAsync(compressed, done))).not.toBe(11000);
  });
});
