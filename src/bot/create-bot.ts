import { AsyncLocalStorage } from 'node:async_hooks';
import { App, type IActivityContext } from '@microsoft/teams.apps';
import { delay } from '../base/abort.ts';
import { AssistantError } from '../base/errors.ts';
import { activitySchema, isPersonal, languageOf, type TeamsActivity } from './activity.ts';
import { welcomeCard } from './cards/help-card.ts';
import { answerInvoke } from './answer-invoke.ts';
import { answerMessage } from './chat/answer-message.ts';
import { createStreamedReply, createWholeReply, type Outlet } from './chat/reply.ts';
import { createTurns } from './chat/turns.ts';
import { endWithoutNumber } from './end-of-stream.ts';
import { createExtension } from './extension/extension.ts';
import { createFileReader } from './files/file-reader.ts';
import { createQuietLogger } from './quiet-logger.ts';
import { stringsFor } from './strings.ts';
import type { BotSurroundings, BotTuning, Person } from './surroundings.ts';

/** Teams waits five seconds for the answer to an invoke; the way there and back takes some of it. */
const patienceMs = 3_500;
const interimMs = 8_000;
const closingMs = 3_000;

/** The bot: activities that were checked already go in, and its answers go out through the service of Teams. */
export interface TeamsBot {
  answer(activity: unknown, person: Person | undefined): Promise<{ readonly status: number; readonly body?: unknown }>;
  close(): Promise<void>;
}

/** An activity, and who it is from. */
interface Incoming {
  readonly activity: TeamsActivity;
  readonly person: Person | undefined;
}

export function createBot(surroundings: BotSurroundings, tuning: BotTuning = {}): TeamsBot {
  const { settings, onProblem } = surroundings;
  const closing = new AbortController();
  const turns = createTurns();
  const reader = createFileReader(tuning.fileReader);
  const extension = createExtension(surroundings, tuning.patienceMs ?? patienceMs);
  const running = new Set<Promise<unknown>>();
  const incoming = new AsyncLocalStorage<Incoming>();

  const app = new App({
    clientId: settings.appId,
    ...(settings.appTenant !== undefined && { tenantId: settings.appTenant }),
    ...(settings.secret !== undefined && { clientSecret: settings.secret }),
    ...(tuning.token && { token: tuning.token }),
    ...(settings.managedIdentity && { managedIdentityClientId: settings.appId }),
    // The gateway has the server, and has checked the token: the SDK opens no way in of its own.
    httpServerAdapter: { registerRoute: () => undefined },
    client: { timeout: 15_000, interceptors: [endWithoutNumber] },
    logger: createQuietLogger(onProblem),
  });

  app.use(async (context) => {
    const current = incoming.getStore();
    if (!current) throw new Error('An activity came by another way.');
    const { activity, person } = current;
    switch (activity.type) {
      case 'message':
        await takeMessage(activity, person, context);
        return undefined;
      case 'installationUpdate':
        await takeInstallation(activity, context);
        return undefined;
      case 'invoke':
        return answerInvoke({ activity, person, send: (message) => context.send(message) }, tools);
      default:
        return undefined;
    }
  });

  const tools = { surroundings, extension, again: takeAgain };

  function outletOf(activity: TeamsActivity, context: IActivityContext): Outlet {
    const { stream } = context;
    return { send: (message) => context.send(message), stream, recipient: activity.from.id };
  }

  async function takeMessage(
    activity: TeamsActivity,
    person: Person | undefined,
    context: IActivityContext,
  ): Promise<void> {
    if (turns.isRepeated(activity.conversation.id, activity.id)) return;
    const language = languageOf(activity);
    const strings = stringsFor(language);
    if (!person) {
      await context.send(strings.noPerson);
      return;
    }
    const outlet = outletOf(activity, context);
    const turn = turns.take(activity.conversation.id, () => {
      const reply = isPersonal(activity)
        ? createStreamedReply(outlet)
        : createWholeReply(outlet, strings.stillWriting, tuning.interimMs ?? interimMs);
      // A signal of its own: what listens to it goes with the message.
      const signal = AbortSignal.any([closing.signal]);
      return answerMessage({ activity, person, language, signal }, reply, { surroundings, reader });
    });
    if (turn === false) await context.send(strings.busy);
    else await turn;
  }

  /** The same message once more, from a card whose answer failed. */
  function takeAgain(activity: TeamsActivity, person: Person, said: string): void {
    const again = { ...activity, type: 'message', text: said, textFormat: 'plain', id: undefined, value: undefined };
    inBackground({ activity: again, person });
  }

  async function takeInstallation(activity: TeamsActivity, context: IActivityContext): Promise<void> {
    const strings = stringsFor(languageOf(activity));
    if (activity.action?.startsWith('remove') === true) {
      surroundings.conversations.forget(activity.conversation.id);
      return;
    }
    const isAlone = isPersonal(activity);
    const outlet = outletOf(activity, context);
    const reply = isAlone ? createStreamedReply(outlet) : createWholeReply(outlet, '', 60_000);
    await reply.end({
      text: '',
      card: welcomeCard(strings, { isPersonal: isAlone }),
      suggestions: isAlone ? strings.suggestions : [],
    });
  }

  function process({ activity, person }: Incoming): Promise<{ status?: number; body?: unknown }> {
    const token = {
      appId: settings.appId,
      from: 'azure' as const,
      fromId: '',
      serviceUrl: activity.serviceUrl,
      isExpired: () => false,
    };
    const { id, ...rest } = activity;
    const body = { ...rest, ...(id !== undefined && { id }) };
    return incoming.run({ activity, person }, () => app.process({ body, token }));
  }

  /** What takes as long as it takes: Teams has its answer to the request by then. */
  function inBackground(current: Incoming): void {
    const work = process(current).catch((error: unknown) => {
      onProblem(`An activity failed: ${error instanceof Error ? error.name : 'unknown'}.`);
    });
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  return {
    async answer(given, person) {
      const parsed = activitySchema.safeParse(given);
      if (!parsed.success) throw new AssistantError('invalid-request', 'This is no activity of Teams.');
      const activity = parsed.data;
      if (activity.type !== 'invoke') {
        inBackground({ activity, person });
        return { status: 202 };
      }
      const { status, body } = await process({ activity, person });
      return { status: status ?? 200, ...(body !== undefined && { body }) };
    },
    async close() {
      closing.abort(new AssistantError('aborted', 'The server is closing.'));
      extension.close();
      // What still waits for the service of Teams does not hold up the end.
      const late = new AbortController();
      const grace = delay(closingMs, late.signal).catch(() => undefined);
      await Promise.race([Promise.all([...running, turns.settled()]), grace]);
      late.abort();
    },
  };
}
