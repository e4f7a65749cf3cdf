import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { toAssistantError } from '../../base/errors.ts';
import type { Permissions, Session, SignIn } from '../../protocol/session.ts';
import { personOf, rememberPerson } from '../access/person-of.ts';
import type { Person } from '../chat-stage.ts';
import { renderError } from '../error-envelope.ts';
import { languageOf } from '../language.ts';

export interface SessionOptions {
  readonly identify: (request: HttpBindings['incoming']) => Promise<Person>;
  readonly signIn: SignIn;
  readonly permissionsOf: (person: Person) => Permissions;
}

/** Nothing below `/v1/` is reached by who may not. Stands before the routes that it guards. */
export function addSession(app: Hono, { identify, signIn, permissionsOf }: SessionOptions): void {
  app.use('/v1/*', async (context, next) => {
    try {
      rememberPerson(context.req.raw, await identify((context.env as HttpBindings).incoming));
    } catch (thrown) {
      const { status, headers, body } = renderError(
        toAssistantError(thrown),
        languageOf(context.req.header('accept-language')),
      );
      return new Response(body, { status, headers });
    }
    return next();
  });
  // Public, for who is not in yet.
  app.get('/sign-in', (context) => context.json(signIn, 200, { 'cache-control': 'no-store' }));
  app.get('/v1/session', (context) => {
    const person = personOf(context.req.raw);
    const { id, name, groups, role } = person;
    const session: Session = {
      mode: signIn.mode,
      person: { id, name, groups: [...groups], role },
      permissions: permissionsOf(person),
    };
    return context.json(session, 200, { 'cache-control': 'no-store' });
  });
}
