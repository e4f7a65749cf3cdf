import type { Policy } from '../../protocol/policy.ts';
import type { TeamsConfig } from './read-teams.ts';

/** The groups whose policies hold for nobody who comes through Teams, because the bot learns of no such group. */
export function unseenGroups(teams: TeamsConfig, policies: readonly Policy[]): readonly string[] {
  if (teams.groupsFromGraph) return [];
  return policies.map(({ group }) => group).filter((group) => group !== '*' && !teams.groups.includes(group));
}
