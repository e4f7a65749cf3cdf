/** What this Teams says that it can do; a capability that is not here is one that `isSupported()` denies. */
const capabilities = {
  app: {},
  chat: {},
  clipboard: {},
  dialog: { card: { bot: {} }, url: { bot: {}, parentCommunication: {} }, update: {} },
  pages: { currentApp: {} },
  people: {},
  sharing: {},
  teamsCore: {},
} as const;

/** The answer to `initialize`; `without` takes capabilities away, as an older Teams or one on a telephone lacks them. */
export function runtimeOf(without: readonly string[]): string {
  return JSON.stringify({
    apiVersion: 4,
    isNAAChannelRecommended: false,
    hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
    supports: Object.fromEntries(Object.entries(capabilities).filter(([name]) => !without.includes(name))),
  });
}
