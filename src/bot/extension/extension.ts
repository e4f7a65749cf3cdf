import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { z } from 'zod';
import { delay } from '../../base/abort.ts';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import { languageOf, type Language, type TeamsActivity } from '../activity.ts';
import { card, text } from '../cards/elements.ts';
import { errorCard } from '../cards/error-card.ts';
import { postedCard } from '../cards/posted-card.ts';
import { cleanText, textOfHtml } from '../message-text.ts';
import { stringsFor, type Strings } from '../strings.ts';
import type { BotSurroundings, Person } from '../surroundings.ts';
import { openWriter } from '../writer.ts';
import { findAction, type Action, type Inputs } from './actions.ts';
import { failedDialog, formDialog, resultDialog, titleOf, waitingDialog, type DialogInput } from './dialogs.ts';
import { createJobs, type Job } from './jobs.ts';

/** An answer to Teams: a dialog that goes on, or what goes into the message. */
export type DialogAnswer =
  | { readonly task: { readonly type: 'continue'; readonly value: DialogFrame } }
  | {
      readonly composeExtension: {
        readonly type: 'result';
        readonly attachmentLayout: 'list';
        readonly attachments: readonly { readonly contentType: typeof adaptive; readonly content: IAdaptiveCard }[];
      };
    };

interface DialogFrame {
  readonly title: string;
  readonly width: 'medium';
  readonly height: 'medium';
  readonly card: { readonly contentType: typeof adaptive; readonly content: IAdaptiveCard };
}

const adaptive = 'application/vnd.microsoft.card.adaptive';

/** The actions of the message extension. */
export interface Extension {
  /** A person chose an action. */
  open(activity: TeamsActivity, person: Person | undefined): Promise<DialogAnswer>;
  /** A person pressed a button of its dialog. */
  press(activity: TeamsActivity, person: Person | undefined): Promise<DialogAnswer>;
  close(): void;
}

const valueSchema = z.looseObject({
  commandId: z.string().max(100),
  messagePayload: z
    .looseObject({
      body: z
        .looseObject({ content: z.string().max(400_000).optional(), contentType: z.string().optional() })
        .optional(),
      subject: z.string().nullish(),
    })
    .optional(),
  data: z.unknown().optional(),
});

const typed = (longest: number): z.ZodDefault<z.ZodString> => z.string().max(longest).default('');
const dataSchema = z.looseObject({
  inkstone: z.looseObject({
    act: z.enum(['write', 'show', 'stop', 'use']),
    job: z.string().max(100).optional(),
    isEmbedded: z.boolean().optional(),
  }),
  result: typed(100_000),
  tone: typed(40),
  target: typed(40),
  length: typed(40),
  goal: typed(40),
  note: typed(4_000),
  text: typed(40_000),
});

const noInputs: Inputs = { tone: '', target: '', length: '', goal: '', note: '', text: '' };

/** `patienceMs`: how long an answer may be waited for before Teams is told that it is still being written. */
export function createExtension(surroundings: BotSurroundings, patienceMs: number): Extension {
  const jobs = createJobs();

  /** The answer to one press, in which what goes wrong becomes a dialog too. */
  async function answer(
    activity: TeamsActivity,
    person: Person | undefined,
    work: (asked: Asked) => Promise<IAdaptiveCard | DialogAnswer>,
  ): Promise<DialogAnswer> {
    const language = languageOf(activity);
    const strings = stringsFor(language);
    let name = strings.name;
    try {
      const value = valueSchema.parse(activity.value);
      const action = findAction(value.commandId);
      name = titleOf(action, language);
      if (!person) return dialog(name, card([text(strings.noPerson)]));
      const message = action.onMessage ? messageOf(value.messagePayload) : '';
      if (action.onMessage && message === '') return dialog(name, card([text(strings.noText)]));
      const result = await work({ action, person, message, language, strings, data: value.data });
      return 'body' in result ? dialog(name, result) : result;
    } catch (thrown) {
      const error = thrown instanceof z.ZodError ? malformed() : toAssistantError(thrown);
      if (error.code === 'unexpected') surroundings.onProblem(`An action failed: ${error.message}`);
      const known =
        error.reason === 'unknown-command' ? card([text(strings.unknownCommand)]) : errorCard(error, strings);
      return dialog(name, known);
    }
  }

  function start(asked: Asked, inputs: Inputs): Job {
    const { action, person, message, language } = asked;
    const { command, work } = action.toWork(inputs, message, language);
    return jobs.start(person.id, action.id, async (signal) => {
      const writer = await openWriter(surroundings, person, language, signal);
      return { isEmbedded: writer.isEmbedded, events: writer.write(command, work, signal) };
    });
  }

  /** Waits for the job as long as Teams does, and shows how it stands then. */
  async function show(job: Job, asked: Asked, inputs: Inputs): Promise<IAdaptiveCard> {
    const waiting = new AbortController();
    await Promise.race([job.finished, delay(patienceMs, waiting.signal).catch(() => undefined)]);
    waiting.abort();
    const input: DialogInput = { ...asked, inputs };
    switch (job.state.status) {
      case 'writing':
        return waitingDialog(job, input);
      case 'failed':
        return failedDialog(job, input);
      case 'done':
        return resultDialog(job, input);
    }
  }

  return {
    open: (activity, person) =>
      answer(activity, person, async (asked) => {
        if (!asked.action.beginsAtOnce) return formDialog({ ...asked, inputs: noInputs });
        return show(start(asked, noInputs), asked, noInputs);
      }),
    press: (activity, person) =>
      answer(activity, person, async (asked) => {
        const data = dataSchema.parse(asked.data);
        const { act, job: id } = data.inkstone;
        if (act === 'use') return posted(data.result);
        if (isMissing(asked.action, data)) return formDialog({ ...asked, inputs: data });
        const job = id === undefined || act === 'write' ? undefined : jobs.find(asked.person.id, id);
        if (job && act === 'stop') {
          job.stop();
          await job.finished;
        }
        // A draft that is gone, with a server that was restarted, is written anew from the same choices.
        return show(job ?? start(asked, data), asked, data);
      }),
    close: () => jobs.close(),
  };
}

interface Asked {
  readonly action: Action;
  readonly person: Person;
  readonly message: string;
  readonly language: Language;
  readonly strings: Strings;
  readonly data: unknown;
}

function isMissing({ onMessage }: Action, inputs: Inputs): boolean {
  return !onMessage && inputs.text.trim() === '';
}

function messageOf(payload: z.infer<typeof valueSchema>['messagePayload']): string {
  const { content = '', contentType = 'html' } = payload?.body ?? {};
  const body = contentType === 'text' ? cleanText(content) : textOfHtml(content);
  const subject = cleanText(payload?.subject ?? '');
  return [subject, body].filter((part) => part !== '').join('\n');
}

function posted(result: string): DialogAnswer {
  return {
    composeExtension: {
      type: 'result',
      attachmentLayout: 'list',
      attachments: [{ contentType: adaptive, content: postedCard(cleanText(result)) }],
    },
  };
}

function dialog(name: string, content: IAdaptiveCard): DialogAnswer {
  const value: DialogFrame = {
    title: name,
    width: 'medium',
    height: 'medium',
    card: { contentType: adaptive, content },
  };
  return { task: { type: 'continue', value } };
}

function malformed(): AssistantError {
  return new AssistantError('invalid-request', 'The dialog sent something that this version does not know.');
}
