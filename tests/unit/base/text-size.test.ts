import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { calibrateTokenFactor, estimateTokens, truncate } from '../../../src/base/text-size.ts';

const prose = [
  'The committee decided to postpone the vote until next spring, because members could not agree on the budget for infrastructure improvements. A second meeting will be held in March.',
  '我们公司计划在明年第一季度推出新产品，并且进一步扩大在海外市场的销售渠道。委员会决定推迟表决，因为成员无法就预算达成一致。',
  'Die Bundesregierung hat gestern ein neues Gesetz beschlossen, das im kommenden Jahr in Kraft tritt.',
];

describe('estimateTokens', () => {
  it.each(prose)('is within 40 per cent of a real tokeniser for %j', (text) => {
    const counted = encode(text).length;
    expect(estimateTokens(text)).toBeGreaterThan(counted * 0.8);
    expect(estimateTokens(text)).toBeLessThan(counted * 1.4);
  });

  it('is 0 for nothing and at least 1 for something', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens(' ')).toBe(1);
  });

  it('follows a factor that learns from what was counted', () => {
    const factor = calibrateTokenFactor(1, 100, 150);
    expect(factor).toBeCloseTo(1.15);
    expect(estimateTokens(prose[0]!, factor)).toBeGreaterThan(estimateTokens(prose[0]!));
    expect(calibrateTokenFactor(1, 1, 1_000_000)).toBe(2);
    expect(calibrateTokenFactor(1, 0, 5)).toBe(1);
  });
});

describe('truncate', () => {
  it('never cuts a surrogate pair', () => {
    expect(truncate('a😀b', 2)).toBe('a');
    expect(truncate('a😀b', 3)).toBe('a😀');
    expect(truncate('ab', 5)).toBe('ab');
  });
});
