import type { IncomingMessage } from 'node:http';
import { Hono, type Context } from 'hono';
import type { Dispatcher } from 'undici';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import type { Part } from '../../protocol/gateway-state.ts';
import type { Policies } from '../access/policies.ts';
import type { Backend } from '../backends/backend.ts';
import type { RowState } from '../backends/health.ts';
import type { Registry } from '../backends/registry.ts';
import type { Person } from '../chat-stage.ts';
import { examineBackend, examineFile } from '../doctor/examine.ts';
import { renderError } from '../error-envelope.ts';
import type { GatewayOptions } from '../gateway-options.ts';
import { languageOf } from '../language.ts';
import { partsOf } from '../stores/parts.ts';
import { addAdmin } from './admin.ts';
import { addAdminAccess } from './admin-access.ts';
import { addAdminLibrary } from './admin-library.ts';
import { addDoctor } from './doctor.ts';
import { addFeedback } from './feedback.ts';
import { addHealth } from './health.ts';
import { addLibrary } from './library.ts';
import { addMetrics } from './metrics.ts';
import { addModels } from './models.ts';
import { addPages } from './pages.ts';
import { addSession } from './session.ts';

/** What the gateway has made of its options. */
export interface SiteSurroundings {
  readonly identify: (request: IncomingMessage) => Promise<Person>;
  readonly policies: Policies;
  readonly registry: Registry;
  readonly bodyLimitBytes: number;
  readonly dispatcherOf: (backend: Backend) => Dispatcher;
  readonly scheme: 'http' | 'https';
  readonly isDraining: () => boolean;
  /** Whether a row of servers gets chats. */
  readonly stateOfRow: (name: string) => { readonly state: RowState; readonly since: string | null };
}

/** All that is answered at once and as a whole: pages, the session, models, the doctor, administration. What relays a model is elsewhere. */
export function createSite(options: GatewayOptions, surroundings: SiteSurroundings): Hono {
  const { identify, policies, registry, bodyLimitBytes, dispatcherOf, scheme, isDraining, stateOfRow } = surroundings;
  const { bookkeeping } = options;
  const app = new Hono();
  addSession(app, {
    identify,
    signIn: options.signIn ?? { mode: 'open' },
    permissionsOf: (person) => ({
      ...policies.permissionsOf(person),
      keepsContent: bookkeeping?.keepsContentOf(person) ?? false,
    }),
  });
  const parts = (): readonly Part[] => partsOf(bookkeeping, options.limits?.());
  addHealth(app, { models: registry.models.length, isDraining, parts });
  addModels(app, registry, policies);
  addPages(app, {
    root: options.root,
    officeJs: options.officeJs ?? 'self',
    frameAncestors: options.frameAncestors ?? [],
    signInOrigins: options.signInOrigins ?? [],
    originOf: (requestHost) => options.publicUrl ?? `${scheme}://${requestHost}`,
  });
  addDoctor(app, {
    identify,
    examine: () =>
      Promise.all([
        ...(options.backends ?? []).map((backend) =>
          examineBackend(backend, { dispatcher: dispatcherOf(backend), proxy: options.proxy }),
        ),
        ...(options.localModels ?? []).map(({ row, model }) => examineFile(row, model)),
      ]),
  });
  const forPeople = { identify, bodyLimitBytes };
  addAdminAccess(app, {
    ...forPeople,
    bookkeeping,
    tokens: options.tokens,
    policies: options.policyBook,
    models: () => registry.models.map(({ id }) => id),
  });
  if (bookkeeping) {
    addLibrary(app, bookkeeping, forPeople);
    addAdminLibrary(app, bookkeeping, forPeople);
    addFeedback(app, bookkeeping, forPeople);
    addAdmin(app, bookkeeping, {
      ...forPeople,
      queue: options.queue,
      parts,
      rows: () => [
        ...(options.backends ?? []).map(({ name }) => ({ name, ...stateOfRow(name) })),
        ...(options.localModels ?? []).map(({ row: { name } }) => ({ name, state: 'up' as const, since: null })),
      ],
    });
    bookkeeping.metrics.watch(parts);
    addMetrics(app, bookkeeping, forPeople);
  }
  app.notFound((context) => {
    if (!context.req.path.startsWith('/v1/')) {
      const words = { en: 'There is nothing here.', zh: '这里什么都没有。' };
      return context.text(`${words[languageOf(context.req.header('accept-language'))]}\n`, 404);
    }
    const asked = `${context.req.method} ${context.req.path}`;
    const words = { en: `There is no ${asked}.`, zh: `没有 ${asked} 这个接口。` };
    return toResponse(new ToldFailure('invalid-request', words), context, 404);
  });
  // What failed may name files of this machine; the log of the process has it.
  app.onError((error, context) => {
    (options.onUnexpected ?? (() => undefined))(error);
    return toResponse(toAssistantError(error), context);
  });
  return app;
}

function toResponse(error: AssistantError, context: Context, status?: number): Response {
  const answer = renderError(error, languageOf(context.req.header('accept-language')), status);
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}
