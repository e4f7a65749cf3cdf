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
