/** The words of the parts that only a workbook has. */
export interface SheetStrings {
  readonly cells: (rows: number, columns: number) => string;
  readonly readLater: string;
  readonly leftOut: (cells: number) => string;
  readonly emptyCell: string;
  readonly shows: string;
  readonly allVerified: (count: number) => string;
  readonly someUnverified: (count: number, of: number) => string;
  readonly noNumbers: string;
  readonly verifiedBy: (label: string, range: string) => string;
  readonly notVerified: (nearest: string | undefined) => string;
  readonly unverifiedMark: string;
  readonly acceptUnverified: string;
  readonly accepted: string;
  readonly formulaGives: string;
  readonly formulaFails: (error: string) => string;
  readonly tryingFormula: string;
  readonly noFormula: string;
  readonly noTry: string;
  readonly preview: string;
  readonly cell: string;
  readonly before: string;
  readonly after: string;
  readonly more: (count: number) => string;
  readonly occupied: (count: number, address: string) => string;
  readonly overwrite: string;
  readonly errorsWritten: (count: number) => string;
}

const en: SheetStrings = {
  cells: (rows, columns) =>
    `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} × ${columns} ${columns === 1 ? 'column' : 'columns'}`,
  readLater: 'The cells are read when you ask something.',
  leftOut: (cells) => `${cells.toLocaleString('en')} cells are too many to read and are left out.`,
  emptyCell: 'empty',
  shows: 'shows',
  allVerified: (count) =>
    count === 1
      ? 'The one number was checked against the cells.'
      : `All ${count} numbers were checked against the cells.`,
  someUnverified: (count, of) =>
    `${count} of ${of} ${of === 1 ? 'number' : 'numbers'} could not be verified in the cells.`,
  noNumbers: 'There are no numbers to check in it.',
  verifiedBy: (label, range) => `${label} (${range})`,
  notVerified: (nearest) => `Not verified.${nearest === undefined ? '' : ` The cells say ${nearest}.`}`,
  unverifiedMark: 'not verified',
  acceptUnverified: 'Use it all the same',
  accepted: 'You chose to use it with numbers that are not verified.',
  formulaGives: 'It gives',
  formulaFails: (error) => `Tried out, it gives ${error}. Ask again, or say more precisely what you want.`,
  tryingFormula: 'Trying it out …',
  noFormula: 'There is no formula in the answer.',
  noTry: 'It could not be tried out here.',
  preview: 'What will change',
  cell: 'Cell',
  before: 'Now',
  after: 'Then',
  more: (count) => `and ${count.toLocaleString('en')} more`,
  occupied: (count, address) =>
    `${count === 1 ? 'A cell' : `${count} cells`} in ${address} ${count === 1 ? 'is' : 'are'} not empty, so nothing was written.`,
  overwrite: 'Write over them',
  errorsWritten: (count) => `${count === 1 ? 'A cell shows' : `${count} cells show`} an error now. Undo takes it back.`,
};

const zh: SheetStrings = {
  cells: (rows, columns) => `${rows.toLocaleString('zh')} 行 × ${columns} 列`,
  readLater: '单元格将在你提问时读取。',
  leftOut: (cells) => `有 ${cells.toLocaleString('zh')} 个单元格过多，没有读取。`,
  emptyCell: '空',
  shows: '显示',
  allVerified: (count) => `${count} 个数字均已与单元格核对。`,
  someUnverified: (count, of) => `${of} 个数字中有 ${count} 个未能在单元格中核实。`,
  noNumbers: '其中没有需要核对的数字。',
  verifiedBy: (label, range) => `${label}（${range}）`,
  notVerified: (nearest) => `未核实。${nearest === undefined ? '' : `单元格中为 ${nearest}。`}`,
  unverifiedMark: '未核实',
  acceptUnverified: '仍然使用',
  accepted: '你选择了在数字未核实的情况下使用。',
  formulaGives: '结果',
  formulaFails: (error) => `试算结果为 ${error}。请重新生成，或把要求说得更具体。`,
  tryingFormula: '正在试算……',
  noFormula: '回答中没有公式。',
  noTry: '无法在此试算。',
  preview: '将要更改的单元格',
  cell: '单元格',
  before: '现在',
  after: '更改后',
  more: (count) => `另有 ${count.toLocaleString('zh')} 格`,
  occupied: (count, address) => `${address} 中有 ${count} 个单元格不为空，因此没有写入。`,
  overwrite: '覆盖它们',
  errorsWritten: (count) => `有 ${count} 个单元格显示错误，可以撤销。`,
};

export function sheetStrings(language: 'en' | 'zh'): SheetStrings {
  return language === 'zh' ? zh : en;
}
