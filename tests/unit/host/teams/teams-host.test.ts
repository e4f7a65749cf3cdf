import { validateDocx } from '../../../support/validate-docx.ts';
import { tabLink, readTabLink } from '../../../../src/core/context/tab-link.ts';
import { parseMarkdown } from '../../../../src/core/document/markdown.ts';
import { planInsert } from '../../../../src/core/edits/plan-insert.ts';
import { planRewrite } from '../../../../src/core/edits/plan-rewrite.ts';
import { writeDocx } from '../../../../src/core/wordprocessing/docx.ts';
import { readFile } from '../../../../src/host/teams/read-file.ts';
import type { Surroundings } from '../../../../src/host/teams/surroundings.ts';
import { createTeamsHost } from '../../../../src/host/teams/teams-host.ts';

const surroundings = (more: Partial<Surroundings> = {}): Surroundings => ({
  personId: 'tenant/person',
  language: 'en-us',
  theme: 'default',
  onThemeChanged: () => undefined,
  brought: null,
  outlets: ['send', 'download', 'share'],
  choosePeople: async () => [],
  openChat: async () => undefined,
  share: async () => undefined,
  supportsNestedSignIn: () => false,
  openDialog: async () => '',
  ...more,
});

const text = '# not a heading\nThe invoices has been sent.\nThe last line.';

describe('the text that a person brings', () => {
  it('is selected whole, in part where a part is marked, and a caret where there is none', async () => {
    const host = createTeamsHost(surroundings());
    expect(await host.readContext('document')).toMatchObject({ isCaret: true, size: { characters: 0 } });
    host.material!.setText(text);
    expect((await host.readContext('selection')).selection).toHaveLength(3);
    const start = text.indexOf('invoices');
    host.material!.select(start, start + 'invoices'.length);
    const context = await host.readContext('surroundings');
    expect(context.selection).toMatchObject([{ text: 'The invoices has been sent.', selected: { start: 4, end: 12 } }]);
    expect(context.after.map((passage) => passage.text)).toEqual(['The last line.']);
  });

  it('takes a rewrite, gives it back, and leaves alone what was edited since', async () => {
    const host = createTeamsHost(surroundings());
    host.material!.setText(text);
    const context = await host.readContext('document');
    const plan = planRewrite(context, text.replace('has', 'have'), { tracked: false });
    const outcome = await host.applyEditPlan(plan);
    expect(host.material!.current.text).toContain('invoices have been');
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    expect(await host.undo(outcome.receipt)).toEqual({ status: 'undone' });
    expect(host.material!.current.text).toBe(text);
    const again = await host.applyEditPlan(plan);
    host.material!.setText('Mine');
    if (again.status !== 'applied') throw new Error(again.status);
    expect(await host.undo(again.receipt)).toEqual({ status: 'changed' });
    expect(await host.applyEditPlan(plan)).toMatchObject({ status: 'conflict', reason: 'text-changed' });
    expect(host.material!.current.text).toBe('Mine');
  });

  it('is begun by a draft where there was none', async () => {
    const host = createTeamsHost(surroundings());
    const context = await host.readContext('document');
    await host.applyEditPlan(planInsert(context, 'Dear all,\n\nwelcome.', { location: 'cursor', tracked: false }));
    expect(host.material!.current.text).toBe('Dear all,\nwelcome.');
  });

  it('keeps headings of a file through edits elsewhere, and history by person', async () => {
    const host = createTeamsHost(surroundings());
    expect(host.documentAddress).toBe('teams:tenant/person');
    await host.material!.open('notes.md', new TextEncoder().encode('# Minutes\n\nOne\n\nTwo'));
    host.material!.setText('Minutes\nOne and a half\nTwo');
    const { outline, title } = await host.readContext('document');
    expect({ outline, title }).toEqual({ outline: [{ level: 1, text: 'Minutes' }], title: 'notes' });
  });
});

describe('files', () => {
  it('are decoded as they were written, and refused with a reason', async () => {
    const read = async (name: string, bytes: number[]) =>
      (await readFile(name, Uint8Array.from(bytes))).passages[0]?.text;
    expect(await read('a.txt', [0xc4, 0xe3, 0xba, 0xc3])).toBe('你好');
    expect(await read('a.txt', [0xff, 0xfe, 0x60, 0x4f])).toBe('你');
    await expect(read('a.pdf', [1])).rejects.toMatchObject({ reason: 'file-kind' });
    await expect(read('a.txt', [0, 1, 2])).rejects.toMatchObject({ reason: 'file-damaged' });
    await expect(readFile('a.txt', new Uint8Array(21 * 1024 * 1024))).rejects.toMatchObject({
      reason: 'file-too-large',
    });
  });
});

describe('an answer that is handed over', () => {
  const plan = async (host: ReturnType<typeof createTeamsHost>, outlet: 'send' | 'share', markdown: string) => ({
    context: await host.readContext('document'),
    edits: [{ type: 'hand-over', outlet, title: 'Plan', blocks: parseMarkdown(markdown) }] as const,
    tracked: false,
  });

  it('goes to the people who were chosen, and nowhere when nobody was', async () => {
    const sent: unknown[] = [];
    const openChat = async (...arguments_: unknown[]): Promise<void> => void sent.push(arguments_);
    const nobody = createTeamsHost(surroundings({ openChat }));
    await expect(nobody.applyEditPlan(await plan(nobody, 'send', 'Hi'))).rejects.toMatchObject({ code: 'aborted' });
    const host = createTeamsHost(surroundings({ openChat, choosePeople: async () => [{ address: 'p@x.example' }] }));
    await host.applyEditPlan(await plan(host, 'send', '**Hi** there'));
    expect(sent).toEqual([[[{ address: 'p@x.example' }], 'Hi there']]);
    const long = await plan(host, 'send', 'word '.repeat(1000));
    await expect(host.applyEditPlan(long)).rejects.toMatchObject({ reason: 'chat-too-long' });
  });

  it('is a document that Word opens', async () => {
    const docx = writeDocx(
      parseMarkdown('# Title\n\n1. one\n2. two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n[x](https://x.example)'),
    );
    expect(await validateDocx(docx)).toEqual([]);
  });
});

describe('a link into the tab', () => {
  it('brings text along as it is, cut where it is long, and nothing where it is another’s', () => {
    const of = (brought: string): string =>
      (
        JSON.parse(
          new URL(tabLink({ appId: 'a', tabId: 't' }, { title: '题', text: brought })).searchParams.get('context')!,
        ) as { subEntityId: string }
      ).subEntityId;
    expect(readTabLink(of('Grüße & <b>你好</b>'))).toEqual({ title: '题', text: 'Grüße & <b>你好</b>' });
    expect(readTabLink(of('x'.repeat(5000)))?.text).toHaveLength(1202);
    for (const other of [undefined, '', 'nonsense', 'eyJ4IjoxfQ']) expect(readTabLink(other)).toBeNull();
  });
});
