import type { IncomingMessage } from 'node:http';
import { AssistantError } from '../../base/errors.ts';

/** Throws for a request that a page of another origin had a browser send: any page on the web can do so with a form. */
export function refuseForeignPage({ headers }: IncomingMessage): void {
  const { origin, host } = headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return;
  throw new AssistantError('invalid-request', 'A page of another origin may not send this.');
}
