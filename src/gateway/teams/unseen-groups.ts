import type { PoliciesConfig } from '../access/policy-schema.ts';
import type { TeamsConfig } from './read-teams.ts';

/** The groups whose policies hold for nobody who comes through Teams, because the bot learns of no such group. */
export function unseenGroups(teams: TeamsConfig, { groups }: Pick<PoliciesConfig, 'groups'>): readonly string[] {
  if (teams.groupsFromGraph) return [];
  return groups.map(({ group }) => group).filter((group) => group !== '*' && !teams.groups.includes(group));
}
