import type { ErrorCode } from '../../base/errors.ts';
import { loadOnDemand } from '../../base/load-on-demand.ts';
import type { TextApplication } from '../../assistant/turn.ts';
import type { Outlet } from '../../core/edits/edit-plan.ts';
import type { Notice } from '../../assistant/assistant-state.ts';

/** All visible words of the pane in one language. */
export interface Strings {
  readonly prompt: string;
  readonly promptPlaceholder: string;
  readonly send: string;
  readonly stop: string;
  readonly commands: string;
  readonly moreCommands: string;
  readonly fewerCommands: string;
  readonly run: string;
  readonly cancel: string;
  readonly close: string;
  readonly back: string;
  readonly selection: string;
  readonly nothingSelected: string;
  readonly wholeDocument: string;
  readonly documentIsEmpty: string;
  readonly willBeSent: string;
  readonly characters: (count: number) => string;
  /** Between a label and what it is of. */
  readonly colon: string;
  readonly tokens: (count: number) => string;
  readonly leftOut: (count: number) => string;
  readonly answer: string;
  readonly writing: string;
  readonly reading: (done: number, total: number) => string;
  readonly finished: string;
  readonly applications: Readonly<Record<TextApplication | Outlet, string>>;
  readonly copy: string;
  readonly tryAgain: string;
  readonly undo: string;
  readonly show: string;
  readonly notices: Readonly<Record<Notice, string>>;
  readonly conflictMoved: string;
  readonly conflictChanged: string;
  readonly writeHere: string;
  readonly history: string;
  readonly historyEmpty: string;
  readonly settings: string;
  readonly model: string;
  readonly noModel: string;
  readonly modelLoading: string;
  readonly embedded: string;
  readonly howToConnect: string;
  readonly needsModel: string;
  readonly needsInstruction: string;
  readonly uiAuto: string;
  readonly readOnly: string;
  readonly offline: string;
  readonly retry: string;
  readonly seconds: (count: number) => string;
  readonly errors: Readonly<Record<ErrorCode, string>>;
  /** Sentences for an error's `reason` that only the place has in which the pane stands; the others are in `endingStrings`. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly policyForbidsCommand: string;
  readonly policyForbidsSurface: string;
  readonly policyForbidsPrompts: string;
  readonly inLine: string;
  readonly outside: string;
  readonly playground: string;
  readonly starting: string;
  readonly loading: string;
  readonly savedPrompts: string;
}

const en: Strings = {
  prompt: 'Prompt',
  promptPlaceholder: 'Ask for a change, a draft or an answer …',
  send: 'Send',
  stop: 'Stop',
  commands: 'Commands',
  moreCommands: 'More',
  fewerCommands: 'Fewer',
  run: 'Run',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  selection: 'Selection',
  nothingSelected: 'Nothing is selected. Commands work at the caret or on the whole document.',
  wholeDocument: 'Whole document',
  documentIsEmpty: 'The document is empty. Write a prompt to begin a draft.',
  willBeSent: 'What will be sent',
  characters: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'character' : 'characters'}`,
  colon: ': ',
  tokens: (count) => `about ${count.toLocaleString('en')} tokens`,
  leftOut: (count) => `${count.toLocaleString('en')} paragraphs do not fit and are left out.`,
  answer: 'Answer',
  writing: 'Writing …',
  reading: (done, total) => `Reading part ${done} of ${total} …`,
  finished: 'The answer is ready.',
  applications: {
    replace: 'Replace',
    'insert-after': 'Insert after',
    'insert-at-cursor': 'Insert at the cursor',
    comment: 'Add as a comment',
    'new-document': 'Open as a new document',
    send: 'Send in a chat',
    share: 'Share',
    download: 'Download as a Word document',
  },
  copy: 'Copy',
  tryAgain: 'Try again',
  undo: 'Undo',
  show: 'Show in the document',
  notices: {
    applied: 'Done. It is in the document.',
    undone: 'Undone. The document is as it was.',
    stopped: 'Stopped. Nothing was changed.',
    'changed-since': 'This text was edited since, so it was left alone. Use Word’s own undo instead.',
    copied: 'Copied.',
    'nothing-to-change': 'Nothing needs changing.',
    'comment-added': 'Added as a comment.',
    'document-opened': 'Opened as a new document.',
    sent: 'A chat is open with the answer in its box. Read it, then send it.',
    shared: 'Shared.',
    downloaded: 'Downloaded as a Word document.',
  },
  conflictMoved: 'You have selected something else since. Where should the answer go?',
  conflictChanged: 'The text has changed since, so nothing was written. Where should the answer go?',
  writeHere: 'To what is selected now',
  history: 'History',
  historyEmpty: 'No answers yet in this document.',
  settings: 'Settings',
  model: 'Model',
  noModel: 'No model',
  modelLoading: 'Looking for models …',
  embedded: 'Built-in rules, no AI model connected',
  howToConnect: 'How to connect a model',
  needsModel: 'needs a connected model',
  needsInstruction: 'Write in the prompt what you want first.',
  uiAuto: 'Same as Office',
  readOnly: 'The document is open for reading only. Answers can be copied, not inserted.',
  offline: 'This computer is offline. Connect it to the network, then try again. Nothing is lost.',
  retry: 'Try again',
  seconds: (count) =>
    count <= 120
      ? `Try again in ${count} s`
      : count <= 7200
        ? `Try again in ${Math.ceil(count / 60)} minutes`
        : `Try again in ${Math.ceil(count / 3600)} hours`,
  errors: {
    aborted: 'Stopped.',
    'selection-empty': 'Select some text first.',
    'selection-changed': 'What was selected has changed. Select it again, then insert the answer, which is kept here.',
    'document-protected':
      'The document is protected. Stop the protection (Review › Restrict Editing), then try again. Your answer is kept here.',
    'document-read-only': 'The document is open for reading only. Save a copy and try again; your answer is kept here.',
    'host-unsupported': 'This version of Word cannot do that. Copy the answer instead.',
    'host-busy': 'Word is busy. Wait a moment and try again.',
    'host-failed': 'Word could not do that. Nothing is lost: try again, or copy the answer.',
    'gateway-unreachable':
      'The gateway does not answer. Check that it is running, then try again; your prompt is kept.',
    'backend-unreachable':
      'The model server cannot answer now. Your prompt is kept; try again, or choose another model in the settings.',
    'sign-in-required': 'Sign in first. Your prompt is kept.',
    unauthorized: 'The model server refuses the gateway’s key. Tell whoever runs the gateway; your prompt is kept.',
    'policy-forbids': 'Your organisation does not allow this. The details say which rule.',
    'quota-exceeded': 'The model is at its limit right now. Your prompt is kept; try again a little later.',
    'model-missing': 'That model is not there. Try again, or choose another in the settings.',
    'model-refused': 'The model declined to answer this. Change the text or the prompt, then try again.',
    'capability-unavailable': 'This needs a connected model.',
    'context-too-long': 'That is more text than the model can take in. Select less, or send only the selection.',
    'stream-interrupted': 'The answer broke off. What came is kept; try again for the whole.',
    'invalid-request':
      'The request was not accepted. Your prompt is kept; whoever runs the gateway can mend it by the details below.',
    unexpected: 'Something went wrong. Nothing is lost; try again.',
  },
  reasons: {},
  policyForbidsCommand: 'not allowed by your organisation',
  policyForbidsSurface: 'Your organisation does not allow Inkstone here.',
  policyForbidsPrompts: 'Your organisation has turned free prompts off. Use one of the commands.',
  inLine: 'Waiting in line.',
  outside: 'Inkstone lives in the margin of Word. Open it from Word’s Home tab, or try it in the playground.',
  playground: 'Open the playground',
  starting: 'Opening the document …',
  loading: 'Loading …',
  savedPrompts: 'Saved prompts',
};

/** The words of a language; English until Chinese has been fetched by `loadStrings`. */
export function stringsFor(language: string): Strings {
  return (/^zh/i.test(language) ? chinese : undefined) ?? en;
}

let chinese: Strings | undefined;

/** Fetches the words of a language: English comes with the first bundle, and Chinese is all there before a pane in Chinese is drawn. */
export async function loadStrings(language: string): Promise<void> {
  if (/^zh/i.test(language)) chinese ??= (await loadOnDemand(() => import('./strings-zh.ts'))).zh;
}
