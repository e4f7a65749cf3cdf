import { z } from 'zod';

const finalSchema = z.looseObject({
  type: z.literal('message'),
  channelData: z.looseObject({ streamType: z.literal('final') }),
  entities: z.array(z.looseObject({ type: z.string() })).default([]),
});

/**
 * Takes the number from the message that ends a stream: the protocol of Teams counts the parts alone, and who reads it to the
 * letter takes an end with the number 1, which the SDK gives it, for the beginning of another message.
 */
export const endWithoutNumber = {
  request<Config extends { data?: unknown }>({ config }: { readonly config: Config }): Config {
    const parsed = finalSchema.safeParse(config.data);
    if (parsed.success) {
      const { channelData, entities, ...message } = parsed.data;
      config.data = {
        ...message,
        channelData: withoutNumber(channelData),
        entities: entities.map((entity) => (entity.type === 'streaminfo' ? withoutNumber(entity) : entity)),
      };
    }
    return config;
  },
};

function withoutNumber(member: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { streamSequence: _number, ...rest } = member;
  return rest;
}
