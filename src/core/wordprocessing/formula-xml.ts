import temml from 'temml';
import { fenceXml, naryXml, runsXml, seed } from './formula-elements.ts';
import { accents, bigOperators, braces, invisible, lines, separators, spaceOfWidth } from './formula-signs.ts';
import { matrixXml } from './formula-tables.ts';
import { fenceSide, flatten, isBoxed, isEmpty, matchFence, textOf } from './formula-tree.ts';
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
  if (!root || isEmpty(root)) return undefined;
  const equation = `<m:oMath>${rowXml(root.children)}</m:oMath>`;
  return isDisplay ? `<m:oMathPara>${equation}</m:oMathPara>` : equation;
}

/** A sequence of nodes: what belongs to its neighbours (operands, arguments, brackets) is put together here. */
function rowXml(children: readonly MathNode[]): string {
  const nodes = flatten(children);
  const pieces: string[] = [];
  for (let index = 0; index < nodes.length;) {
    const { xml, end } = stepXml(nodes, index);
    pieces.push(xml);
    index = end;
  }
  return runsXml(pieces);
}

interface Step {
  readonly xml: string;
  readonly end: number;
}

function stepXml(nodes: readonly MathNode[], index: number): Step {
  const node = nodes[index];
  if (!node) return { xml: '', end: index + 1 };
  return (
    naryStep(nodes, index, node) ??
    functionStep(nodes, index, node) ??
    fenceStep(nodes, index) ??
    prescriptStep(nodes, index, node) ?? { xml: nodeXml(node), end: index + 1 }
  );
}

/** A big operator with its limits, and as its operand what follows up to the next relation or sum. */
function naryStep(nodes: readonly MathNode[], index: number, node: MathNode): Step | undefined {
  const [base, second, third] = node.children;
  const sign = node.name === 'mo' ? textOf(node) : textOf(base).replace(invisible, '');
  if (!bigOperators.has(sign)) return undefined;
  const below = ['munderover', 'msubsup', 'munder', 'msub'].includes(node.name) ? second : undefined;
  const above = node.name === 'munderover' || node.name === 'msubsup' ? third : undefined;
  const onlyAbove = node.name === 'mover' || node.name === 'msup' ? second : undefined;
  const limits = node.name.startsWith('mu') || node.name === 'mover' ? 'undOvr' : 'subSup';
  let end = index + 1;
  for (let depth = 0; end < nodes.length; end += 1) {
    const side = fenceSide(nodes[end]);
    if (side === 'close' && depth === 0) break;
    if (side === 'open') depth += 1;
    else if (side === 'close') depth -= 1;
    else if (depth === 0 && end > index + 1 && isSeparator(nodes[end])) break;
    else if (depth === 0 && end === index + 1 && isRelation(nodes[end])) break;
  }
  const operand = rowXml(nodes.slice(index + 1, end));
  const sup = above ?? onlyAbove;
  return {
    xml: naryXml({ sign, limits, sub: below && argument(below), sup: sup && argument(sup), operand }),
    end,
  };
}

function isSeparator(node: MathNode | undefined): boolean {
  return node?.name === 'mo' && separators.test(textOf(node));
}

function isRelation(node: MathNode | undefined): boolean {
  return isSeparator(node) && !/^[+\-−±∓]$/.test(textOf(node));
}

/** `lim`, `sin`, `log`: a name that MathML marks with an invisible sign of application, and its argument. */
function functionStep(nodes: readonly MathNode[], index: number, node: MathNode): Step | undefined {
  const mark = nodes[index + 1];
  if (mark?.name !== 'mo' || textOf(mark) !== '\u2061') return undefined;
  let start = index + 2;
  while (nodes[start]?.name === 'mspace') start += 1;
  const end = argumentEnd(nodes, start);
  if (end === start) return { xml: nodeXml(node), end: index + 2 };
  const name = `<m:fName>${nodeXml(node)}</m:fName>`;
  return { xml: `<m:func>${name}<m:e>${rowXml(nodes.slice(start, end))}</m:e></m:func>`, end };
}

const factors = new Set(['mi', 'mn', 'msub', 'msup', 'msubsup', 'mover', 'munder', 'mfrac', 'msqrt', 'mroot']);

/** A function takes a bracket, or the factors up to the next operator, space or function. */
function argumentEnd(nodes: readonly MathNode[], start: number): number {
  const fence = matchFence(nodes, start);
  if (fence) return fence.end + 1;
  let end = start;
  while (end < nodes.length && factors.has(nodes[end]?.name ?? '') && textOf(nodes[end + 1]) !== '\u2061') end += 1;
  // A function of a function: `log sin x`.
  return end === start && textOf(nodes[start + 1]) === '\u2061' ? stepXml(nodes, start).end : end;
}

function fenceStep(nodes: readonly MathNode[], start: number): Step | undefined {
  const match = matchFence(nodes, start);
  const closing = match && nodes[match.end];
  if (!closing) return undefined;
  const borders = [start, ...match.parts, match.end];
  const contents = borders.slice(1).map((border, at) => rowXml(nodes.slice((borders[at] ?? 0) + 1, border)));
  const base = closing.children[0] ?? closing;
  const separator = match.parts[0] === undefined ? undefined : textOf(nodes[match.parts[0]]);
  const xml = fenceXml(textOf(nodes[start]), textOf(base), contents, separator);
  return { xml: base === closing ? xml : scriptsXml(closing, xml), end: match.end + 1 };
}

/** `{}^{14}_6 C`: scripts with nothing before them stand before what follows. */
function prescriptStep(nodes: readonly MathNode[], index: number, node: MathNode): Step | undefined {
  const next = nodes[index + 1];
  if (!next || next.name === 'mo' || !/^msu(?:b|p|bsup)$/.test(node.name) || !isEmpty(node.children[0]))
    return undefined;
  const sub = node.name === 'msup' ? undefined : node.children[1];
  const sup = node.name === 'msup' ? node.children[1] : node.children[2];
  return { xml: prescriptXml(sub, sup, nodeXml(next)), end: index + 2 };
}

function prescriptXml(sub: MathNode | undefined, sup: MathNode | undefined, base: string): string {
  const part = (node: MathNode | undefined): string => (isEmpty(node) ? seed : argument(node));
  return `<m:sPre><m:sub>${part(sub)}</m:sub><m:sup>${part(sup)}</m:sup><m:e>${base}</m:e></m:sPre>`;
}

function nodeXml(node: MathNode): string {
  const [first, second] = node.children;
  switch (node.name) {
    case 'mi':
    case 'mn':
    case 'mo':
    case 'ms':
    case 'mtext':
      return leafXml(node);
    case 'mspace':
      return spaceXml(spaceOfWidth(node.attributes['width']));
    case 'mfrac': {
      const bar = /^0(?:px)?$/.test(node.attributes['linethickness'] ?? '')
        ? '<m:fPr><m:type m:val="noBar"/></m:fPr>'
        : '';
      return `<m:f>${bar}<m:num>${argument(first)}</m:num><m:den>${argument(second)}</m:den></m:f>`;
    }
    case 'msqrt':
      return `<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>${row(node.children)}</m:e></m:rad>`;
    case 'mroot':
      return `<m:rad><m:deg>${argument(second)}</m:deg><m:e>${argument(first)}</m:e></m:rad>`;
    case 'msub':
    case 'msup':
    case 'msubsup':
      return scriptsXml(node, argument(first));
    case 'mmultiscripts': {
      const [base, , one, other] = node.children;
      // temml writes `\prescript{sup}{sub}{base}` in the order of its arguments.
      return prescriptXml(other, one, argument(base));
    }
    case 'munder':
    case 'mover':
    case 'munderover':
      return limitsXml(node);
    case 'mtable':
      return matrixXml(node, rowXml);
    case 'menclose':
      return enclosedXml(node);
    case 'mphantom':
      return `<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>${row(node.children)}</m:e></m:phant>`;
    default:
      return isBoxed(node) ? `<m:borderBox><m:e>${row(node.children)}</m:e></m:borderBox>` : rowXml([node]);
  }
}

/** The content of a slot; Word shows a dotted box where one is empty. */
function argument(node: MathNode | undefined): string {
  return node ? row([node]) : seed;
}

function row(nodes: readonly MathNode[]): string {
  const xml = rowXml(nodes);
  return xml === '' ? seed : xml;
}

function scriptsXml(node: MathNode, base: string): string {
  const [, second, third] = node.children;
  const sub = `<m:sub>${argument(second)}</m:sub>`;
  if (node.name === 'msub') return `<m:sSub><m:e>${base}</m:e>${sub}</m:sSub>`;
  if (node.name === 'msup') return `<m:sSup><m:e>${base}</m:e><m:sup>${argument(second)}</m:sup></m:sSup>`;
  return `<m:sSubSup><m:e>${base}</m:e>${sub}<m:sup>${argument(third)}</m:sup></m:sSubSup>`;
}

function limitsXml(node: MathNode): string {
  const [base, second, third] = node.children;
  const isUnder = node.name !== 'mover';
  const under = isUnder ? second : undefined;
  const over = isUnder ? third : second;
  // A relation alone in a slot is no formula to every program; as text it is what it looks like.
  const isRelative = base && isRelation(flatten([base])[0]) && flatten([base]).length === 1;
  const content =
    isRelative && !/[\u2190-\u21FF\u27F0-\u27FF]/.test(textOf(base)) ? leafRun(textOf(base), 'text') : argument(base);
  const lower = under && !isEmpty(under) ? decorated(content, under, 'bot') : content;
  return over && !isEmpty(over) ? decorated(lower, over, 'top') : lower;
}

/** An expression with something above or below it: an accent, a line, a brace or a limit. */
function decorated(base: string, mark: MathNode, position: 'top' | 'bot'): string {
  const sign = textOf(mark);
  if (mark.name === 'mo') {
    if (lines.has(sign)) return barXml(base, position);
    if (braces.has(sign)) {
      const place = position === 'top' ? '<m:pos m:val="top"/><m:vertJc m:val="bot"/>' : '';
      return `<m:groupChr><m:groupChrPr><m:chr m:val="${sign}"/>${place}</m:groupChrPr><m:e>${base}</m:e></m:groupChr>`;
    }
    const accent = position === 'top' ? accents[sign] : undefined;
    if (accent !== undefined) return `<m:acc><m:accPr><m:chr m:val="${accent}"/></m:accPr><m:e>${base}</m:e></m:acc>`;
  }
  const name = position === 'top' ? 'limUpp' : 'limLow';
  return `<m:${name}><m:e>${base}</m:e><m:lim>${argument(mark)}</m:lim></m:${name}>`;
}

function barXml(base: string, position: 'top' | 'bot'): string {
  return `<m:bar><m:barPr><m:pos m:val="${position}"/></m:barPr><m:e>${base}</m:e></m:bar>`;
}

function enclosedXml(node: MathNode): string {
  const content = row(node.children.filter((child) => !isEmpty(child)));
  const notation = node.attributes['notation'] ?? 'box';
  if (notation === 'top') return barXml(content, 'top');
  if (notation === 'bottom') return barXml(content, 'bot');
  const hidden = /box/.test(notation)
    ? ''
    : ['hideTop', 'hideBot', 'hideLeft', 'hideRight'].map((side) => `<m:${side} m:val="1"/>`).join('');
  const strikes = [
    /horizontalstrike/.test(notation) ? '<m:strikeH m:val="1"/>' : '',
    /verticalstrike/.test(notation) ? '<m:strikeV m:val="1"/>' : '',
    /updiagonal/.test(notation) ? '<m:strikeBLTR m:val="1"/>' : '',
    /downdiagonal/.test(notation) ? '<m:strikeTLBR m:val="1"/>' : '',
  ].join('');
  return `<m:borderBox><m:borderBoxPr>${hidden}${strikes}</m:borderBoxPr><m:e>${content}</m:e></m:borderBox>`;
}

function leafXml(node: MathNode): string {
  const text = textOf(node).replace(invisible, '');
  if (node.name === 'mtext') return leafRun(text, 'text');
  // These mean something else to Word's and LibreOffice's own equation languages.
  if (/^[&#"\\@]+$/.test(text)) return leafRun(text, 'text');
  const isUpright = node.attributes['mathvariant'] === 'normal' || /^[\p{L}\p{M} \u00A0\u2009]{2,}$/u.test(text);
  const isStyled = /[\u{1D400}-\u{1D7FF}]/u.test(text);
  return leafRun(text === '|' ? '∣' : text, isUpright || isStyled ? 'upright' : 'plain');
}

/** Wide spaces as text: as part of the formula, programs leave them out. */
function spaceXml(space: string): string {
  return leafRun(space, /[\u2002\u2003]/.test(space) ? 'text' : 'plain');
}

function leafRun(text: string, style: 'plain' | 'upright' | 'text'): string {
  if (text === '') return '';
  const properties = { plain: '', upright: '<m:rPr><m:sty m:val="p"/></m:rPr>', text: '<m:rPr><m:nor/></m:rPr>' }[
    style
  ];
  return `<m:r>${properties}<m:t xml:space="preserve">${xmlText(text)}</m:t></m:r>`;
}
