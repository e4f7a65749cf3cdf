import { createCostFilter } from '../../../../src/gateway/prices/cost-filter.ts';

const chunk = (fields: object): string => `data: ${JSON.stringify({ id: 'x', ...fields })}\n\n`;
const words = [
  chunk({ choices: [{ delta: { content: 'the word "usage": {} and 砚' } }], usage: null }),
  chunk({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } }),
  'data: [DONE]\n\n',
].join('');

function pass(text: string, pieceLength: number, tell = () => ({ cost: 1 }) as object | undefined): string {
  const filter = createCostFilter(tell);
  const bytes = Buffer.from(text);
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength) out.push(filter.push(bytes.subarray(at, at + pieceLength)));
  out.push(filter.end());
  return Buffer.concat(out).toString('utf8');
}

describe('the cost beside the usage', () => {
  it.each([1, 7, 1000])('is put into the chunk that has it and changes no other byte, in pieces of %i', (length) => {
    expect(pass(words, length)).toBe(
      words.replace('"completion_tokens":4}}', '"completion_tokens":4},"inkstone":{"cost":1}}'),
    );
  });

  it.each([1, 1000])('is put into a whole answer, in pieces of %i', (length) => {
    const body = { choices: [{ message: { content: '}{' } }], usage: { prompt_tokens: 3, completion_tokens: 4 } };
    expect(JSON.parse(pass(JSON.stringify(body), length))).toEqual({ ...body, inkstone: { cost: 1 } });
  });

  it('changes nothing where there is nothing to tell', () => {
    expect(pass(words, 5, () => undefined)).toBe(words);
  });
});
