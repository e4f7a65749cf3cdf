/** The gateway for the relay bench: alone, open on one machine, with tokens, as an organisation has it, and with every look at the text. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { token } from './client.mjs';

const adminToken = 'ink_bench_admin';

/** What every chat goes through: lengths and times alone. */
const noLook = { mask: { for: 'never' }, addresses: 'off' };

const safeties = {
  'inkstone-organisation': noLook,
  // As it is unless configured otherwise, in front of a hosted model: details masked, addresses looked at.
  'inkstone-safety': { mask: { for: 'always' } },
};

/** Starts the relay in this process, without any stage around it; resolves with its port. */
export async function startBare(baseUrl, models) {
  await import('../load-source.mjs');
  const { createGateway } = await import('../../src/gateway/app.ts');
  const { readConfig } = await import('../../src/gateway/config/read-config.ts');
  const { folder } = folderWith({ backends: [rowOf(baseUrl, models)] });
  const { backends } = readConfig({}, folder);
  return Number(new URL(await createGateway({ root: folder, backends }).listen(0)).port);
}

/** A folder to start the built gateway in without records, `open` or with 200 tokens; nothing is looked for in the text. */
export function small(mode, baseUrl, models) {
  return folderWith({
    backends: [rowOf(baseUrl, models)],
    access: { mode },
    records: { store: 'none' },
    safety: noLook,
  });
}

/**
 * A folder to start the built gateway in as an organisation does: sign-in by one of 200 tokens, quotas of person and group, the
 * line, records, prices and a budget.
 */
export function organisation(kind, baseUrl, models, others = []) {
  const row = { ...rowOf(baseUrl, models), maxConcurrent: 5000 };
  const made = folderWith({
    backends: [row, ...(others.length === 0 ? [] : [{ ...row, name: 'others', models: others }])],
    access: { mode: 'token' },
    policies: {
      groups: [
        {
          group: '*',
          instructions: 'British spelling.',
          perPerson: { requestsPerHour: 1_000_000, tokensPerDay: 1_000_000_000 },
          wholeGroup: { tokensPerDay: 1_000_000_000 },
        },
      ],
    },
    records: { store: 'embedded', folder: 'records' },
    prices: [{ model: '*', currency: 'USD', perMillion: { in: 2, out: 8 } }],
    budgets: [{ person: '*', amount: 1_000_000, currency: 'USD', period: 'month' }],
    safety: safeties[kind],
  });
  return { ...made, carryRecords };
}

/** Has a gateway carry all that it recorded to its store, as it does before an administrator looks; else it does so every half minute. */
async function carryRecords(port) {
  const url = `http://127.0.0.1:${port}/v1/admin/feedback.jsonl?format=sft`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${adminToken}` } });
  if (!answer.ok) throw new Error(`the records cannot be read: ${answer.status}`);
  await answer.arrayBuffer();
}

const rowOf = (baseUrl, models) => ({ name: 'mock', kind: 'vllm', baseUrl, models });

function folderWith(config) {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-bench-gateway-'));
  writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify(config));
  const person = (name, secret, role = 'user') => ({
    name,
    sha256: createHash('sha256').update(secret).digest('base64url'),
    groups: ['writers'],
    role,
    created: '2026-01-01T00:00:00Z',
  });
  const others = Array.from({ length: 199 }, (_none, index) => person(`person-${index}`, `ink_${index}`));
  const tokens = [...others, person('bench', token), person('administrator', adminToken, 'admin')];
  writeFileSync(join(folder, 'inkstone.tokens.json'), JSON.stringify({ tokens }), { mode: 0o600 });
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}
