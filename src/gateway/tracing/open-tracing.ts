import type { Attributes, Context, Span } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { toAssistantError } from '../../base/errors.ts';
import type { ChatOutcome } from '../chat-stage.ts';
import type { Words } from '../language.ts';
import { parseTraceparent, renderTraceparent } from './trace-context.ts';
import type { Tracing } from './tracing.ts';
import type { TracingConfig } from './tracing-schema.ts';

const closeWithinMs = 3_000;

/**
 * Loads OpenTelemetry and sends traces to the collector. The packages are fetched here alone, so that who has no traces has
 * none of them in memory; nothing is registered globally.
 */
export async function openTracing({ url, share }: TracingConfig, warn: (message: Words) => void): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, resources, { AsyncLocalStorageContextManager }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/context-async-hooks'),
  ]);
  const { SpanKind, SpanStatusCode, trace, ROOT_CONTEXT, createTraceState } = api;
  // The variables OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come before our own name.
  const resource = resources
    .resourceFromAttributes({ 'service.name': 'inkstone-gateway' })
    .merge(resources.detectResources({ detectors: [resources.envDetector] }));
  const provider = new sdk.BasicTracerProvider({
    resource,
    ...(share !== undefined && {
      sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(share) }),
    }),
    spanProcessors: [new sdk.BatchSpanProcessor(tellingOf(new OTLPTraceExporter({ url }), url, warn))],
  });
  const tracer = provider.getTracer('inkstone');
  const contexts = new AsyncLocalStorageContextManager().enable();

  function fail(span: Span, kind: string): void {
    span.setAttribute('error.type', kind);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }

  /** The caller's trace, when it is in one. */
  function contextOf(headers: Readonly<Record<string, string | string[] | undefined>>): Context {
    const parent = parseTraceparent(headers['traceparent']);
    if (!parent) return ROOT_CONTEXT;
    const state = headers['tracestate'];
    const traceState = typeof state === 'string' && state.length <= 512 ? createTraceState(state) : undefined;
    return trace.setSpanContext(ROOT_CONTEXT, { ...parent, ...(traceState && { traceState }) });
  }

  return {
    async request(request, response, requestId, run) {
      const parent = contextOf(request.headers);
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      const attributes = { 'http.request.method': 'POST', 'url.path': path, 'inkstone.request_id': requestId };
      const span = tracer.startSpan(`POST ${path}`, { kind: SpanKind.SERVER, attributes }, parent);
      try {
        const outcome = await contexts.with(trace.setSpan(parent, span), run);
        span.setAttributes(attributesOf(outcome));
        const isLeft = response.destroyed && !response.writableFinished;
        span.setAttribute('http.response.status_code', response.headersSent ? response.statusCode : 499);
        if (outcome.error !== undefined) fail(span, outcome.error.split(':', 1)[0] ?? '');
        else if (isLeft) span.setAttribute('inkstone.left', true);
        return outcome;
      } finally {
        span.end();
      }
    },
    stage(name, stage) {
      return async (exchange, next) => {
        const outer = contexts.active();
        const span = tracer.startSpan(name, {}, outer);
        try {
          return await contexts.with(trace.setSpan(outer, span), () =>
            stage(exchange, (changed) => {
              span.end();
              // What follows is not part of this stage.
              return contexts.with(outer, () => next(changed));
            }),
          );
        } catch (thrown) {
          if (span.isRecording()) fail(span, toAssistantError(thrown).code);
          throw thrown;
        } finally {
          if (span.isRecording()) span.end();
        }
      };
    },
    upstream() {
      const parent = contexts.active();
      return (row) => {
        const span = tracer.startSpan(
          'upstream',
          { kind: SpanKind.CLIENT, attributes: { 'inkstone.row': row } },
          parent,
        );
        const context = span.spanContext();
        const state = context.traceState?.serialize();
        return {
          headers: { traceparent: renderTraceparent(context), ...(state ? { tracestate: state } : {}) },
          head: (status) => void span.setAttribute('http.response.status_code', status),
          firstByte: () => void span.addEvent('first byte'),
          fail: (kind) => fail(span, kind),
          end: () => span.end(),
        };
      };
    },
    async close() {
      const timer = new Promise((resolve) => setTimeout(resolve, closeWithinMs).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), timer]);
      contexts.disable();
    },
  };
}

/** The exporter, which says when the collector does not take what it is sent, and when it does again. */
function tellingOf(exporter: SpanExporter, url: string, warn: (message: Words) => void): SpanExporter {
  let isLost = false;
  return {
    export(spans, told) {
      exporter.export(spans, (result) => {
        // 0 is OpenTelemetry's word for success.
        const { code }: { readonly code: number } = result;
        const fails = code !== 0;
        if (fails && !isLost) {
          warn({
            en: `Traces: ${url} does not take them. They are dropped until it does.`,
            zh: `链路追踪：${url} 不接收数据，恢复之前会丢弃。`,
          });
        }
        if (!fails && isLost) warn({ en: `Traces: ${url} takes them again.`, zh: `链路追踪：${url} 已恢复接收。` });
        isLost = fails;
        told(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** What is known when it is over. A model is named only where a row answers for it: else the name is whatever was sent. */
function attributesOf({ model, backend, attempts, usage, firstByteMs }: ChatOutcome): Attributes {
  return {
    ...(backend !== undefined && { 'inkstone.row': backend }),
    ...(backend !== undefined && model !== undefined && { 'gen_ai.request.model': model }),
    ...(attempts !== undefined && { 'inkstone.attempts': attempts }),
    ...(usage && {
      'gen_ai.usage.input_tokens': usage.promptTokens,
      'gen_ai.usage.output_tokens': usage.completionTokens,
    }),
    ...(firstByteMs !== undefined && { 'inkstone.first_byte_ms': firstByteMs }),
  };
}
