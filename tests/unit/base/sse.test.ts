import { createSseDecoder, type SseMessage } from '../../../src/base/sse.ts';

const stream =
  '\ufeffdata: {"text":"héllo 世界 👩‍🚀"}\n\n: a comment\r\nevent: error\r\ndata: one\r\ndata:two\r\n\r\nid: 4\rdata\r\rdata: [DONE]';
const expected: SseMessage[] = [
  { event: 'message', data: '{"text":"héllo 世界 👩‍🚀"}' },
  { event: 'error', data: 'one\ntwo' },
  { event: 'message', data: '' },
  { event: 'message', data: '[DONE]' },
];
const bytes = new TextEncoder().encode(stream);

function decode(...chunks: Uint8Array[]): SseMessage[] {
  const decoder = createSseDecoder();
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
}

describe('createSseDecoder', () => {
  it('reads a stream that comes in one piece', () => {
    expect(decode(bytes)).toEqual(expected);
  });

  it('reads the same wherever the stream is cut in two', () => {
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(decode(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(expected);
    }
  });

  it('reads the same byte by byte', () => {
    expect(decode(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  it('keeps its own copy of an unfinished line', () => {
    const decoder = createSseDecoder();
    const buffer = new TextEncoder().encode('data: ab');
    decoder.push(buffer);
    buffer.fill(0x78);
    expect(decoder.push(new TextEncoder().encode('c\n\n'))).toEqual([{ event: 'message', data: 'abc' }]);
  });
});
