import type { IAdaptiveCard, IChoiceSetInput, ITextInput } from '@microsoft/teams.cards';
import { truncate } from '../../base/text-size.ts';
import type { Language } from '../activity.ts';
import { card, choice, field, literal, note, submit, text, title } from '../cards/elements.ts';
import { errorCard } from '../cards/error-card.ts';
import { extensionCommands } from '../commands.ts';
import type { Strings } from '../strings.ts';
import type { Action, Inputs } from './actions.ts';
import type { Job } from './jobs.ts';

/** What a dialog's buttons carry. */
export interface Press {
  readonly act: 'write' | 'show' | 'stop' | 'use';
  readonly job?: string;
  readonly isEmbedded?: boolean;
}

/** A dialog of an action, in one language. */
export interface DialogInput {
  readonly action: Action;
  readonly inputs: Inputs;
  readonly message: string;
  readonly strings: Strings;
  readonly language: Language;
}

export function titleOf(action: Action, language: Language): string {
  return extensionCommands.find(({ id }) => id === action.id)?.title[language] ?? '';
}

function press(value: Press): { inkstone: Press } {
  return { inkstone: value };
}

/** The form: what is asked before anything is written. */
export function formDialog(input: DialogInput): IAdaptiveCard {
  const { action, message, strings } = input;
  const quoted = action.onMessage ? [note(`${strings.original}: ${literal(truncate(message, 300))}`)] : [];
  return card(
    [...quoted, ...fieldsOf(input), ...choicesOf(input)],
    [submit(strings.write, press({ act: 'write' }), { style: 'positive' })],
  );
}

function fieldsOf({ action, inputs, strings }: DialogInput): ITextInput[] {
  const needed = { isRequired: true, errorMessage: strings.required, maxLength: 20_000 };
  switch (action.id) {
    case 'draftReply':
      return [
        field('note', strings.noteLabel, {
          placeholder: strings.notePlaceholder,
          value: inputs.note,
          maxLength: 2_000,
        }),
      ];
    case 'draft':
      return [
        field('text', strings.draftLabel, { placeholder: strings.draftPlaceholder, value: inputs.text, ...needed }),
      ];
    case 'improve':
      return [
        field('text', strings.improveLabel, { placeholder: strings.improvePlaceholder, value: inputs.text, ...needed }),
      ];
    default:
      return [];
  }
}

function choicesOf({ action, inputs, strings, language }: DialogInput): IChoiceSetInput[] {
  if (action.id === 'improve') return [choice('goal', strings.goal, strings.goals, inputs.goal)];
  const { option } = action;
  const values = option?.of.options.find(({ id }) => id === option.id)?.values ?? [];
  if (!option || values.length === 0) return [];
  const chosen = values.some(({ id }) => id === inputs[option.id]) ? inputs[option.id] : (values[0]?.id ?? '');
  const choices = values.map(({ id, label }) => ({ id, title: label[language] }));
  return [choice(option.id, strings[option.id], choices, chosen)];
}

/** While the model writes on: what there is, and a button that looks again. */
export function waitingDialog(job: Job, { strings, ...input }: DialogInput): IAdaptiveCard {
  const soFar = job.state.text;
  const buttons = [submit(strings.show, press({ act: 'show', job: job.id }), { style: 'positive' })];
  return card(
    [
      title(strings.stillWriting),
      note(strings.stillWritingHint),
      ...(soFar === '' ? [] : [note(`${strings.soFar}:`), text(literal(soFar.slice(-1500)))]),
      ...hidden({ strings, ...input }),
    ],
    soFar === '' ? buttons : [...buttons, submit(strings.stop, press({ act: 'stop', job: job.id }))],
  );
}

/** What was typed goes along unseen, so that the text can be written anew where the draft is gone. */
function hidden(input: DialogInput): (ITextInput | IChoiceSetInput)[] {
  return [...fieldsOf(input), ...choicesOf(input)].map((element) => ({
    ...element,
    isVisible: false,
    isRequired: false,
  }));
}

/** The result, which the person may change before it goes into the message. */
export function resultDialog(job: Job, input: DialogInput): IAdaptiveCard {
  const { strings, action } = input;
  const { state } = job;
  const remarks = [
    state.isEmbedded ? strings.rulesNote : strings.aiNote,
    ...(state.isCut ? [strings.cut] : []),
    ...(state.masked > 0 ? [strings.masked(state.masked)] : []),
  ];
  return card(
    [
      field('result', strings.resultLabel, { value: state.text, maxLength: 20_000 }),
      note(`${strings.resultHint} ${remarks.join(' ')}`),
      ...fieldsOf(input).map((element) => ({
        ...element,
        isRequired: false,
        ...(action.onMessage && { isVisible: true }),
      })),
      ...choicesOf(input),
    ],
    [
      submit(strings.insert, press({ act: 'use', isEmbedded: state.isEmbedded }), { style: 'positive' }),
      submit(strings.writeAgain, press({ act: 'write' })),
    ],
  );
}

/** The failure with the button that tries again with the same choices. */
export function failedDialog(job: Job, input: DialogInput): IAdaptiveCard {
  const { error } = job.state;
  if (!error) throw new Error('This job has not failed.');
  const again = submit(input.strings.tryAgain, press({ act: 'write' }));
  const failure = errorCard(error, input.strings, [again]);
  return { ...failure, body: [...failure.body, ...fieldsOf(input), ...choicesOf(input)] };
}
