import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface AttributeJson {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface SpanJson {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly AttributeJson[];
  readonly events: readonly { readonly name: string }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

export interface ReceivedSpan extends Omit<SpanJson, 'attributes' | 'events'> {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
  readonly milliseconds: number;
}

/** A collector that takes OTLP over HTTP as JSON, and remembers. */
export async function startOtlpReceiver(): Promise<{
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  /** All that came, as it came. */
  readonly raw: () => string;
  readonly close: () => Promise<void>;
}> {
  const spans: ReceivedSpan[] = [];
  const resources: Readonly<Record<string, unknown>>[] = [];
  let raw = '';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      if (request.url !== '/v1/traces') {
        response.writeHead(404).end();
        return;
      }
      raw += body;
      const json = JSON.parse(body) as {
        readonly resourceSpans: readonly {
          readonly resource: { readonly attributes: readonly AttributeJson[] };
          readonly scopeSpans: readonly { readonly spans: readonly SpanJson[] }[];
        }[];
      };
      for (const { resource, scopeSpans } of json.resourceSpans) {
        resources.push(toRecord(resource.attributes));
        spans.push(...scopeSpans.flatMap((scope) => scope.spans.map(toSpan)));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resources,
    raw: () => raw,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function toSpan({ attributes, events, ...span }: SpanJson): ReceivedSpan {
  const milliseconds = Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6;
  return { ...span, attributes: toRecord(attributes), events: events.map(({ name }) => name), milliseconds };
}

function toRecord(attributes: readonly AttributeJson[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
