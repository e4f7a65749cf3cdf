const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const bullets = ['•', '◦', '▪'];
const numberFormats = ['decimal', 'lowerLetter', 'lowerRoman'];

/** A numbering part: one definition of bullets and one of numbers, and for each list a number of its own with its start. */
export function numberingXml(lists: readonly { readonly ordered: boolean; readonly start: number }[]): string {
  const numbers = lists.map(({ ordered, start }, index) => {
    const override = ordered ? `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride>` : '';
    return `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${ordered ? 1 : 0}"/>${override}</w:num>`;
  });
  return `<w:numbering ${w}>${definition(0, bulletLevel)}${definition(1, numberLevel)}${numbers.join('')}</w:numbering>`;
}

function definition(id: number, level: (index: number) => string): string {
  const levels = Array.from({ length: 9 }, (_, index) => level(index)).join('');
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels}</w:abstractNum>`;
}

function bulletLevel(index: number): string {
  return level(index, 'bullet', bullets[index % bullets.length] ?? '•');
}

function numberLevel(index: number): string {
  return level(index, numberFormats[index % numberFormats.length] ?? 'decimal', `%${index + 1}.`);
}

function level(index: number, format: string, text: string): string {
  const left = 720 * (index + 1);
  return `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${left}" w:hanging="360"/></w:pPr></w:lvl>`;
}
