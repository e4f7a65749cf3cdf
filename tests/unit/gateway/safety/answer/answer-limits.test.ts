import fc from 'fast-check';
import { createLengthFilter, createLengthLimit } from '../../../../../src/gateway/safety/answer/answer-limits.ts';
import { createTextFilter } from '../../../../../src/gateway/safety/answer/text-filter.ts';
import type { AnswerCut } from '../../../../../src/gateway/answer-cut.ts';

const uncut: AnswerCut = { error: undefined, cut: () => undefined, holdsBack: () => undefined };
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('\\', '"', '\\"', '\n', '好🙂', ''));
const delta = fc.oneof(
  fc.record({ content: text }),
  fc.record({ role: fc.constant('assistant'), reasoning_content: text, content: fc.constant(null) }),
  fc.record({ refusal: text, reasoning: text }),
  text.map((said) => ({ tool_calls: [{ index: 0, function: { name: 'f', arguments: said } }] })),
);
const stream = fc.array(delta, { maxLength: 6 }).map((deltas) =>
  deltas
    .map((said, index) => {
      const json = JSON.stringify({ choices: [{ index: 0, delta: said }], usage: null });
      return `data: ${index % 2 === 0 ? json : json.replace('"choices":', '"choices": ')}\n\n`;
    })
    .join(''),
);

describe('the limit of an answer’s length', () => {
  it('counts the same whether the events are taken apart or not, and changes no byte', () => {
    fc.assert(
      fc.property(stream, fc.nat(), (events, cut) => {
        const bytes = Buffer.from(events);
        const at = cut % (bytes.length + 1);
        const counted = { whole: 0, byText: 0 };
        const limit = { ...createLengthLimit(0, uncut), count: (more: number) => void (counted.whole += more) };
        const filter = createLengthFilter(limit);
        const out = Buffer.concat([filter.push(bytes.subarray(0, at)), filter.push(bytes.subarray(at)), filter.end()]);
        expect(out.equals(bytes)).toBe(true);
        const transform = {
          push(said: string) {
            counted.byText += said.length;
            return said;
          },
          end: () => '',
        };
        createTextFilter(() => transform).push(bytes);
        expect(counted.whole).toBe(counted.byText);
      }),
      { numRuns: 1000 },
    );
  });

  it('never cuts an answer that is no longer, however many bytes its events have, and cuts one without end', () => {
    const told: string[] = [];
    const filter = createLengthFilter(createLengthLimit(1000, { ...uncut, cut: ({ message }) => told.push(message) }));
    const event = Buffer.from(`data: {"id":"${'x'.repeat(100)}","choices":[{"delta":{"content":"one "}}]}\n\n`);
    for (let events = 0; events < 250; events += 1) filter.push(event);
    expect(told).toEqual([]);
    for (let events = 0; events < 10; events += 1) filter.push(event);
    expect(told[0]).toContain('1000 characters');
  });

  it('cuts the answer that passes it', () => {
    const told: string[] = [];
    const filter = createLengthFilter(createLengthLimit(5, { ...uncut, cut: ({ message }) => told.push(message) }));
    const event = Buffer.from('data: {"choices":[{"delta":{"content":"\\u597d\\n1"}}]}\n\n');
    filter.push(event);
    expect(told).toEqual([]);
    filter.push(event);
    expect(told).toEqual([expect.stringContaining('5 characters')]);
  });
});
