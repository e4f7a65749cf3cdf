import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chatCommands, extensionCommands } from '../../../src/bot/commands.ts';

describe('the commands of the message extension and the bot', () => {
  const all = [
    ...extensionCommands,
    ...chatCommands,
    ...extensionCommands.flatMap(({ parameter }) => (parameter ? [parameter] : [])),
  ];

  it.each(['en', 'zh'] as const)('fit the lengths that Teams allows, in %s', (language) => {
    for (const { title, description } of all) {
      expect(title[language].length).toBeLessThanOrEqual(32);
      expect(description[language].length).toBeLessThanOrEqual(128);
      expect(title[language].trim()).not.toBe('');
      expect(description[language].trim()).not.toBe('');
    }
  });

  it('have ids of their own', () => {
    expect(new Set(extensionCommands.map(({ id }) => id)).size).toBe(extensionCommands.length);
  });

  it('search with a query and open a dialog with an action', () => {
    expect(extensionCommands.filter(({ type }) => type === 'query').every(({ parameter }) => parameter)).toBe(true);
    expect(extensionCommands.filter(({ type }) => type === 'action').some(({ parameter }) => parameter)).toBe(false);
  });
});

describe('the app package', () => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(__dirname, '../../../appPackage', name), 'utf8'));
  const chinese = read('zh-cn.json') as Readonly<Record<string, string>>;
  const manifest = read('manifest.json') as {
    readonly composeExtensions: readonly { readonly commands: readonly ManifestCommand[] }[];
    readonly bots: readonly { readonly commandLists: readonly { readonly commands: readonly Described[] }[] }[];
  };

  it('offers the commands of the message extension, word for word in both languages', () => {
    const path = (at: number): string => `composeExtensions[0].commands[${at}]`;
    const offered = manifest.composeExtensions[0]!.commands.map((command, at) => ({
      id: command.id,
      type: command.type,
      context: command.context,
      ...wordsOf(command, path(at)),
      ...(command.parameters && {
        parameter: {
          name: command.parameters[0]!.name,
          ...wordsOf(command.parameters[0]!, `${path(at)}.parameters[0]`),
        },
      }),
    }));
    expect(offered).toEqual(extensionCommands);
  });

  it('suggests the commands of the bot, word for word in both languages', () => {
    const suggested = manifest.bots[0]!.commandLists[0]!.commands.map((command, at) =>
      wordsOf(command, `bots[0].commandLists[0].commands[${at}]`),
    );
    expect(suggested).toEqual(chatCommands.map(({ title, description }) => ({ title, description })));
  });

  function wordsOf({ title, description }: Described, path: string): object {
    return {
      title: { en: title, zh: chinese[`${path}.title`] },
      description: { en: description, zh: chinese[`${path}.description`] },
    };
  }
});

interface Described {
  readonly title: string;
  readonly description: string;
}

interface ManifestCommand extends Described {
  readonly id: string;
  readonly type: string;
  readonly context: readonly string[];
  readonly parameters?: readonly (Described & { readonly name: string })[];
}
