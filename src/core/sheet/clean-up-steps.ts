import type { SheetSelection } from '../document/context.ts';
import type { Localized } from '../prompt/writing-command.ts';
import type { CleanUp, CleanUpKind } from './clean-up.ts';
import { wantedBy } from './clean-up-words.ts';
import type { ColumnSplit } from './find-splits.ts';
import { factsOf } from './sheet-facts.ts';
import type { SplitBy } from './split-text.ts';

/** What a person has decided about a clean-up, where it is not what was offered. */
export interface CleanUpChoices {
  /** Steps that were ticked or unticked, by their ids. */
  readonly steps: Readonly<Record<string, boolean>>;
  /** Cells (`4:2`, row and column) and rows (`7`) that are to stay as they are. */
  readonly left: readonly string[];
  /** Columns whose parts take their place. */
  readonly replaced: readonly number[];
}

export const noChoices: CleanUpChoices = { steps: {}, left: [], replaced: [] };

/** One kind of change that is offered, to be taken or left as a whole. */
export interface CleanUpStep {
  readonly id: string;
  readonly kind: CleanUpKind | 'split' | 'same-rows' | 'same-key';
  readonly title: Localized;
  readonly isOn: boolean;
  /** Why it cannot be done here. */
  readonly obstacle: Localized | null;
  readonly split?: ColumnSplit;
}

const repairs: Readonly<Record<CleanUpKind, Localized>> = {
  spaces: { en: 'Stray spaces', zh: '多余空格' },
  'number-as-text': { en: 'Numbers stored as text', zh: '以文本存储的数字' },
  'date-as-text': { en: 'Dates stored as text', zh: '以文本存储的日期' },
  'missing-mark': { en: 'Marks for “nothing” among numbers', zh: '数字中的“无”标记' },
  spelling: { en: 'Names spelt in more than one way', zh: '写法不一致的名称' },
};

const splitNames: Readonly<Record<SplitBy, Localized>> = {
  'line-break': { en: 'at line breaks', zh: '按换行' },
  tab: { en: 'at tabs', zh: '按制表符' },
  pipe: { en: 'at “|”', zh: '按“|”' },
  semicolon: { en: 'at semicolons', zh: '按分号' },
  comma: { en: 'at commas', zh: '按逗号或顿号' },
  slash: { en: 'at slashes', zh: '按斜杠' },
  dash: { en: 'at dashes', zh: '按短横线' },
  brackets: { en: 'at brackets', zh: '按括号' },
  unit: { en: 'into number and unit', zh: '按数值和单位' },
};

const whyRowsStay: Readonly<Record<string, Localized>> = {
  hidden: {
    en: 'Some rows are hidden, by a filter perhaps. Show all rows, then clean up again.',
    zh: '有些行被隐藏（可能是筛选）。请先显示所有行，再重新整理。',
  },
  merged: {
    en: 'There are merged cells here. Unmerge them, then clean up again.',
    zh: '这里有合并单元格。请先取消合并，再重新整理。',
  },
  beside: {
    en: 'The rows go on beside the selection. Select the whole table, then clean up again.',
    zh: '所选区域旁边还有同行的内容。请选中整个表格，再重新整理。',
  },
  below: {
    en: 'What stands below is wider than the selection and would be torn. Move it, then clean up again.',
    zh: '下方的内容比所选区域宽，删除行会把它错开。请先移开它，再重新整理。',
  },
  'other-table': {
    en: 'An Excel table here has other columns than the selection. Select the table and nothing beside it, then clean up again.',
    zh: '所选区域与这里的 Excel 表格列数不一致。请只选中整个表格，再重新整理。',
  },
};

/**
 * The steps of a clean-up, each as it stands: repairs and rows that are the same in every column are on unless they were unticked, a
 * split or rows with the same key only when they were asked for.
 */
export function cleanUpSteps(
  sheet: SheetSelection,
  { changes, splits, duplicates }: CleanUp,
  choices: CleanUpChoices,
  instruction: string,
): CleanUpStep[] {
  const { profile } = factsOf(sheet);
  const wanted = wantedBy(instruction, profile);
  const isOn = (id: string, offered: boolean): boolean => choices.steps[id] ?? offered;
  const nameOf = (index: number): string => profile.columns.find((column) => column.index === index)?.name ?? '';
  const steps: CleanUpStep[] = [];
  for (const [kind, { en, zh }] of Object.entries(repairs)) {
    const count = changes.filter((change) => change.kind === kind).length;
    if (count === 0) continue;
    const title = { en: `${en}: ${count.toLocaleString('en')}`, zh: `${zh}：${count.toLocaleString('zh')} 格` };
    steps.push({
      id: kind,
      kind: kind as CleanUpKind,
      title,
      isOn: isOn(kind, wanted?.repairs ?? true),
      obstacle: null,
    });
  }
  const rowsStay = sheet.around?.rowsStay;
  const obstacle = rowsStay ? (whyRowsStay[rowsStay] ?? null) : null;
  const { same, sameKey } = duplicates;
  if (same.length > 0) {
    const title = {
      en: `Rows that repeat an earlier one: ${same.length.toLocaleString('en')}`,
      zh: `与前面某行重复的行：${same.length.toLocaleString('zh')} 行`,
    };
    const on = obstacle === null && isOn('same-rows', wanted?.duplicates ?? true);
    steps.push({ id: 'same-rows', kind: 'same-rows', title, isOn: on, obstacle });
  }
  if (sameKey) {
    const count = sameKey.rows.length;
    const name = nameOf(sameKey.column);
    const title = {
      en: `Rows with the ${name} of an earlier one, different elsewhere: ${count.toLocaleString('en')}`,
      zh: `“${name}”与前面某行相同、其他内容不同的行：${count.toLocaleString('zh')} 行`,
    };
    steps.push({
      id: 'same-key',
      kind: 'same-key',
      title,
      isOn: obstacle === null && isOn('same-key', false),
      obstacle,
    });
  }
  for (const split of splits) {
    const id = `split:${split.column}`;
    const name = nameOf(split.column);
    const by = splitNames[split.by];
    const title = {
      en: `Split ${name} ${by.en}: ${share(split, 'en')}`,
      zh: `${by.zh}拆分“${name}”：${share(split, 'zh')}`,
    };
    const isWanted = wanted !== null && (wanted.splits === 'all' || wanted.splits.includes(split.column as never));
    steps.push({ id, kind: 'split', title, isOn: isOn(id, isWanted), obstacle: null, split });
  }
  return steps;
}

function share({ cells, filled }: ColumnSplit, language: 'en' | 'zh'): string {
  const [some, all] = [cells.toLocaleString('en'), filled.toLocaleString('en')];
  if (cells === filled) return language === 'zh' ? `${all} 格` : `${all} cells`;
  return language === 'zh' ? `${all} 格中的 ${some} 格` : `${some} of ${all} cells`;
}
