import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssistantError } from '../../../../src/base/errors.ts';
import { replaceFile, whileLocked } from '../../../../src/gateway/access/change-file.ts';

describe('a file that is changed', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-change-'));
    path = join(folder, 'tokens.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is as it was on a disk that is full, which is told', () => {
    writeFileSync(path, 'before');
    // Every write to it fails for want of room, as the kernel documents it (full(4)).
    symlinkSync('/dev/full', `${path}.${process.pid}.new`);
    let failure: unknown;
    try {
      whileLocked(path, () => replaceFile(path, 'after'));
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(AssistantError);
    expect(failure).toMatchObject({ reason: 'disk-full', message: expect.stringContaining('make room') });
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['tokens.json']);
  });

  it('is its owner’s alone when it is new, and keeps its mode when it is not', () => {
    replaceFile(path, 'one');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o640);
    replaceFile(path, 'two');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(path, 'utf8')).toBe('two');
  });
});
