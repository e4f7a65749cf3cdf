import { extract } from '../../../src/engine/extract.ts';

const text =
  'Call +49 30 1234567 or write to ann.lee@example.org (see https://example.org/a). Due 2026-03-01: €1,250.50, that is 12.5%.';

describe('what rules find in a text', () => {
  it.each([
    ['the e-mail address', 'ann.lee@example.org'],
    ['email', 'ann.lee@example.org'],
    ['phone number', '+49 30 1234567'],
    ['website', 'https://example.org/a'],
    ['date', '2026-03-01'],
    ['the amount', '€1,250.50'],
    ['percentage', '12.5%'],
    ['邮箱地址', 'ann.lee@example.org'],
  ])('%s', (what, found) => {
    expect(extract(text, what)).toBe(found);
  });

  it('says that there is none, rather than guess', () => {
    expect(extract('Nothing here.', 'email')).toBe('NONE');
  });

  it.each(['the supplier’s phone number', 'the sentiment', 'date and amount', ''])('leaves “%s” to a model', (what) => {
    expect(extract(text, what)).toBeNull();
  });
});
