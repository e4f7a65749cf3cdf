import { defineSheetCommand } from './define-sheet-command.ts';

const languages: Readonly<Record<string, string>> = {
  'office-script': 'an Office Script (TypeScript with `function main(workbook: ExcelScript.Workbook)`)',
  vba: 'a VBA macro (one Sub with Option Explicit)',
  sql: 'an SQL query (standard SQL) over a table with the columns of SAMPLE',
};

export const writeCode = defineSheetCommand({
  id: 'write-code',
  title: { en: 'Write code', zh: '编写代码' },
  description: {
    en: 'VBA, an Office Script or SQL for this table, to copy',
    zh: '为此表编写 VBA、Office 脚本或 SQL，供复制',
  },
  answer: 'content',
  material: 'figures',
  needsInstruction: true,
  options: [
    {
      id: 'code',
      label: { en: 'Language', zh: '语言' },
      values: [
        { id: 'office-script', label: { en: 'Office Script', zh: 'Office 脚本' } },
        { id: 'vba', label: { en: 'VBA', zh: 'VBA' } },
        { id: 'sql', label: { en: 'SQL', zh: 'SQL' } },
      ],
    },
  ],
  appliesTo: () => true,
  work: ({ instruction, options }) =>
    `Write ${languages[options['code'] ?? 'office-script'] ?? languages['office-script'] ?? ''} that does this: ${instruction.trim()}\nAnswer with one fenced code block and, above it, one sentence on what it does. It touches no other cells than those that the task names.`,
});
