import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayFlags } from './gateway-flags.mjs';
import { root } from './workspace.mjs';

/**
 * The built gateway on a free port, as for someone who has configured nothing but what `settings` puts into its
 * environment. Resolves with its origin and the way to stop it. `product` is the folder with `dist`.
 */
export async function startBuiltGateway(settings = {}, product = root) {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-gateway-'));
  const child = spawn(process.execPath, [...gatewayFlags, join(product, 'dist/gateway/main.js')], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  const port = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      said += String(chunk);
      const address = /http:\/\/localhost:(\d+)/.exec(said);
      if (address) resolve(address[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`The gateway did not start. It said:\n${said}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
