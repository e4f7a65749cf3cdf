import { createUsageTap, usageIn } from '../../../../src/gateway/backends/usage-tap.ts';

const chunk = (fields: object): string => `data: ${JSON.stringify(fields)}\n\n`;
const stream =
  chunk({ choices: [{ delta: { content: 'the word "usage": {"prompt_tokens": 9}' } }], usage: null }) +
  chunk({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 } }) +
  'data: [DONE]\n\n';

describe('the token counts of a stream', () => {
  it('are read wherever the bytes are cut', () => {
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const tap = createUsageTap();
      tap.push(Buffer.from(stream.slice(0, cut)));
      tap.push(Buffer.from(stream.slice(cut)));
      expect(tap.usage).toEqual({ promptTokens: 12, completionTokens: 5 });
    }
  });

  it('are the last ones, where each chunk has some', () => {
    const tap = createUsageTap();
    for (const completed of [1, 2, 3]) {
      tap.push(
        Buffer.from(chunk({ choices: [{ delta: {} }], usage: { prompt_tokens: 7, completion_tokens: completed } })),
      );
    }
    expect(tap.usage).toEqual({ promptTokens: 7, completionTokens: 3 });
  });

  it('are absent where the stream has none', () => {
    const tap = createUsageTap();
    tap.push(Buffer.from('data: {"choices":[]}\n\ndata: [DONE]\n\n'));
    expect(tap.usage).toBeUndefined();
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
