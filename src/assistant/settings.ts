import * as z from 'zod/mini';

/** A person's own choices. Never a key or a secret: those live in the gateway. */
export const settingsSchema = z.object({
  version: z._default(z.literal(1), 1),
  /** Model id; `null` takes the gateway's first. */
  model: z._default(z.nullable(z.string()), null),
  /** BCP 47, or `auto` for the language of the text. */
  replyLanguage: z._default(z.string(), 'auto'),
  trackChanges: z._default(z.boolean(), true),
  customInstructions: z._default(z.string().check(z.maxLength(4000)), ''),
  /** Whether ratings, choices and what became of an answer go to the organisation, with prompt and answer. */
  shareFeedback: z._default(z.boolean(), false),
  uiLanguage: z._default(z.enum(['auto', 'en', 'zh']), 'auto'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Where text is kept between sessions: the browser's storage, or nothing where that is forbidden. */
export interface TextStorage {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

const settingsKey = 'inkstone.settings';

export const defaultSettings: Settings = settingsSchema.parse({});

/** What was kept, or the defaults where nothing was or it cannot be read. */
export function loadSettings(storage: TextStorage): Settings {
  try {
    return settingsSchema.parse(JSON.parse(storage.read(settingsKey) ?? '{}'));
  } catch {
    return defaultSettings;
  }
}

export function saveSettings(storage: TextStorage, settings: Settings): void {
  storage.write(settingsKey, JSON.stringify(settings));
}
