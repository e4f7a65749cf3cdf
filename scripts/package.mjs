/**
 * `npm run package`: makes the app package that is uploaded to Teams and Microsoft 365, one for each environment.
 *
 *   npm run package -- --env production --domain inkstone.example.com --bot-id <guid> [--client-id <guid>] [--app-id <guid>]
 *
 * `--env local` (the default) is for https://localhost:3000. `--no-bot` leaves the bot and the message extension out.
 * `--sync` brings the Word and Excel part up to manifest.xml, `--check` looks for faults and writes nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillAppPackage, readAppPackage, syncWithOffice, zipAppPackage } from './lib/app-package.mjs';
import { findFaults, isLocal as isPrivate } from './lib/app-package-rules.mjs';
import { fail, root } from './lib/workspace.mjs';

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const options = readOptions();
if (options.sync) await syncWithOffice();
const production = options.env !== 'local';
const parts = fillAppPackage(readAppPackage(), options);
const faults = findFaults(parts, { production });
if (faults.length > 0) fail(`The app package has faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
if (options.check || options.sync) {
  say('The app package is in order.');
} else {
  const folder = join(root, 'appPackage/build');
  const file = join(folder, `inkstone-${options.env}.zip`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, zipAppPackage(parts));
  say(`Package     ${file}`);
  say(`Pages       https://${options.domain}`);
  say(`App         ${parts.manifest.id}, version ${parts.manifest.version}`);
  say(
    `Bot         ${options.botId ? `${options.botId}; its endpoint is https://${options.domain}/api/messages` : 'none'}`,
  );
  say('Upload it in Teams: Apps › Manage your apps › Upload an app. docs/sideload.md tells the rest.');
}

function readOptions() {
  const { values } = parse();
  const value = (flag, variable) => values[flag] ?? process.env[variable];
  const env = values.env ?? 'local';
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(env)) fail('--env is a short name in lower case, such as staging.');
  const isLocal = env === 'local';
  const domain = value('domain', 'INKSTONE_DOMAIN') ?? (isLocal ? 'localhost:3000' : undefined);
  if (!domain) fail(`--domain is missing: which domain serves Inkstone in “${env}”? For example inkstone.example.com.`);
  if (!/^[a-z0-9.-]+(?::\d+)?$/i.test(domain)) fail('--domain is a domain alone, without https:// and without a path.');
  if (!isLocal && isPrivate(domain.split(':')[0])) {
    fail(
      `${domain} is this machine or a private address: Teams and Office load “${env}” from where people can reach it.`,
    );
  }
  const botId = values['no-bot'] ? undefined : value('bot-id', 'INKSTONE_BOT_ID');
  const clientId = value('client-id', 'INKSTONE_CLIENT_ID');
  const appId = value('app-id', 'INKSTONE_APP_ID');
  for (const [flag, id] of Object.entries({ 'bot-id': botId, 'client-id': clientId, 'app-id': appId })) {
    if (id !== undefined && !guid.test(id)) fail(`--${flag} is an id such as 3d9a6f04-58c2-4b7e-9c1d-0e6f2a8b47d5.`);
  }
  const isPackaging = !values.check && !values.sync;
  if (isPackaging && !isLocal && !botId && !values['no-bot']) {
    fail('--bot-id is missing: the app id of the bot’s registration. --no-bot makes a package with the tab alone.');
  }
  // On this machine the emulated Teams speaks for the bot, whatever its id.
  const localBot = values['no-bot'] ? undefined : '00000000-0000-0000-0000-000000000000';
  return {
    env,
    domain,
    appId,
    clientId,
    botId: botId ?? (isLocal ? localBot : undefined),
    check: values.check,
    sync: values.sync,
  };
}

function parse() {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  try {
    return parseArgs({
      options: {
        env: text,
        domain: text,
        'app-id': text,
        'bot-id': text,
        'client-id': text,
        'no-bot': flag,
        sync: flag,
        check: flag,
      },
    });
  } catch (error) {
    return fail(error.message);
  }
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
