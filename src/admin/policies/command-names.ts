import { writingCommands } from '../../core/prompt/commands.ts';
import { sheetCommandSet } from '../../core/prompt/sheet/sheet-commands.ts';

const titles = new Map(writingCommands.map(({ id, title }) => [id, title]));
for (const { id, title } of sheetCommandSet.commands) {
  if (!titles.has(id)) titles.set(id, { en: `${title.en} (Excel)`, zh: `${title.zh}（Excel）` });
}

/** Ids of the commands that the form offers; those of documents first. */
export const commandIds: readonly string[] = [...titles.keys()];

/** What people call a command; its id where it is not one of ours. */
export function commandName(id: string, language: 'en' | 'zh'): string {
  return titles.get(id)?.[language] ?? id;
}
