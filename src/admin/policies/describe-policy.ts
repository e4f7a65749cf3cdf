import type { Policy, Quotas } from '../../protocol/policy.ts';
import { commandName } from './command-names.ts';
import { quotaNames } from './policy-draft.ts';
import { policyStrings } from './strings.ts';

/** What people call the group of a row. */
export function groupName(group: string, language: 'en' | 'zh'): string {
  return group === '*' ? policyStrings(language).everybody : group;
}

/** A policy in plain words, one sentence for each thing that it says. */
export function describePolicy(policy: Policy, language: 'en' | 'zh'): string[] {
  const words = policyStrings(language);
  const { models, commands, surfaces, instructions, auditContent, featuresOff } = policy;
  const colon = language === 'zh' ? '：' : ': ';
  const said = (what: string, items: readonly string[]): string => `${what}${colon}${words.list(items)}`;
  const lines = [
    ...(models ? [said(words.models, models)] : []),
    ...(commands
      ? [
          said(
            words.commands,
            commands.map((id) => commandName(id, language)),
          ),
        ]
      : []),
    ...(surfaces
      ? [
          said(
            words.surfaces,
            surfaces.map((surface) => words.surfaceNames[surface]),
          ),
        ]
      : []),
    ...(policy.localOnly ? [words.localOnly] : []),
    ...(featuresOff.length > 0
      ? [
          said(
            words.featuresOff,
            featuresOff.map((feature) => words.features[feature].split(/[:：]/, 1)[0] ?? feature),
          ),
        ]
      : []),
    ...quotaLines(words.perPerson, policy.perPerson, language),
    ...quotaLines(words.wholeGroup, policy.wholeGroup, language),
    ...(policy.priority === 'normal' ? [] : [said(words.priority, [words.priorities[policy.priority]])]),
    ...(auditContent === undefined
      ? []
      : [said(words.auditContent, [words.auditContents[auditContent ? 'yes' : 'no']])]),
    ...(instructions === undefined ? [] : [said(words.instructions, [shortened(instructions)])]),
  ];
  return lines.length === 0 ? [words.nothingForbidden] : lines;
}

function quotaLines(what: string, quotas: Quotas, language: 'en' | 'zh'): string[] {
  const words = policyStrings(language);
  const items = quotaNames.flatMap((name) => {
    const amount = quotas[name];
    return amount === undefined ? [] : [`${words.quotas[name]} ${amount.toLocaleString(language)}`];
  });
  return items.length === 0
    ? []
    : [`${what}${language === 'zh' ? '：' : ': '}${items.join(language === 'zh' ? '；' : '; ')}`];
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
