import { AssistantError } from '../../../src/base/errors.ts';
import { runCommand } from '../../../src/commands/run-command.ts';
import { fixGrammar } from '../../../src/core/prompt/fix-grammar.ts';
import { summarise } from '../../../src/core/prompt/summarise.ts';
import { assistantFor } from '../../support/assistant.ts';
import { MemoryHost } from '../../support/memory-host.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';

function openDocument(): MemoryHost {
  const host = new MemoryHost('This are wrong.', 'Another paragraph.');
  host.select(0);
  return host;
}

describe('a command of the ribbon', () => {
  it('puts a rewrite into the document as tracked changes', async () => {
    const host = openDocument();
    const outcome = await runCommand(assistantFor(host, new ScriptedModel(['This is wrong.'])), fixGrammar);
    expect(outcome).toBe('applied');
    expect(host.paragraphs).toEqual(['This is wrong.', 'Another paragraph.']);
    expect(host.plans[0]?.tracked).toBe(true);
  });

  it('puts a summary of the selection into a comment', async () => {
    const host = openDocument();
    await expect(runCommand(assistantFor(host, new ScriptedModel(['In short.'])), summarise)).resolves.toBe('applied');
    expect(host.comments).toEqual(['In short.']);
    expect(host.paragraphs).toHaveLength(2);
  });

  it.each([
    ['nothing is selected', (host: MemoryHost) => host.placeCaret(0)],
    [
      'the host has no comments',
      (host: MemoryHost) => {
        host.capabilities = { ...host.capabilities, comments: false };
      },
    ],
  ])('puts a summary after the paragraph when %s', async (_, prepare) => {
    const host = openDocument();
    prepare(host);
    await expect(runCommand(assistantFor(host, new ScriptedModel(['In short.'])), summarise)).resolves.toBe('applied');
    expect(host.paragraphs).toEqual(['This are wrong.', 'In short.', 'Another paragraph.']);
  });

  it('has nothing to do where nothing is wrong', async () => {
    const host = openDocument();
    const model = new ScriptedModel(['This are wrong.']);
    await expect(runCommand(assistantFor(host, model), fixGrammar)).resolves.toBe('nothing-to-do');
    expect(host.plans).toHaveLength(0);
  });

  it('fails, and writes nothing, when the model does', async () => {
    const host = openDocument();
    const model = new ScriptedModel(['This is', new AssistantError('backend-unreachable', 'down')]);
    await expect(runCommand(assistantFor(host, model), fixGrammar)).resolves.toBe('failed');
    expect(host.plans).toHaveLength(0);
  });

  it.each([
    ['is cut at its length limit', ['This', { cutBy: 'length' }]],
    ['is ended by a filter', ['This', { cutBy: 'content-filter' }]],
    ['is empty', []],
  ] as const)('fails, and writes nothing, when the answer %s', async (_, script) => {
    const host = openDocument();
    await expect(runCommand(assistantFor(host, new ScriptedModel(script)), fixGrammar)).resolves.toBe('failed');
    expect(host.plans).toHaveLength(0);
  });

  it('fails when the gateway offers no model', async () => {
    const assistant = assistantFor(openDocument(), new ScriptedModel(), { listModels: async () => [] });
    await expect(runCommand(assistant, fixGrammar)).resolves.toBe('failed');
  });

  it('fails when the document refuses', async () => {
    const host = openDocument();
    const assistant = assistantFor(host, new ScriptedModel(['This is wrong.']));
    assistant.store.subscribe(({ turn }) => {
      if (turn?.generation.status === 'done') host.failNext = new AssistantError('document-protected', 'no');
    });
    await expect(runCommand(assistant, fixGrammar)).resolves.toBe('failed');
    expect(host.paragraphs[0]).toBe('This are wrong.');
  });

  it('fails rather than write where the text was changed meanwhile', async () => {
    const host = openDocument();
    const assistant = assistantFor(host, new ScriptedModel(['This is wrong.']));
    assistant.store.subscribe(({ turn }) => {
      if (turn) host.paragraphs[0] = 'Now it is another text.';
    });
    await expect(runCommand(assistant, fixGrammar)).resolves.toBe('failed');
    expect(host.paragraphs[0]).toBe('Now it is another text.');
  });
});
