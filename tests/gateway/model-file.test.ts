import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import OpenAI from 'openai';
import { delay } from '../../src/base/abort.ts';
import type { AssistantError } from '../../src/base/errors.ts';
import { createGgufModel, type GgufModel } from '../../src/engine/gguf/gguf-model.ts';
import { runtimeFolder } from '../../src/engine/gguf/runtime.ts';
import { productRoot, startGateway } from '../support/gateway.ts';
import { writeTinyGguf } from '../support/tiny-gguf.ts';

/** Loading llama.cpp takes a second or two, and far more on a machine that is busy. */
jest.setTimeout(180_000);

const runtime = runtimeFolder(productRoot);
const workerUrl = pathToFileURL(join(productRoot, 'dist/gateway/gguf-worker.js'));
const prompt = { maxTokens: undefined, temperature: 0, topP: undefined, seed: undefined, stop: [], schema: undefined };
const user = (content: string) => [{ role: 'user' as const, content }];

describe('a GGUF file run by the gateway through llama.cpp', () => {
  let folder: string;
  let file: string;
  const models: GgufModel[] = [];

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'inkstone-gguf-')));
    file = join(folder, 'tiny.gguf');
    writeTinyGguf(file, {
      answers: {
        '?': ['This', 'reply', 'comes', 'from', 'a', 'real', 'file.'],
        '.': ['Another', 'answer.'],
        '!': ['On', 'and'],
      },
      endless: '!',
    });
  });
  afterAll(async () => {
    for (const model of models) await model.close();
    rmSync(folder, { recursive: true });
  });

  function open(path = file, contextWindow?: number): GgufModel {
    const model = createGgufModel({ name: 'tiny', path, contextWindow, threads: 1, runtime, workerUrl });
    models.push(model);
    return model;
  }
  async function failure(act: () => Promise<unknown>): Promise<AssistantError> {
    try {
      await act();
    } catch (error) {
      return error as AssistantError;
    }
    throw new Error('It did not fail.');
  }

  describe('behind the API', () => {
    let client: OpenAI;
    let model: GgufModel;
    let close: () => Promise<void>;

    beforeAll(async () => {
      model = open(file, 256);
      const row = { name: 'tiny', path: file, contextWindow: 256, threads: 1 };
      const started = await startGateway({ localModels: [{ row, model }] });
      client = new OpenAI({ baseURL: `${started.origin}/v1`, apiKey: 'unused', maxRetries: 0 });
      close = started.close;
    });
    afterAll(() => close());

    it('answers with what the model says, and counts its tokens', async () => {
      const answer = await client.chat.completions.create({ model: 'tiny', messages: user('Who?') });
      expect(answer.choices[0]).toMatchObject({
        message: { content: 'This reply comes from a real file.' },
        finish_reason: 'stop',
      });
      // Each character of a prompt is a token, after the one that begins it; each word of an answer, before the one that ends it.
      expect(answer.usage).toMatchObject({ prompt_tokens: 1 + '[user]Who?'.length, completion_tokens: 7 + 1 });
    });

    it('streams word by word', async () => {
      const stream = await client.chat.completions.create({
        model: 'tiny',
        messages: user('Who?'),
        stream: true,
        stream_options: { include_usage: true },
      });
      const pieces: string[] = [];
      let last: OpenAI.ChatCompletionChunk | undefined;
      for await (const chunk of stream) {
        const text = chunk.choices[0]?.delta.content;
        if (text) pieces.push(text);
        last = chunk;
      }
      expect(pieces.join('')).toBe('This reply comes from a real file.');
      expect(pieces.length).toBeGreaterThan(4);
      expect(last?.usage).toMatchObject({ completion_tokens: 8 });
    });

    it('gives the model the whole chat by its template', async () => {
      const ask = (system: string): Promise<OpenAI.ChatCompletion> =>
        client.chat.completions.create({
          model: 'tiny',
          messages: [
            { role: 'system', content: system },
            ...user('Who?'),
            { role: 'assistant', content: 'Me' },
            ...user('Go on.'),
          ],
        });
      const [brief, longer] = [await ask('Be brief'), await ask('Be very brief')];
      expect(brief.choices[0]?.message.content).toBe('Another answer.');
      const tokens = [brief, longer].map((answer) => answer.usage?.prompt_tokens ?? 0);
      expect(tokens[0]).toBeGreaterThanOrEqual('[system]Be brief[user]Who?Me[user]Go on.'.length);
      expect(tokens[1]).toBe((tokens[0] ?? 0) + ' very'.length);
    });

    it('answers several at once, each with its own', async () => {
      const asked = ['One?', 'Two.', 'Three?', 'Four.'];
      const answers = await Promise.all(
        asked.map((text) => client.chat.completions.create({ model: 'tiny', messages: user(text) })),
      );
      expect(answers.map((answer) => answer.choices[0]?.message.content)).toEqual([
        'This reply comes from a real file.',
        'Another answer.',
        'This reply comes from a real file.',
        'Another answer.',
      ]);
    });

    it('ends at the limit that was asked for, at a stop text and at the end of the context, and says which', async () => {
      const ask = async (more: object): Promise<OpenAI.ChatCompletion> =>
        client.chat.completions.create({ model: 'tiny', messages: user('Go!'), ...more });
      const limited = await ask({ max_tokens: 5 });
      expect(limited.choices[0]).toMatchObject({ message: { content: 'On and On and On' }, finish_reason: 'length' });
      const stopped = await ask({ stop: ['nd On'] });
      expect(stopped.choices[0]).toMatchObject({ message: { content: 'On a' }, finish_reason: 'stop' });
      const full = await ask({});
      expect(full.choices[0]?.finish_reason).toBe('length');
      expect(full.usage?.total_tokens).toBe(255);
    });

    it('keeps to a JSON schema', async () => {
      const schema = { type: 'object', properties: { verdict: { enum: ['yes'] } }, required: ['verdict'] };
      const answer = await client.chat.completions.create({
        model: 'tiny',
        messages: user('Well?'),
        response_format: { type: 'json_schema', json_schema: { name: 'verdict', schema } },
      });
      expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({ verdict: 'yes' });
    });

    it('says how long a prompt is that does not fit', async () => {
      const asking = client.chat.completions.create({ model: 'tiny', messages: user('x'.repeat(300)) });
      await expect(asking).rejects.toMatchObject({
        status: 413,
        code: 'context-too-long',
        message: expect.stringMatching(/has 307 tokens.*takes 256/),
      });
    });

    it('stops when the client leaves, and is free for the next', async () => {
      const stream = await client.chat.completions.create({ model: 'tiny', messages: user('Go!'), stream: true });
      let pieces = 0;
      for await (const _chunk of stream) {
        pieces += 1;
        if (pieces === 3) stream.controller.abort();
      }
      const answer = await client.chat.completions.create({ model: 'tiny', messages: user('Who?') });
      expect(answer.choices[0]?.message.content).toContain('real file');
    });

    it('tells when the system ends its process, and works again for the next', async () => {
      const stream = await client.chat.completions.create({ model: 'tiny', messages: user('Go!'), stream: true });
      const { message } = await failure(async () => {
        for await (const _chunk of stream) if (model.pid) process.kill(model.pid, 'SIGKILL');
      });
      expect(message).toMatch(/ended \(SIGKILL\).*memory ran out/);
      const answer = await client.chat.completions.create({ model: 'tiny', messages: user('Who?') });
      expect(answer.choices[0]?.message.content).toContain('real file');
    });
  });

  it('stops within a token, has the context of the file when the row asks for more, and leaves no process behind', async () => {
    const model = open(file, 100_000);
    expect(await model.load()).toEqual({ contextWindow: 512 });
    const stopping = new AbortController();
    const heard: unknown[] = [];
    const { code } = await failure(async () => {
      for await (const piece of model.run({ ...prompt, messages: user('Go!') }, stopping.signal)) {
        heard.push(piece);
        if (heard.length < 3) continue;
        // The model goes on meanwhile: what it says is not given either.
        await delay(50);
        stopping.abort();
      }
    });
    expect(code).toBe('aborted');
    expect(heard).toHaveLength(3);
    // An endless answer that went on would keep this one waiting for five hundred words.
    const next: unknown[] = [];
    for await (const piece of model.run({ ...prompt, messages: user('Who?') }, new AbortController().signal)) {
      next.push(piece);
    }
    expect(next.at(-1)).toMatchObject({ finishReason: 'stop', completionTokens: 8 });
    const pid = model.pid ?? 0;
    expect(() => process.kill(pid, 0)).not.toThrow();
    await model.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('refuses a context that the memory does not hold, with figures and what to do', async () => {
    const path = join(folder, 'long.gguf');
    writeTinyGguf(path, { answers: { '?': ['Yes.'] }, contextLength: 1_000_000_000 });
    const { code, reason, message } = await failure(() => open(path, 1_000_000_000).load());
    expect([code, reason]).toEqual(['backend-unreachable', 'backend-file']);
    expect(message).toMatch(/not enough memory .* 1000000000 tokens \([\d.]+ GB are needed, [\d.]+ GB are free\)/);
    expect(message).toContain('Lower "contextWindow"');
  });

  it('says what is wrong with a file that cannot be run', async () => {
    const missing = await failure(async () => open(join(folder, 'none.gguf')));
    expect(missing).toMatchObject({
      code: 'model-missing',
      message: expect.stringMatching(/There is no model file .*none\.gguf/),
    });
    const page = join(folder, 'page.gguf');
    writeFileSync(page, '<html>Not found</html>');
    expect(await failure(async () => open(page))).toMatchObject({
      message: expect.stringContaining('is no GGUF file'),
    });
    expect(await failure(async () => open(folder))).toMatchObject({
      message: expect.stringContaining('cannot be read'),
    });
    const cut = join(folder, 'cut.gguf');
    writeTinyGguf(cut, { answers: { '?': ['Yes.'] } });
    truncateSync(cut, Math.floor(statSync(cut).size / 2));
    expect(await failure(() => open(cut).load())).toMatchObject({
      code: 'backend-unreachable',
      message: expect.stringMatching(/cannot load .*cut\.gguf.*download it again/),
      words: { zh: expect.stringMatching(/无法加载 .*cut\.gguf.*请重新下载/) },
    });
  });

  it('is added by the command, which loads it once and notes its context', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(productRoot, 'bin/inkstone.mjs'), 'model', 'add', 'tiny', '--gguf', './tiny.gguf'],
      { cwd: folder },
    );
    expect(stdout).toContain('It works, with 512 tokens');
    const config = JSON.parse(readFileSync(join(folder, 'inkstone.config.json'), 'utf8'));
    expect(config).toEqual({ backends: [{ name: 'tiny', kind: 'gguf', path: file, contextWindow: 512 }] });
  });

  it('says how to get the runtime where it is not installed', async () => {
    const none = await failure(async () =>
      createGgufModel({ name: 'tiny', path: file, contextWindow: 128, threads: 1, runtime: folder }),
    );
    expect(none).toMatchObject({
      code: 'capability-unavailable',
      message: expect.stringContaining('npx inkstone model runtime'),
    });
  });
});
