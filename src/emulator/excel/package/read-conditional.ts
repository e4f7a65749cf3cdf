import { parseArea } from '../model/address.ts';
import {
  iconSets,
  plainDataBar,
  type ConditionalFormatState,
  type ConditionalLook,
  type ConditionalRule,
  type TextOperator,
  type Threshold,
} from '../model/conditional-format.ts';
import { readColor, type ThemeColors } from './colors.ts';
import { comparisonNames, namespace2009, presetRules, thresholdNames } from './conditional-words.ts';
import { withoutFilePrefixes } from './function-names.ts';
import { keyOfName } from './pivot-words.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

/** The conditional formats of a sheet in the order of their priority. Kinds that are not known here stay in the file, unseen. */
export function readConditionalFormats(
  root: Element,
  sheetId: string,
  looks: readonly ConditionalLook[],
  theme: ThemeColors,
): ConditionalFormatState[] {
  const found = childrenNamed(root, 'conditionalFormatting').flatMap((element, place) =>
    childrenNamed(element, 'cfRule').map((rule, index) => ({ element, rule, source: `${place}/${index}` })),
  );
  const formats = found.flatMap(({ element, rule, source }) => {
    const read = readRule(rule, theme, root);
    const areas = (element.getAttribute('sqref') ?? '').split(/\s+/).flatMap((each) => parseArea(each) ?? []);
    if (!read || areas.length === 0) return [];
    const look = looks[numberAttribute(rule, 'dxfId') ?? -1] ?? {};
    const format = {
      id: `{${sheetId}#${source}}`,
      sheetId,
      areas,
      stopIfTrue: isOn(rule.getAttribute('stopIfTrue')),
      rule: read,
      look,
      source,
    };
    return [{ format, priority: numberAttribute(rule, 'priority') ?? 0 }];
  });
  return formats.sort((a, b) => a.priority - b.priority).map(({ format }) => format);
}

function readRule(rule: Element, theme: ThemeColors, root: Element): ConditionalRule | null {
  const type = rule.getAttribute('type') ?? '';
  const [formula1 = '', formula2 = ''] = childrenNamed(rule, 'formula').map(({ textContent }) =>
    withoutFilePrefixes(textContent),
  );
  const preset = presetOf(rule, type);
  if (preset !== undefined) return { kind: 'PresetCriteria', criterion: preset };
  switch (type) {
    case 'expression':
      return { kind: 'Custom', formula: formula1 };
    case 'cellIs': {
      const operator = keyOfName(comparisonNames, rule.getAttribute('operator') ?? '');
      return operator ? { kind: 'CellValue', operator, formula1, formula2 } : null;
    }
    case 'containsText':
    case 'notContainsText':
    case 'beginsWith':
    case 'endsWith':
      return { kind: 'ContainsText', operator: textOperators[type], text: rule.getAttribute('text') ?? '' };
    case 'top10': {
      const isPercent = isOn(rule.getAttribute('percent'));
      const isBottom = isOn(rule.getAttribute('bottom'));
      const rank = numberAttribute(rule, 'rank') ?? 10;
      return { kind: 'TopBottom', type: `${isBottom ? 'Bottom' : 'Top'}${isPercent ? 'Percent' : 'Items'}`, rank };
    }
    case 'colorScale':
      return readScale(childNamed(rule, 'colorScale'), theme);
    case 'dataBar':
      return readBar(rule, theme, root);
    case 'iconSet':
      return readIcons(childNamed(rule, 'iconSet'));
    default:
      return null;
  }
}

const textOperators: Readonly<Record<string, TextOperator>> &
  Record<'containsText' | 'notContainsText' | 'beginsWith' | 'endsWith', TextOperator> = {
  containsText: 'Contains',
  notContainsText: 'NotContains',
  beginsWith: 'BeginsWith',
  endsWith: 'EndsWith',
};
const telling = ['type', 'timePeriod', 'aboveAverage', 'equalAverage', 'stdDev'];
const usual: Readonly<Record<string, string>> = { aboveAverage: '1', equalAverage: '0', stdDev: '0' };

function presetOf(rule: Element, type: string): string | undefined {
  return Object.entries(presetRules).find(
    ([, { attributes }]) =>
      attributes['type'] === type &&
      telling.every(
        (name) => (rule.getAttribute(name) ?? usual[name] ?? '') === (attributes[name] ?? usual[name] ?? ''),
      ),
  )?.[0];
}

function readThreshold(element: Element): Threshold {
  const type = element.getAttribute('type') ?? '';
  const isAutomatic = type === 'autoMin' || type === 'autoMax';
  const formula = element.getAttribute('val') ?? childNamed(element, 'f')?.textContent ?? '';
  return {
    type: isAutomatic ? 'Automatic' : (keyOfName(thresholdNames, type) ?? 'Number'),
    formula: type === 'min' || type === 'max' ? '' : formula,
  };
}

function readScale(scale: Element | undefined, theme: ThemeColors): ConditionalRule | null {
  const colors = childrenNamed(scale, 'color');
  const points = childrenNamed(scale, 'cfvo').map((element, index) => ({
    ...readThreshold(element),
    color: readColor(colors[index], theme) ?? '#FFFFFF',
  }));
  return points.length < 2 ? null : { kind: 'ColorScale', points };
}

function readBar(rule: Element, theme: ThemeColors, root: Element): ConditionalRule | null {
  const bar = childNamed(rule, 'dataBar');
  const [lower, upper] = childrenNamed(bar, 'cfvo').map(readThreshold);
  if (!lower || !upper) return null;
  const plain = {
    ...plainDataBar,
    lower,
    upper,
    color: readColor(childNamed(bar, 'color'), theme) ?? plainDataBar.color,
    // Older bars know no others.
    negativeColor: '',
    axis: 'None' as const,
    isBarOnly: bar?.getAttribute('showValue') === '0',
  };
  const id = rule.getElementsByTagNameNS(namespace2009, 'id')[0]?.textContent;
  const more = [...root.getElementsByTagNameNS(namespace2009, 'cfRule')].find((each) => each.getAttribute('id') === id);
  const newer = id === undefined ? undefined : childNamed(more, 'dataBar');
  if (!newer) return plain;
  const [newLower = lower, newUpper = upper] = childrenNamed(newer, 'cfvo').map(readThreshold);
  const color = (name: string): string => readColor(childNamed(newer, name), theme) ?? '';
  const axes: Readonly<Record<string, 'None' | 'CellMidPoint'>> = { none: 'None', middle: 'CellMidPoint' };
  const directions: Readonly<Record<string, 'LeftToRight' | 'RightToLeft'>> = {
    leftToRight: 'LeftToRight',
    rightToLeft: 'RightToLeft',
  };
  const isOwn = (name: string, otherwise: boolean): boolean =>
    newer.hasAttribute(name) ? isOn(newer.getAttribute(name)) : otherwise;
  return {
    ...plain,
    lower: newLower,
    upper: newUpper,
    borderColor: isOn(newer.getAttribute('border')) ? color('borderColor') : '',
    isGradient: isOwn('gradient', true),
    negativeColor: isOwn('negativeBarColorSameAsPositive', false) ? '' : color('negativeFillColor'),
    negativeBorderColor: isOwn('negativeBarBorderColorSameAsPositive', true) ? '' : color('negativeBorderColor'),
    axis: axes[newer.getAttribute('axisPosition') ?? ''] ?? 'Automatic',
    axisColor: color('axisColor') || '#000000',
    direction: directions[newer.getAttribute('direction') ?? ''] ?? 'Context',
  };
}

function readIcons(set: Element | undefined): ConditionalRule | null {
  const name = set?.getAttribute('iconSet') ?? '3TrafficLights1';
  const style = Object.keys(iconSets).find((each) => iconSets[each]?.[0] === name);
  if (!set || style === undefined) return null;
  const criteria = childrenNamed(set, 'cfvo').map((element) => {
    const operator = element.getAttribute('gte') === '0' ? ('GreaterThan' as const) : ('GreaterThanOrEqual' as const);
    return { ...readThreshold(element), operator };
  });
  return {
    kind: 'IconSet',
    style,
    criteria,
    isReversed: isOn(set.getAttribute('reverse')),
    isIconOnly: set.getAttribute('showValue') === '0',
  };
}
