/** The words for sheets as a whole. */
export interface SheetWords {
  readonly menu: (name: string) => string;
  readonly insert: string;
  readonly remove: string;
  readonly removed: (name: string) => string;
  readonly rename: string;
  readonly nameOf: (name: string) => string;
  readonly duplicate: string;
  readonly moveLeft: string;
  readonly moveRight: string;
  readonly hide: string;
  readonly show: (name: string) => string;
  readonly color: string;
  /** By their RGB, `''` for none. */
  readonly colors: Readonly<Record<string, string>>;
}

const en: SheetWords = {
  menu: (name) => `Sheet “${name}”`,
  insert: 'Insert a sheet',
  remove: 'Delete',
  removed: (name) => `The sheet “${name}” was deleted. Ctrl+Z brings it back.`,
  rename: 'Rename',
  nameOf: (name) => `Name of the sheet “${name}”`,
  duplicate: 'Duplicate',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  hide: 'Hide',
  show: (name) => `Show “${name}”`,
  color: 'Tab colour',
  colors: {
    '': 'No colour',
    '#C00000': 'Dark red',
    '#FF0000': 'Red',
    '#FFC000': 'Orange',
    '#FFFF00': 'Yellow',
    '#00B050': 'Green',
    '#00B0F0': 'Light blue',
    '#0070C0': 'Blue',
    '#7030A0': 'Purple',
  },
};

const zh: SheetWords = {
  menu: (name) => `工作表“${name}”`,
  insert: '插入工作表',
  remove: '删除',
  removed: (name) => `已删除工作表“${name}”。按 Ctrl+Z 可恢复。`,
  rename: '重命名',
  nameOf: (name) => `工作表“${name}”的名称`,
  duplicate: '创建副本',
  moveLeft: '左移',
  moveRight: '右移',
  hide: '隐藏',
  show: (name) => `显示“${name}”`,
  color: '标签颜色',
  colors: {
    '': '无颜色',
    '#C00000': '深红',
    '#FF0000': '红色',
    '#FFC000': '橙色',
    '#FFFF00': '黄色',
    '#00B050': '绿色',
    '#00B0F0': '浅蓝',
    '#0070C0': '蓝色',
    '#7030A0': '紫色',
  },
};

export function sheetWords(locale: string): SheetWords {
  return /^zh/i.test(locale) ? zh : en;
}
