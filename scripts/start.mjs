/**
 * `npm start`: from a fresh clone to the playground. Installs and builds what is missing, starts the gateway and
 * opens the playground in the browser. `npm start -- --https` serves over a development certificate, which
 * sideloading and dialogs need; `-- --no-open` opens nothing.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { gatewayFlags } from './lib/gateway-flags.mjs';
import { ensureBuilt, ensureInstalled, requireNode, root } from './lib/workspace.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();

const flags = process.argv.slice(2);
const gateway = spawn(
  process.execPath,
  [...gatewayFlags, join(root, 'dist/gateway/main.js'), ...flags.filter((flag) => flag !== '--no-open')],
  {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
    // The playground's Teams has a bot to talk to, as long as none is set up.
    env: { INKSTONE_BOT_WITHOUT_TOKENS: 'unless-configured', ...process.env },
  },
);
let opened = flags.includes('--no-open');
gateway.stdout.on('data', (chunk) => {
  process.stdout.write(chunk);
  const address = /(https?:\/\/\S+\/playground\/)/.exec(String(chunk))?.[1];
  if (!opened && address && hasDisplay()) {
    opened = true;
    openInBrowser(address);
  }
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => gateway.kill(signal));
gateway.on('close', (code) => process.exit(code ?? 0));

function hasDisplay() {
  if (process.env.CI) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** Opens the system's browser; that it cannot be opened is no failure, the address is on the screen. */
function openInBrowser(address) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [address]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', address]]
        : ['xdg-open', [address]];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
