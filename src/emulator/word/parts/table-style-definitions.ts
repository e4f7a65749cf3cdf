import type { StyleSurroundings } from './style-definitions.ts';

interface TableStyle {
  readonly priority: number;
  /** What follows the style's name: its own properties, then those of its conditions. */
  readonly xml: string;
}

type Tone = { readonly shade?: string; readonly tint?: string };

const bands = '<w:tblStyleRowBandSize w:val="1"/><w:tblStyleColBandSize w:val="1"/>';
const single = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>';
const margins =
  '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>';
const bold = '<w:rPr><w:b/><w:bCs/></w:rPr>';

/** The body of a built-in table style; `undefined` for a name that is none. */
export function tableStyleXml(name: string, around: StyleSurroundings): TableStyle | undefined {
  if (name === 'Normal Table') return { priority: 99, xml: `<w:tblPr>${margins}</w:tblPr>` };
  if (name === 'Table Grid')
    return { priority: 39, xml: `${single}<w:tblPr>${borders(allSides, line(4, 'auto'))}</w:tblPr>` };
  if (name === 'Grid Table Light') {
    return {
      priority: 40,
      xml: `${single}<w:tblPr>${borders(allSides, themeLine(around, 'background1', { shade: 'BF' }))}</w:tblPr>`,
    };
  }
  const plain = /^Plain Table ([1-5])$/.exec(name);
  if (plain) return { priority: 40 + Number(plain[1]), xml: plainTable(Number(plain[1]), around) };
  const family = /^(Grid|List) Table ([1-7])(?: Light| Dark| Colorful)?(?: Accent ([1-6]))?$/.exec(name);
  if (!family) return undefined;
  const kind = Number(family[2]);
  const color = family[3] ? `accent${family[3]}` : 'text1';
  return {
    priority: 45 + kind,
    xml: family[1] === 'Grid' ? gridTable(kind, color, around) : listTable(kind, color, around),
  };
}

const allSides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];

function line(size: number, color: string, theme = '', kind = 'single'): string {
  return `w:val="${kind}" w:sz="${size}" w:space="0" w:color="${color}"${theme}`;
}

function themeLine(around: StyleSurroundings, color: string, tone: Tone = {}, size = 4, kind = 'single'): string {
  const tint = tone.tint ? ` w:themeTint="${tone.tint}"` : '';
  const shade = tone.shade ? ` w:themeShade="${tone.shade}"` : '';
  return line(size, around.hex(color, tone), ` w:themeColor="${color}"${tint}${shade}`, kind);
}

function borders(sides: readonly string[], attributes: string, container = 'tblBorders'): string {
  return `<w:${container}>${sides.map((side) => `<w:${side} ${attributes}/>`).join('')}</w:${container}>`;
}

function fill(around: StyleSurroundings, color: string, tone: Tone = {}): string {
  const tint = tone.tint ? ` w:themeFillTint="${tone.tint}"` : '';
  const shade = tone.shade ? ` w:themeFillShade="${tone.shade}"` : '';
  return `<w:shd w:val="clear" w:color="auto" w:fill="${around.hex(color, tone)}" w:themeFill="${color}"${tint}${shade}/>`;
}

function condition(type: string, { rPr = '', cell = '' }: { readonly rPr?: string; readonly cell?: string }): string {
  return `<w:tblStylePr w:type="${type}">${rPr}${cell ? `<w:tblPr/><w:tcPr>${cell}</w:tcPr>` : ''}</w:tblStylePr>`;
}

function white(around: StyleSurroundings): string {
  return `<w:rPr><w:b/><w:bCs/>${around.color('background1')}</w:rPr>`;
}

const boldColumns = condition('firstCol', { rPr: bold }) + condition('lastCol', { rPr: bold });

function plainTable(kind: number, around: StyleSurroundings): string {
  const gray = fill(around, 'background1', { shade: 'F2' });
  const grayLine = (sides: readonly string[]): string =>
    borders(sides, themeLine(around, 'background1', { shade: 'BF' }));
  const textLine = (sides: readonly string[], container = 'tcBorders'): string =>
    borders(sides, themeLine(around, 'text1', { tint: '7F' }), container);
  const rows = condition('band1Vert', { cell: gray }) + condition('band1Horz', { cell: gray });
  const plain = `${single}<w:tblPr>${bands}`;
  switch (kind) {
    case 1:
      return `${plain}${grayLine(allSides)}</w:tblPr>${condition('firstRow', { rPr: bold })}${condition('lastRow', { rPr: bold })}${boldColumns}${rows}`;
    case 2:
      return `${plain}${textLine(['top', 'bottom'], 'tblBorders')}</w:tblPr>${condition('firstRow', { rPr: bold, cell: textLine(['bottom']) })}${condition('lastRow', { rPr: bold, cell: textLine(['top']) })}${boldColumns}${condition('band1Horz', { cell: textLine(['top', 'bottom']) })}`;
    case 3:
      return `${plain}</w:tblPr>${condition('firstRow', { rPr: '<w:rPr><w:b/><w:bCs/><w:caps/></w:rPr>', cell: textLine(['bottom']) })}${condition('lastRow', { rPr: '<w:rPr><w:b/><w:bCs/><w:caps/></w:rPr>' })}${boldColumns}${rows}`;
    case 4:
      return `${plain}</w:tblPr>${condition('firstRow', { rPr: bold })}${condition('lastRow', { rPr: bold })}${boldColumns}${rows}`;
    default: {
      const italic = '<w:rPr><w:i/><w:iCs/><w:sz w:val="26"/></w:rPr>';
      return `${plain}</w:tblPr>${condition('firstRow', { rPr: italic, cell: textLine(['bottom']) })}${condition('lastRow', { rPr: italic, cell: textLine(['top']) })}${condition('firstCol', { rPr: italic, cell: textLine(['right']) })}${condition('lastCol', { rPr: italic, cell: textLine(['left']) })}${rows}`;
    }
  }
}

function gridTable(kind: number, color: string, around: StyleSurroundings): string {
  const strong = themeLine(around, color, { tint: '99' });
  const band = fill(around, color, { tint: '33' });
  const rows = condition('band1Vert', { cell: band }) + condition('band1Horz', { cell: band });
  const colored = `<w:rPr>${around.color(color, color === 'text1' ? {} : { shade: 'BF' })}</w:rPr>`;
  const ruled = (row: 'firstRow' | 'lastRow', size: number): string =>
    condition(row, {
      rPr: bold,
      cell: borders(
        [row === 'firstRow' ? 'bottom' : 'top'],
        themeLine(around, color, { tint: '99' }, size, row === 'firstRow' ? 'single' : 'double'),
        'tcBorders',
      ),
    });
  const opening = single;
  switch (kind) {
    case 1:
      return `${opening}<w:tblPr>${bands}${borders(allSides, themeLine(around, color, { tint: '66' }))}</w:tblPr>${ruled('firstRow', 12)}${ruled('lastRow', 2)}${boldColumns}`;
    case 2:
      return `${opening}<w:tblPr>${bands}${borders(['top', 'bottom', 'insideH', 'insideV'], themeLine(around, color, { tint: '99' }, 2))}</w:tblPr>${ruled('firstRow', 12)}${ruled('lastRow', 2)}${boldColumns}${rows}`;
    case 3:
      return `${opening}<w:tblPr>${bands}${borders(allSides, strong)}</w:tblPr>${condition('firstRow', { rPr: bold })}${condition('lastRow', { rPr: bold })}${boldColumns}${rows}`;
    case 4:
      return `${opening}<w:tblPr>${bands}${borders(allSides, strong)}</w:tblPr>${condition('firstRow', { rPr: white(around), cell: borders(['top', 'left', 'bottom', 'right'], themeLine(around, color), 'tcBorders') + fill(around, color) })}${ruled('lastRow', 4)}${boldColumns}${rows}`;
    case 5: {
      const dark = fill(around, color);
      const lines = borders(allSides, themeLine(around, 'background1'));
      const lighter = fill(around, color, { tint: '66' });
      return `${opening}<w:tblPr>${bands}${lines}</w:tblPr><w:tcPr>${band}</w:tcPr>${['firstRow', 'lastRow', 'firstCol', 'lastCol'].map((type) => condition(type, { rPr: white(around), cell: dark })).join('')}${condition('band1Vert', { cell: lighter })}${condition('band1Horz', { cell: lighter })}`;
    }
    case 6:
      return `${opening}${colored}<w:tblPr>${bands}${borders(allSides, strong)}</w:tblPr>${ruled('firstRow', 12)}${ruled('lastRow', 4)}${boldColumns}${rows}`;
    default:
      return `${opening}${colored}<w:tblPr>${bands}${borders(allSides, strong)}</w:tblPr>${condition('firstRow', { rPr: bold })}${condition('lastRow', { rPr: bold })}${condition('firstCol', { rPr: '<w:rPr><w:i/><w:iCs/></w:rPr>' })}${condition('lastCol', { rPr: '<w:rPr><w:i/><w:iCs/></w:rPr>' })}${rows}`;
  }
}

function listTable(kind: number, color: string, around: StyleSurroundings): string {
  const band = fill(around, color, { tint: '33' });
  const rows = condition('band1Vert', { cell: band }) + condition('band1Horz', { cell: band });
  const rule = (side: string, tone: Tone = { tint: '99' }): string =>
    borders([side], themeLine(around, color, tone), 'tcBorders');
  const colored = `<w:rPr>${around.color(color, color === 'text1' ? {} : { shade: 'BF' })}</w:rPr>`;
  const opening = single;
  const ends =
    condition('firstRow', { rPr: bold, cell: rule('bottom') }) + condition('lastRow', { rPr: bold, cell: rule('top') });
  switch (kind) {
    case 1:
      return `${opening}<w:tblPr>${bands}</w:tblPr>${ends}${boldColumns}${rows}`;
    case 2:
      return `${opening}<w:tblPr>${bands}${borders(['top', 'bottom', 'insideH'], themeLine(around, color, { tint: '99' }))}</w:tblPr>${condition('firstRow', { rPr: bold })}${condition('lastRow', { rPr: bold })}${boldColumns}${rows}`;
    case 3:
      return `${opening}<w:tblPr>${bands}${borders(['top', 'left', 'bottom', 'right'], themeLine(around, color))}</w:tblPr>${condition('firstRow', { rPr: white(around), cell: fill(around, color) })}${condition('lastRow', { rPr: bold, cell: rule('top', {}) })}${boldColumns}${condition('band1Horz', { cell: borders(['top', 'bottom'], themeLine(around, color), 'tcBorders') })}`;
    case 4:
      return `${opening}<w:tblPr>${bands}${borders(['top', 'left', 'bottom', 'right', 'insideH'], themeLine(around, color, { tint: '99' }))}</w:tblPr>${condition('firstRow', { rPr: white(around), cell: fill(around, color) })}${condition('lastRow', { rPr: bold, cell: rule('top') })}${boldColumns}${rows}`;
    case 5:
      return `${opening}<w:rPr>${around.color('background1')}</w:rPr><w:tblPr>${bands}${borders(['top', 'left', 'bottom', 'right'], themeLine(around, color, {}, 24))}</w:tblPr><w:tcPr>${fill(around, color)}</w:tcPr>${condition('firstRow', { rPr: bold, cell: borders(['bottom'], themeLine(around, 'background1', {}, 18), 'tcBorders') })}${condition('lastRow', { rPr: bold })}${boldColumns}`;
    case 6:
      return `${opening}${colored}<w:tblPr>${bands}${borders(['top', 'bottom'], themeLine(around, color))}</w:tblPr>${ends}${boldColumns}${rows}`;
    default:
      return `${opening}${colored}<w:tblPr>${bands}</w:tblPr>${condition('firstRow', { rPr: '<w:rPr><w:i/><w:iCs/><w:sz w:val="26"/></w:rPr>', cell: rule('bottom', {}) })}${condition('lastRow', { rPr: '<w:rPr><w:i/><w:iCs/><w:sz w:val="26"/></w:rPr>', cell: rule('top', {}) })}${rows}`;
  }
}
