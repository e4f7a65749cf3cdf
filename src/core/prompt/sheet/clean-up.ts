import type { SheetSelection } from '../../document/context.ts';
import { cleanUpSteps, noChoices } from '../../sheet/clean-up-steps.ts';
import { wantedBy } from '../../sheet/clean-up-words.ts';
import { cleanUpOf, factsOf } from '../../sheet/sheet-facts.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

export const cleanUp = defineSheetCommand({
  id: 'clean-up',
  title: { en: 'Clean up', zh: '整理数据' },
  description: {
    en: 'Spaces, numbers and dates kept as text, spellings, repeated rows, columns to split; shown cell by cell first',
    zh: '空格、文本型数字和日期、不一致的写法、重复行、可拆分的列，先逐格预览',
  },
  answer: 'cells',
  material: 'figures',
  appliesTo: ({ table }) => table.columns.length > 0,
  work: () => '',
  byRules: ({ instruction }, sheet, language) => describeCleanUp(sheet, instruction, language),
});

function describeCleanUp(sheet: SheetSelection, instruction: string, language: 'en' | 'zh'): string {
  const steps = cleanUpSteps(sheet, cleanUpOf(sheet), noChoices, instruction);
  const lines = steps.map(({ title }) => `- ${title[language]}`);
  const wanted = wantedBy(instruction, factsOf(sheet).profile);
  const missing: string[] = [];
  if (wanted && wanted.splits !== 'none' && !steps.some(({ kind, isOn }) => kind === 'split' && isOn)) {
    missing.push(
      language === 'zh'
        ? '没有可以拆分的列：一列中至少五分之四的单元格要用同样的方式分成同样多的部分。'
        : 'There is no column to split: at least four of five of its cells must fall into as many parts in the same way.',
    );
  }
  if (wanted?.duplicates === true && !steps.some(({ kind }) => kind === 'same-rows' || kind === 'same-key')) {
    missing.push(language === 'zh' ? '没有重复的行。' : 'No row repeats an earlier one.');
  }
  if (lines.length + missing.length > 0)
    return [...missing, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n');
  return language === 'zh' ? '没有需要整理的单元格。' : 'There is nothing to clean up.';
}
