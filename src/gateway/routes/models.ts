import type { Hono } from 'hono';
import { toAssistantError } from '../../base/errors.ts';
import type { Model } from '../../protocol/chat.ts';
import { personOf } from '../access/person-of.ts';
import type { Policies } from '../access/policies.ts';
import type { Registry } from '../backends/registry.ts';
import type { Engine } from '../engine-port.ts';
import { renderError } from '../error-envelope.ts';
import { languageOf } from '../language.ts';

/** Until the page that asked has settled: what the engine prepares takes a processor for a second or two. */
const settlingMs = 1_500;

/** `GET /v1/models` and `GET /v1/models/<id>` with the models that the person may use. */
export function addModels(app: Hono, registry: Registry, policies: Policies): void {
  app.get('/v1/models', (context) => {
    const person = personOf(context.req.raw);
    const data = registry.models.filter(({ id }) => policies.offers(person, id, registry.find(id)));
    const engine = data[0] && engineOf(registry, data[0]);
    if (engine) setTimeout(() => engine.prepare(), settlingMs).unref();
    return context.json({ object: 'list', data });
  });
  // An id may hold slashes, as those of Hugging Face do.
  app.get('/v1/models/:id{.+}', (context) => {
    const id = context.req.param('id');
    try {
      policies.demand(personOf(context.req.raw), id, registry.find(id));
      const found = registry.models.find((model) => model.id === id);
      return context.json(found ?? { id, object: 'model', created: 0, owned_by: id.split('/', 1)[0] ?? id });
    } catch (thrown) {
      const { status, headers, body } = renderError(
        toAssistantError(thrown),
        languageOf(context.req.header('accept-language')),
      );
      return new Response(body, { status, headers });
    }
  });
}

/** The embedded engine, where it is the model that a pane begins with. */
function engineOf(registry: Registry, model: Model): Engine | undefined {
  const found = model.inkstone?.embedded === true ? registry.find(model.id) : undefined;
  return found?.kind === 'engine' ? found.engine : undefined;
}
