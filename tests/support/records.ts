import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AuditRecord, FeedbackRecord } from '../../src/gateway/records/record.ts';
import type { Database } from '../../src/gateway/records/store/database.ts';
import { openEmbedded } from '../../src/gateway/records/store/embedded.ts';
import { createMasker } from '../../src/gateway/safety/mask/masker.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { productRoot } from './gateway.ts';

export const registerTypescript = pathToFileURL(join(productRoot, 'tests/support/register-typescript.mjs')).href;

/** An embedded store on its real thread, from the sources; a new one begins as the empty one that the build makes. */
export function openEmbeddedFromSource(folder: string): Database {
  const archive = process.env['INKSTONE_EMPTY_STORE'];
  if (archive === undefined) return openNewFromSource(folder);
  return openEmbedded(folder, { ...threadFromSource, archive: pathToFileURL(archive) });
}

/** The same, which makes its database itself. */
export function openNewFromSource(folder: string): Database {
  return openEmbedded(folder, threadFromSource);
}

const threadFromSource = {
  url: pathToFileURL(join(productRoot, 'src/gateway/records/store/embedded-worker.ts')),
  options: { execArgv: ['--import', registerTypescript] },
};

/** What a configuration without `safety` masks. */
export const defaultMasker = createMasker(safetySchema.parse({}).mask);

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'inkstone-records-'));
}

export function audit(more: Partial<AuditRecord> = {}): AuditRecord {
  return {
    kind: 'audit',
    id: randomUUID(),
    at: '2026-03-02T10:00:00.000Z',
    requestId: 'r1',
    person: 'ann',
    personName: 'Ann',
    action: 'prompt-saved',
    subject: 'Plain language',
    content: null,
    ...more,
  };
}

export function feedback(more: Partial<FeedbackRecord> = {}): FeedbackRecord {
  return {
    kind: 'feedback',
    id: randomUUID(),
    at: '2026-03-02T10:00:00.000Z',
    person: 'ann',
    type: 'rating',
    requestId: '',
    model: 'qwen',
    command: 'rewrite',
    value: 'up',
    prompt: [{ role: 'user', content: 'Shorten this.' }],
    answer: 'Shorter.',
    other: null,
    ...more,
  };
}
