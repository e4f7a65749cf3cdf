import type { SheetSelection } from '../../document/context.ts';
import type { NarrationKind } from '../../figures/narrate/narrate.ts';
import { hasContents, narrateSheet } from '../../sheet/sheet-facts.ts';
import type { PromptInput } from '../writing-command.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

/** What the rules say of the table, in the language of replies, that of the cells, or the pane's. */
function byRules(kind: NarrationKind) {
  return ({ replyLanguage }: PromptInput, sheet: SheetSelection, language: 'en' | 'zh'): string => {
    const wanted = replyLanguage === 'auto' ? language : replyLanguage.startsWith('zh') ? 'zh' : 'en';
    return narrateSheet(sheet, kind, wanted);
  };
}

export const summariseSheet = defineSheetCommand({
  id: 'summarise-sheet',
  title: { en: 'Summarise', zh: '总结' },
  description: { en: 'What the selected cells say, in a few sentences', zh: '用几句话说明所选单元格的内容' },
  answer: 'reading',
  material: 'figures',
  appliesTo: hasContents,
  work: () =>
    'Summarise the table in three to five sentences for a reader who has not seen it: what it is about and over which time, the whole, how it moved, what stands out. Most telling first.',
  byRules: byRules('summary'),
});

export const keyFindings = defineSheetCommand({
  id: 'key-findings',
  title: { en: 'Key findings', zh: '主要发现' },
  description: { en: 'The few things worth knowing, one a line', zh: '最值得知道的几点，每行一条' },
  answer: 'reading',
  material: 'figures',
  appliesTo: hasContents,
  work: () =>
    'Give the four to six findings that a person who decides should know, as a list, one sentence each, the weightiest first. Each rests on figures.',
  byRules: byRules('findings'),
});

export const findAnomalies = defineSheetCommand({
  id: 'find-anomalies',
  title: { en: 'Find anomalies', zh: '查找异常' },
  description: { en: 'Outliers, gaps, duplicates and odd formulas', zh: '离群值、缺失、重复与不一致的公式' },
  answer: 'reading',
  material: 'figures',
  appliesTo: hasContents,
  work: () =>
    'List what is odd in the table: values far from the others, gaps, repeated rows, formulas that differ from their neighbours, numbers where formulas are expected. For each say where it is and why it is odd, in one sentence. Say so when nothing is.',
  byRules: byRules('anomalies'),
});

export const describeSheet = defineSheetCommand({
  id: 'describe-sheet',
  title: { en: 'Describe for a colleague', zh: '向同事介绍' },
  description: { en: 'What is in which column, and how to read it', zh: '每列是什么、如何阅读' },
  answer: 'reading',
  material: 'figures',
  appliesTo: hasContents,
  work: () =>
    'Describe the table to a colleague who takes it over: what one row is, what each column holds and in which unit, what is computed and from what, what period it covers, what to watch out for.',
  byRules: byRules('description'),
});
