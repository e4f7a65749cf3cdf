import type { IncomingMessage } from 'node:http';
import { ToldFailure } from '../../base/told-failure.ts';

/** Throws for a request that a page of another origin had a browser send: any page on the web can do so with a form. */
export function refuseForeignPage({ headers }: IncomingMessage): void {
  const { origin, host } = headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return;
  throw new ToldFailure('invalid-request', {
    en: 'A page of another origin may not send this.',
    zh: '不接受来自其他网站页面的请求。',
  });
}
