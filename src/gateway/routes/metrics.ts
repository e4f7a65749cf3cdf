import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { bearerOf } from '../access/bearer.ts';
import { hostnameOf, isLoopback } from '../host-check.ts';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import { isSameSecret } from '../safety/guard/same-secret.ts';
import { answerPerson, requireAdmin, type PersonRoutesOptions } from './answer-person.ts';

/**
 * `GET /metrics` for Prometheus: for who shows the token of the metrics, or where none is set for this machine; and for administrators.
 */
export function addMetrics(
  app: Hono,
  { metrics, metricsToken }: Pick<Bookkeeping, 'metrics' | 'metricsToken'>,
  options: PersonRoutesOptions,
): void {
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
    const isOpen = metricsToken === undefined ? isOfThisMachine(incoming) : shows(incoming, metricsToken);
    return isOpen ? render() : ((await forAdmin(context, next)) as Response);
  });
}

/** What a proxy on this machine passes on has come from elsewhere; not every proxy says for whom, but most keep the name. */
function isOfThisMachine({ headers, socket }: IncomingMessage): boolean {
  const { forwarded, host, 'x-forwarded-for': forwardedFor } = headers;
  const isPassedOn = forwardedFor !== undefined || forwarded !== undefined || !isLoopback(hostnameOf(host) ?? '');
  return !isPassedOn && /^(?:::1|(?:::ffff:)?127\.)/.test(socket.remoteAddress ?? '');
}

function shows(request: IncomingMessage, token: string): boolean {
  return request.headers.authorization !== undefined && isSameSecret(bearerOf(request), token);
}
