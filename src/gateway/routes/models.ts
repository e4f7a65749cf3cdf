import type { Hono } from 'hono';
import { toAssistantError } from '../../base/errors.ts';
import type { Registry } from '../backends/registry.ts';
import { renderError } from '../error-envelope.ts';

/** `GET /healthz`, `GET /v1/models` and `GET /v1/models/<id>`. */
export function addModels(app: Hono, registry: Registry, isDraining: () => boolean): void {
  app.get('/healthz', (context) =>
    isDraining()
      ? context.json({ status: 'draining' }, 503)
      : context.json({ status: 'ok', models: registry.models.length }),
  );
  app.get('/v1/models', (context) => context.json({ object: 'list', data: registry.models }));
  // An id may hold slashes, as those of Hugging Face do.
  app.get('/v1/models/:id{.+}', (context) => {
    const id = context.req.param('id');
    const found = registry.models.find((model) => model.id === id);
    if (found) return context.json(found);
    try {
      registry.find(id);
      return context.json({ id, object: 'model', created: 0, owned_by: id.split('/', 1)[0] ?? id });
    } catch (thrown) {
      const { status, headers, body } = renderError(toAssistantError(thrown));
      return new Response(body, { status, headers });
    }
  });
}
