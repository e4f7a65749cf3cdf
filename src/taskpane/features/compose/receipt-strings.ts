import type { SentKind } from '../../../core/context/receipt.ts';

/** The words of what would be sent, piece by piece, which the first sight of the pane does without. */
export interface ReceiptStrings {
  readonly scopeLabel: string;
  readonly scopeSelection: string;
  readonly scopeSurroundings: string;
  readonly scopeDocument: string;
  readonly sentKinds: Readonly<Record<SentKind, string>>;
}

export const receiptStrings: Readonly<Record<'en' | 'zh', ReceiptStrings>> = {
  en: {
    scopeLabel: 'How much to send',
    scopeSelection: 'Selection only',
    scopeSurroundings: 'With surroundings',
    scopeDocument: 'Whole document',
    sentKinds: {
      table: 'Place in the workbook',
      figures: 'Computed figures',
      sample: 'A few rows',
      formula: 'Formula',
      selection: 'Selection',
      document: 'Document',
      headings: 'Headings above',
      outline: 'Outline',
      before: 'Text before',
      after: 'Text after',
      title: 'Title',
      instruction: 'Your prompt',
      'standing-instructions': 'Your standing instructions',
    },
  },
  zh: {
    scopeLabel: '发送范围',
    scopeSelection: '仅所选',
    scopeSurroundings: '连同上下文',
    scopeDocument: '全文',
    sentKinds: {
      table: '在工作簿中的位置',
      figures: '已计算的数字',
      sample: '若干行',
      formula: '公式',
      selection: '所选内容',
      document: '文档',
      headings: '所在标题',
      outline: '大纲',
      before: '前文',
      after: '后文',
      title: '标题',
      instruction: '你的提示',
      'standing-instructions': '你的常用要求',
    },
  },
};
