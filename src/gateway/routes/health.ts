import type { Hono } from 'hono';
import type { Part } from '../../protocol/gateway-state.ts';

export interface HealthOptions {
  readonly models: number;
  readonly isDraining: () => boolean;
  readonly parts: () => readonly Part[];
}

/**
 * `GET /healthz`: whether the process lives; what it needs may be gone, which a new process would not mend. `GET /readyz`: whether
 * chats are taken. Both name the parts that are gone and nothing more of them, since everybody may ask.
 */
export function addHealth(app: Hono, { models, isDraining, parts }: HealthOptions): void {
  const gone = (): { readonly gone?: Record<string, string> } => {
    const names = parts().flatMap(({ name, since }) => (since === null ? [] : [[name, since] as const]));
    return names.length === 0 ? {} : { gone: Object.fromEntries(names) };
  };
  app.get('/healthz', (context) => {
    if (isDraining()) return context.json({ status: 'draining' }, 503);
    const what = gone();
    return context.json({ status: what.gone ? 'degraded' : 'ok', models, ...what });
  });
  app.get('/readyz', (context) => {
    if (isDraining()) return context.json({ status: 'draining' }, 503);
    const refuses = parts().some(({ since, whenGone }) => since !== null && whenGone === 'refuse');
    return context.json({ status: refuses ? 'refusing' : 'ready', ...gone() }, refuses ? 503 : 200);
  });
}
