import { longestInstructions, type Policy, type Quotas } from '../../protocol/policy.ts';
import type { Feature, Surface } from '../../protocol/session.ts';

/** What of several things is allowed: all, or those that are chosen and those that match a further word. */
export interface Choice {
  readonly isLimited: boolean;
  readonly chosen: readonly string[];
  /** Further ids as typed, parted by commas. */
  readonly more: string;
}

export const quotaNames = ['tokensPerDay', 'requestsPerHour', 'tokensPerHour', 'requestsPerDay'] as const;
export type QuotaName = (typeof quotaNames)[number];
export type QuotaDraft = Readonly<Record<QuotaName, string>>;

/** A policy as it stands in the form: all of it as typed, right or wrong. */
export interface PolicyDraft {
  readonly group: string;
  readonly models: Choice;
  readonly commands: Choice;
  readonly surfaces: Choice;
  readonly localOnly: boolean;
  readonly featuresOff: readonly Feature[];
  readonly instructions: string;
  readonly priority: Policy['priority'];
  readonly auditContent: 'default' | 'yes' | 'no';
  readonly perPerson: QuotaDraft;
  readonly wholeGroup: QuotaDraft;
}

/** What is wrong, by where. */
export type DraftProblem =
  | 'group-missing'
  | 'group-taken'
  | 'models-none'
  | 'commands-none'
  | 'surfaces-none'
  | 'instructions-long'
  | `number-${'perPerson' | 'wholeGroup'}-${QuotaName}`;

/** The ids that the form offers as boxes; all others are typed. */
export interface Offered {
  readonly models: readonly string[];
  readonly commands: readonly string[];
}

export function toDraft(policy: Policy | null, offered: Offered): PolicyDraft {
  return {
    group: policy?.group ?? '',
    models: toChoice(policy?.models, offered.models),
    commands: toChoice(policy?.commands, offered.commands),
    surfaces: { isLimited: policy?.surfaces !== undefined, chosen: policy?.surfaces ?? [], more: '' },
    localOnly: policy?.localOnly ?? false,
    featuresOff: policy?.featuresOff ?? [],
    instructions: policy?.instructions ?? '',
    priority: policy?.priority ?? 'normal',
    auditContent: policy?.auditContent === undefined ? 'default' : policy.auditContent ? 'yes' : 'no',
    perPerson: toQuotaDraft(policy?.perPerson ?? {}),
    wholeGroup: toQuotaDraft(policy?.wholeGroup ?? {}),
  };
}

function toChoice(ids: readonly string[] | undefined, offered: readonly string[]): Choice {
  const given = ids ?? [];
  return {
    isLimited: ids !== undefined,
    chosen: given.filter((id) => offered.includes(id)),
    more: given.filter((id) => !offered.includes(id)).join(', '),
  };
}

function toQuotaDraft(quotas: Quotas): QuotaDraft {
  const text = (name: QuotaName): string => (quotas[name] === undefined ? '' : String(quotas[name]));
  return {
    tokensPerDay: text('tokensPerDay'),
    requestsPerHour: text('requestsPerHour'),
    tokensPerHour: text('tokensPerHour'),
    requestsPerDay: text('requestsPerDay'),
  };
}

/** The policy that the form describes, or all that is wrong with it. `taken` are the groups of the other rows. */
export function fromDraft(
  draft: PolicyDraft,
  taken: readonly string[],
): { readonly policy: Policy; readonly problems: readonly [] } | { readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const group = draft.group.trim();
  if (group === '') problems.push('group-missing');
  else if (taken.includes(group)) problems.push('group-taken');
  const models = idsIn(draft.models);
  const commands = idsIn(draft.commands);
  if (models?.length === 0) problems.push('models-none');
  if (commands?.length === 0) problems.push('commands-none');
  if (draft.surfaces.isLimited && draft.surfaces.chosen.length === 0) problems.push('surfaces-none');
  const instructions = draft.instructions.trim();
  if (instructions.length > longestInstructions) problems.push('instructions-long');
  const perPerson = readQuotas(draft.perPerson, 'perPerson', problems);
  const wholeGroup = readQuotas(draft.wholeGroup, 'wholeGroup', problems);
  if (problems.length > 0) return { problems };
  const policy: Policy = {
    group,
    ...(models ? { models } : {}),
    ...(commands ? { commands } : {}),
    ...(draft.surfaces.isLimited ? { surfaces: [...draft.surfaces.chosen] as Surface[] } : {}),
    localOnly: draft.localOnly,
    featuresOff: [...draft.featuresOff],
    ...(instructions === '' ? {} : { instructions }),
    priority: draft.priority,
    ...(draft.auditContent === 'default' ? {} : { auditContent: draft.auditContent === 'yes' }),
    perPerson,
    wholeGroup,
  };
  return { policy, problems: [] };
}

function idsIn({ isLimited, chosen, more }: Choice): string[] | undefined {
  if (!isLimited) return undefined;
  const typed = more.split(/[,，、\s]+/).filter((id) => id !== '');
  return [...new Set([...chosen, ...typed])];
}

function readQuotas(draft: QuotaDraft, whose: 'perPerson' | 'wholeGroup', problems: DraftProblem[]): Quotas {
  const quotas: Record<string, number> = {};
  for (const name of quotaNames) {
    // As people write large numbers: 400,000 or 400 000.
    const text = draft[name].replace(/[\s,，_]/g, '');
    if (text === '') continue;
    const number = Number(text);
    if (Number.isSafeInteger(number) && number > 0) quotas[name] = number;
    else problems.push(`number-${whose}-${name}`);
  }
  return quotas;
}

/** The rows with this one in the place of the one of that group, or before the row for everybody else. */
export function placeRow(rows: readonly Policy[], row: Policy, replaces: string | null): Policy[] {
  if (replaces !== null && rows.some(({ group }) => group === replaces)) {
    return everybodyLast(rows.map((other) => (other.group === replaces ? row : other)));
  }
  return everybodyLast([...rows.filter(({ group }) => group !== row.group), row]);
}

/** The row `*` is for who is in no other: only at the end does it leave the others their people. */
export function everybodyLast(rows: readonly Policy[]): Policy[] {
  return [...rows.filter(({ group }) => group !== '*'), ...rows.filter(({ group }) => group === '*')];
}
