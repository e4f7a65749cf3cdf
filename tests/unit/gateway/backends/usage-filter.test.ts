import { createUsageFilter } from '../../../../src/gateway/backends/usage-filter.ts';

const delta = 'data: {"choices":[{"delta":{"content":"\\"usage\\": 好"}}]}\n\n';
const usage = 'data: {"choices": [], "usage": {"total_tokens": 3}}\n\n';
const done = 'data: [DONE]\n\n';

describe('the filter of usage chunks', () => {
  const filtered = (pieces: readonly Buffer[]): string => {
    const filter = createUsageFilter();
    return Buffer.concat([...pieces.map((piece) => filter.push(piece)), filter.end()]).toString('utf8');
  };

  it('takes out the chunk with nothing but the usage, wherever the bytes are cut', () => {
    const bytes = Buffer.from(delta + usage + done);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(filtered([bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(delta + done);
    }
    expect(filtered(Array.from(bytes, (byte) => Buffer.from([byte])))).toBe(delta + done);
  });

  it('keeps chunks that have usage beside a choice, no usage, or null for it, and comments', () => {
    const kept =
      ': ping\n\ndata: {"choices":[{"delta":{}}],"usage":{"total_tokens":3}}\n\n' +
      'data: {"choices":[],"prompt_filter_results":[]}\n\ndata: {"choices":[],"usage":null}\n\n';
    expect(filtered([Buffer.from(kept)])).toBe(kept);
  });

  it('knows the other line ends, and passes on what is never completed', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    expect(filtered([Buffer.from(crlf(delta + usage + done))])).toBe(crlf(delta + done));
    expect(filtered([Buffer.from(`${delta}data: {"cho`)])).toBe(`${delta}data: {"cho`);
  });
});
