import { writingCommands } from '../../core/prompt/commands.ts';
import { sheetCommandSet } from '../../core/prompt/sheet/sheet-commands.ts';

const titles = new Map(writingCommands.map(({ id, title }) => [id, title]));
for (const { id, title } of sheetCommandSet.commands) {
  if (!titles.has(id)) titles.set(id, { en: `${title.en} (Excel)`, zh: `${title.zh}（Excel）` });
}

/** Of functions in cells and of the Teams bot, which have no command in a pane. */
const others: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  'ask-cell': { en: 'Ask (in cells)', zh: '提问（单元格）' },
  'summarize-cell': { en: 'Summarise (in cells)', zh: '总结（单元格）' },
  'translate-cell': { en: 'Translate (in cells)', zh: '翻译（单元格）' },
  'classify-cell': { en: 'Classify (in cells)', zh: '分类（单元格）' },
  'extract-cell': { en: 'Extract (in cells)', zh: '提取（单元格）' },
  'formula-cell': { en: 'Write a formula (in cells)', zh: '编写公式（单元格）' },
  'draft-reply': { en: 'Draft a reply (Teams)', zh: '起草回复（Teams）' },
  'to-tasks': { en: 'Tasks (Teams)', zh: '提取任务（Teams）' },
  minutes: { en: 'Minutes (Teams)', zh: '会议纪要（Teams）' },
};
for (const [id, title] of Object.entries(others)) titles.set(id, title);

/** Ids of the commands that the form offers; those of documents first. */
export const commandIds: readonly string[] = [...titles.keys()];

/** What people call a command; its id where it is not one of ours. */
export function commandName(id: string, language: 'en' | 'zh'): string {
  return titles.get(id)?.[language] ?? id;
}
