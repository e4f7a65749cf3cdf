import { copyFormula } from '../formula/move-references.ts';
import { parseXml } from '../../package/ooxml-package.ts';
import { areaName, type Area } from '../model/address.ts';
import {
  iconSets,
  type ConditionalFormatState,
  type ConditionalRule,
  type Threshold,
} from '../model/conditional-format.ts';
import {
  comparisonNames,
  mainExcelNamespace,
  namespace2009,
  presetRules,
  ruleExtension,
  sheetExtension,
  textRule,
  thresholdNames,
  type ReadyRule,
} from './conditional-words.ts';
import { withFilePrefixes } from './function-names.ts';
import { sheetNamespace } from './part-names.ts';
import { createElement, ensureChild, placeChild } from './sheet-order.ts';
import { childNamed, childrenNamed, escapeXml } from './xml.ts';

type DataBar = Extract<ConditionalRule, { kind: 'DataBar' }>;

/**
 * What to change in a sheet's element for its conditional formats, if anything. A rule that was not changed keeps its element
 * as it was, and those of kinds that are not known here stay.
 */
export function writeConditionalFormats(
  now: readonly ConditionalFormatState[],
  before: readonly ConditionalFormatState[],
  lookNumber: (format: ConditionalFormatState) => number | null,
): ((root: Element) => void) | null {
  if (now.length === before.length && now.every((format, index) => format === before[index])) return null;
  return (root) => {
    const containers = childrenNamed(root, 'conditionalFormatting');
    const elements = new Map<string, Element>(
      containers.flatMap((container, place) =>
        childrenNamed(container, 'cfRule').map((rule, index) => [`${place}/${index}`, rule] as const),
      ),
    );
    const known = new Map<string, ConditionalFormatState>(before.map((format) => [format.source ?? '', format]));
    // Rules that nobody here knows keep their places; the others are put in anew.
    for (const [source, rule] of elements) if (known.has(source)) rule.remove();
    for (const container of containers) if (container.children.length === 0) container.remove();
    const bars = new Map<string, { readonly rule: DataBar; readonly areas: readonly Area[] }>();
    let priority = 0;
    const placed: { readonly container: Element; readonly sqref: string }[] = [];
    for (const format of now) {
      priority += 1;
      const old = format.source === null ? undefined : known.get(format.source);
      const kept = format.source === null ? undefined : elements.get(format.source);
      const isSame =
        old !== undefined &&
        kept !== undefined &&
        old.rule === format.rule &&
        old.look === format.look &&
        old.stopIfTrue === format.stopIfTrue;
      const id = `{${crypto.randomUUID().toUpperCase()}}`;
      const rule = isSame ? kept : parseRule(root, ruleXml(format, lookNumber(format), id));
      if (!isSame && format.rule.kind === 'DataBar') bars.set(id, { rule: format.rule, areas: format.areas });
      if (isSame && format.areas !== old.areas) moveNewer(root, rule, format.areas);
      rule.setAttribute('priority', String(priority));
      const sqref = format.areas.map(areaName).join(' ');
      // Rules on the same cells that follow one another stand together.
      if (placed.at(-1)?.sqref !== sqref)
        placed.push({ container: placeChild(root, createElement(root, 'conditionalFormatting', { sqref })), sqref });
      placed.at(-1)?.container.append(rule);
    }
    dropNewer(root);
    if (bars.size > 0) addNewer(root, bars);
  };
}

function parseRule(root: Element, xml: string): Element {
  const { documentElement } = parseXml(xml, 'cfRule');
  return root.ownerDocument.importNode(documentElement, true);
}

function ruleXml({ rule, areas, stopIfTrue }: ConditionalFormatState, look: number | null, id: string): string {
  const { attributes, content } = ruleParts(rule, areas, id);
  const all = {
    ...attributes,
    ...(look === null ? {} : { dxfId: String(look) }),
    ...(stopIfTrue ? { stopIfTrue: '1' } : {}),
  };
  const text = Object.entries(all)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
  return `<cfRule xmlns="${sheetNamespace}"${text} priority="1">${content}</cfRule>`;
}

interface RuleParts {
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string;
}

function ruleParts(rule: ConditionalRule, areas: readonly Area[], id: string): RuleParts {
  switch (rule.kind) {
    case 'Custom':
      return { attributes: { type: 'expression' }, content: formulaXml(rule.formula) };
    case 'CellValue': {
      const second = rule.formula2 === '' ? '' : formulaXml(rule.formula2);
      return {
        attributes: { type: 'cellIs', operator: comparisonNames[rule.operator] },
        content: `${formulaXml(rule.formula1)}${second}`,
      };
    }
    case 'ContainsText':
      return ready(textRule(rule), areas);
    case 'PresetCriteria':
      return ready(presetRules[rule.criterion] ?? { attributes: {} }, areas);
    case 'TopBottom': {
      const attributes = {
        type: 'top10',
        ...(rule.type.endsWith('Percent') ? { percent: '1' } : {}),
        ...(rule.type.startsWith('Bottom') ? { bottom: '1' } : {}),
        rank: String(rule.rank),
      };
      return { attributes, content: '' };
    }
    case 'ColorScale': {
      const thresholds = rule.points.map((point) => thresholdXml(point)).join('');
      const colors = rule.points.map(({ color }) => `<color rgb="FF${color.slice(1)}"/>`).join('');
      return { attributes: { type: 'colorScale' }, content: `<colorScale>${thresholds}${colors}</colorScale>` };
    }
    case 'DataBar': {
      const bar = `<dataBar${rule.isBarOnly ? ' showValue="0"' : ''}>${thresholdXml(rule.lower, 'min')}${thresholdXml(rule.upper, 'max')}<color rgb="FF${rule.color.slice(1)}"/></dataBar>`;
      const newer = `<extLst><ext uri="${ruleExtension}" xmlns:x14="${namespace2009}"><x14:id>${id}</x14:id></ext></extLst>`;
      return { attributes: { type: 'dataBar' }, content: bar + newer };
    }
    default: {
      const flags = `${rule.isIconOnly ? ' showValue="0"' : ''}${rule.isReversed ? ' reverse="1"' : ''}`;
      const thresholds = rule.criteria
        .map((each) => thresholdXml(each, 'min', each.operator === 'GreaterThan'))
        .join('');
      const content = `<iconSet iconSet="${iconSets[rule.style]?.[0] ?? '3TrafficLights1'}"${flags}>${thresholds}</iconSet>`;
      return { attributes: { type: 'iconSet' }, content };
    }
  }
}

/** The formula of a ready-made rule, which is written for A1, for the first cell of the format. */
function ready({ attributes, formula }: ReadyRule, [first]: readonly Area[]): RuleParts {
  return { attributes, content: formula && first ? formulaXml(copyFormula(formula, first.top, first.left)) : '' };
}

function formulaXml(formula: string): string {
  return `<formula>${escapeXml(withFilePrefixes(formula))}</formula>`;
}

function thresholdXml({ type, formula }: Threshold, end: 'min' | 'max' = 'min', isAbove = false): string {
  const name = type === 'Automatic' ? end : thresholdNames[type];
  const value = formula === '' ? '' : ` val="${escapeXml(withFilePrefixes(formula))}"`;
  return `<cfvo type="${name}"${value}${isAbove ? ' gte="0"' : ''}/>`;
}

// ---- What bars have since 2010 stands in an extension of the sheet, tied to their rules by id ----

function newerRules(root: Element): Element[] {
  return [...root.getElementsByTagNameNS(namespace2009, 'cfRule')];
}

function newerIdOf(rule: Element): string | undefined {
  return rule.getElementsByTagNameNS(namespace2009, 'id')[0]?.textContent;
}

function moveNewer(root: Element, rule: Element, areas: readonly Area[]): void {
  const id = newerIdOf(rule);
  const newer = id === undefined ? undefined : newerRules(root).find((each) => each.getAttribute('id') === id);
  const place = childNamed(newer?.parentElement, 'sqref');
  if (place) place.textContent = areas.map(areaName).join(' ');
}

/** Takes away the extensions of bars that are gone. */
function dropNewer(root: Element): void {
  const ids = new Set(
    childrenNamed(root, 'conditionalFormatting')
      .flatMap((each) => [...each.children])
      .map(newerIdOf),
  );
  for (const rule of newerRules(root)) {
    if (rule.getAttribute('type') !== 'dataBar' || ids.has(rule.getAttribute('id') ?? '')) continue;
    const container = rule.parentElement;
    rule.remove();
    if (childNamed(container, 'cfRule')) continue;
    const list = container?.parentElement;
    container?.remove();
    const extension = list?.children.length === 0 ? list.parentElement : null;
    const all = extension?.parentElement;
    extension?.remove();
    if (all?.children.length === 0) all.remove();
  }
}

function addNewer(
  root: Element,
  bars: ReadonlyMap<string, { readonly rule: DataBar; readonly areas: readonly Area[] }>,
): void {
  const extensions = ensureChild(root, 'extLst');
  const markup = [...bars].map(([id, { rule, areas }]) => newerXml(id, rule, areas)).join('');
  const known = root.getElementsByTagNameNS(namespace2009, 'conditionalFormattings')[0];
  const xml = `<ext xmlns="${sheetNamespace}" uri="${sheetExtension}" xmlns:x14="${namespace2009}"><x14:conditionalFormattings>${markup}</x14:conditionalFormattings></ext>`;
  const made = root.ownerDocument.importNode(parseXml(xml, 'ext').documentElement, true);
  if (known) known.append(...(made.firstElementChild?.children ?? []));
  // Conditional formats come first of all extensions of a sheet.
  else extensions.prepend(made);
}

function newerXml(id: string, rule: DataBar, areas: readonly Area[]): string {
  const color = (name: string, value: string): string =>
    value === '' ? '' : `<x14:${name} rgb="FF${value.slice(1)}"/>`;
  const threshold = ({ type, formula }: Threshold, end: 'Min' | 'Max'): string => {
    const name = type === 'Automatic' ? `auto${end}` : thresholdNames[type];
    return formula === ''
      ? `<x14:cfvo type="${name}"/>`
      : `<x14:cfvo type="${name}"><xm:f>${escapeXml(withFilePrefixes(formula))}</xm:f></x14:cfvo>`;
  };
  const axes = { Automatic: '', None: ' axisPosition="none"', CellMidPoint: ' axisPosition="middle"' };
  const directions = { Context: '', LeftToRight: ' direction="leftToRight"', RightToLeft: ' direction="rightToLeft"' };
  const attributes = [
    'minLength="0" maxLength="100"',
    rule.borderColor === '' ? '' : 'border="1"',
    rule.isGradient ? '' : 'gradient="0"',
    directions[rule.direction].trim(),
    rule.negativeColor === '' ? 'negativeBarColorSameAsPositive="1"' : '',
    rule.borderColor !== '' && rule.negativeBorderColor !== '' ? 'negativeBarBorderColorSameAsPositive="0"' : '',
    axes[rule.axis].trim(),
  ].filter((each) => each !== '');
  const content = [
    threshold(rule.lower, 'Min'),
    threshold(rule.upper, 'Max'),
    color('borderColor', rule.borderColor),
    color('negativeFillColor', rule.negativeColor),
    rule.borderColor === '' ? '' : color('negativeBorderColor', rule.negativeBorderColor),
    rule.axis === 'None' ? '' : color('axisColor', rule.axisColor),
  ].join('');
  return `<x14:conditionalFormatting xmlns:xm="${mainExcelNamespace}"><x14:cfRule type="dataBar" id="${id}"><x14:dataBar ${attributes.join(' ')}>${content}</x14:dataBar></x14:cfRule><xm:sqref>${areas.map(areaName).join(' ')}</xm:sqref></x14:conditionalFormatting>`;
}
