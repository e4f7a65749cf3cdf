import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startBuiltGateway } from './built-gateway.mjs';
import { copyGatewayPackages, importsOf } from './gateway-packages.mjs';
import { root } from './workspace.mjs';

/**
 * Makes the folder that the Dockerfile's last stage makes, by its `COPY` lines, and runs the gateway there, where no other
 * package can be found. Returns what is wrong.
 */
export async function tryImage(copies) {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-image-'));
  const model = await startModel();
  try {
    for (const line of copies) fill(folder, line);
    const problems = importProblems(folder);
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify(configFor(model.url)));
    const gateway = await startBuiltGateway(
      { INKSTONE_CONFIG: join(folder, 'inkstone.config.json'), OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
      folder,
    );
    try {
      return [...problems, ...(await askProblems(gateway.origin))];
    } finally {
      await gateway.stop();
    }
  } catch (error) {
    return [error.message];
  } finally {
    model.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `--from=build --chown=… /src/a /src/b ./c`: what stands below /src comes from here; the packages are made. */
function fill(folder, line) {
  const words = line.split(/\s+/).filter((word) => !word.startsWith('--'));
  const target = join(folder, words.at(-1));
  for (const source of words.slice(0, -1)) {
    const path = source.replace(/^\/src\//, '');
    if (path.endsWith('node_modules')) copyGatewayPackages(target);
    else if (!existsSync(join(root, path))) throw new Error(`the image copies ${path}, which is not there`);
    else {
      const isInto = words.at(-1).endsWith('/');
      if (isInto) mkdirSync(target, { recursive: true });
      cpSync(join(root, path), isInto ? join(target, basename(path)) : target, { recursive: true });
    }
  }
}

const configFor = (baseUrl) => ({
  backends: [{ name: 'model', kind: 'openai-compatible', baseUrl, models: ['small'] }],
  embeddedEngine: 'always',
  records: { store: 'embedded', folder: 'records' },
});

/** Everything that any of its modules may import: also what a running gateway asks for late. */
function importProblems(folder) {
  const specifiers = importsOf(join(folder, 'dist/gateway'));
  const program = `
    const problems = [];
    for (const specifier of ${JSON.stringify(specifiers)}) {
      await import(specifier).catch((error) => problems.push(specifier + ' cannot be imported: ' + error.message));
    }
    console.log(JSON.stringify(problems));
    process.exit();`;
  const args = ['--input-type=module', '-e', program];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout.trim().split('\n').at(-1)) : [stderr];
}

async function askProblems(origin) {
  const chat = (model, content, more) =>
    fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content }], ...more }),
    });
  const task = { command: 'fix-grammar', text: 'This is an test.' };
  const asked = {
    '/healthz': [await fetch(`${origin}/healthz`), /./],
    'a chat': [await chat('small', 'Hi'), /Well\./],
    'a chat without a model': [await chat('inkstone-embedded', task.text, { inkstone_task: task }), /is a test/],
    '/office-js/office.js': [await fetch(`${origin}/office-js/office.js`), /Office/],
    '/taskpane/': [await fetch(`${origin}/taskpane/`), /<script/],
    'the records': [await fetch(`${origin}/v1/admin/overview`), /"small"/],
  };
  const problems = [];
  for (const [what, [response, form]] of Object.entries(asked)) {
    const text = await response.text();
    if (!response.ok || !form.test(text)) problems.push(`${what}: ${response.status} ${text.slice(0, 300)}`);
  }
  return problems;
}

function startModel() {
  const choices = [{ index: 0, message: { role: 'assistant', content: 'Well.' }, finish_reason: 'stop' }];
  const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
  const answer = JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model: 'small', choices, usage });
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const close = () => (server.close(), server.closeAllConnections());
      resolve({ url: `http://127.0.0.1:${server.address().port}/v1`, close });
    });
  });
}
