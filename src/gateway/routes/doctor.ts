import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { toAssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import { anonymous, type Person } from '../chat-stage.ts';
import { renderError } from '../error-envelope.ts';
import type { Examination } from '../doctor/finding.ts';
import { tellExamination } from '../doctor/words.ts';
import { languageAsked, languageOf } from '../language.ts';
import { doctorPolicy, filePolicy } from '../site/content-security-policy.ts';
import { doctorStyle, renderDoctorPage } from '../site/doctor-page.ts';
import { doctorScript } from '../site/doctor-script.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

export interface DoctorOptions {
  readonly identify: (request: IncomingMessage) => Promise<Person>;
  /** Goes to every model, over real connections. */
  readonly examine: () => Promise<readonly Examination[]>;
}

/** `/doctor`: a page that examines the way to each model (`POST`, as JSON when asked so) and what the browser sees. */
export function addDoctor(app: Hono, options: DoctorOptions): void {
  let running: Promise<readonly Examination[]> | undefined;
  /** Who asks while it runs, hears of the same. */
  const examine = (): Promise<readonly Examination[]> =>
    (running ??= options.examine().finally(() => (running = undefined)));

  app.get('/doctor', (context) => page(context, undefined));
  app.post('/doctor', async (context) => {
    const request = (context.env as HttpBindings).incoming;
    const language = languageAsked(request);
    try {
      refuseForeignPage(request);
      refuseOthers(await options.identify(request));
      const examinations = await examine();
      const wantsJson = /application\/json/.test(context.req.header('accept') ?? '');
      if (!wantsJson) return page(context, examinations);
      return context.json(examinations.map((examination) => tellExamination(examination, language)));
    } catch (thrown) {
      const error = toAssistantError(thrown);
      const { status, headers, body } = renderError(error, language);
      const isRefused = error.code === 'unauthorized' || error.code === 'sign-in-required';
      const wantsPage = /text\/html/.test(context.req.header('accept') ?? '');
      return isRefused && wantsPage ? page(context, 'refused', 401) : new Response(body, { status, headers });
    }
  });
  const file = (body: string, type: string) => (context: Context) =>
    context.body(body, 200, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-cache',
      'content-security-policy': filePolicy,
    });
  app.get('/doctor/browser.js', file(doctorScript, 'text/javascript'));
  app.get('/doctor/style.css', file(doctorStyle, 'text/css'));
}

function page(
  context: Context,
  examinations: readonly Examination[] | 'refused' | undefined,
  status: 200 | 401 = 200,
): Response {
  const language = languageOf(context.req.query('lang') ?? context.req.header('accept-language'));
  return context.body(renderDoctorPage(language, examinations), status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': doctorPolicy(),
    // With no-referrer the form of this very page would come without its origin.
    'referrer-policy': 'same-origin',
  });
}

/** Addresses of servers are for those who run them: for everybody only where nobody is told from another. */
function refuseOthers(person: Person): void {
  if (person.role === 'admin' || person.id === anonymous.id) return;
  throw new ToldFailure('unauthorized', {
    en: 'The doctor is for administrators. On the server: npx inkstone doctor.',
    zh: '诊断只供管理员使用。在服务器上可运行：npx inkstone doctor。',
  });
}
