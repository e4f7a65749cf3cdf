import type { CommentText } from '../edit/comments.ts';
import type { CommentReplyState } from '../model/workbook-state.ts';
import { invalid, requireOne, requireString } from './arguments.ts';

const contentTypes = ['Plain', 'Mention'] as const;

/** The text of a comment from what an add-in gives: a plain one, or one with `<at id="0">Name</at>` and who that is. */
export function requireText(content: unknown, contentType: unknown): CommentText {
  const type = requireOne(contentType ?? (typeof content === 'string' ? 'Plain' : 'Mention'), contentTypes);
  return type === 'Plain' ? { content: requireString(content), mentions: [] } : requireRichText(content);
}

export function requireRichText(given: unknown): CommentText {
  if (typeof given !== 'object' || given === null) return invalid();
  const { richContent, mentions } = given as { readonly richContent?: unknown; readonly mentions?: unknown };
  if (!Array.isArray(mentions)) return invalid();
  const people = (mentions as Readonly<Record<string, unknown>>[]).map(({ id, name, email }) => ({
    id: typeof id === 'number' ? id : invalid(),
    name: requireString(name),
    email: requireString(email),
  }));
  const content = requireString(richContent).replace(/<at id="(\d+)">(.*?)<\/at>/g, (_, id: string) => {
    const person = people.find((each) => each.id === Number(id)) ?? invalid('A mention names nobody.');
    return `@${person.name}`;
  });
  return { content, mentions: people };
}

/** The text with its mentions marked as {@link requireRichText} takes them. */
export function richContentOf({ content, mentions }: CommentReplyState): string {
  return mentions.reduce((text, { id, name }) => text.replace(`@${name}`, `<at id="${id}">${name}</at>`), content);
}
