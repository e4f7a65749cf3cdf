import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { hostnameOf, isLoopback } from '../host-check.ts';
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
    // What a proxy on this machine passes on has come from elsewhere; not every proxy says for whom, but most keep the name.
    const { forwarded, host, 'x-forwarded-for': forwardedFor } = incoming.headers;
    const isPassedOn = forwardedFor !== undefined || forwarded !== undefined || !isLoopback(hostnameOf(host) ?? '');
    const isLocal = /^(?:::1|(?:::ffff:)?127\.)/.test(incoming.socket.remoteAddress ?? '');
    return isLocal && !isPassedOn ? render() : ((await forAdmin(context, next)) as Response);
  });
}
