import { randomUUID } from 'node:crypto';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import type { GenerationEvent } from '../../core/generation/generation-event.ts';
import { stripChatter } from '../../core/generation/chatter.ts';

/** A text that is being written for the dialog of an action, and stays until it is fetched. */
export interface Job {
  readonly id: string;
  readonly person: string;
  readonly command: string;
  readonly state: JobState;
  /** Resolves when it is written, stopped or failed. */
  readonly finished: Promise<void>;
  /** Ends it with what there is. */
  stop(): void;
}

export interface JobState {
  readonly status: 'writing' | 'done' | 'failed';
  /** So far, or whole. */
  readonly text: string;
  readonly isEmbedded: boolean;
  readonly isCut: boolean;
  /** Personal details that were kept from the model. */
  readonly masked: number;
  readonly error?: AssistantError;
}

/** Where the text comes from. Rejects with what went wrong before there was any. */
export type JobSource = (
  signal: AbortSignal,
) => Promise<{ readonly isEmbedded: boolean; readonly events: AsyncIterable<GenerationEvent> }>;

const keptMs = 15 * 60_000;
const mostPerPerson = 4;

export interface Jobs {
  start(person: string, command: string, source: JobSource): Job;
  /** A job of that person; `undefined` for one that is gone, or somebody else's. */
  find(person: string, id: string): Job | undefined;
  close(): void;
}

export function createJobs(): Jobs {
  const jobs = new Map<string, Job>();
  const timers = new Set<NodeJS.Timeout>();

  return {
    start(person, command, source) {
      const own = [...jobs.values()].filter((job) => job.person === person);
      for (const job of own.slice(0, Math.max(0, own.length - mostPerPerson + 1))) {
        job.stop();
        jobs.delete(job.id);
      }
      const job = startJob(person, command, source);
      jobs.set(job.id, job);
      const timer = setTimeout(() => {
        timers.delete(timer);
        job.stop();
        jobs.delete(job.id);
      }, keptMs).unref();
      timers.add(timer);
      return job;
    },
    find(person, id) {
      const job = jobs.get(id);
      return job?.person === person ? job : undefined;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      for (const job of jobs.values()) job.stop();
      jobs.clear();
    },
  };
}

function startJob(person: string, command: string, source: JobSource): Job {
  const abort = new AbortController();
  let state: JobState = { status: 'writing', text: '', isEmbedded: false, isCut: false, masked: 0 };
  let raw = '';

  function follow(event: GenerationEvent): void {
    if (event.type === 'generation-start') state = { ...state, masked: event.masked ?? 0 };
    else if (event.type === 'text-delta') {
      raw += event.text;
      state = { ...state, text: stripChatter(raw, { isComplete: false }) };
    } else if (event.type === 'error') fail(event.error);
    else if (event.type === 'generation-end') {
      const text = stripChatter(raw, { isComplete: true });
      if (text.trim() === '') fail(nothing(event.finishReason === 'stopped-by-user'));
      else state = { ...state, status: 'done', text, isCut: event.finishReason === 'length' };
    }
  }

  function fail(error: AssistantError): void {
    state = { ...state, status: 'failed', error };
  }

  async function run(): Promise<void> {
    try {
      const { isEmbedded, events } = await source(abort.signal);
      state = { ...state, isEmbedded };
      for await (const event of events) follow(event);
    } catch (thrown) {
      fail(toAssistantError(thrown));
    }
  }

  return {
    id: randomUUID(),
    person,
    command,
    get state() {
      return state;
    },
    finished: run(),
    stop: () => abort.abort(),
  };
}

function nothing(wasStopped: boolean): AssistantError {
  return wasStopped
    ? new AssistantError('aborted', 'The request was stopped.')
    : new AssistantError('stream-interrupted', 'The model gave no answer.', { retryable: true });
}
