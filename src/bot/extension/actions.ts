import type { WritingCommand } from '../../core/prompt/writing-command.ts';
import { findCommand } from '../../core/prompt/commands.ts';
import { AssistantError } from '../../base/errors.ts';
import type { Language } from '../activity.ts';
import type { ExtensionCommand } from '../commands.ts';
import { contextOfMessage } from '../context-of-text.ts';
import { draftMessage } from '../prompts/draft-message.ts';
import { draftReply } from '../prompts/draft-reply.ts';
import { toTasks } from '../prompts/to-tasks.ts';
import type { Work } from '../writer.ts';

export type ActionId = Exclude<ExtensionCommand['id'], 'prompts'>;

/** What a person chose and typed in the form of an action. */
export interface Inputs {
  readonly tone: string;
  readonly target: string;
  readonly length: string;
  readonly goal: string;
  readonly note: string;
  readonly text: string;
}

/** An action: what it asks in its form, and the writing command that it becomes. */
export interface Action {
  readonly id: ActionId;
  /** Whether it works on the message that it was chosen on. */
  readonly onMessage: boolean;
  /** Whether there is nothing to ask, so that it may begin at once. */
  readonly beginsAtOnce: boolean;
  /** The choice in its form, as the command's option has it. */
  readonly option?: { readonly id: 'tone' | 'target' | 'length'; readonly of: WritingCommand };
  readonly toWork: (
    inputs: Inputs,
    message: string,
    language: Language,
  ) => { readonly command: WritingCommand; readonly work: Work };
}

function known(id: string): WritingCommand {
  const command = findCommand(id);
  if (!command) throw new Error(`There is no command "${id}".`);
  return command;
}

const summarise = known('summarise');
const translate = known('translate');

const actions: Readonly<Record<ActionId, Action>> = {
  summarize: {
    id: 'summarize',
    onMessage: true,
    beginsAtOnce: true,
    option: { id: 'length', of: summarise },
    toWork: ({ length }, message, language) => ({
      command: summarise,
      work: { context: contextOfMessage(message, language), options: { length } },
    }),
  },
  draftReply: {
    id: 'draftReply',
    onMessage: true,
    beginsAtOnce: false,
    option: { id: 'tone', of: draftReply },
    toWork: ({ tone, note }, message, language) => ({
      command: draftReply,
      // A reply is in the language of the message, whatever language its author's note is in.
      work: withReplyLanguage({ context: contextOfMessage(message, language), options: { tone }, instruction: note }),
    }),
  },
  translate: {
    id: 'translate',
    onMessage: true,
    beginsAtOnce: false,
    option: { id: 'target', of: translate },
    toWork: ({ target }, message, language) => ({
      command: translate,
      work: { context: contextOfMessage(message, language), options: { target } },
    }),
  },
  tasks: {
    id: 'tasks',
    onMessage: true,
    beginsAtOnce: true,
    toWork: (_inputs, message, language) => ({
      command: toTasks,
      work: { context: contextOfMessage(message, language) },
    }),
  },
  draft: {
    id: 'draft',
    onMessage: false,
    beginsAtOnce: false,
    option: { id: 'tone', of: draftMessage },
    toWork: ({ tone, text }, _message, language) => ({
      command: draftMessage,
      work: { context: contextOfMessage('', language), options: { tone }, instruction: text },
    }),
  },
  improve: {
    id: 'improve',
    onMessage: false,
    beginsAtOnce: false,
    toWork: ({ goal, text }, _message, language) => {
      const context = contextOfMessage(text, language);
      if (goal === 'formal' || goal === 'friendly') {
        return { command: known('change-tone'), work: { context, options: { tone: goal } } };
      }
      return { command: known(['fix-grammar', 'shorten'].includes(goal) ? goal : 'rewrite'), work: { context } };
    },
  },
};

function withReplyLanguage(work: Work): Work {
  return { ...work, replyLanguage: work.context.language };
}

/** The action of that id; throws `invalid-request` for one that this version does not have. */
export function findAction(id: string): Action {
  const action = Object.hasOwn(actions, id) ? actions[id as ActionId] : undefined;
  if (!action) throw new AssistantError('invalid-request', 'There is no such command.', { reason: 'unknown-command' });
  return action;
}
