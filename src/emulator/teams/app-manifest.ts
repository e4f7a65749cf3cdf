/** Reads the app manifest of Teams (the unified manifest) as far as a chat and a personal tab need it. */

export interface AppCommand {
  readonly id: string;
  readonly type: 'action' | 'query';
  readonly title: string;
  readonly description: string;
  readonly contexts: readonly ('message' | 'compose' | 'commandBox')[];
  /** Whether the bot says what the dialog shows. */
  readonly fetchTask: boolean;
  readonly initialRun: boolean;
  readonly parameters: readonly { readonly name: string; readonly title: string }[];
}

export interface AppTab {
  readonly entityId: string;
  readonly name: string;
  readonly contentUrl: string;
}

export interface AppManifest {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly developer: string;
  readonly version: string;
  readonly color: string | null;
  readonly tabs: readonly AppTab[];
  readonly botId: string | null;
  readonly botCommands: readonly { readonly title: string; readonly description: string }[];
  readonly commands: readonly AppCommand[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * @param languages texts by the keys of a localisation file, such as `composeExtensions[0].commands[0].title`, and by language tag
 * @param servedFrom addresses of the manifest's own origin are moved to where it was read from
 */
export function readAppManifest(
  manifest: Json,
  {
    languages,
    locale,
    servedFrom,
  }: { readonly languages: Readonly<Record<string, Json>>; readonly locale: string; readonly servedFrom: string },
): AppManifest {
  const strings = stringsFor(languages, locale);
  const text = (path: string, value: unknown): string => textOf(strings[path] ?? value);
  const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
  const [bot] = list(manifest['bots']);
  const [extension] = list(manifest['composeExtensions']);
  const icons = manifest['icons'] as Json | undefined;
  const name = manifest['name'] as Json | undefined;
  const description = manifest['description'] as Json | undefined;
  const developer = manifest['developer'] as Json | undefined;
  const pages = list(manifest['staticTabs']).map((tab, at): AppTab => ({
    entityId: textOf(tab['entityId']),
    name: text(`staticTabs[${at}].name`, tab['name']),
    contentUrl: textOf(tab['contentUrl']),
  }));
  return {
    id: textOf(manifest['id']),
    name: text('name.short', name?.['short']),
    description: text('description.full', description?.['full']),
    developer: textOf(developer?.['name']),
    version: textOf(manifest['version']),
    color: typeof icons?.['color'] === 'string' ? new URL(icons['color'], servedFrom).href : null,
    // The others are Teams' own: the chat with the bot, and what is said of the app.
    tabs: pages.filter(({ contentUrl }) => contentUrl !== ''),
    botId: typeof bot?.['botId'] === 'string' ? bot['botId'] : null,
    botCommands: list(list(bot?.['commandLists'])[0]?.['commands']).map((command, at) => ({
      title: text(`bots[0].commandLists[0].commands[${at}].title`, command['title']),
      description: text(`bots[0].commandLists[0].commands[${at}].description`, command['description']),
    })),
    commands: list(extension?.['commands']).map((command, at) => readCommand(command, at, text, list)),
  };
}

function readCommand(
  command: Json,
  at: number,
  text: (path: string, value: unknown) => string,
  list: (value: unknown) => readonly Json[],
): AppCommand {
  const path = `composeExtensions[0].commands[${at}]`;
  const type = command['type'] === 'action' ? 'action' : 'query';
  return {
    id: textOf(command['id']),
    type,
    title: text(`${path}.title`, command['title']),
    description: text(`${path}.description`, command['description']),
    contexts: (command['context'] as AppCommand['contexts'] | undefined) ?? ['compose', 'commandBox'],
    fetchTask: command['fetchTask'] === true,
    initialRun: command['initialRun'] === true,
    parameters: list(command['parameters']).map((parameter, number) => ({
      name: textOf(parameter['name']),
      title: text(`${path}.parameters[${number}].title`, parameter['title']),
    })),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The texts of the language, by its whole tag or by its first part; none where the manifest's own are meant. */
function stringsFor(languages: Readonly<Record<string, Json>>, locale: string): Json {
  const wanted = locale.toLowerCase();
  const tags = Object.keys(languages);
  const tag =
    tags.find((one) => one.toLowerCase() === wanted) ?? tags.find((one) => one.slice(0, 2) === wanted.slice(0, 2));
  return (tag === undefined ? undefined : languages[tag]) ?? {};
}

/** Fetches a manifest with its language files; `null` where there is none. */
export async function fetchAppManifest(address: string, locale: string): Promise<AppManifest | null> {
  const fetchJson = async (url: string): Promise<Json | null> => {
    const response = await fetch(url).catch(() => null);
    return response?.ok ? ((await response.json()) as Json) : null;
  };
  const servedFrom = new URL(address, location.href).href;
  const manifest = await fetchJson(servedFrom);
  if (!manifest) return null;
  const info = manifest['localizationInfo'] as
    | { readonly additionalLanguages?: readonly { readonly languageTag: string; readonly file: string }[] }
    | undefined;
  const languages: Record<string, Json> = {};
  for (const { languageTag, file } of info?.additionalLanguages ?? []) {
    languages[languageTag] = (await fetchJson(new URL(file, servedFrom).href)) ?? {};
  }
  return readAppManifest(manifest, { languages, locale, servedFrom });
}
