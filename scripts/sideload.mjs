/**
 * `npm run sideload`: puts the add-in into Word and Excel on this machine. On Windows it names the manifest in the registry,
 * on a Mac it copies it into the folders of both; for Office on the web it writes the file to upload and says where.
 * `-- --origin <https address>` for a gateway elsewhere, `-- --platform windows|mac|web`, `-- --remove` to take it back.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, root } from './lib/workspace.mjs';

const developmentOrigin = 'https://localhost:3000';
const registryKey = 'HKCU\\Software\\Microsoft\\Office\\16.0\\Wef\\Developer';
const platformOf = { win32: 'windows', darwin: 'mac' };

const { origin, platform, remove } = readOptions();
const template = readFileSync(join(root, 'manifest.xml'), 'utf8');
const id = /<Id>([^<]+)<\/Id>/.exec(template)?.[1] ?? fail('manifest.xml has no Id.');
const macFolders = ['Word', 'Excel'].map((name) =>
  join(homedir(), `Library/Containers/com.microsoft.${name}/Data/Documents/wef`),
);
const ownFile = join(root, '.inkstone/manifest.xml');
const files = platform === 'mac' ? macFolders.map((folder) => join(folder, `${id}.manifest.xml`)) : [ownFile];

if (remove) takeBack();
else await install();

function readOptions() {
  const port = process.env.PORT ?? '3000';
  try {
    const { values } = parseArgs({
      options: {
        origin: { type: 'string', default: `https://localhost:${port}` },
        platform: { type: 'string', default: platformOf[process.platform] ?? 'web' },
        remove: { type: 'boolean', default: false },
      },
    });
    const url = URL.canParse(values.origin) ? new URL(values.origin) : undefined;
    if (url?.protocol !== 'https:') fail('Office loads add-ins over HTTPS only: --origin https://…');
    if (!['windows', 'mac', 'web'].includes(values.platform)) fail('--platform is windows, mac or web.');
    return { ...values, origin: url.origin };
  } catch (error) {
    return fail(error.message);
  }
}

async function install() {
  // On a Mac a program has its folder once it was started.
  const ready = platform === 'mac' ? files.filter((file) => existsSync(join(file, '../..'))) : files;
  if (ready.length === 0) {
    fail(
      'Neither Word nor Excel for Mac was started on this machine yet, or they are not installed. docs/sideload.md tells more.',
    );
  }
  for (const file of ready) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, template.replaceAll(developmentOrigin, origin));
    say(`Manifest    ${file}`);
  }
  if (platform === 'windows') {
    const added = spawnSync('reg', ['add', registryKey, '/v', id, '/t', 'REG_SZ', '/d', ownFile, '/f']);
    if (added.status !== 0)
      fail(`The registry key ${registryKey} could not be written; docs/sideload.md has another way.`);
  }
  say(`Gateway     ${origin}${(await answers(origin)) ? '' : ' does not answer; start it with: npm start -- --https'}`);
  if (platform === 'web')
    say(
      'Then in Word or Excel on the web: Home › Add-ins › More Add-ins › My Add-ins › Upload My Add-in, and choose that file.',
    );
  else if (platform === 'mac')
    say('Then restart Word and Excel, open a file, and choose Inkstone under Home › Add-ins.');
  else say('Then restart Word and Excel and open a file: the Inkstone group is on the Home tab.');
}

function takeBack() {
  for (const file of files) rmSync(file, { force: true });
  if (platform === 'windows') spawnSync('reg', ['delete', registryKey, '/v', id, '/f']);
  say(
    platform === 'web'
      ? 'Remove it in Word and Excel on the web: Home › Add-ins › … › Remove.'
      : 'Removed. Restart Word and Excel.',
  );
}

/** Whether the gateway is there. Whether its certificate is trusted is for Word to say, so it is not asked here. */
function answers(address) {
  return new Promise((resolve) => {
    const request = get(`${address}/healthz`, { rejectUnauthorized: false, timeout: 3000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy(new Error('The gateway is slow.')));
    request.on('error', () => resolve(false));
  });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
