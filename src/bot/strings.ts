import type { ErrorCode } from '../base/errors.ts';
import type { Language } from './activity.ts';
import { zh } from './strings-zh.ts';

/** What went wrong and what to do about it, in one or two sentences. */
export type ErrorWords = Readonly<Partial<Record<ErrorCode, string>>> & { readonly unexpected: string };

/** All that the bot says of itself, in one language. */
export interface Strings {
  readonly name: string;
  readonly welcome: string;
  readonly welcomeGroup: string;
  readonly helpTitle: string;
  readonly help: readonly string[];
  readonly helpEmbedded: string;
  readonly helpFiles: string;
  readonly helpExtension: string;
  readonly helpPrivacy: string;
  readonly forgotten: string;
  readonly suggestions: readonly string[];
  readonly aiNote: string;
  readonly rulesNote: string;
  readonly masked: (count: number) => string;
  readonly thinking: string;
  readonly readingFile: (name: string) => string;
  readonly readingParts: (done: number, total: number) => string;
  readonly queued: (position: number) => string;
  readonly stillWriting: string;
  readonly stillWritingHint: string;
  readonly soFar: string;
  readonly show: string;
  readonly stop: string;
  readonly write: string;
  readonly writeAgain: string;
  readonly insert: string;
  readonly tryAgain: string;
  readonly tone: string;
  readonly length: string;
  readonly target: string;
  readonly goal: string;
  readonly goals: readonly { readonly id: string; readonly title: string }[];
  readonly noteLabel: string;
  readonly notePlaceholder: string;
  readonly draftLabel: string;
  readonly draftPlaceholder: string;
  readonly improveLabel: string;
  readonly improvePlaceholder: string;
  readonly required: string;
  readonly resultLabel: string;
  readonly resultHint: string;
  readonly original: string;
  readonly cut: string;
  readonly stopped: string;
  readonly noText: string;
  readonly noPerson: string;
  readonly unknownCommand: string;
  readonly expired: string;
  readonly noPrompts: string;
  readonly noPromptsFound: string;
  readonly organisation: string;
  readonly own: string;
  readonly failed: string;
  readonly requestId: (id: string) => string;
  readonly errors: ErrorWords;
  /** Sentences for an error's reason, where that tells more than its code. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly emptyMessage: string;
  readonly filesInGroups: string;
  readonly tooManyFiles: (most: number) => string;
  readonly fileCut: (name: string) => string;
  readonly summaryOf: (name: string) => string;
  readonly busy: string;
  readonly minutesTitle: string;
  readonly minutesSections: { readonly summary: string; readonly decisions: string; readonly tasks: string };
  readonly minutesByRules: string;
  readonly attended: (names: string) => string;
  readonly passage: (number: number) => string;
  readonly feedbackTitle: string;
  readonly feedbackWhat: string;
  readonly feedbackConsent: string;
  readonly feedbackSend: string;
  readonly feedbackThanks: string;
  readonly feedbackKept: string;
  readonly feedbackNotKept: string;
  readonly feedbackGone: string;
  readonly feedbackAsk: string;
  readonly feedbackYes: string;
  readonly feedbackNo: string;
}

const en: Strings = {
  name: 'Inkstone',
  welcome:
    'Hello, I am Inkstone. I draft, reword, summarise and translate, and I turn a meeting’s transcript into minutes. Write to me, or attach a file.',
  welcomeGroup:
    'Hello, I am Inkstone. Mention me to have something drafted, reworded, summarised or translated. I see only the messages that mention me.',
  helpTitle: 'What I can do',
  help: [
    '**Write:** “draft a note to the team about the new date”, “make this shorter: …”, “translate into German: …”',
    '**Go on:** “more formal”, “as a list”. I remember what was said in this conversation.',
    '**Minutes:** paste a transcript or attach the .vtt file of a meeting, and I list decisions and tasks.',
    '**forget** deletes what I remember of this conversation.',
  ],
  helpEmbedded:
    'No AI model is connected here. By rules alone I can summarise, list key points, correct grammar, and find decisions and tasks in a transcript. Whoever runs Inkstone can connect a model (docs/models.md).',
  helpFiles:
    '**Files:** attach Word, Excel, PDF, text or .vtt files in our personal chat, and I summarise them or answer about them.',
  helpExtension:
    '**In any chat:** choose ⋯ on a message for a summary, a reply, a translation or tasks; in the compose box, Inkstone drafts and improves.',
  helpPrivacy:
    'Each answer says whether AI or built-in rules made it. What AI makes may be wrong: check it before you use it.',
  forgotten: 'Forgotten. I remember nothing of this conversation any more.',
  suggestions: ['Draft a message to my team', 'Summarise a file', 'help'],
  aiNote: 'Made by AI. Check it before you send it.',
  rulesNote: 'Made by built-in rules, without AI.',
  masked: (count) => `${count} personal ${count === 1 ? 'detail was' : 'details were'} kept from the model.`,
  thinking: 'Thinking …',
  readingFile: (name) => `Reading ${name} …`,
  readingParts: (done, total) => `Reading: ${done} of ${total} parts …`,
  queued: (position) => `Waiting: number ${position} in the line …`,
  stillWriting: 'Still writing …',
  stillWritingHint: 'The model needs more time. It goes on writing meanwhile.',
  soFar: 'So far',
  show: 'Show the result',
  stop: 'Stop and use this',
  write: 'Write',
  writeAgain: 'Write again',
  insert: 'Insert into the message',
  tryAgain: 'Try again',
  tone: 'Tone',
  length: 'Length',
  target: 'Into',
  goal: 'What to do',
  goals: [
    { id: 'fix-grammar', title: 'Correct grammar and spelling' },
    { id: 'rewrite', title: 'Make it clearer' },
    { id: 'shorten', title: 'Make it shorter' },
    { id: 'formal', title: 'More formal' },
    { id: 'friendly', title: 'More friendly' },
  ],
  noteLabel: 'What the reply should say (optional)',
  notePlaceholder: 'Tuesday works, ask for the agenda',
  draftLabel: 'What is the message about?',
  draftPlaceholder: 'Tell the team that the review moves to Thursday, and why',
  improveLabel: 'Your text',
  improvePlaceholder: 'Paste what you wrote',
  required: 'Please fill this in.',
  resultLabel: 'Result',
  resultHint: 'You can change it before it is inserted.',
  original: 'The message',
  cut: 'The answer was cut at the model’s limit.',
  stopped: 'Stopped.',
  noText: 'This message has no text to work on. Choose a message with words in it.',
  noPerson: 'Teams did not say who you are, as with guests of a meeting. Sign in to Teams with your work account.',
  unknownCommand:
    'This command is of another version of the app. Close this and open it again, or ask your administrator to update the app.',
  expired: 'This draft is gone: it is older than a quarter of an hour, or the server was restarted.',
  noPrompts: 'No prompts are kept yet. Save one in the task pane of Word or Excel.',
  noPromptsFound: 'Nothing was found. Try another word.',
  organisation: 'Of the organisation',
  own: 'Yours',
  failed: 'That did not work',
  requestId: (id) => `For your administrator: request ${id}`,
  errors: {
    'gateway-unreachable': 'The server cannot be reached right now. Try again in a moment.',
    'backend-unreachable':
      'The model does not answer right now. Try again in a moment; if it stays so, tell whoever runs Inkstone.',
    'sign-in-required': 'Inkstone does not know you. Ask whoever runs it to let your organisation in.',
    unauthorized: 'The gateway may not use its model: its key is wrong or missing. Tell whoever runs Inkstone.',
    'policy-forbids': 'Your organisation does not allow this here. Ask your administrator which commands you may use.',
    'quota-exceeded': 'Your quota is used up for now. Try again later, or ask your administrator for more.',
    'model-missing': 'There is no model that you may use. Ask whoever runs Inkstone to connect one (docs/models.md).',
    'model-refused': 'The model declined to answer this. Put it in other words.',
    'capability-unavailable':
      'This needs an AI model, and none is connected. Whoever runs Inkstone can connect one (docs/models.md). Without one I summarise, list key points and correct grammar.',
    'context-too-long': 'This is more than the model can read at once. Try a shorter text.',
    'stream-interrupted': 'The answer broke off. Try again.',
    'invalid-request': 'This could not be understood by the server. Try it in another way.',
    aborted: 'Stopped.',
    unexpected: 'Something went wrong here. Try again; if it stays so, tell whoever runs Inkstone.',
  },
  reasons: {
    'file-kind': 'I cannot read this kind of file. Send it as .docx, .xlsx, .pdf, .vtt, .txt or .md.',
    'file-broken':
      'This file cannot be read: it is damaged, protected by a password, or not what its name says. Save it anew and send it again.',
    'file-empty': 'There is no text in this file. If it is a scan, run text recognition on it first.',
    'file-too-large': 'This file is too large. Send a smaller one, or the part that matters.',
    'file-unreachable': 'The file could not be fetched. Attach it again.',
    'forbidden-address': 'I do not fetch files from that address. Attach the file in this chat.',
    'groups-unknown':
      'I cannot find out right now which groups you are in, and so what your organisation lets you do. Try again in a moment; if it stays so, tell whoever runs Inkstone.',
    'backend-file': 'The model file cannot be run right now. Tell whoever runs Inkstone.',
    'no-tasks':
      'The built-in rules found nothing in this message that somebody has to do. An AI model would find more (docs/models.md).',
  },
  emptyMessage: 'I got no words from you. Write what you would like, or “help”.',
  filesInGroups: 'I get files only in our personal chat. Send it to me there, or paste its text here.',
  tooManyFiles: (most) => `Those are many files at once: I read the first ${most}.`,
  fileCut: (name) => `${name} is longer than I read; this is about its first part.`,
  summaryOf: (name) => `**${name}**`,
  busy: 'I am still at your last messages. Write again when they are answered.',
  minutesTitle: 'Minutes',
  minutesSections: { summary: 'Summary', decisions: 'Decisions', tasks: 'Tasks' },
  minutesByRules:
    'Decisions and tasks were found by words such as “agreed” and “will”: check them against the transcript.',
  attended: (names) => `Spoke: ${names}`,
  passage: (number) => `Paragraph ${number}`,
  feedbackTitle: 'Your opinion',
  feedbackWhat: 'What was good or bad about it? (optional)',
  feedbackConsent: 'Keep my question and this answer, so that the model can learn from them',
  feedbackSend: 'Send',
  feedbackThanks: 'Thank you.',
  feedbackKept: 'Thank you. Your question, the answer and your opinion are kept.',
  feedbackNotKept: 'Thank you. Nothing was kept.',
  feedbackGone: 'Thank you. The answer is not remembered any more, so nothing was kept.',
  feedbackAsk: 'May your question, the answer and your opinion be kept, so that the model can learn from them?',
  feedbackYes: 'Yes, keep these',
  feedbackNo: 'No',
};

const words: Readonly<Record<Language, Strings>> = { en, zh };

export function stringsFor(language: Language): Strings {
  return words[language];
}
