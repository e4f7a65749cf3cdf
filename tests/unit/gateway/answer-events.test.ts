import fc from 'fast-check';
import { EventCutter, dataOf, eventsIn, hasUsage } from '../../../src/gateway/answer-events.ts';

const part = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n', 'data: a', ': b', '好', '\r', 'data:c');

/** The events by the definition: each ends behind its blank line. */
const split = (text: string): string[] => text.split(/(?<=\n\n|\r\n\r\n)/).filter((event) => event !== '');

describe('the events of a stream', () => {
  it('are given on whole and complete, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 6 }), (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
        const cutter = new EventCutter();
        const given = places.map((place, index) => cutter.push(bytes.subarray(places[index - 1] ?? 0, place)));
        for (const events of given) expect(events.length === 0 || /\n\r?\n$/.test(events.toString('utf8'))).toBe(true);
        expect(Buffer.concat([...given, cutter.rest()]).equals(bytes)).toBe(true);
        expect(cutter.held).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('are found at once that end, wherever the bytes are cut', () => {
    for (const end of ['\n\n', '\r\n\r\n']) {
      const cutter = new EventCutter();
      const given = Array.from(`data: a\r\ndata: b${end}`, (sign) => cutter.push(Buffer.from(sign)).toString());
      expect(given.at(-1)).toBe(`data: a\r\ndata: b${end}`);
    }
  });

  it('cost no more than their bytes, though one of many lines has no end', () => {
    const cutter = new EventCutter();
    const line = Buffer.from(`data: ${'x'.repeat(57)}\n`);
    const started = performance.now();
    let given = 0;
    for (let number = 0; number < 65_536; number += 1) given += cutter.push(line).length;
    expect(given).toBe(0);
    expect(cutter.held).toBe(65_536 * line.length);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('are told one from another', () => {
    const text = 'data: a\n\n: b\r\n\r\ndata: 好\nid: 3\n\ndata: c';
    expect(eventsIn(Buffer.from(text)).map(String)).toEqual(split(text));
  });

  it('are not copied where they come whole', () => {
    const bytes = Buffer.from('data: a\n\n');
    expect(new EventCutter().push(bytes)).toBe(bytes);
  });

  it('have data in one line or several, or none', () => {
    expect(dataOf(Buffer.from('data: {"a":1}\n\n'))).toBe('{"a":1}');
    expect(dataOf(Buffer.from('event: x\r\ndata:a\r\ndata: b\r\n\r\n'))).toBe('a\nb');
    expect(dataOf(Buffer.from(': a\n\n'))).toBeUndefined();
  });

  it('have usage only where an object stands for it', () => {
    for (const yes of ['{"usage":{}}', '{"usage" :\n {"a":1}}', '{"usage":null}{"usage":{']) {
      expect(hasUsage(Buffer.from(yes))).toBe(true);
    }
    for (const no of ['', '{"usage":null}', '{"usage', '{"a":"usage"}', '\\"usage\\":{']) {
      expect(hasUsage(Buffer.from(no))).toBe(false);
    }
  });
});
