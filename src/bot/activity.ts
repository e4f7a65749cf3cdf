import { z } from 'zod';

const text = z.string();

const attachment = z.looseObject({
  contentType: text.max(300).optional(),
  contentUrl: text.max(8000).optional(),
  name: text.max(500).optional(),
  content: z.unknown().optional(),
});
export type Attachment = z.infer<typeof attachment>;

/** What the bot reads of an activity. It was checked for where it comes from; its form is checked here. */
export const activitySchema = z.looseObject({
  type: text,
  id: text.max(500).optional(),
  name: text.max(200).optional(),
  serviceUrl: text,
  channelId: text,
  locale: text.max(50).optional(),
  from: z.looseObject({ id: text.max(500), name: text.max(300).optional() }),
  recipient: z.looseObject({ id: text.max(500), name: text.max(300).optional() }).optional(),
  conversation: z.looseObject({
    id: text.max(500),
    conversationType: text.optional(),
    isGroup: z.boolean().optional(),
  }),
  text: text.max(200_000).optional(),
  textFormat: text.optional(),
  attachments: z.array(attachment).max(50).optional(),
  entities: z.array(z.looseObject({ type: text })).optional(),
  action: text.optional(),
  replyToId: text.max(500).optional(),
  value: z.unknown().optional(),
});
export type TeamsActivity = z.infer<typeof activitySchema>;

export type Language = 'en' | 'zh';

/** The language of the words around an answer, by what Teams is set to. */
export function languageOf({ locale, entities = [] }: Pick<TeamsActivity, 'locale' | 'entities'>): Language {
  const client = entities.map((entity) => clientSchema.safeParse(entity).data).find((info) => info !== undefined);
  return /^zh\b/i.test(locale ?? client?.locale ?? '') ? 'zh' : 'en';
}

/** What Teams tells of the program that an activity comes from. */
const clientSchema = z.looseObject({ type: z.literal('clientInfo'), locale: text });

/** Whether only one person and the bot are in the conversation: only there does Teams take a stream. */
export function isPersonal({ conversation }: Pick<TeamsActivity, 'conversation'>): boolean {
  return conversation.isGroup !== true && (conversation.conversationType ?? 'personal') === 'personal';
}

/** What was said to the bot, without its own name in front. */
export function saidTo(activity: TeamsActivity): string {
  const own = activity.recipient?.id;
  const mentions = (activity.entities ?? []).flatMap((entity) => {
    const parsed = mentionSchema.safeParse(entity);
    return parsed.success && parsed.data.mentioned.id === own ? [parsed.data.text] : [];
  });
  return mentions.reduce((said, mention) => said.replaceAll(mention, ' '), activity.text ?? '');
}

const mentionSchema = z.looseObject({
  type: z.literal('mention'),
  text: text.min(1),
  mentioned: z.looseObject({ id: text }),
});
