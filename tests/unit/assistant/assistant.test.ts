import type { Assistant, AssistantOptions } from '../../../src/assistant/assistant.ts';
import type { AssistantState } from '../../../src/assistant/assistant-state.ts';
import type { TextStorage } from '../../../src/assistant/settings.ts';
import { isContinuable } from '../../../src/assistant/continue-answer.ts';
import { answerOf, mainApplication, materialApplications } from '../../../src/assistant/turn.ts';
import { AssistantError } from '../../../src/base/errors.ts';
import type { LanguageModel, ModelRequest } from '../../../src/core/model/language-model.ts';
import { continueWriting } from '../../../src/core/prompt/continue.ts';
import { shorten } from '../../../src/core/prompt/shorten.ts';
import { summarise } from '../../../src/core/prompt/summarise.ts';
import type { Host } from '../../../src/host/host.ts';
import type { Model } from '../../../src/protocol/chat.ts';
import type { Feedback } from '../../../src/protocol/records.ts';
import { assistantFor, memoryStorage, offeredModel } from '../../support/assistant.ts';
import { MemoryHost } from '../../support/memory-host.ts';
import { hang, ScriptedModel, type ModelStep } from '../../support/scripted-model.ts';

const sentence = 'The committee has decided to postpone the vote.';
const shorter = 'The committee postponed the vote.';

interface Opened {
  readonly host: MemoryHost;
  readonly assistant: Assistant;
}

/** An assistant with its models, over a document of which the second paragraph is selected. */
async function opened(model: ScriptedModel, rest: Partial<AssistantOptions> = {}): Promise<Opened> {
  const host = new MemoryHost('Minutes', sentence, 'The end.');
  host.select(1);
  const assistant = assistantFor(host, model, rest);
  await assistant.loadModels();
  return { host, assistant };
}

/** Resolves with the first state that the condition holds of. */
function until(assistant: Assistant, condition: (state: AssistantState) => boolean): Promise<AssistantState> {
  return new Promise((resolve) => {
    const check = (state: AssistantState): boolean => condition(state) && (resolve(state), true);
    if (check(assistant.state)) return;
    const stop = assistant.store.subscribe((state) => check(state) && stop());
  });
}

describe('asking', () => {
  it('streams the answer into the turn and changes nothing in the document', async () => {
    const model = new ScriptedModel([shorter.slice(0, 13), shorter.slice(13)]);
    const { host, assistant } = await opened(model);
    const seen: string[] = [];
    assistant.store.subscribe(({ turn }) => turn && seen.push(answerOf(turn)));
    await assistant.run(shorten);
    expect(seen).toContain('The committee');
    expect(assistant.state.turn?.generation).toMatchObject({ status: 'done', text: shorter });
    expect(host.paragraphs).toEqual(['Minutes', sentence, 'The end.']);
    expect(model.requests[0]?.messages[1]?.content).toContain(sentence);
  });

  it('reads a long document part by part, and leaves nothing out of it', async () => {
    const host = new MemoryHost(...Array.from({ length: 700 }, (_, at) => `Paragraph ${at}: ${sentence}`));
    host.placeCaret(0);
    const model = new ScriptedModel(['A note on it.']);
    const assistant = assistantFor(host, model);
    await assistant.loadModels();
    await assistant.run(summarise);
    expect(model.requests.length).toBeGreaterThan(2);
    expect(assistant.state.turn).toMatchObject({ generation: { status: 'done' }, passagesLeftOut: 0, asked: null });
  });

  describe('about a long document at a limit', () => {
    const limit = new AssistantError('quota-exceeded', 'no more', { retryable: true, retryAfterSeconds: 40 });

    /** A model that has had enough after so many parts, until it is `free`. */
    async function limited(parts: number) {
      const host = new MemoryHost(...Array.from({ length: 1400 }, (_, at) => `Paragraph ${at}: ${sentence}`));
      host.placeCaret(0);
      const scripted = { isFree: false, read: [] as string[] };
      const model: LanguageModel = {
        id: 'scripted',
        async *stream(request) {
          const isNote = request.messages[1]!.content.includes('Notes on this part');
          if (!scripted.isFree && scripted.read.length === parts) {
            yield { type: 'error', error: limit };
            return;
          }
          if (isNote) scripted.read.push(/Notes on this part \((\d+)/.exec(request.messages[1]!.content)![1]!);
          yield { type: 'text-delta', text: isNote ? '- a note' : 'In short.' };
          yield { type: 'generation-end', finishReason: 'stop', usage: undefined };
        },
      };
      const assistant = assistantFor(host, new ScriptedModel(), { createModel: () => model });
      await assistant.loadModels();
      return { assistant, scripted };
    }

    const waits = (assistant: Assistant): Promise<void> =>
      new Promise((resolve) => {
        const stop = assistant.store.subscribe(({ turn }) => {
          if (!turn?.pause) return;
          stop();
          resolve();
        });
      });

    it('tells what it waits for and how long, and keeps what was read when it is stopped', async () => {
      const { assistant, scripted } = await limited(2);
      const paused = waits(assistant);
      const running = assistant.run(summarise);
      await paused;
      const { pause } = assistant.state.turn!;
      expect(pause!.error).toBe(limit);
      expect(pause!.until - Date.now()).toBeGreaterThan(30_000);
      assistant.stop();
      await running;
      expect(assistant.state.turn).toMatchObject({
        generation: { status: 'stopped', text: '' },
        pause: null,
        keepsParts: true,
      });
      scripted.isFree = true;
      await assistant.tryAgain();
      expect(assistant.state.turn).toMatchObject({ generation: { status: 'done', text: 'In short.' } });
      // Each part once, although it was asked for twice.
      expect(new Set(scripted.read).size).toBe(scripted.read.length);
      expect(scripted.read.length).toBeGreaterThan(2);
    });

    it('reads all of it anew for another draft of a whole answer', async () => {
      const { assistant, scripted } = await limited(0);
      scripted.isFree = true;
      await assistant.run(summarise);
      const { length } = scripted.read;
      await assistant.tryAgain();
      expect(scripted.read).toHaveLength(2 * length);
    });
  });

  it('asks for a selection where what is typed is done to one, and sends nothing', async () => {
    const model = new ScriptedModel([shorter]);
    const { host, assistant } = await opened(model);
    host.placeCaret(2);
    await assistant.ask('Shorten this');
    expect(assistant.state.turn).toMatchObject({
      command: { id: 'shorten' },
      generation: { status: 'failed', error: { code: 'selection-empty' } },
    });
    expect(model.requests).toEqual([]);
  });

  it('goes by the selection as it is now, not as it was last seen', async () => {
    const model = new ScriptedModel(['A vote was postponed.']);
    const { host, assistant } = await opened(model);
    host.placeCaret(2);
    await assistant.capture();
    host.select(1);
    await assistant.ask('Say it in three words');
    expect(assistant.state.turn?.command.id).toBe('custom');
    await assistant.run(summarise);
    expect(assistant.state.context?.whole).toBeUndefined();
    host.placeCaret(2);
    await assistant.run(summarise);
    expect(assistant.state.context?.whole).toHaveLength(3);
    await assistant.ask('Write a closing line');
    expect(assistant.state.turn?.command.id).toBe('draft');
  });

  it('reads the whole document for a summary when nothing is selected', async () => {
    const model = new ScriptedModel(['A vote was postponed.']);
    const { host, assistant } = await opened(model);
    host.placeCaret(2);
    await assistant.capture();
    await assistant.run(summarise);
    expect(assistant.state.context?.whole).toHaveLength(3);
    expect(model.requests[0]?.messages[1]?.content).toContain(sentence);
  });

  it('ends at once when stopped and keeps what came', async () => {
    const { assistant } = await opened(new ScriptedModel(['The committee ', hang]));
    const running = assistant.run(shorten);
    await until(assistant, ({ turn }) => turn !== null && answerOf(turn) !== '');
    assistant.stop();
    await running;
    expect(assistant.state.turn?.generation).toMatchObject({ status: 'stopped', text: 'The committee ' });
  });

  it('keeps what came when the model fails in the middle', async () => {
    const error = new AssistantError('stream-interrupted', 'gone');
    const { assistant } = await opened(new ScriptedModel(['The comm', error]));
    await assistant.run(shorten);
    expect(assistant.state.turn?.generation).toEqual({ status: 'failed', error, text: 'The comm', reasoning: '' });
  });

  it.each([
    ['broken off', new AssistantError('stream-interrupted', 'gone')],
    ['cut at its length', { cutBy: 'length' }],
    ['ended by a filter', { cutBy: 'content-filter' }],
  ] as const)('offers a rewrite that was %s for a place of its own, not for that of the whole text', async (_, end) => {
    const { assistant } = await opened(new ScriptedModel(['The comm', end], [shorter]));
    await assistant.run(shorten);
    expect(mainApplication(assistant.state.turn!)).toBe('insert-after');
    expect(materialApplications(assistant.state.turn!, ['download'])).toEqual(['insert-after', 'download', 'replace']);
    await assistant.tryAgain();
    expect(mainApplication(assistant.state.turn!)).toBe('replace');
  });

  describe('for the rest of an answer that ended half way', () => {
    const gone = new AssistantError('stream-interrupted', 'gone');

    it.each([
      ['broken off', gone],
      ['cut at its length', { cutBy: 'length' }],
    ] as const)('puts it behind what came of one that was %s, which is then as good as any', async (_, end) => {
      const model = new ScriptedModel(['The comm', end], ['The committee ', 'postponed the vote.']);
      const { assistant } = await opened(model);
      await assistant.run(shorten);
      expect(isContinuable(assistant.state.turn!)).toBe(true);
      const seen: string[] = [];
      assistant.store.subscribe(({ turn }) => turn && seen.push(answerOf(turn)));
      await assistant.goOn();
      expect(assistant.state.turn?.generation).toMatchObject({ status: 'done', text: shorter });
      expect(seen.every((text) => text.startsWith('The comm'))).toBe(true);
      expect(isContinuable(assistant.state.turn!)).toBe(false);
      expect(mainApplication(assistant.state.turn!)).toBe('replace');
      expect(assistant.state.history).toMatchObject([{ answer: shorter }]);
      expect(model.requests[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
      expect(model.requests[1]?.messages.slice(0, 3)).toEqual([
        ...model.requests[0]!.messages,
        { role: 'assistant', content: 'The comm' },
      ]);
    });

    it('goes on after it was stopped, and once more where it is stopped again', async () => {
      const { assistant } = await opened(
        new ScriptedModel(['The committee ', hang], ['postponed ', hang], ['postponed the vote.']),
      );
      const stopAt = async (text: string, running: Promise<void>): Promise<void> => {
        await until(assistant, ({ turn }) => turn !== null && answerOf(turn).endsWith(text));
        assistant.stop();
        await running;
      };
      await stopAt('committee ', assistant.run(shorten));
      await stopAt('postponed ', assistant.goOn());
      expect(assistant.state.turn?.generation).toMatchObject({ status: 'stopped', text: 'The committee postponed ' });
      await assistant.goOn();
      expect(assistant.state.turn?.generation).toMatchObject({ status: 'done', text: shorter });
    });

    it('keeps what came where that fails as well, and can be asked again', async () => {
      const away = new AssistantError('gateway-unreachable', 'away', { retryable: true });
      const { assistant } = await opened(new ScriptedModel(['The committee', gone], [away], [' postponed the vote.']));
      await assistant.run(shorten);
      await assistant.goOn();
      expect(assistant.state.turn?.generation).toMatchObject({ status: 'failed', error: away, text: 'The committee' });
      await assistant.goOn();
      expect(assistant.state.turn?.generation).toMatchObject({ status: 'done', text: shorter });
    });

    it('asks for the rest of a summary of a long document without reading the document again', async () => {
      const host = new MemoryHost(...Array.from({ length: 700 }, (_, at) => `Paragraph ${at}: ${sentence}`));
      host.placeCaret(0);
      const requests: ModelRequest[] = [];
      const model: LanguageModel = {
        id: 'scripted',
        async *stream(request) {
          requests.push(request);
          const isNote = request.messages[1]!.content.includes('Notes on this part');
          yield { type: 'text-delta', text: isNote ? '- a note' : 'A vote was ' };
          const isRest = request.messages.length > 2;
          if (isRest) yield { type: 'text-delta', text: 'postponed.' };
          yield { type: 'generation-end', finishReason: isNote || isRest ? 'stop' : 'length', usage: undefined };
        },
      };
      const assistant = assistantFor(host, new ScriptedModel(), { createModel: () => model });
      await assistant.loadModels();
      await assistant.run(summarise);
      const read = requests.length;
      await assistant.goOn();
      expect(requests).toHaveLength(read + 1);
      expect(assistant.state.turn?.generation).toMatchObject({ status: 'done', text: 'A vote was postponed.' });
    });

    it.each<[string, ModelStep[], Partial<AssistantOptions>]>([
      ['is whole', [shorter], {}],
      ['has no words', [gone], {}],
      ['was ended by a filter', ['The comm', { cutBy: 'content-filter' }], {}],
      ['was refused', ['The comm', new AssistantError('model-refused', 'no')], {}],
      ['is of rules', ['The comm', gone], { listModels: async () => [offeredModel('engine', { embedded: true })] }],
    ])('is not to be had of an answer that %s', async (_, script, rest) => {
      const model = new ScriptedModel(script);
      const { assistant } = await opened(model, rest);
      await assistant.run(shorten);
      const { turn } = assistant.state;
      expect(isContinuable(turn!)).toBe(false);
      await assistant.goOn();
      expect(model.requests).toHaveLength(1);
      expect(assistant.state.turn?.generation).toEqual(turn?.generation);
    });
  });

  it('looks for models again when it is asked while there are none, because the gateway was away before', async () => {
    const away = new AssistantError('gateway-unreachable', 'away');
    let isAway = true;
    const listModels = async () => {
      if (isAway) throw away;
      return [offeredModel('scripted')];
    };
    const host = new MemoryHost(sentence);
    host.select(0);
    const assistant = assistantFor(host, new ScriptedModel([shorter]), { listModels });
    await assistant.loadModels();
    await assistant.run(shorten);
    expect(assistant.state.turn?.generation).toMatchObject({ status: 'failed', error: away });
    isAway = false;
    await assistant.tryAgain();
    expect(assistant.state.turn).toMatchObject({ model: 'scripted', generation: { status: 'done', text: shorter } });
  });

  it('asks a model that is there after one that was taken away', async () => {
    const gone = new AssistantError('model-missing', 'There is no model "old" here.');
    const lists = [[offeredModel('old')], [offeredModel('new')]];
    const host = new MemoryHost(sentence);
    host.select(0);
    const assistant = assistantFor(host, new ScriptedModel([gone], [shorter]), {
      listModels: async () => lists.shift()!,
    });
    await assistant.loadModels();
    await assistant.run(shorten);
    expect(assistant.state.turn).toMatchObject({ model: 'old', generation: { status: 'failed' } });
    await assistant.tryAgain();
    expect(assistant.state.turn).toMatchObject({ model: 'new', generation: { status: 'done' } });
  });

  it('drops the answer to a question that another one has overtaken', async () => {
    const { assistant } = await opened(new ScriptedModel(['Old ', hang], [shorter]));
    const first = assistant.run(shorten);
    await until(assistant, ({ turn }) => turn !== null && answerOf(turn) !== '');
    await assistant.run(shorten);
    await first;
    expect(assistant.state.turn).toMatchObject({ id: 'turn-2', generation: { text: shorter } });
    expect(assistant.state.history.map(({ id }) => id)).toEqual(['turn-2']);
  });

  it('asks again about the same text, wherever the selection is now', async () => {
    const model = new ScriptedModel(['One.'], ['Two.']);
    const { host, assistant } = await opened(model);
    await assistant.run(shorten, 'be brief');
    host.select(0);
    await assistant.tryAgain();
    expect(assistant.state.turn?.generation).toMatchObject({ text: 'Two.' });
    expect(model.requests[1]).toEqual(model.requests[0]);
  });

  it('shows no progress any more of a reading that another question has overtaken', async () => {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    await assistant.run(shorten);
    const readContext: Host['readContext'] = (_, signal, onProgress) => {
      onProgress?.({ done: 1, total: 2 });
      return new Promise((__, reject) =>
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      );
    };
    Object.assign(host, { readContext });
    const overtaken = assistant.run(shorten);
    expect(assistant.state.reading).toEqual({ done: 1, total: 2 });
    await assistant.tryAgain();
    await overtaken;
    expect(assistant.state).toMatchObject({ reading: null, contextError: null, turn: { id: 'turn-2' } });
  });

  it('tells that a document could not be read, and asks nothing', async () => {
    const model = new ScriptedModel([shorter]);
    const { host, assistant } = await opened(model);
    host.failNext = new AssistantError('host-busy', 'busy');
    await assistant.run(shorten);
    expect(assistant.state.contextError?.code).toBe('host-busy');
    expect(assistant.state.turn).toBeNull();
    expect(model.requests).toHaveLength(0);
  });

  it('fails with the gateway’s own reason when there is no model', async () => {
    const host = new MemoryHost(sentence);
    host.select(0);
    const assistant = assistantFor(host, new ScriptedModel(), {
      listModels: () => Promise.reject(new AssistantError('gateway-unreachable', 'down')),
    });
    await assistant.loadModels();
    expect(assistant.state.modelsStatus).toBe('failed');
    await assistant.run(shorten);
    expect(assistant.state.turn?.generation).toMatchObject({
      status: 'failed',
      error: { code: 'gateway-unreachable' },
    });
  });

  describe('before the models are known', () => {
    /** An assistant whose gateway says which models there are only when it is told to. */
    function unlisted() {
      const host = new MemoryHost(sentence);
      host.select(0);
      let list!: (...models: Model[]) => void;
      const listed = new Promise<Model[]>((resolve) => (list = (...models) => resolve(models)));
      const listModels = jest.fn(() => listed);
      const assistant = assistantFor(host, new ScriptedModel([shorter]), { listModels });
      return { assistant, list, listModels };
    }
    const small = offeredModel('small');

    it('waits for them, and answers', async () => {
      const { assistant, list, listModels } = unlisted();
      const isListed = assistant.loadModels();
      const running = assistant.run(shorten);
      await until(assistant, ({ turn }) => turn !== null);
      expect(assistant.state.turn?.generation.status).toBe('starting');
      list(small);
      await Promise.all([isListed, running]);
      expect(assistant.state.turn).toMatchObject({ model: 'small', generation: { status: 'done', text: shorter } });
      expect(listModels).toHaveBeenCalledTimes(1);
    });

    it('asks for them where nobody did', async () => {
      const { assistant, list } = unlisted();
      list(small);
      await assistant.run(shorten);
      expect(assistant.state.turn?.generation).toMatchObject({ status: 'done', text: shorter });
    });

    it('can be stopped', async () => {
      const { assistant, list } = unlisted();
      const running = assistant.run(shorten);
      await until(assistant, ({ turn }) => turn !== null);
      assistant.stop();
      await running;
      expect(assistant.state.turn?.generation.status).toBe('stopped');
      list();
    });

    it('says that there are none only when the gateway has said so', async () => {
      const { assistant, list } = unlisted();
      list();
      await assistant.run(shorten);
      expect(assistant.state.turn?.generation).toMatchObject({
        status: 'failed',
        error: { code: 'model-missing', reason: 'no-model' },
      });
    });
  });

  it('follows the selection from its start to its stop', async () => {
    const { host, assistant } = await opened(new ScriptedModel());
    const stop = assistant.start();
    await until(assistant, ({ context }) => context?.selection[0]?.text === sentence);
    host.select(2);
    await until(assistant, ({ context }) => context?.selection[0]?.text === 'The end.');
    stop();
    host.select(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(assistant.state.context?.selection[0]?.text).toBe('The end.');
  });
});

describe('applying', () => {
  it('writes a rewrite as small tracked edits', async () => {
    const { host, assistant } = await opened(new ScriptedModel([`Certainly! Here is the text:\n${shorter}`]));
    await assistant.run(shorten);
    await assistant.apply('replace');
    expect(host.paragraphs).toEqual(['Minutes', shorter, 'The end.']);
    expect(host.plans[0]?.tracked).toBe(true);
    expect(host.plans[0]?.edits.every(({ type }) => type === 'replace-text')).toBe(true);
    expect(assistant.state).toMatchObject({ notice: 'applied', writing: null, writeError: null });
    expect(assistant.state.turn?.receipt?.undoable).toBe(true);
  });

  it.each([
    ['the person does not want them', true, false],
    ['the host has none', false, true],
  ])('does not track changes when %s', async (_, trackedChanges, trackChanges) => {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    host.capabilities = { ...host.capabilities, trackedChanges };
    assistant.changeSettings({ trackChanges });
    await assistant.run(shorten);
    await assistant.apply('replace');
    expect(host.plans[0]?.tracked).toBe(false);
  });

  it('puts an answer after the selection, at the caret, into a comment or into a new document', async () => {
    const { host, assistant } = await opened(new ScriptedModel(['More.']));
    await assistant.run(continueWriting);
    await assistant.apply('insert-after');
    expect(host.paragraphs).toEqual(['Minutes', sentence, 'More.', 'The end.']);
    await assistant.apply('comment');
    expect(host.comments).toEqual(['More.']);
    expect(assistant.state.notice).toBe('comment-added');
    await assistant.undo();
    expect(host.comments).toEqual([]);
    expect(assistant.state.notice).toBe('undone');
    await assistant.apply('new-document');
    expect(host.newDocuments).toEqual(['More.']);
    expect(assistant.state.notice).toBe('document-opened');
    host.placeCaret(3);
    await assistant.run(continueWriting);
    await assistant.apply('insert-at-cursor');
    expect(host.paragraphs.at(-1)).toBe('The end. More.');
  });

  it('says so when the answer changes nothing, and writes nothing', async () => {
    const { host, assistant } = await opened(new ScriptedModel([sentence]));
    await assistant.run(shorten);
    await assistant.apply('replace');
    expect(assistant.state.notice).toBe('nothing-to-change');
    expect(host.plans).toHaveLength(0);
  });

  it('leaves the next question alone when it was asked during the writing', async () => {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    await assistant.run(shorten);
    let write = (): void => undefined;
    const written = new Promise<void>((resolve) => (write = resolve));
    const apply = host.applyEditPlan.bind(host);
    host.applyEditPlan = (...plan) => written.then(() => apply(...plan));
    const applying = assistant.apply('replace');
    await assistant.run(summarise);
    write();
    await applying;
    expect(host.paragraphs[1]).toBe(shorter);
    expect(assistant.state).toMatchObject({ notice: 'applied', turn: { id: 'turn-2', receipt: null } });
  });

  it('keeps the answer when the document refuses it', async () => {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    await assistant.run(shorten);
    host.failNext = new AssistantError('document-protected', 'protected');
    await assistant.apply('replace');
    expect(assistant.state.writeError?.code).toBe('document-protected');
    expect(assistant.state.writing).toBeNull();
    expect(assistant.state.turn?.receipt).toBeNull();
    await assistant.apply('replace');
    expect(host.paragraphs[1]).toBe(shorter);
    expect(assistant.state.writeError).toBeNull();
  });
});

describe('a conflict', () => {
  async function conflicted(): Promise<{ readonly host: MemoryHost; readonly assistant: Assistant }> {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    await assistant.run(shorten);
    host.paragraphs[1] = 'The committee met.';
    host.select(1);
    await assistant.apply('replace');
    return { host, assistant };
  }

  it('is asked about, and nothing is written', async () => {
    const { host, assistant } = await conflicted();
    expect(assistant.state.conflict).toMatchObject({ reason: 'text-changed', application: 'replace' });
    expect(host.paragraphs[1]).toBe('The committee met.');
    expect(assistant.state.writing).toBeNull();
  });

  it('writes at the selection as it is when the person says so', async () => {
    const { host, assistant } = await conflicted();
    await assistant.resolveConflict('here');
    expect(host.paragraphs[1]).toBe(shorter);
    expect(assistant.state.conflict).toBeNull();
  });

  it('leaves the document alone when the person says so', async () => {
    const { host, assistant } = await conflicted();
    await assistant.resolveConflict('cancel');
    expect(host.paragraphs[1]).toBe('The committee met.');
    expect(assistant.state.conflict).toBeNull();
  });

  it('writes where the person has gone since it was asked about, and at a caret beside what stands there', async () => {
    const { host, assistant } = await conflicted();
    host.placeCaret(2, 0);
    await assistant.resolveConflict('here');
    expect(host.paragraphs).toEqual(['Minutes', 'The committee met.', `${shorter} The end.`]);
    expect(assistant.state.writeError).toBeNull();
  });

  describe('of a selection that was left for another', () => {
    async function gone(): Promise<{ readonly host: MemoryHost; readonly assistant: Assistant }> {
      const { host, assistant } = await opened(new ScriptedModel([shorter]));
      host.paragraphs.push('One.', 'Two.', 'Three.', 'Four.', 'Last of all.');
      await assistant.run(shorten);
      host.select(7);
      await assistant.capture();
      await assistant.apply('replace');
      return { host, assistant };
    }

    it('is asked about before anything is written', async () => {
      const { host, assistant } = await gone();
      expect(assistant.state.conflict).toMatchObject({ reason: 'selection-moved', isInPlace: true });
      expect(host.plans).toEqual([]);
    });

    it.each([
      ['there', 1, 'Last of all.'],
      ['here', 7, sentence],
    ] as const)('ends where the person says: %s', async (choice, place, kept) => {
      const { host, assistant } = await gone();
      await assistant.resolveConflict(choice);
      expect(host.paragraphs[place]).toBe(shorter);
      expect(host.paragraphs).toContain(kept);
      expect(assistant.state.conflict).toBeNull();
    });

    it('is not asked about for a new document', async () => {
      const { assistant } = await gone();
      await assistant.resolveConflict('cancel');
      await assistant.apply('new-document');
      expect(assistant.state).toMatchObject({ conflict: null, notice: 'document-opened' });
    });
  });
});

describe('undoing', () => {
  it('takes back what the turn did, once', async () => {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    await assistant.run(shorten);
    await assistant.apply('replace');
    await assistant.undo();
    expect(host.paragraphs).toEqual(['Minutes', sentence, 'The end.']);
    expect(assistant.state).toMatchObject({ notice: 'undone', turn: { receipt: null } });
    host.paragraphs[0] = 'Changed';
    await assistant.undo();
    expect(host.paragraphs[0]).toBe('Changed');
  });

  describe('what the person made of an answer', () => {
    async function inserted(shares: boolean) {
      const told: Feedback[] = [];
      const sendFeedback = (feedback: Feedback): Promise<void> => Promise.resolve(void told.push(feedback));
      const { host, assistant } = await opened(new ScriptedModel([shorter]), { sendFeedback });
      assistant.changeSettings({ shareFeedback: shares });
      await assistant.run(shorten);
      await assistant.apply('replace');
      host.paragraphs[1] = shorter.replace('.', ' at last.');
      return { host, assistant, edits: () => told.filter(({ value }) => value === 'edited') };
    }
    const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

    it('is told at the next command, once, as both texts stand in the document', async () => {
      const { host, assistant, edits } = await inserted(true);
      await assistant.run(shorten);
      await settled();
      expect(edits()).toMatchObject([
        { type: 'insertion', command: 'shorten', answer: shorter, other: shorter.replace('.', ' at last.') },
      ]);
      expect(edits()[0]?.prompt?.at(-1)?.content).toContain(sentence);
      assistant.closeTurn();
      await settled();
      expect(edits()).toHaveLength(1);
      expect(host.paragraphs[1]).toBe(shorter.replace('.', ' at last.'));
    });

    it('is told when the answer is closed, or cannot be taken back for that very reason', async () => {
      const { host, assistant, edits } = await inserted(true);
      await assistant.undo();
      await settled();
      expect(edits()).toHaveLength(1);
      host.paragraphs[1] = shorter.replace('.', ' in the end.');
      assistant.closeTurn();
      await settled();
      expect(edits().map(({ other }) => other)).toEqual([
        shorter.replace('.', ' at last.'),
        shorter.replace('.', ' in the end.'),
      ]);
    });

    it('is not even read without their consent', async () => {
      const { host, assistant, edits } = await inserted(false);
      const read = jest.spyOn(host, 'readBack');
      await assistant.run(shorten);
      assistant.closeTurn();
      await settled();
      expect(read).not.toHaveBeenCalled();
      expect(edits()).toEqual([]);
    });
  });

  it('does nothing where the person went on writing', async () => {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    await assistant.run(shorten);
    await assistant.apply('replace');
    host.paragraphs[1] = `${shorter} Again.`;
    await assistant.undo();
    expect(host.paragraphs[1]).toBe(`${shorter} Again.`);
    expect(assistant.state.notice).toBe('changed-since');
    expect(assistant.state.turn?.receipt).not.toBeNull();
  });

  it('shows what was written', async () => {
    const { host, assistant } = await opened(new ScriptedModel([shorter]));
    await assistant.run(shorten);
    await assistant.apply('replace');
    await assistant.showReceipt();
    expect(host.shown).toEqual(assistant.state.turn?.receipt);
  });
});

describe('settings', () => {
  it('outlive the assistant, and are the defaults where they cannot be read', () => {
    const storage = memoryStorage();
    const host = new MemoryHost('');
    assistantFor(host, new ScriptedModel(), { storage }).changeSettings({ replyLanguage: 'zh', trackChanges: false });
    const later = assistantFor(host, new ScriptedModel(), { storage }).state.settings;
    expect(later).toMatchObject({ replyLanguage: 'zh', trackChanges: false, model: null });
    const broken = memoryStorage({ 'inkstone.settings': '{"trackChanges":"perhaps"}' });
    expect(assistantFor(host, new ScriptedModel(), { storage: broken }).state.settings.trackChanges).toBe(true);
  });

  it('choose the model; the gateway’s first where that one is gone', async () => {
    const assistant = assistantFor(new MemoryHost(''), new ScriptedModel(), {
      listModels: async () => [offeredModel('first'), offeredModel('second')],
    });
    await assistant.loadModels();
    expect(assistant.model?.id).toBe('first');
    assistant.changeSettings({ model: 'second' });
    expect(assistant.model?.id).toBe('second');
    assistant.changeSettings({ model: 'gone' });
    expect(assistant.model?.id).toBe('first');
  });

  it('send the standing instructions with each question', async () => {
    const model = new ScriptedModel([shorter]);
    const { assistant } = await opened(model);
    assistant.changeSettings({ customInstructions: 'Use British spelling.' });
    await assistant.run(shorten);
    expect(model.requests[0]?.messages[0]?.content).toContain('Use British spelling.');
  });

  it('decide what is read of the document, which the receipt tells before it is sent', async () => {
    const { assistant } = await opened(new ScriptedModel());
    await assistant.setScope('surroundings');
    const kinds = () => assistant.describe(shorten, '', {})?.items.map(({ kind }) => kind);
    expect(kinds()).toEqual(expect.arrayContaining(['selection', 'before', 'after']));
    await assistant.setScope('selection');
    expect(kinds()).toEqual(['selection']);
  });
});

describe('the history', () => {
  let storage: TextStorage;
  beforeEach(() => {
    storage = memoryStorage();
  });

  async function remembering(model: ScriptedModel, address = 'https://example.org/minutes.docx'): Promise<Opened> {
    const host = new MemoryHost('Minutes', sentence, 'The end.');
    host.documentAddress = address;
    host.select(1);
    const assistant = assistantFor(host, model, { storage });
    await assistant.loadModels();
    return { host, assistant };
  }

  it('is of the document, newest first, and opens again', async () => {
    const { host, assistant } = await remembering(new ScriptedModel(['One.'], ['Two.']));
    await assistant.run(shorten, 'first');
    await assistant.run(shorten, 'second');
    assistant.rate('up');
    const later = assistantFor(host, new ScriptedModel(), { storage });
    expect(later.state.history.map(({ answer, rating }) => [answer, rating])).toEqual([
      ['Two.', 'up'],
      ['One.', null],
    ]);
    await later.capture();
    await later.reopen(later.state.history[1]!);
    expect(later.state.turn).toMatchObject({ instruction: 'first', generation: { status: 'done', text: 'One.' } });
    await later.apply('insert-after');
    expect(host.paragraphs).toContain('One.');
  });

  it('keeps documents apart, and nothing of one without an address', async () => {
    const first = await remembering(new ScriptedModel(['One.']));
    await first.assistant.run(shorten);
    const second = await remembering(new ScriptedModel(['Two.']), '');
    expect(second.assistant.state.history).toEqual([]);
    await second.assistant.run(shorten);
    expect(second.assistant.state.history).toHaveLength(1);
    expect((await remembering(new ScriptedModel(), '')).assistant.state.history).toEqual([]);
    expect((await remembering(new ScriptedModel())).assistant.state.history).toHaveLength(1);
  });

  describe('with two panes over one document', () => {
    let host: MemoryHost;
    beforeEach(() => {
      host = new MemoryHost('Minutes', sentence, 'The end.');
      host.documentAddress = 'https://example.org/minutes.docx';
      host.select(1);
    });

    async function paneWith(answers: readonly string[], ids: string[]): Promise<Assistant> {
      const model = new ScriptedModel(...answers.map((answer) => [answer]));
      const pane = assistantFor(host, model, { storage, createId: () => ids.shift()! });
      await pane.loadModels();
      return pane;
    }
    const answersIn = (pane: Assistant): string[] => pane.state.history.map(({ answer }) => answer).toSorted();
    const kept = (): string[] => answersIn(assistantFor(host, new ScriptedModel(), { storage }));

    it('keeps what the other has kept since', async () => {
      const one = await paneWith(['One.', 'Three.'], ['a', 'c']);
      const other = await paneWith(['Two.'], ['b']);
      await one.run(shorten);
      await other.run(shorten);
      await one.run(shorten);
      const later = assistantFor(host, new ScriptedModel(), { storage });
      expect(answersIn(later)).toEqual(['One.', 'Three.', 'Two.']);
      expect(later.state.history[0]?.answer).toBe('Three.');
    });

    it('brings nothing back that was deleted in the other', async () => {
      const one = await paneWith(['One.', 'Three.'], ['a', 'c']);
      await one.run(shorten);
      const other = await paneWith(['Two.'], ['b']);
      await other.run(shorten);
      other.clearHistory();
      await one.run(shorten);
      expect(answersIn(one)).toEqual(['Three.']);
      expect(kept()).toEqual(['Three.']);
    });

    it('does not keep an answer again that is rated after it was deleted, here or in the other', async () => {
      const one = await paneWith(['One.'], ['a']);
      await one.run(shorten);
      const other = await paneWith(['Two.'], ['b']);
      await other.run(shorten);
      other.clearHistory();
      one.rate('up');
      other.rate('down');
      expect([answersIn(one), answersIn(other), kept()]).toEqual([[], [], []]);
    });

    it('shows what the other has kept and deleted when the history is read', async () => {
      const one = await paneWith(['One.', 'Two.'], ['a', 'b']);
      const other = await paneWith([], []);
      await one.run(shorten);
      other.readHistory();
      expect(answersIn(other)).toEqual(['One.']);
      one.clearHistory();
      await one.run(shorten);
      other.readHistory();
      expect(answersIn(other)).toEqual(['Two.']);
    });

    it('keeps what a full browser would not take for as long as the pane is open', async () => {
      const full: TextStorage = { read: () => null, write: () => undefined };
      const pane = assistantFor(host, new ScriptedModel(['One.'], ['Two.']), { storage: full });
      await pane.loadModels();
      await pane.run(shorten);
      await pane.run(shorten);
      expect(answersIn(pane)).toEqual(['One.', 'Two.']);
    });
  });

  it('does not remember a question without an answer', async () => {
    const { assistant } = await opened(new ScriptedModel([new AssistantError('model-refused', 'no')]));
    await assistant.run(shorten);
    expect(assistant.state.history).toEqual([]);
  });

  it('drops the oldest before the browser has no more room', async () => {
    const { assistant } = await remembering(new ScriptedModel(['x'.repeat(200_000)]));
    for (let count = 0; count < 4; count += 1) await assistant.run(shorten);
    const later = await remembering(new ScriptedModel());
    expect(later.assistant.state.history.map(({ id }) => id)).toEqual(['turn-4', 'turn-3']);
  });

  it('can be forgotten, and is empty where it cannot be read', async () => {
    const { assistant } = await remembering(new ScriptedModel(['One.']));
    await assistant.run(shorten);
    assistant.clearHistory();
    expect(assistant.state.history).toEqual([]);
    expect((await remembering(new ScriptedModel())).assistant.state.history).toEqual([]);
    storage.write('inkstone.history', 'no JSON');
    expect((await remembering(new ScriptedModel())).assistant.state.history).toEqual([]);
  });
});
