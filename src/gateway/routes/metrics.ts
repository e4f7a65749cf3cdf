import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import { answerPerson, requireAdmin, type PersonRoutesOptions } from './answer-person.ts';

/** `GET /metrics` for Prometheus: for this machine, and for administrators from elsewhere. */
export function addMetrics(app: Hono, { metrics }: Bookkeeping, options: PersonRoutesOptions): void {
  const render = async (): Promise<Response> =>
    new Response(await metrics.render(), {
      headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
    });
  const forAdmin = answerPerson(options, async ({ person }) => {
    requireAdmin(person);
    return render();
  });
  app.get('/metrics', async (context, next) => {
    const { incoming } = context.env as HttpBindings;
    // What a proxy on this machine passes on has come from elsewhere.
    const isPassedOn = incoming.headers['x-forwarded-for'] !== undefined || incoming.headers.forwarded !== undefined;
    const isLocal = /^(?:::1|(?:::ffff:)?127\.)/.test(incoming.socket.remoteAddress ?? '');
    return isLocal && !isPassedOn ? render() : ((await forAdmin(context, next)) as Response);
  });
}
