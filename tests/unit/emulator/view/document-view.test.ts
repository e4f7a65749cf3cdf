/** @jest-environment jsdom */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextEncoder, TextDecoder } from 'node:util';
import { ClassRegistry } from '../../../../src/emulator/view/class-registry.ts';
import { DocumentView } from '../../../../src/emulator/view/document-view.ts';
import { PackageSource } from '../../../../src/emulator/view/package-source.ts';
import { TextPositions } from '../../../../src/emulator/view/text-positions.ts';
import { storyParagraphs } from '../../../../src/emulator/word/model/story.ts';
import { leavesOf } from '../../../../src/emulator/word/model/text-leaves.ts';
import { WordDocument } from '../../../../src/emulator/word/word-document.ts';

Object.assign(globalThis, { TextEncoder, TextDecoder });
URL.createObjectURL = () => 'blob:picture';

const folder = join(__dirname, '../../../fixtures/docx');
const files = readdirSync(folder).filter((name) => name.endsWith('.docx'));

function open(bytes: Uint8Array) {
  const opened = WordDocument.open(bytes);
  const root = document.createElement('div');
  root.className = 'document';
  document.body.replaceChildren(root);
  const rules: string[] = [];
  const view = new DocumentView(
    root,
    new PackageSource(opened.package, () => null),
    new ClassRegistry((rule) => rules.push(rule)),
  );
  view.open();
  view.fillAll();
  return { opened, view, root, rules, positions: new TextPositions(view, leavesOf) };
}

const openFile = (name: string) => open(new Uint8Array(readFileSync(join(folder, name))));

describe('DocumentView', () => {
  it.each(files)('ties every place in the text of %s to a place on the page and back', (name) => {
    const { opened, positions, rules } = openFile(name);
    let places = 0;
    for (const paragraph of storyParagraphs(opened.body).slice(0, 150)) {
      for (const { start, length } of leavesOf(paragraph)) {
        for (const offset of new Set([start + 1, start + length])) {
          const point = positions.toDom({ paragraph, offset });
          expect(point).not.toBeNull();
          expect(positions.fromDom(point!.node, point!.offset)).toEqual({ paragraph, offset });
          places += 1;
        }
      }
    }
    expect(places).toBeGreaterThan(0);
    // What a file says never gets out of the rule that it is put into.
    for (const rule of rules) expect(rule).toMatch(/^\.document \.[a-z0-9]+(::before)?\{[^{}]*\}$/);
  });

  it('renders only the paragraph that was typed in', () => {
    const { opened, view } = openFile('google-docs-notes.docx');
    const [, , paragraph] = storyParagraphs(opened.body);
    const before = view.rendered;
    opened.onChange(({ paragraphs, structure }) => view.refresh(paragraphs, structure));
    const at = { paragraph: paragraph!, offset: 1 };
    opened.type({ start: at, end: at }, 'x');
    expect(view.rendered - before).toBe(1);
  });

  it('follows paragraphs that are cut, joined and brought back by undo', () => {
    const { opened, view, root } = openFile('google-docs-notes.docx');
    const shown = () => [...root.querySelectorAll('.chunk .paragraph')].map((element) => view.sourceOf(element));
    opened.onChange(({ paragraphs, structure }) => view.refresh(paragraphs, structure));
    const inStep = () => expect(shown()).toEqual([...storyParagraphs(opened.body)]);
    inStep();
    const paragraphs = storyParagraphs(opened.body);
    const first = paragraphs[0]!;
    opened.breakParagraph({ start: { paragraph: first, offset: 2 }, end: { paragraph: first, offset: 2 } });
    inStep();
    opened.type(
      {
        start: { paragraph: storyParagraphs(opened.body)[0]!, offset: 1 },
        end: { paragraph: storyParagraphs(opened.body)[4]!, offset: 1 },
      },
      '',
    );
    inStep();
    opened.undo();
    inStep();
    opened.undo();
    inStep();
    opened.redo();
    inStep();
  });

  it('follows rows that leave and come back', () => {
    const { opened, view, root } = openFile('libreoffice-7-merged-cells.docx');
    opened.onChange(({ paragraphs, structure }) => view.refresh(paragraphs, structure));
    const rows = () => root.querySelectorAll('tr').length;
    const before = rows();
    const row = opened.body.getElementsByTagNameNS(opened.body.namespaceURI, 'tr')[0]!;
    opened.transact('row', () => row.remove());
    expect(rows()).toBe(before - 1);
    opened.undo();
    expect(rows()).toBe(before);
  });
});
