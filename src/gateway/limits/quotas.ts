import { estimateTokens } from '../../base/text-size.ts';
import type { ChatRequest } from '../../protocol/chat.ts';
import type { Policy, Quotas } from '../../protocol/policy.ts';
import type { ChatOutcome, Person } from '../chat-stage.ts';
import { textOfMessage } from '../local/message-text.ts';
import type { Charge } from './limit-store.ts';

/** A charge, and how a person is told of its limit. */
export interface NamedCharge extends Charge {
  readonly unit: 'requests' | 'tokens';
  /** Such as `person-tokens-per-day`. */
  readonly name: string;
}

const hour = 3600;
const day = 86_400;

const windows = [
  { setting: 'requestsPerHour', unit: 'requests', windowSeconds: hour, words: 'requests-per-hour' },
  { setting: 'requestsPerDay', unit: 'requests', windowSeconds: day, words: 'requests-per-day' },
  { setting: 'tokensPerHour', unit: 'tokens', windowSeconds: hour, words: 'tokens-per-hour' },
  { setting: 'tokensPerDay', unit: 'tokens', windowSeconds: day, words: 'tokens-per-day' },
] as const;

/** What a chat claims of a person's limits and of their group's. */
export function chargesOf(policy: Policy, person: Person, tokens: number): NamedCharge[] {
  const charges: NamedCharge[] = [];
  addCharges(charges, 'person', person.id, policy.perPerson, tokens);
  addCharges(charges, 'group', policy.group, policy.wholeGroup, tokens);
  return charges;
}

function addCharges(to: NamedCharge[], kind: 'person' | 'group', id: string, quotas: Quotas, tokens: number): void {
  for (const { setting, unit, windowSeconds, words } of windows) {
    const limit = quotas[setting];
    if (limit === undefined) continue;
    const amount = unit === 'requests' ? 1 : tokens;
    to.push({ key: `${kind}:${words}:${id}`, windowSeconds, limit, amount, unit, name: `${kind}-${words}` });
  }
}

/** What an answer is reckoned at while nobody knows how long it gets. */
const assumedAnswer = 1024;

/** Tokens that a chat may take, before it is asked: its messages, and as much answer as it allows, for each answer wanted. */
export function estimateChat(chat: ChatRequest): number {
  const prompt = chat.messages.reduce((sum, message) => sum + estimateTokens(textOfMessage(message)), 0);
  const most = positive(chat['max_completion_tokens']) ?? positive(chat['max_tokens']) ?? assumedAnswer;
  return prompt + most * (positive(chat['n']) ?? 1);
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.ceil(value) : undefined;
}

/**
 * What a chat is to be charged when it is over: as the backend counted; nothing when it failed; and the estimate when it was
 * left before its end, since the model worked all the same, and leaving early would else be the way around every limit.
 */
export function settledCharge(outcome: ChatOutcome, estimated: number): { requests: number; tokens: number } {
  if (outcome.usage) return { requests: 1, tokens: outcome.usage.promptTokens + outcome.usage.completionTokens };
  return outcome.error === undefined ? { requests: 1, tokens: estimated } : { requests: 0, tokens: 0 };
}
