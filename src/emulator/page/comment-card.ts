import { el, icon } from './dom.ts';
import type { Strings } from './strings.ts';

/** One comment as its card shows it. */
export interface CommentView {
  readonly id: string;
  readonly author: string;
  /** ISO 8601; empty when the file gives none. */
  readonly date: string;
  readonly text: string;
}

/** A comment with the answers to it. */
export interface CommentThread extends CommentView {
  readonly isResolved: boolean;
  readonly replies: readonly CommentView[];
}

/** What a person can do with a thread; `null` in a document that cannot be edited. */
export interface CommentActions {
  readonly reply?: (id: string, text: string) => void;
  readonly setResolved?: (id: string, isResolved: boolean) => void;
  remove(id: string): void;
}

export interface CardContext {
  readonly strings: Strings;
  readonly locale: string;
  readonly authorClass: (author: string) => string;
}

/** The card of a comment: author, date, text, replies, and its actions. */
export function commentCard(
  thread: CommentThread,
  context: CardContext,
  actions: CommentActions | null,
  onSelect: () => void,
): HTMLElement {
  const { strings } = context;
  const card = el(
    'article',
    {
      class: `card comment-card ${context.authorClass(thread.author)} ${thread.isResolved ? 'done' : ''}`,
      attributes: { tabindex: '0', 'aria-label': strings.commentBy(thread.author), 'data-comment': thread.id },
    },
    ...said(thread, context, thread.isResolved),
    ...thread.replies.map((reply) =>
      el('div', { class: `reply ${context.authorClass(reply.author)}` }, ...said(reply, context)),
    ),
  );
  card.addEventListener('focusin', onSelect);
  card.addEventListener('click', onSelect);
  if (actions) card.append(actionRow(thread, context, actions, card));
  return card;
}

function said(comment: CommentView, { strings, locale }: CardContext, isResolved = false): HTMLElement[] {
  const by = el(
    'div',
    { class: 'by' },
    el('b', {}, comment.author),
    el('span', { class: 'when' }, whenText(comment.date, locale)),
  );
  if (isResolved) by.append(el('span', { class: 'when' }, strings.resolved));
  return [by, el('p', {}, comment.text)];
}

function actionRow(
  thread: CommentThread,
  { strings }: CardContext,
  actions: CommentActions,
  card: HTMLElement,
): HTMLElement {
  const button = (label: string, name: 'reply' | 'resolve' | 'close', run: () => void): HTMLButtonElement =>
    el('button', { class: 'control', attributes: { type: 'button' }, on: { click: run } }, icon(name, 14), label);
  const { reply, setResolved } = actions;
  const row: HTMLElement = el(
    'div',
    { class: 'actions' },
    reply && !thread.isResolved
      ? button(strings.reply, 'reply', () =>
          askText(card, row, strings, strings.reply, (text) => reply(thread.id, text)),
        )
      : null,
    setResolved
      ? button(thread.isResolved ? strings.reopen : strings.resolve, 'resolve', () =>
          setResolved(thread.id, !thread.isResolved),
        )
      : null,
    button(strings.deleteComment, 'close', () => actions.remove(thread.id)),
  );
  return row;
}

/** The card that a new comment is written in. Escape or Cancel gives it up. */
export function newCommentCard(
  context: CardContext,
  author: string,
  onPost: (text: string) => void,
  onCancel: () => void,
): HTMLElement {
  const card = el('article', {
    class: `card ${context.authorClass(author)}`,
    attributes: { 'aria-label': context.strings.newComment },
  });
  card.append(el('div', { class: 'by' }, el('b', {}, author)));
  askText(card, null, context.strings, context.strings.post, onPost, onCancel);
  return card;
}

function askText(
  card: HTMLElement,
  replaced: HTMLElement | null,
  strings: Strings,
  label: string,
  onPost: (text: string) => void,
  onCancel: () => void = () => undefined,
): void {
  const field = el('textarea', { attributes: { 'aria-label': strings.commentText } });
  const close = (): void => {
    form.remove();
    if (replaced) replaced.hidden = false;
  };
  const cancel = (): void => {
    close();
    onCancel();
  };
  const post = (): void => {
    const text = field.value.trim();
    if (text === '') return;
    close();
    onPost(text);
  };
  const form = el(
    'div',
    {},
    field,
    el(
      'div',
      { class: 'actions' },
      el('button', { class: 'control primary', attributes: { type: 'button' }, on: { click: post } }, label),
      el('button', { class: 'control', attributes: { type: 'button' }, on: { click: cancel } }, strings.cancel),
    ),
  );
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') cancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) post();
  });
  if (replaced) replaced.hidden = true;
  card.append(form);
  requestAnimationFrame(() => field.focus());
}

/** A date as a person reads it; nothing for a date that cannot be read. */
export function whenText(date: string, locale: string): string {
  const time = new Date(date);
  if (date === '' || Number.isNaN(time.getTime())) return '';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
