/** Starts the processes of the relay bench, and ends them all. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from './measures.mjs';

const children = [];
const folder = mkdtempSync(join(tmpdir(), 'inkstone-bench-'));
const anyPort = () => 20_000 + Math.floor(Math.random() * 20_000);

/** Resolves with the process and its port, once it has said where it listens. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
    child.stdout.on('data', (text) => {
      const port = /(?:listening |http:\/\/localhost:)(\d+)/.exec(text)?.[1];
      if (port) resolve({ child, port: Number(port) });
    });
  });
}

export async function startNginx(upstream) {
  const port = anyPort();
  const config = `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr crit; events { worker_connections 4096; }
http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
upstream m { server 127.0.0.1:${upstream}; keepalive 1024; }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://m; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } } }`;
  writeFileSync(join(folder, 'nginx.conf'), config);
  execFileSync('nginx', ['-v'], { stdio: 'ignore' });
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  children.push(child);
  await sleep(700);
  return { child, port };
}

const portkeyVersion = '1.15.2';

/** Portkey's gateway, installed once into the folder for temporary files. */
export async function startPortkey() {
  const place = join(tmpdir(), `inkstone-bench-portkey-${portkeyVersion}`);
  const entry = join(place, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  if (!existsSync(entry)) {
    // With a newer hono every chat fails: "immutable" headers. These are the versions of its own lock file.
    const overrides = { hono: '4.9.7', '@hono/node-server': '1.13.5' };
    mkdirSync(place, { recursive: true });
    writeFileSync(
      join(place, 'package.json'),
      JSON.stringify({ private: true, overrides, dependencies: { '@portkey-ai/gateway': portkeyVersion } }),
    );
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: place,
      stdio: 'ignore',
      timeout: 180_000,
    });
  }
  const port = anyPort();
  const child = spawn(process.execPath, [entry, `--port=${port}`, '--headless'], { stdio: 'ignore', cwd: place });
  children.push(child);
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await sleep(200);
    if (await isUp()) return { child, port };
  }
  throw new Error('it did not start');
}

/** Ends one at once: what it would still have to write would be work beside the next measure. */
export async function end(child) {
  children.splice(children.indexOf(child), 1);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

export function endAll() {
  // At once: they would write into folders that are about to be taken away.
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
