/** @jest-environment jsdom */
import { ClassRegistry } from '../../../../src/emulator/view/class-registry.ts';
import { showActiveControl } from '../../../../src/emulator/view/control-view.ts';
import { DocumentView } from '../../../../src/emulator/view/document-view.ts';
import { PackageSource } from '../../../../src/emulator/view/package-source.ts';
import type { WordDocument } from '../../../../src/emulator/word/word-document.ts';
import { rootOf } from '../../../support/object-model-client.ts';
import { documentOf, p } from '../../../support/word-builder.ts';

// jsdom has none; ids of content controls are numbers.
Object.assign(globalThis, { CSS: { escape: (text: string) => text } });

const control = (content: string, properties = ''): string =>
  `<w:sdt><w:sdtPr>${properties}<w:id w:val="7"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

function shown(opened: WordDocument): HTMLElement {
  const root = document.createElement('div');
  root.className = 'document';
  document.body.replaceChildren(root);
  const view = new DocumentView(
    root,
    new PackageSource(opened.package, () => null),
    new ClassRegistry(() => undefined),
  );
  view.open();
  view.fillAll();
  opened.onChange(({ paragraphs, tables, structure, parts }) => {
    view.refresh([...paragraphs, ...tables], structure);
    if ([...parts].some((part) => /(header|footer)\d*\.xml/.test(part))) view.refreshRunning();
  });
  return root;
}

describe('content controls on the page', () => {
  it('[WORD-133] frame their text with its title, grey while it is a placeholder', () => {
    const opened = documentOf(
      p('before') +
        control(p('a') + p('b'), '<w:alias w:val="Parties"/>') +
        `<w:p><w:r><w:t>To </w:t></w:r>${control('<w:r><w:t>name</w:t></w:r>', '<w:alias w:val="Client"/><w:showingPlcHdr/>')}</w:p>`,
    );
    const root = shown(opened);
    const blocks = [...root.querySelectorAll<HTMLElement>('.in-control')];
    expect(
      blocks.map((each) => [
        each.textContent,
        each.dataset['title'],
        each.classList.contains('control-start'),
        each.classList.contains('control-end'),
      ]),
    ).toEqual([
      ['a', 'Parties', true, false],
      ['b', 'Parties', false, true],
    ]);
    const inline = root.querySelector<HTMLElement>('.control');
    expect([inline?.textContent, inline?.dataset['title'], inline?.classList.contains('placeholder')]).toEqual([
      'name',
      'Client',
      true,
    ]);
  });

  it('[WORD-133] follow edits of the control itself', () => {
    const opened = documentOf(p('one') + p('two'));
    const root = shown(opened);
    const made = rootOf(opened).at('body').at('paragraphs').items[1]!.call('insertContentControl');
    const titles = (): (string | undefined)[] =>
      [...root.querySelectorAll<HTMLElement>('.in-control')].map((each) => each.dataset['title'] ?? each.textContent);
    expect(titles()).toEqual(['two']);
    made.set('title', 'Second');
    expect(titles()).toEqual(['Second']);
    made.set('appearance', 'Hidden');
    expect(root.querySelector('.in-control')?.classList.contains('unframed')).toBe(true);
    made.do('delete', true);
    expect(titles()).toEqual([]);
    opened.undo();
    expect(titles()).toEqual(['Second']);
  });

  it('[WORD-133] stand out where the caret is, every block of the control', () => {
    const root = shown(documentOf(control(p('a') + p('b')) + p('c')));
    const active = (): (string | null)[] =>
      [...root.querySelectorAll('.active-control')].map((each) => each.textContent);
    const [a, , c] = root.querySelectorAll('.paragraph');
    showActiveControl(root, a);
    expect(active()).toEqual(['a', 'b']);
    showActiveControl(root, c);
    expect(active()).toEqual([]);
  });
});

it('[WORD-124] a header that an add-in writes is seen above each section that is linked to it', () => {
  const opened = documentOf('<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>' + p('Two'));
  const root = shown(opened);
  rootOf(opened).at('sections').items[1]!.call('getHeader', 'Primary').call('insertText', 'Top', 'Start');
  expect([...root.querySelectorAll('.sheet-header')].map((each) => each.textContent)).toEqual(['Top', 'Top']);
});
