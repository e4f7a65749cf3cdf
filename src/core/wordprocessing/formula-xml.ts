import temml from 'temml';
import { parseMathml, type MathNode } from './mathml.ts';
import { xmlText } from './xml-text.ts';

/**
 * LaTeX as an editable Word equation (Office MathML, ECMA-376 part 1 §22.1), by way of MathML. `undefined` for LaTeX that
 * is not understood: then the source is shown as text and nothing is lost.
 */
export function formulaXml(latex: string, isDisplay: boolean): string | undefined {
  let root: MathNode | null;
  try {
    root = parseMathml(
      temml.renderToString(latex, { displayMode: isDisplay, throwOnError: true, annotate: false, trust: false }),
    );
  } catch {
    return undefined;
  }
  if (!root) return undefined;
  const content = rowXml(root.children.filter(({ name }) => name !== 'annotation'));
  const equation = `<m:oMath>${content}</m:oMath>`;
  return isDisplay ? `<m:oMathPara>${equation}</m:oMathPara>` : equation;
}

/** Big operators, whose limits and operand Word keeps in one structure. */
const nary = new Set('∑∏∐∫∬∭∮∯∰⋃⋂⋁⋀⨁⨂⨀⨄⨆'.split(''));
const accents: Readonly<Record<string, string>> = {
  '^': '̂',
  '~': '̃',
  '˙': '̇',
  '¨': '̈',
  '→': '⃗',
  '⃗': '⃗',
  ˇ: '̌',
  '´': '́',
  '`': '̀',
  '˘': '̆',
  ˆ: '̂',
  '˜': '̃',
};
const opening = new Set('([{⟨⌊⌈|‖'.split(''));
const closing = new Set(')]}⟩⌋⌉|‖'.split(''));

/** A sequence of nodes: operators that take what follows them, and brackets that grow, are put together here. */
function rowXml(nodes: readonly MathNode[]): string {
  let result = '';
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node) continue;
    const operator = naryOf(node);
    if (operator) {
      // The operand is what stands right behind; a row of several is one operand for Word too.
      const next = nodes[index + 1];
      const operand = next && !isRelation(next) ? nodeXml(next) : '';
      if (operand !== '') index += 1;
      result += naryXml(operator, operand);
      continue;
    }
    const end = fenceEnd(nodes, index);
    if (end > index) {
      result += fenceXml(textOf(node), textOf(nodes[end]), nodes.slice(index + 1, end));
      index = end;
      continue;
    }
    result += nodeXml(node);
  }
  return result;
}

function isRelation(node: MathNode): boolean {
  return node.name === 'mo' && /^[=<>≤≥≠≈≡+\-−±,;]$/.test(textOf(node));
}

function nodeXml(node: MathNode | undefined): string {
  if (!node) return '';
  const [first, second, third] = node.children;
  switch (node.name) {
    case 'mi':
      return textRun(node, isUpright(node) ? 'p' : undefined);
    case 'mn':
    case 'mo':
    case 'ms':
      return textRun(node, undefined);
    case 'mtext':
      return plainRun(textOf(node));
    case 'mspace':
      return node.attributes['width'] === undefined || node.attributes['width'].startsWith('0') ? '' : plainRun(' ');
    case 'mfrac':
      return node.attributes['linethickness'] === '0px' || node.attributes['linethickness'] === '0'
        ? `<m:f><m:fPr><m:type m:val="noBar"/></m:fPr>${argument('num', first)}${argument('den', second)}</m:f>`
        : `<m:f>${argument('num', first)}${argument('den', second)}</m:f>`;
    case 'msqrt':
      return `<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>${rowXml(node.children)}</m:e></m:rad>`;
    case 'mroot':
      return `<m:rad>${argument('deg', second)}${argument('e', first)}</m:rad>`;
    case 'msub':
      return `<m:sSub>${argument('e', first)}${argument('sub', second)}</m:sSub>`;
    case 'msup':
      return `<m:sSup>${argument('e', first)}${argument('sup', second)}</m:sSup>`;
    case 'msubsup':
      return `<m:sSubSup>${argument('e', first)}${argument('sub', second)}${argument('sup', third)}</m:sSubSup>`;
    case 'munder':
      return underXml(first, second);
    case 'mover':
      return overXml(first, second);
    case 'munderover':
      return `<m:limUpp><m:e><m:limLow>${argument('e', first)}${argument('lim', second)}</m:limLow></m:e>${argument('lim', third)}</m:limUpp>`;
    case 'mtable':
      return matrixXml(node);
    case 'menclose':
      return `<m:borderBox><m:e>${rowXml(node.children)}</m:e></m:borderBox>`;
    case 'mphantom':
      return `<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>${rowXml(node.children)}</m:e></m:phant>`;
    case 'semantics':
      return nodeXml(first);
    case 'annotation':
      return '';
    default:
      return rowXml(node.children);
  }
}

function argument(name: string, node: MathNode | undefined): string {
  if (!node) return `<m:${name}/>`;
  const content = node.name === 'mrow' || node.name === 'mstyle' ? rowXml(node.children) : nodeXml(node);
  return `<m:${name}>${content}</m:${name}>`;
}

function underXml(base: MathNode | undefined, under: MathNode | undefined): string {
  if (/^[⏟_‾]$/.test(textOf(under))) {
    return `<m:groupChr><m:groupChrPr><m:chr m:val="${xmlText(textOf(under))}"/></m:groupChrPr>${argument('e', base)}</m:groupChr>`;
  }
  return `<m:limLow>${argument('e', base)}${argument('lim', under)}</m:limLow>`;
}

function overXml(base: MathNode | undefined, over: MathNode | undefined): string {
  const mark = textOf(over);
  if (mark === '‾' || mark === '¯' || mark === '―' || mark === '_')
    return `<m:bar><m:barPr><m:pos m:val="top"/></m:barPr>${argument('e', base)}</m:bar>`;
  if (mark === '⏞')
    return `<m:groupChr><m:groupChrPr><m:chr m:val="⏞"/><m:pos m:val="top"/></m:groupChrPr>${argument('e', base)}</m:groupChr>`;
  const accent = accents[mark];
  if (accent !== undefined) return `<m:acc><m:accPr><m:chr m:val="${accent}"/></m:accPr>${argument('e', base)}</m:acc>`;
  return `<m:limUpp>${argument('e', base)}${argument('lim', over)}</m:limUpp>`;
}

interface Nary {
  readonly sign: string;
  readonly sub: MathNode | undefined;
  readonly sup: MathNode | undefined;
  readonly limits: 'undOvr' | 'subSup';
}

function naryOf(node: MathNode): Nary | undefined {
  const [base, second, third] = node.children;
  if (node.name === 'mo' && nary.has(textOf(node)))
    return { sign: textOf(node), sub: undefined, sup: undefined, limits: 'subSup' };
  if (!base || !nary.has(textOf(base)) || !['mo', 'mrow'].includes(base.name)) return undefined;
  const sign = textOf(base);
  switch (node.name) {
    case 'munderover':
      return { sign, sub: second, sup: third, limits: 'undOvr' };
    case 'msubsup':
      return { sign, sub: second, sup: third, limits: 'subSup' };
    case 'munder':
      return { sign, sub: second, sup: undefined, limits: 'undOvr' };
    case 'msub':
      return { sign, sub: second, sup: undefined, limits: 'subSup' };
    case 'mover':
      return { sign, sub: undefined, sup: second, limits: 'undOvr' };
    case 'msup':
      return { sign, sub: undefined, sup: second, limits: 'subSup' };
    default:
      return undefined;
  }
}

function naryXml({ sign, sub, sup, limits }: Nary, operand: string): string {
  const hidden = `${sub ? '' : '<m:subHide m:val="1"/>'}${sup ? '' : '<m:supHide m:val="1"/>'}`;
  return `<m:nary><m:naryPr><m:chr m:val="${sign}"/><m:limLoc m:val="${limits}"/>${hidden}</m:naryPr>${argument('sub', sub)}${argument('sup', sup)}<m:e>${operand}</m:e></m:nary>`;
}

/** The index of the bracket that closes the growing one at `start`, or -1. */
function fenceEnd(nodes: readonly MathNode[], start: number): number {
  const node = nodes[start];
  if (!node || !isFence(node, opening)) return -1;
  let depth = 0;
  for (let index = start + 1; index < nodes.length; index += 1) {
    const other = nodes[index];
    if (!other) continue;
    if (isFence(other, closing) && depth === 0) return index;
    if (isFence(other, opening)) depth += 1;
    else if (isFence(other, closing)) depth -= 1;
  }
  return -1;
}

function isFence(node: MathNode, set: ReadonlySet<string>): boolean {
  const isMarked =
    node.attributes['fence'] === 'true' ||
    node.attributes['form'] !== undefined ||
    node.attributes['stretchy'] !== undefined;
  return node.name === 'mo' && isMarked && (set.has(textOf(node)) || textOf(node) === '');
}

function fenceXml(begin: string, end: string, inner: readonly MathNode[]): string {
  return `<m:d><m:dPr><m:begChr m:val="${xmlText(begin)}"/><m:endChr m:val="${xmlText(end)}"/></m:dPr><m:e>${rowXml(inner)}</m:e></m:d>`;
}

function matrixXml(table: MathNode): string {
  const rows = table.children.filter(({ name }) => name === 'mtr' || name === 'mlabeledtr');
  const columns = Math.max(1, ...rows.map(({ children }) => children.length));
  const cells = (row: MathNode): string =>
    Array.from({ length: columns }, (_, index) => `<m:e>${rowXml(row.children[index]?.children ?? [])}</m:e>`).join('');
  const properties = `<m:mPr><m:mcs><m:mc><m:mcPr><m:count m:val="${columns}"/><m:mcJc m:val="center"/></m:mcPr></m:mc></m:mcs></m:mPr>`;
  return `<m:m>${properties}${rows.map((row) => `<m:mr>${cells(row)}</m:mr>`).join('')}</m:m>`;
}

function isUpright(node: MathNode): boolean {
  return node.attributes['mathvariant'] === 'normal' || [...textOf(node)].length > 1;
}

function textRun(node: MathNode, style: string | undefined): string {
  const text = textOf(node).replace(/[\u2061-\u2064\u200b]/g, '');
  if (text === '') return '';
  const properties = style === undefined ? '' : `<m:rPr><m:sty m:val="${style}"/></m:rPr>`;
  return `<m:r>${properties}<m:t xml:space="preserve">${xmlText(text)}</m:t></m:r>`;
}

function plainRun(text: string): string {
  return `<m:r><m:rPr><m:nor/></m:rPr><m:t xml:space="preserve">${xmlText(text)}</m:t></m:r>`;
}

function textOf(node: MathNode | undefined): string {
  return node ? node.text + node.children.map(textOf).join('') : '';
}
