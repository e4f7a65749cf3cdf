import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { ToldFailure } from '../../base/told-failure.ts';
import { feedbackSchema } from '../../protocol/records.ts';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import { answerPerson, type PersonRoutesOptions } from './answer-person.ts';

/** `POST /v1/feedback`, and `GET /v1/usage/me`: what one's own budgets stand at. */
export function addFeedback(app: Hono, bookkeeping: Bookkeeping, options: PersonRoutesOptions): void {
  app.post(
    '/v1/feedback',
    answerPerson(options, async ({ person, context, json }) => {
      const { consent: _consent, ...feedback } = await json(feedbackSchema);
      if (!bookkeeping.records) {
        throw new ToldFailure('capability-unavailable', {
          en: 'This gateway keeps no feedback. Whoever runs it can configure a store ("records").',
          zh: '此网关不保留反馈。网关管理员可以为它配置存储（"records"）。',
        });
      }
      bookkeeping.records.record({
        kind: 'feedback',
        id: randomUUID(),
        at: new Date().toISOString(),
        person: person.id,
        ...feedback,
      });
      return context.body(null, 202);
    }),
  );
  app.get(
    '/v1/usage/me',
    answerPerson(options, async ({ person, context }) => context.json({ budgets: bookkeeping.budgetsOf(person) })),
  );
}
