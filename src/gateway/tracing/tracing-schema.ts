import { z } from 'zod';
import type { ConfigProblem } from '../config/config-error.ts';
import { says } from '../config/problem-words.ts';

/** `tracing` in `inkstone.config.json`. The variables of OpenTelemetry (`OTEL_…`) come before it. */
export const tracingSchema = z.strictObject({
  /** Where a collector takes OTLP over HTTP, without `/v1/traces`. */
  endpoint: z.url({ protocol: /^https?$/, error: says('collector-address') }).optional(),
  /** The share of traces that begin here and are kept, from 0 to 1. */
  share: z.number().min(0).max(1).default(1),
});
type TracingFile = z.infer<typeof tracingSchema>;

export interface TracingConfig {
  /** With `/v1/traces`. */
  readonly url: string;
  /** Absent where `OTEL_TRACES_SAMPLER` says it. */
  readonly share: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `undefined` where traces are off: unless somebody says where they go. */
export function readTracing(
  file: TracingFile | undefined,
  environment: Environment,
  problems: ConfigProblem[],
): TracingConfig | undefined {
  const valueOf = (name: string): string | undefined => environment[name]?.trim() || undefined;
  if (/^true$/i.test(valueOf('OTEL_SDK_DISABLED') ?? '') || valueOf('OTEL_TRACES_EXPORTER') === 'none')
    return undefined;
  const whole = valueOf('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const base = valueOf('OTEL_EXPORTER_OTLP_ENDPOINT') ?? file?.endpoint;
  const url = whole ?? (base === undefined ? undefined : `${base.replace(/\/+$/, '')}/v1/traces`);
  if (url === undefined) return undefined;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    const key = whole === undefined ? 'OTEL_EXPORTER_OTLP_ENDPOINT' : 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
    problems.push({ key, code: 'collector-address' });
    return undefined;
  }
  for (const key of ['OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL']) {
    if (valueOf(key) !== 'grpc') continue;
    problems.push({ key, code: 'traces-grpc' });
  }
  return { url, share: valueOf('OTEL_TRACES_SAMPLER') === undefined ? (file?.share ?? 1) : undefined };
}
