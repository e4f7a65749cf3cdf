import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../../../support/gateway.ts';

test('a command in a fresh clone says how to install and build', () => {
  const clone = mkdtempSync(join(tmpdir(), 'inkstone-clone-'));
  try {
    cpSync(join(productRoot, 'bin'), join(clone, 'bin'), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(clone, 'bin/inkstone.mjs'), 'doctor'], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/"npm install" and "npm run build".*"npm start"/);
  } finally {
    rmSync(clone, { recursive: true });
  }
});
