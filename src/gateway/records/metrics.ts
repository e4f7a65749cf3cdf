import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Part } from '../../protocol/gateway-state.ts';
import { Gatherer } from '../gatherer.ts';
import type { UsageRecord } from './record.ts';
import type { RecordsState } from './records.ts';

/** How a row of the configuration did since the gateway started. */
export interface RowHealth {
  readonly backend: string;
  readonly answered: number;
  readonly failed: number;
  /** The code of its last failure, until it answers again. */
  readonly lastError: string | null;
}

export interface Metrics {
  observe(usage: UsageRecord): void;
  changeRunning(change: 1 | -1): void;
  /** Tells from now on of what the gateway needs beside itself. */
  watch(parts: () => readonly Part[]): void;
  readonly running: number;
  readonly rows: readonly RowHealth[];
  /** Prometheus' text form. No label names a person. */
  render(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsSources {
  readonly stateOfRecords: () => RecordsState | undefined;
  /** Chats that wait before the rows. */
  readonly queueLength: () => number;
}

export function createMetrics({ stateOfRecords, queueLength }: MetricsSources): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 50 });
  const chats = new Counter({
    name: 'inkstone_chats_total',
    help: 'Chats, by how they ended: answered, failed, refused, or left by the client.',
    labelNames: ['model', 'backend', 'answered_model', 'outcome', 'code'],
    registers,
  });
  const tokens = new Counter({
    name: 'inkstone_tokens_total',
    help: 'Tokens in and out, as the backends counted them.',
    labelNames: ['model', 'backend', 'answered_model', 'direction'],
    registers,
  });
  const cost = new Counter({
    name: 'inkstone_cost_total',
    help: 'What chats cost by the configured prices, in the currency.',
    labelNames: ['model', 'backend', 'answered_model', 'currency'],
    registers,
  });
  const firstByte = new Histogram({
    name: 'inkstone_first_byte_seconds',
    help: 'From the request to the first byte for the client.',
    labelNames: ['model', 'backend', 'answered_model'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
    registers,
  });
  const whole = new Histogram({
    name: 'inkstone_chat_seconds',
    help: 'From the request to the end of the answer.',
    labelNames: ['model', 'backend', 'answered_model'],
    buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600],
    registers,
  });
  let running = 0;
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('inkstone_chats_running', 'Chats that are being answered.', () => running);
  gauge('inkstone_queue_length', 'Chats that wait for a row to be free.', queueLength);
  gauge('inkstone_records_waiting', 'Records that are not on the disk yet.', () => stateOfRecords()?.waiting ?? 0);
  gauge('inkstone_records_journal_bytes', 'Size of the journal.', () => stateOfRecords()?.bytes ?? 0);
  gauge('inkstone_records_lost', 'Records that were lost since the start.', () => stateOfRecords()?.lost ?? 0);
  let watched: () => readonly Part[] = () => [];
  const up = new Gauge({
    name: 'inkstone_part_up',
    help: 'Whether what the gateway needs beside itself can be used: 1, or 0 while it is gone.',
    labelNames: ['part', 'kind'],
    registers,
    collect() {
      for (const { name, kind, since } of watched()) up.set({ part: name, kind }, since === null ? 1 : 0);
    },
  });
  const rows = new Map<string, RowHealth>();

  function count(usage: UsageRecord): void {
    const { model, backend, answeredModel: answered_model, outcome, promptTokens, completionTokens } = usage;
    chats.inc({ model, backend, answered_model, outcome, code: usage.code ?? '' });
    if (promptTokens !== null) tokens.inc({ model, backend, answered_model, direction: 'in' }, promptTokens);
    if (completionTokens !== null) tokens.inc({ model, backend, answered_model, direction: 'out' }, completionTokens);
    if (usage.cost !== null) cost.inc({ model, backend, answered_model, currency: usage.currency ?? '' }, usage.cost);
    const { firstByteMs, wholeMs } = usage;
    if (firstByteMs !== null) firstByte.observe({ model, backend, answered_model }, firstByteMs / 1000);
    if (outcome === 'answered') whole.observe({ model, backend, answered_model }, wholeMs / 1000);
    if (outcome !== 'answered' && outcome !== 'failed') return;
    const row = rows.get(backend) ?? { backend, answered: 0, failed: 0, lastError: null };
    rows.set(
      backend,
      outcome === 'answered'
        ? { ...row, answered: row.answered + 1, lastError: null }
        : { ...row, failed: row.failed + 1, lastError: usage.code },
    );
  }
  const observed = new Gatherer<UsageRecord>((usages) => usages.forEach(count));

  return {
    observe: (usage) => observed.add(usage),
    watch(parts) {
      watched = parts;
    },
    changeRunning(change) {
      running += change;
    },
    get running() {
      return running;
    },
    get rows() {
      observed.flush();
      return [...rows.values()];
    },
    render() {
      observed.flush();
      return register.metrics();
    },
    contentType: register.contentType,
  };
}
