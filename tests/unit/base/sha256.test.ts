import { createHash } from 'node:crypto';
import { sha256 } from '../../../src/base/sha256.ts';

it.each(['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'é中文🙂'.repeat(500)])(
  'gives what the platform gives, case %#',
  (text) => {
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  },
);
