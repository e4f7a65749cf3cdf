import { splitAddress } from './address.ts';

/** A conditional format as it was, to be made again: ExcelApi 1.6 has no way to give one other cells. */
export interface ConditionalState {
  readonly type: Kind;
  /** Addresses without their sheet. */
  readonly address: string;
  readonly priority: number;
  readonly stopIfTrue: boolean;
  /** What its own part holds, by the names of office.js; without what has no value. */
  readonly part: Readonly<Record<string, unknown>>;
}

/** Where office.js keeps what a kind of format says of itself. */
const partNames = {
  Custom: 'custom',
  CellValue: 'cellValue',
  ContainsText: 'textComparison',
  PresetCriteria: 'preset',
  TopBottom: 'topBottom',
  ColorScale: 'colorScale',
  DataBar: 'dataBar',
  IconSet: 'iconSet',
} as const satisfies Partial<Record<Excel.ConditionalFormatType, keyof Excel.ConditionalFormat>>;

type Kind = keyof typeof partNames;

const look =
  'format/numberFormat,format/font,format/fill,format/borders/items/sideIndex,format/borders/items/style,format/borders/items/color';

const loads: Readonly<Record<Kind, string>> = {
  Custom: `rule/formula,${look}`,
  CellValue: `rule,${look}`,
  ContainsText: `rule,${look}`,
  PresetCriteria: `rule,${look}`,
  TopBottom: `rule,${look}`,
  ColorScale: 'criteria',
  DataBar:
    'axisColor,axisFormat,barDirection,showDataBarOnly,lowerBoundRule,upperBoundRule,positiveFormat,negativeFormat',
  IconSet: 'style,criteria,reverseIconOrder,showIconOnly',
};

/** Reads the conditional formats of a sheet with their ids. */
export async function readConditionals(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
): Promise<{ readonly id: string; readonly state: ConditionalState }[]> {
  const formats = sheet.getRange().conditionalFormats;
  formats.load('items/id,items/type,items/priority,items/stopIfTrue');
  await context.sync();
  const found = formats.items.flatMap((format) => {
    // A newer kind stays where Excel leaves it.
    if (!isKnown(format.type)) return [];
    const part: Part = format[partNames[format.type]];
    const ranges = format.getRanges();
    ranges.load('address');
    part.load(loads[format.type]);
    return [{ format, type: format.type, part, ranges }];
  });
  if (found.length === 0) return [];
  await context.sync();
  return found.map(({ format, type, part, ranges }) => ({
    id: format.id,
    state: {
      type,
      address: addressesOf(ranges.address),
      priority: format.priority,
      stopIfTrue: format.stopIfTrue,
      part: withoutNothing(part.toJSON()) as Readonly<Record<string, unknown>>,
    },
  }));
}

/** Makes formats again on a sheet, in the order of their priorities. */
export function makeConditionals(sheet: Excel.Worksheet, states: readonly ConditionalState[]): void {
  // Each comes first when it is added.
  for (const state of states.toSorted((one, other) => one.priority - other.priority)) {
    const format = sheet.getRanges(state.address).conditionalFormats.add(state.type);
    giveAll(format, state);
    format.priority = state.priority;
    if (state.stopIfTrue) format.stopIfTrue = true;
  }
}

interface Part {
  load(names: string): unknown;
  toJSON(): object;
}

/** The thresholds of icons are as many as the style has icons, so that comes first. */
function giveAll(format: Excel.ConditionalFormat, { type, part }: ConditionalState): void {
  const own = format[partNames[type]] as unknown as {
    set(properties: object): void;
    readonly format: { readonly borders: Excel.ConditionalRangeBorderCollection };
  };
  const {
    style,
    format: given,
    ...rest
  } = part as {
    readonly style?: string;
    readonly format?: { readonly borders?: readonly Border[] };
  };
  if (style !== undefined) own.set({ style });
  const { borders, ...shown } = given ?? {};
  own.set(given ? { ...rest, format: shown } : rest);
  for (const { sideIndex, style: line, color } of borders ?? []) {
    if (line === Excel.ConditionalRangeBorderLineStyle.none) continue;
    own.format.borders.getItem(sideIndex).set({ style: line, ...(color !== undefined && { color }) });
  }
}

interface Border {
  readonly sideIndex: Excel.ConditionalRangeBorderIndex;
  readonly style: Excel.ConditionalRangeBorderLineStyle;
  readonly color?: string;
}

function isKnown(type: string): type is Kind {
  return type in partNames;
}

/** What says something of a value and what it holds: Excel gives nothing, or an empty text, for what a format leaves as it is. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, own]) => own !== null && own !== '' && own !== undefined && !(name === 'underline' && own === 'None'),
      )
      .map(([name, own]) => [name, withoutNothing(own)]),
  );
}

/** `A1:A3,C1` of addresses that name their sheet each. */
export function addressesOf(address: string): string {
  return address
    .split(/,(?=(?:[^']*'[^']*')*[^']*$)/u)
    .map((each) => splitAddress(each.trim()).range)
    .join(',');
}
