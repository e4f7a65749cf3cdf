import type { Strings } from '../../app/strings.ts';

/** The words around the text that a person brings. */
export interface MaterialStrings {
  readonly text: string;
  readonly placeholder: string;
  readonly choose: string;
  readonly clear: string;
  readonly drop: string;
  readonly kinds: string;
  readonly reading: (name: string) => string;
  readonly workbook: (sheet: string, rows: number, columns: number) => string;
  readonly partSelected: string;
}

const texts: Readonly<Record<'en' | 'zh', MaterialStrings>> = {
  en: {
    text: 'Your text',
    placeholder: 'Paste or type text, or drop a file here.',
    choose: 'Choose a file',
    clear: 'Clear',
    drop: 'Drop the file to open it',
    kinds: 'Word, Excel, text or Markdown. Files are read in this window; what is sent stands below.',
    reading: (name) => `Opening ${name} …`,
    workbook: (sheet, rows, columns) =>
      `Sheet “${sheet}”: ${rows.toLocaleString('en')} rows, ${columns.toLocaleString('en')} columns`,
    partSelected: 'Mark a part of the text to work on that part alone.',
  },
  zh: {
    text: '你的文字',
    placeholder: '粘贴或输入文字，或将文件拖到这里。',
    choose: '选择文件',
    clear: '清空',
    drop: '松开即可打开文件',
    kinds: '可用 Word、Excel、纯文本或 Markdown 文件。文件在此窗口中读取；将要发送的内容列在下方。',
    reading: (name) => `正在打开 ${name}……`,
    workbook: (sheet, rows, columns) => `工作表“${sheet}”：${rows} 行，${columns} 列`,
    partSelected: '选中一部分文字，即只处理这一部分。',
  },
};

export function materialStrings(language: 'en' | 'zh'): MaterialStrings {
  return texts[language];
}

const fileReasons = {
  en: {
    'file-kind': 'This kind of file cannot be opened here. Use .docx, .xlsx, .txt or .md, or paste its text.',
    'file-damaged':
      'This file could not be read. It may be damaged or protected by a password: paste its text instead.',
    'file-too-large': 'This file is larger than 20 MB. Paste the part that you want to work on.',
    'file-empty': 'There is no text in this file.',
    'chat-too-long':
      'This answer is too long for the box of a chat. Download it as a Word document, or copy a part of it.',
  },
  zh: {
    'file-kind': '此处无法打开这种文件。请使用 .docx、.xlsx、.txt 或 .md，或粘贴其中的文字。',
    'file-damaged': '无法读取此文件。它可能已损坏或有密码保护：请粘贴其中的文字。',
    'file-too-large': '此文件超过 20 MB。请粘贴要处理的部分。',
    'file-empty': '此文件中没有文字。',
    'chat-too-long': '这个回答超出了聊天输入框的长度。请下载为 Word 文档，或复制其中一部分。',
  },
};

/** The pane's words where the text is one that the person brought; `base` are the general ones. */
export function wordsForMaterial(base: Strings, language: 'en' | 'zh'): Partial<Strings> {
  const reasons = fileReasons[language];
  return language === 'zh'
    ? {
        reasons,
        documentIsEmpty: '还没有文字。在上方粘贴，或写下提示来起草。',
        wholeDocument: '你的文字',
        historyEmpty: '还没有回答。',
        show: '显示',
        uiAuto: '与 Teams 相同',
        applications: {
          ...base.applications,
          'insert-after': '放到我的文字后面',
          'insert-at-cursor': '放到我的文字中',
        },
        notices: {
          ...base.notices,
          applied: '完成，已写入你的文字。',
          undone: '已撤销，文字恢复原样。',
          'changed-since': '文字之后又有改动，因此未作撤销。',
        },
        errors: {
          ...base.errors,
          'host-failed': 'Teams 未能完成。内容没有丢失：请重试，或复制回答。',
          'host-unsupported': '此处无法这样做。请复制回答。',
        },
      }
    : {
        reasons,
        documentIsEmpty: 'There is no text yet. Paste some above, or write a prompt to begin a draft.',
        wholeDocument: 'Your text',
        historyEmpty: 'No answers yet.',
        show: 'Show',
        uiAuto: 'Same as Teams',
        applications: {
          ...base.applications,
          'insert-after': 'Put after my text',
          'insert-at-cursor': 'Put into my text',
        },
        notices: {
          ...base.notices,
          applied: 'Done. It is in your text.',
          undone: 'Undone. Your text is as it was.',
          'changed-since': 'The text was edited since, so it was left alone.',
        },
        errors: {
          ...base.errors,
          'host-failed': 'Teams could not do that. Nothing is lost: try again, or copy the answer.',
          'host-unsupported': 'That cannot be done here. Copy the answer instead.',
        },
      };
}
