import type { SheetApplication } from '../../../assistant/turn.ts';
import type { WrittenPlace } from '../../../core/edits/edit-plan.ts';
import type { WriteProgress } from '../../../host/host.ts';

/** The words of the parts that only a workbook has. */
export interface SheetStrings {
  readonly applications: Readonly<Record<SheetApplication, string>>;
  readonly readingCells: (done: number, total: number) => string;
  readonly counting: (cells: number) => string;
  readonly willWrite: Readonly<Record<WrittenPlace['kind'], (cells: number, address: string) => string>>;
  readonly filled: (count: number) => string;
  readonly noPivots: string;
  readonly changes: string;
  readonly noChanges: string;
  readonly places: Readonly<Record<WrittenPlace['kind'], (cells: number, address: string) => string>>;
  readonly isUndone: string;
  readonly undoChange: (title: string) => string;
  readonly showChange: (title: string) => string;
  readonly changedSince: string;
  readonly cells: (rows: number, columns: number) => string;
  readonly readLater: string;
  readonly hidden: (what: { readonly rows: boolean; readonly columns: boolean }) => string;
  readonly leftOut: (cells: number) => string;
  readonly emptyCell: string;
  readonly shows: string;
  readonly allVerified: (count: number) => string;
  readonly someUnverified: (count: number, of: number) => string;
  readonly noNumbers: string;
  readonly verifiedBy: (label: string, range: string) => string;
  readonly notVerified: (nearest: string | undefined) => string;
  readonly acceptUnverified: string;
  readonly accepted: string;
  readonly formulaGives: string;
  readonly formulaFails: (error: string) => string;
  readonly tryingFormula: string;
  readonly noFormula: string;
  readonly noTry: string;
  /** Of a formula that reaches outside the workbook: by what. */
  readonly notTried: (outside: string) => string;
  readonly writeOutward: string;
  readonly asksModel: string;
  readonly circle: (address: string) => string;
  readonly preview: string;
  readonly cell: string;
  readonly before: string;
  readonly after: string;
  readonly more: (count: number) => string;
  readonly occupied: (count: number, address: string) => string;
  readonly overwrite: string;
  readonly errorsWritten: (count: number) => string;
  readonly steps: string;
  readonly protectedSheet: string;
  readonly changeCell: (address: string) => string;
  readonly keepOriginal: (column: string) => string;
  readonly newColumns: (columns: string, names: readonly string[]) => string;
  readonly room: Readonly<Record<'free' | 'sheet' | 'table', string>>;
  readonly removed: (keptRow: number) => string;
  readonly removal: Readonly<Record<'whole' | 'table' | 'cells', string>>;
  readonly progress: Readonly<Record<WriteProgress['phase'], string>>;
  readonly stop: string;
  readonly readers: (count: number, addresses: string) => string;
}

const cellCount = (count: number): string => (count === 1 ? 'one cell' : `${count.toLocaleString('en')} cells`);

const rowCount = (count: number): string => (count === 1 ? 'one row' : `${count.toLocaleString('en')} rows`);

const en: SheetStrings = {
  applications: {
    'insert-below': 'Insert below the table',
    'new-sheet': 'Insert in a new sheet',
    living: 'Insert as sentences that follow the data',
    'text-box': 'Insert in a text box',
    'write-formula': 'Write into the cell',
    'apply-cells': 'Clean up these cells',
    'add-chart': 'Add the chart',
    'add-pivot': 'Add the pivot table',
  },
  readingCells: (done, total) => `Reading cells: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`,
  counting: (cells) => `Counting ${cells.toLocaleString('en')} cells …`,
  willWrite: {
    cells: (count, address) => `Writes ${cellCount(count)} in ${address}`,
    rows: (count, address) => `Removes ${rowCount(count)} from ${address}`,
    columns: (_count, address) => `Adds columns in ${address}`,
    sheet: (count) => `Adds a sheet with ${cellCount(count)}`,
    pivot: () => 'Adds a sheet with a pivot table',
    chart: (_count, address) => `Adds a chart at ${address}`,
    'text-box': (_count, address) => `Adds a text box at ${address}`,
  },
  filled: (count) =>
    `${count === 1 ? 'One cell' : `${count.toLocaleString('en')} cells`} there hold something already; you will be asked.`,
  noPivots:
    'This version of Excel does not let add-ins make pivot tables (ExcelApi 1.8). Excel on the web, and Excel 2019 or later, do.',
  changes: 'Changes in this workbook',
  noChanges: 'Nothing has been written since the pane was opened.',
  places: {
    cells: (count, address) => `${cellCount(count)} in ${address}`,
    rows: (count, address) => `${rowCount(count)} removed from ${address}`,
    columns: (_count, address) => `new columns in ${address}`,
    sheet: (_count, address) => `new sheet ${address}`,
    pivot: (_count, address) => `pivot table in ${address}`,
    chart: (_count, address) => `chart at ${address}`,
    'text-box': (_count, address) => `text box at ${address}`,
  },
  isUndone: 'undone',
  undoChange: (title) => `Undo: ${title}`,
  showChange: (title) => `Show: ${title}`,
  changedSince: 'These cells were edited since, so they were left alone. Excel’s own undo goes back further.',
  cells: (rows, columns) =>
    `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} × ${columns} ${columns === 1 ? 'column' : 'columns'}`,
  readLater: 'The cells are read when you ask something.',
  hidden: ({ rows, columns }) =>
    `Hidden ${rows && columns ? 'rows and columns' : rows ? 'rows' : 'columns'} are read and counted too.`,
  leftOut: (cells) => `${cells.toLocaleString('en')} cells are too many to read and are left out.`,
  emptyCell: 'empty',
  shows: 'shows',
  allVerified: (count) =>
    count <= 2
      ? `${count === 1 ? 'The one number was' : 'Both numbers were'} checked against the cells.`
      : `All ${count} numbers were checked against the cells.`,
  someUnverified: (count, of) =>
    `${count} of ${of} ${of === 1 ? 'number' : 'numbers'} could not be verified in the cells.`,
  noNumbers: 'It has no numbers to check.',
  verifiedBy: (label, range) => `${label} (${range})`,
  notVerified: (nearest) => `Not verified.${nearest === undefined ? '' : ` The cells say ${nearest}.`}`,
  acceptUnverified: 'Use it all the same',
  accepted: 'You chose to use it with numbers that are not verified.',
  formulaGives: 'It gives',
  formulaFails: (error) => `Tried out, it gives ${error}. Ask again, or say more precisely what you want.`,
  tryingFormula: 'Trying it out …',
  noFormula: 'There is no formula in the answer.',
  noTry: 'It could not be tried out here.',
  notTried: (outside) => `Not tried out: it reaches outside this workbook (${outside}).`,
  circle: (address) =>
    `It reads ${address}, the cell that it is for: Excel cannot calculate that. Ask again, or choose another cell.`,
  asksModel: 'Not tried out: it asks your model once it is in the cell.',
  writeOutward: 'Once it is in a cell it may send what cells hold elsewhere. Read it before you write it.',
  preview: 'What will change',
  cell: 'Cell',
  before: 'Now',
  after: 'After',
  more: (count) => `and ${count.toLocaleString('en')} more`,
  occupied: (count, address) =>
    `${count === 1 ? 'A cell' : `${count} cells`} in ${address} ${count === 1 ? 'is' : 'are'} not empty, so nothing was written.`,
  overwrite: 'Write over them',
  errorsWritten: (count) => `${count === 1 ? 'A cell shows' : `${count} cells show`} an error now. Undo takes it back.`,
  steps: 'What will change',
  protectedSheet:
    'This sheet is protected, so nothing can be written. Unprotect it (Review › Unprotect Sheet), then clean up again.',
  changeCell: (address) => `Change ${address}`,
  keepOriginal: (column) => `Keep column ${column} as it is`,
  newColumns: (columns, names) => `Into ${columns}: ${names.join(', ')}. `,
  room: {
    free: 'The cells there are empty.',
    sheet: 'Columns are inserted into the sheet; what is to their right moves over, and formulas follow.',
    table: 'Columns are added to the table; what is to their right moves over, and formulas follow.',
  },
  removed: (keptRow) => `removed; row ${keptRow.toLocaleString('en')} stays`,
  removal: {
    whole: 'There is nothing beside these rows, so whole rows are removed from the sheet.',
    table: 'The rows are removed from the table; what is beside it stays where it is.',
    cells: 'The cells of these rows are removed and those below move up; what is beside the table stays where it is.',
  },
  progress: {
    looking: 'Looking at the cells before anything is changed',
    writing: 'Writing',
    'taking-back': 'Putting everything back as it was',
  },
  stop: 'Stop, and change nothing',
  readers: (count, addresses) =>
    `${count === 1 ? 'One formula reads' : `${count.toLocaleString('en')} formulas read`} these rows (${addresses}) and will count without them; a formula that reads nothing else will show #REF!.`,
};

const zh: SheetStrings = {
  applications: {
    'insert-below': '插入到表格下方',
    'new-sheet': '插入到新工作表',
    living: '插入为随数据更新的句子',
    'text-box': '插入到文本框',
    'write-formula': '写入单元格',
    'apply-cells': '整理这些单元格',
    'add-chart': '添加图表',
    'add-pivot': '添加数据透视表',
  },
  readingCells: (done, total) => `正在读取单元格：${done.toLocaleString('zh')} / ${total.toLocaleString('zh')}`,
  counting: (cells) => `正在统计 ${cells.toLocaleString('zh')} 个单元格……`,
  willWrite: {
    cells: (count, address) => `将写入 ${address} 中的 ${count.toLocaleString('zh')} 个单元格`,
    rows: (count, address) => `将从 ${address} 删除 ${count.toLocaleString('zh')} 行`,
    columns: (_count, address) => `将在 ${address} 添加列`,
    sheet: (count) => `将新建工作表，写入 ${count.toLocaleString('zh')} 个单元格`,
    pivot: () => '将新建工作表，添加数据透视表',
    chart: (_count, address) => `将在 ${address} 处添加图表`,
    'text-box': (_count, address) => `将在 ${address} 处添加文本框`,
  },
  filled: (count) => `其中已有 ${count.toLocaleString('zh')} 个单元格不为空，写入前会先询问。`,
  noPivots:
    '此版本的 Excel 不允许加载项创建数据透视表（需要 ExcelApi 1.8）。Excel 网页版和 Excel 2019 及以上版本可以。',
  changes: '本工作簿中的更改',
  noChanges: '打开此窗格后还没有写入任何内容。',
  places: {
    cells: (count, address) => `${address} 中的 ${count.toLocaleString('zh')} 个单元格`,
    rows: (count, address) => `从 ${address} 删除的 ${count.toLocaleString('zh')} 行`,
    columns: (_count, address) => `${address} 中的新列`,
    sheet: (_count, address) => `新工作表 ${address}`,
    pivot: (_count, address) => `${address} 中的数据透视表`,
    chart: (_count, address) => `${address} 处的图表`,
    'text-box': (_count, address) => `${address} 处的文本框`,
  },
  isUndone: '已撤销',
  undoChange: (title) => `撤销：${title}`,
  showChange: (title) => `查看：${title}`,
  changedSince: '这些单元格此后又被编辑过，因此没有改动。可使用 Excel 自带的撤销。',
  cells: (rows, columns) => `${rows.toLocaleString('zh')} 行 × ${columns} 列`,
  readLater: '单元格将在你提问时读取。',
  hidden: ({ rows, columns }) => `隐藏的${rows && columns ? '行和列' : rows ? '行' : '列'}也会读取并计入。`,
  leftOut: (cells) => `有 ${cells.toLocaleString('zh')} 个单元格过多，没有读取。`,
  emptyCell: '空',
  shows: '显示',
  allVerified: (count) => `${count} 个数字均已与单元格核对。`,
  someUnverified: (count, of) => `${of} 个数字中有 ${count} 个未能在单元格中核实。`,
  noNumbers: '其中没有需要核对的数字。',
  verifiedBy: (label, range) => `${label}（${range}）`,
  notVerified: (nearest) => `未核实。${nearest === undefined ? '' : `单元格中为 ${nearest}。`}`,
  acceptUnverified: '仍然使用',
  accepted: '你选择了在数字未核实的情况下使用。',
  formulaGives: '结果',
  formulaFails: (error) => `试算结果为 ${error}。请重新生成，或把要求说得更具体。`,
  tryingFormula: '正在试算……',
  noFormula: '回答中没有公式。',
  noTry: '无法在此试算。',
  notTried: (outside) => `没有试算：它会访问工作簿之外的内容（${outside}）。`,
  circle: (address) => `公式引用了它所在的单元格 ${address}，Excel 无法计算。请重新生成，或换一个单元格。`,
  asksModel: '没有试算：写入单元格后才会询问你的模型。',
  writeOutward: '写入单元格后，它可能把单元格内容发送到别处。请先看清公式再写入。',
  preview: '将要更改的单元格',
  cell: '单元格',
  before: '现在',
  after: '更改后',
  more: (count) => `另有 ${count.toLocaleString('zh')} 格`,
  occupied: (count, address) => `${address} 中有 ${count} 个单元格不为空，因此没有写入。`,
  overwrite: '覆盖它们',
  errorsWritten: (count) => `有 ${count} 个单元格显示错误，可以撤销。`,
  steps: '将要更改的内容',
  protectedSheet: '此工作表受保护，无法写入。请先取消保护（审阅 › 撤消工作表保护），再重新整理。',
  changeCell: (address) => `更改 ${address}`,
  keepOriginal: (column) => `保留原来的 ${column} 列`,
  newColumns: (columns, names) => `拆分到 ${columns}：${names.join('、')}。`,
  room: {
    free: '那里的单元格是空的。',
    sheet: '会插入新的工作表列，右侧的内容后移，公式随之更新。',
    table: '表格会增加新列，右侧的内容后移，公式随之更新。',
  },
  removed: (keptRow) => `删除，保留第 ${keptRow} 行`,
  removal: {
    whole: '这些行旁边没有其他内容，因此会删除整行。',
    table: '这些行会从表格中删除，表格旁边的内容不动。',
    cells: '会删除这些行的单元格，下方的单元格上移，表格旁边的内容不动。',
  },
  progress: {
    looking: '改动之前正在查看单元格',
    writing: '正在写入',
    'taking-back': '正在恢复原样',
  },
  stop: '停止，不做改动',
  readers: (count, addresses) =>
    `有 ${count.toLocaleString('zh')} 个公式引用了这些行（${addresses}），删除后将不再计入；只引用这些行的公式会显示 #REF!。`,
};

export function sheetStrings(language: 'en' | 'zh'): SheetStrings {
  return language === 'zh' ? zh : en;
}
