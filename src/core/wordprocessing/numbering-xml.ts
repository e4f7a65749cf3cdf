const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** What stands before the items of a list: bullets, numbers, or the box of a task. */
export type ListKind = 'bullet' | 'number' | 'open-task' | 'done-task';

/** A list of one draft, which counts for itself. */
export interface Numbering {
  readonly kind: ListKind;
  readonly start: number;
  /** The level that its items stand on, 0–8. */
  readonly level: number;
  /** How many of the lists around it are numbered too: `1.` goes with `a.` inside it, also under bullets. */
  readonly numberedAround: number;
}

const bullets = ['•', '◦', '▪'];
const numberFormats = ['decimal', 'lowerLetter', 'lowerRoman'];
const symbolFont =
  '<w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:cs="Segoe UI Symbol" w:hint="eastAsia"/></w:rPr>';

/** A numbering part: one definition for each kind of list, and for each list a number of its own with its start. */
export function numberingXml(lists: readonly Numbering[]): string {
  const keys = [...new Set(lists.map(keyOf))];
  const definitions = keys.map((key, id) =>
    definitionXml(
      id,
      lists.find((list) => keyOf(list) === key),
    ),
  );
  const numbers = lists.map((list, index) => {
    const override = `<w:lvlOverride w:ilvl="${list.level}"><w:startOverride w:val="${list.start}"/></w:lvlOverride>`;
    const abstract = `<w:abstractNumId w:val="${keys.indexOf(keyOf(list))}"/>`;
    return `<w:num w:numId="${index + 1}">${abstract}${list.kind === 'number' ? override : ''}</w:num>`;
  });
  return `<w:numbering ${w}>${definitions.join('')}${numbers.join('')}</w:numbering>`;
}

/** Word numbers alike from a level on: a list of numbers is told from another by where its counting begins. */
function keyOf({ kind, level, numberedAround }: Numbering): string {
  return kind === 'number' ? `${kind} ${level - numberedAround}` : kind;
}

function definitionXml(id: number, list: Numbering | undefined): string {
  if (!list) return '';
  const first = list.level - list.numberedAround;
  const levels = Array.from({ length: 9 }, (_, level) => levelXml(level, list.kind, first));
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}</w:abstractNum>`;
}

function levelXml(level: number, kind: ListKind, first: number): string {
  const isNumber = kind === 'number';
  const format = isNumber ? (numberFormats[Math.max(0, level - first) % numberFormats.length] ?? 'decimal') : 'bullet';
  const text = isNumber ? `%${level + 1}.` : kind === 'bullet' ? (bullets[level % bullets.length] ?? '•') : boxes[kind];
  const indent = `<w:pPr><w:ind w:left="${720 * (level + 1)}" w:hanging="360"/></w:pPr>`;
  const font = kind === 'open-task' || kind === 'done-task' ? symbolFont : '';
  return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>${indent}${font}</w:lvl>`;
}

const boxes = { 'open-task': '☐', 'done-task': '☑' } as const;
