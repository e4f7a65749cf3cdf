import { leaveEnded, takeEnded } from '../../../src/assistant/ended-command.ts';
import { AssistantError } from '../../../src/base/errors.ts';
import { runCommand } from '../../../src/commands/run-command.ts';
import { fixGrammar } from '../../../src/core/prompt/fix-grammar.ts';
import { assistantFor, memoryStorage } from '../../support/assistant.ts';
import { MemoryHost } from '../../support/memory-host.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';

const now = new Date('2026-01-02T03:04:05Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

function openDocument(): MemoryHost {
  const host = new MemoryHost('This are wrong.', 'Another paragraph.');
  host.select(0);
  return host;
}

describe('a command that failed where there is no window', () => {
  const storage = memoryStorage();

  /** Runs the command as the ribbon does, and has a pane over the document take over what became of it. */
  async function takenOver(host: MemoryHost, model: ScriptedModel, interfere: () => void = () => undefined) {
    const ribbon = assistantFor(host, model);
    const stop = ribbon.store.subscribe(({ turn }) => {
      if (turn?.generation.status !== 'done') return;
      stop();
      interfere();
    });
    await expect(runCommand(ribbon, fixGrammar)).resolves.toBe('failed');
    leaveEnded(storage, { id: fixGrammar.id, document: host.documentAddress, at: now }, ribbon.state);
    const pane = assistantFor(host, new ScriptedModel(['This is wrong.']));
    await pane.loadModels();
    const ended = takeEnded(storage, host.documentAddress, later(1))!;
    await pane.reopen(ended.entry, ended);
    return pane;
  }

  it('is shown with what came and why it failed, and can be tried again', async () => {
    const error = new AssistantError('quota-exceeded', 'no more', { retryAfterSeconds: 7, reason: 'tokens-per-hour' });
    const pane = await takenOver(openDocument(), new ScriptedModel(['This is', error]));
    expect(pane.state.turn).toMatchObject({
      command: { id: 'fix-grammar' },
      generation: {
        status: 'failed',
        text: 'This is',
        error: { code: 'quota-exceeded', message: 'no more', retryAfterSeconds: 7, reason: 'tokens-per-hour' },
      },
    });
    await pane.tryAgain();
    expect(pane.state.turn?.generation).toMatchObject({ status: 'done', text: 'This is wrong.' });
  });

  it('keeps an answer that the document refused, which can be written then', async () => {
    const host = openDocument();
    const pane = await takenOver(host, new ScriptedModel(['This is wrong.']), () => {
      host.failNext = new AssistantError('document-protected', 'no');
    });
    expect(pane.state.writeError?.code).toBe('document-protected');
    await pane.apply('replace');
    expect(host.paragraphs[0]).toBe('This is wrong.');
  });

  it('says that the text was changed meanwhile, and keeps the answer', async () => {
    const host = openDocument();
    const pane = await takenOver(host, new ScriptedModel(['This is wrong.']), () => {
      host.paragraphs[0] = 'Now it is another text.';
    });
    expect(pane.state.writeError?.code).toBe('selection-changed');
    expect(pane.state.turn?.generation).toMatchObject({ status: 'done', text: 'This is wrong.' });
  });

  it('tells a part of an answer from a whole one', async () => {
    const pane = await takenOver(openDocument(), new ScriptedModel(['This', { cutBy: 'length' }]));
    expect(pane.state.turn?.generation).toMatchObject({ status: 'done', finishReason: 'length', text: 'This' });
  });

  it('says why the document could not be read', async () => {
    const host = openDocument();
    host.failNext = new AssistantError('host-busy', 'dialog');
    const pane = await takenOver(host, new ScriptedModel());
    expect(pane.state.turn?.generation).toMatchObject({ status: 'failed', error: { code: 'host-busy' } });
  });

  describe('is left', () => {
    beforeEach(() => {
      const thrown = new TypeError('a bug');
      leaveEnded(
        storage,
        { id: 'summarise', document: 'one.docx', at: now },
        assistantFor(openDocument(), new ScriptedModel()).state,
        thrown,
      );
    });

    it('for the pane over its document alone, and once', () => {
      expect(takeEnded(storage, 'other.docx', later(1))).toBeUndefined();
      expect(takeEnded(storage, 'one.docx', later(1))).toMatchObject({
        entry: { command: 'summarise' },
        turn: { generation: { status: 'failed', error: { code: 'unexpected', message: 'a bug' } } },
      });
      expect(takeEnded(storage, 'one.docx', later(1))).toBeUndefined();
    });

    it('for ten minutes', () => {
      expect(takeEnded(storage, 'one.docx', later(11))).toBeUndefined();
    });
  });

  it('is none where nothing readable was left', () => {
    expect(takeEnded(memoryStorage(), 'one.docx', now)).toBeUndefined();
    expect(takeEnded(memoryStorage({ 'inkstone.ended-command': '{"v":2}' }), 'one.docx', now)).toBeUndefined();
  });
});
