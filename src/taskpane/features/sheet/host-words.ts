import type { Strings } from '../../app/strings.ts';

/** The pane's words where it stands in Excel; `base` are the general ones, which speak of Word and its document. */
export function wordsForExcel(base: Strings, language: 'en' | 'zh'): Partial<Strings> {
  return language === 'zh'
    ? {
        show: '在工作簿中查看',
        historyEmpty: '本工作簿还没有回答。',
        readOnly: '工作簿以只读方式打开，回答只能复制，不能写入。',
        conflictChanged: '这些单元格此后又被编辑过，因此什么也没有写入。',
        writeHere: '按现在的单元格重新开始',
        notices: {
          ...base.notices,
          applied: '完成，已写入工作簿。',
          undone: '已撤销，工作簿恢复原样。',
          'changed-since': '这些单元格此后又被编辑过，因此没有改动。可使用 Excel 自带的撤销。',
        },
        errors: {
          ...base.errors,
          'document-protected': '工作表受保护。请先取消保护（审阅 › 撤消工作表保护），然后重试。回答保留在这里。',
          'document-read-only': '工作簿以只读方式打开。请另存一份后重试，回答保留在这里。',
          'host-unsupported': '此版本的 Excel 做不到，请改用复制。',
          'host-busy': 'Excel 正忙，请稍候重试。',
          'host-failed': 'Excel 没能完成，什么也没有写入。请重试或复制回答。',
        },
        reasons: {
          ...base.reasons,
          'no-block': '选中了多个不相邻的区域，或选中的不是单元格。请只选中一个连续区域，例如整个表格或其中一格。',
          'half-written':
            'Excel 中途停下，已写入的部分也没能撤回。请检查工作表：用 Excel 自带的撤销恢复，或不保存并重新打开工作簿。',
        },
      }
    : {
        show: 'Show in the workbook',
        historyEmpty: 'No answers yet in this workbook.',
        readOnly: 'The workbook is open for reading only. Answers can be copied, not written into cells.',
        conflictChanged: 'These cells were edited since, so nothing was written.',
        writeHere: 'Start again from the cells as they are',
        notices: {
          ...base.notices,
          applied: 'Done. It is in the workbook.',
          undone: 'Undone. The workbook is as it was.',
          'changed-since': 'These cells were edited since, so they were left alone. Use Excel’s own undo instead.',
        },
        errors: {
          ...base.errors,
          'document-protected':
            'The sheet is protected. Unprotect it (Review › Unprotect Sheet), then try again. Your answer is kept here.',
          'document-read-only':
            'The workbook is open for reading only. Save a copy and try again; your answer is kept here.',
          'host-unsupported': 'This version of Excel cannot do that. Copy the answer instead.',
          'host-busy': 'Excel is busy. Wait a moment and try again.',
          'host-failed': 'Excel could not do that, and nothing was written. Try again, or copy the answer.',
        },
        reasons: {
          ...base.reasons,
          'no-block':
            'Several separate areas are selected, or something that is no cell. Select one block of cells, such as a table or one cell in it.',
          'half-written':
            'Excel stopped half-way, and what was written by then could not be taken back. Look at the sheet: use Excel’s own undo, or reopen the workbook without saving it.',
        },
      };
}
