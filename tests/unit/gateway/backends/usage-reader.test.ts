import { EventCutter } from '../../../../src/gateway/answer-events.ts';
import { UsageReader, usageIn } from '../../../../src/gateway/backends/usage-reader.ts';
import type { TokenUsage } from '../../../../src/gateway/chat-stage.ts';

const chunk = (fields: object): string => `data: ${JSON.stringify(fields)}\n\n`;
const delta = 'data: {"choices":[{"delta":{"content":"\\"usage\\": {\\"prompt_tokens\\": 9} 好"}}],"usage":null}\n\n';
const usage = 'data: {"choices": [], "usage" : {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17}}\n\n';
const done = 'data: [DONE]\n\n';

interface Read {
  readonly text: string;
  readonly usage: TokenUsage | undefined;
}

/** As the relay does it: whole events, then what is left. */
function read(pieces: readonly Buffer[], keeps = false): Read {
  const events = new EventCutter();
  const reader = new UsageReader({ keeps });
  const out = pieces.map((piece) => reader.push(events.push(piece)));
  const text = Buffer.concat([...out, reader.push(events.rest())]).toString('utf8');
  return { text, usage: reader.usage };
}

describe('the reader of usage', () => {
  const counts = { promptTokens: 12, completionTokens: 5 };

  it.each(['\n', '\r\n'])('reads the counts and takes out their chunk wherever the bytes are cut: %j', (lineEnd) => {
    const ended = (text: string): string => text.replaceAll('\n', lineEnd);
    const bytes = Buffer.from(ended(delta + usage + done));
    const expected = { text: ended(delta + done), usage: counts };
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(read([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(expected);
    }
    expect(read(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(expected);
  });

  it('leaves the chunk to a client that asked for it', () => {
    expect(read([Buffer.from(delta + usage + done)], true)).toEqual({ text: delta + usage + done, usage: counts });
  });

  it('keeps chunks that have usage beside a choice, no usage, or null for it, and comments', () => {
    const kept =
      ': ping\n\ndata: {"choices":[{"delta":{}}],"usage":{"total_tokens":3}}\n\n' +
      'data: {"choices":[],"prompt_filter_results":[]}\n\ndata: {"choices":[],"usage":null}\n\n';
    expect(read([Buffer.from(kept)])).toEqual({ text: kept, usage: undefined });
  });

  it('gives the last counts, where each chunk has some', () => {
    const bytes = [1, 2, 3].map((completed) =>
      chunk({ choices: [{ delta: {} }], usage: { prompt_tokens: 7, completion_tokens: completed } }),
    );
    const { usage: last } = read(bytes.map((text) => Buffer.from(text)));
    expect(last).toEqual({ promptTokens: 7, completionTokens: 3 });
  });

  it('passes on what is never completed', () => {
    expect(read([Buffer.from(`${delta}data: {"cho`)]).text).toBe(`${delta}data: {"cho`);
  });
});

it('the counts of a whole answer are read, and nothing else is taken for them', () => {
  expect(usageIn('{"usage":{"prompt_tokens":3,"completion_tokens":4}}')).toEqual({
    promptTokens: 3,
    completionTokens: 4,
  });
  expect(usageIn('{"usage":{"prompt_tokens":3,"total_tokens":3}}')).toEqual({ promptTokens: 3, completionTokens: 0 });
  for (const text of ['', 'null', '{}', '{"usage":"many"}', '{"usage":{"prompt_tokens":"3"}}']) {
    expect(usageIn(text)).toBeUndefined();
  }
});
