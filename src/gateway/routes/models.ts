import type { Hono } from 'hono';
import { toAssistantError } from '../../base/errors.ts';
import { personOf } from '../access/person-of.ts';
import type { Policies } from '../access/policies.ts';
import type { Registry } from '../backends/registry.ts';
import { renderError } from '../error-envelope.ts';

/** `GET /v1/models` and `GET /v1/models/<id>` with the models that the person may use. */
export function addModels(app: Hono, registry: Registry, policies: Policies): void {
  app.get('/v1/models', (context) => {
    const person = personOf(context.req.raw);
    const data = registry.models.filter(({ id }) => policies.offers(person, id, registry.find(id)));
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
      const { status, headers, body } = renderError(toAssistantError(thrown));
      return new Response(body, { status, headers });
    }
  });
}
