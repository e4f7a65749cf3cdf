import { randomUUID } from 'node:crypto';
import type { UsageRecord } from '../../src/gateway/records/record.ts';

export function usage(more: Partial<UsageRecord> = {}): UsageRecord {
  return {
    kind: 'usage',
    id: randomUUID(),
    at: '2026-03-02T10:00:00.000Z',
    requestId: 'r1',
    person: 'ann',
    personName: 'Ann',
    groups: ['legal'],
    model: 'qwen',
    backend: 'work',
    answeredModel: '',
    surface: 'word',
    command: 'rewrite',
    promptTokens: 100,
    completionTokens: 50,
    cost: 0.25,
    currency: 'CNY',
    firstByteMs: 80,
    wholeMs: 900,
    outcome: 'answered',
    code: null,
    ...more,
  };
}
