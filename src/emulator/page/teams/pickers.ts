import type { ChosenPerson, SharedContent } from '../../teams/app-frame.ts';
import { el } from '../dom.ts';
import { openModal } from '../modal.ts';
import type { SampleChat } from './sample-chat.ts';
import type { TeamsStrings } from './strings.ts';

/** Lets the person choose among those of the organisation; `null` when they think better of it. */
export function choosePeople({ people }: SampleChat, strings: TeamsStrings): Promise<readonly ChosenPerson[] | null> {
  return new Promise((resolve) => {
    const boxes = people.map((person) => {
      const box = el('input', { attributes: { type: 'checkbox' } });
      return { person, box, row: el('label', { class: 'choice' }, box, person.name) };
    });
    const done = el('button', { class: 'control primary', attributes: { type: 'button' } }, strings.done);
    const modal = openModal({
      title: strings.people,
      closeLabel: strings.close,
      content: boxes.map(({ row }) => row),
      actions: [done],
      onDismiss: () => resolve(null),
    });
    done.addEventListener('click', () => {
      modal.close();
      const chosen = boxes.filter(({ box }) => box.checked).map(({ person }) => person);
      resolve(chosen.map(({ aadObjectId = '', name, email }) => ({ objectId: aadObjectId, displayName: name, email })));
    });
  });
}

/** Lets the person choose a chat to share to; resolves with its number, or `null`. */
export function chooseChat(
  names: readonly string[],
  content: readonly SharedContent[],
  strings: TeamsStrings,
): Promise<number | null> {
  return new Promise((resolve) => {
    const preview = el('p', { class: 'share-preview' }, content[0]?.message ?? content[0]?.url ?? '');
    const buttons = names.map((name, at) => {
      const button = el('button', { class: 'result', attributes: { type: 'button' } }, el('strong', {}, name));
      button.addEventListener('click', () => {
        modal.close();
        resolve(at);
      });
      return button;
    });
    const modal = openModal({
      title: strings.shareWith,
      closeLabel: strings.close,
      content: [preview, ...buttons],
      onDismiss: () => resolve(null),
    });
  });
}
