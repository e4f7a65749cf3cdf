import type { Attachment } from '../../teams/activity.ts';
import { el, icon } from '../dom.ts';
import { attachmentView } from './message-view.ts';
import type { TeamsStrings } from './strings.ts';

/** The box at the foot of a chat: text, the cards that an app put in, and the way to the app's commands. */
export class ComposeBox {
  readonly element: HTMLElement;
  readonly #box: HTMLTextAreaElement;
  readonly #cards: HTMLElement;
  readonly #strings: TeamsStrings;
  #attachments: Attachment[] = [];

  constructor(
    label: string,
    strings: TeamsStrings,
    app: { readonly icon: string | null; readonly name: string } | null,
    on: {
      send(text: string, attachments: readonly Attachment[]): void;
      openApp(opener: HTMLElement): void;
      /** A file was chosen; absent where none can be sent. */
      attach?: ((file: File) => void) | undefined;
    },
  ) {
    this.#strings = strings;
    this.#box = el('textarea', { attributes: { rows: '2', 'aria-label': label, placeholder: label } });
    this.#cards = el('div', { class: 'compose-cards' });
    const send = (): void => {
      const text = this.#box.value.trim();
      if (text === '' && this.#attachments.length === 0) return;
      const attachments = this.#attachments;
      this.#attachments = [];
      this.#box.value = '';
      this.#drawCards();
      on.send(text, attachments);
      this.#box.focus();
    };
    this.#box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    });
    const opener = app
      ? el(
          'button',
          {
            class: 'control icon',
            attributes: { type: 'button', 'aria-label': app.name, title: app.name, 'aria-haspopup': 'dialog' },
          },
          app.icon ? el('img', { attributes: { src: app.icon, alt: '', width: '20', height: '20' } }) : icon('sparkle'),
        )
      : null;
    opener?.addEventListener('click', () => on.openApp(opener));
    const button = el(
      'button',
      { class: 'control primary', attributes: { type: 'button' }, on: { click: send } },
      strings.send,
    );
    this.element = el(
      'div',
      { class: 'compose' },
      this.#cards,
      this.#box,
      el('div', { class: 'compose-row' }, opener, on.attach ? this.#attachButton(on.attach) : null, button),
    );
  }

  #attachButton(attach: (file: File) => void): HTMLElement {
    const label = this.#strings.attach;
    const input = el('input', { attributes: { type: 'file', 'aria-label': label, tabindex: '-1', hidden: '' } });
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      input.value = '';
      if (file) attach(file);
    });
    return el(
      'span',
      {},
      input,
      el('button', { class: 'control', attributes: { type: 'button' }, on: { click: () => input.click() } }, label),
    );
  }

  get text(): string {
    return this.#box.value;
  }

  setText(text: string): void {
    this.#box.value = text;
    this.#box.focus();
  }

  addCard(attachment: Attachment): void {
    this.#attachments.push(attachment);
    this.#drawCards();
    this.#box.focus();
  }

  #drawCards(): void {
    this.#cards.replaceChildren(
      ...this.#attachments.map((attachment) => {
        const label = this.#strings.removeCard;
        const remove = el(
          'button',
          { class: 'control icon', attributes: { type: 'button', 'aria-label': label, title: label } },
          icon('close', 16),
        );
        remove.addEventListener('click', () => {
          this.#attachments = this.#attachments.filter((one) => one !== attachment);
          this.#drawCards();
        });
        // What is on a card can be used once it is sent.
        const card = attachmentView(attachment, () => undefined);
        return el('div', { class: 'compose-card' }, card, remove);
      }),
    );
  }
}
