import type { IncomingMessage } from 'node:http';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure, type Words } from '../../base/told-failure.ts';
import type { ChatMessage, ChatRequest } from '../../protocol/chat.ts';
import { findPolicy, type Policy } from '../../protocol/policy.ts';
import { surfaceHeader, surfaceSchema, type Permissions, type Surface } from '../../protocol/session.ts';
import type { Answerer } from '../backends/registry.ts';
import type { ChatStage, Person } from '../chat-stage.ts';

/** What the organisation lets each person do. */
export interface Policies {
  /** The row that holds for a person; `undefined` when none does, and all is allowed. */
  readonly policyOf: (person: Person) => Policy | undefined;
  /** What the policies alone decide: whether content is kept is for whoever keeps it to say. */
  readonly permissionsOf: (person: Person) => Omit<Permissions, 'keepsContent'>;
  /** Whether a person may use the model of that id, which this answers for. */
  offers(person: Person, modelId: string, answerer: Answerer): boolean;
  /** Throws `policy-forbids` for a model that a person may not use. */
  demand(person: Person, modelId: string, answerer: Answerer): void;
  /** Refuses what the policy forbids with `policy-forbids`, and adds the organisation's instructions. */
  readonly stage: ChatStage;
}

/** Commands that do whatever was typed. */
const freeCommands = new Set(['custom', 'draft', 'ask-cell']);

/** The rows are looked at anew each time, so that a change of them holds from the next request on. */
export function createPolicies(source: { readonly groups: readonly Policy[] } = { groups: [] }): Policies {
  const policyOf = (person: Person): Policy | undefined => findPolicy(source.groups, person.groups);

  function refusalOfModel(policy: Policy | undefined, modelId: string, answerer: Answerer): AssistantError | undefined {
    if (!policy) return undefined;
    const name = modelId.slice(0, 100);
    if (policy.models && !policy.models.some((pattern) => matches(pattern, modelId))) {
      const words = { en: `the model "${name}" is not among those allowed`, zh: `不允许使用模型“${name}”` };
      return forbidden(policy, words, 'model');
    }
    if (policy.localOnly && !withoutHosted(answerer)) {
      const words = { en: `the model "${name}" is hosted outside the organisation`, zh: `模型“${name}”在组织之外托管` };
      return forbidden(policy, words, 'local-only');
    }
    return undefined;
  }

  return {
    policyOf,
    permissionsOf(person) {
      const policy = policyOf(person);
      return {
        commands: policy?.commands ?? null,
        surfaces: policy?.surfaces ?? null,
        localOnly: policy?.localOnly ?? false,
        featuresOff: policy?.featuresOff ?? [],
        instructions: policy?.instructions ?? null,
      };
    },
    offers: (person, modelId, answerer) => !refusalOfModel(policyOf(person), modelId, answerer),
    demand(person, modelId, answerer) {
      const refusal = refusalOfModel(policyOf(person), modelId, answerer);
      if (refusal) throw refusal;
    },
    async stage(exchange, next) {
      const { person, chat, answerer, request } = exchange;
      const policy = policyOf(person);
      if (!policy) return next(exchange);
      const refusal =
        refusalOfModel(policy, chat.model, answerer) ??
        refusalOfSurface(policy, request) ??
        refusalOfCommand(policy, chat.inkstone_task?.command);
      if (refusal) throw refusal;
      return next({
        ...exchange,
        ...(policy.localOnly && { answerer: withoutHosted(answerer) ?? answerer }),
        ...(policy.instructions !== undefined && { chat: instruct(chat, policy.instructions) }),
      });
    },
  };
}

function refusalOfSurface(policy: Policy, request: IncomingMessage): AssistantError | undefined {
  if (!policy.surfaces) return undefined;
  const surface = surfaceOf(request);
  if (policy.surfaces.includes(surface)) return undefined;
  const words = { en: `it may not be used in "${surface}"`, zh: `不允许在 ${surface} 中使用` };
  return forbidden(policy, words, 'surface');
}

function refusalOfCommand(policy: Policy, command: string | undefined): AssistantError | undefined {
  if (policy.commands && (command === undefined || !policy.commands.includes(command))) {
    const words =
      command === undefined
        ? { en: 'a chat without a writing command is not among those allowed', zh: '不允许没有写作命令的对话' }
        : { en: `the command "${command}" is not among those allowed`, zh: `不允许使用命令“${command}”` };
    return forbidden(policy, words, 'command');
  }
  if (policy.featuresOff.includes('free-prompts') && (command === undefined || freeCommands.has(command))) {
    return forbidden(policy, { en: 'free prompts are turned off', zh: '自由提问已关闭' }, 'free-prompts');
  }
  return undefined;
}

function forbidden({ group }: Pick<Policy, 'group'>, what: Words, reason: string): AssistantError {
  const whose = group === '*' ? { en: 'everybody', zh: '所有人' } : { en: `the group "${group}"`, zh: `“${group}”组` };
  const words = { en: `By the policy for ${whose.en}, ${what.en}.`, zh: `按照适用于${whose.zh}的策略，${what.zh}。` };
  return new ToldFailure('policy-forbids', words, { reason });
}

function matches(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** What answers, with none of the rows that it may turn to outside the organisation; `undefined` where that leaves none. */
function withoutHosted(answerer: Answerer): Answerer | undefined {
  if (answerer.kind !== 'backend') return answerer;
  const [first, ...others] = [{ backend: answerer.backend, model: answerer.model }, ...answerer.others].filter(
    ({ backend }) => !backend.hosted,
  );
  return first && { kind: 'backend', others, ...first };
}

/** What the client says of itself: a guard for the people at a pane, not against who writes the header by hand. */
function surfaceOf(request: IncomingMessage): Surface {
  const parsed = surfaceSchema.safeParse(request.headers[surfaceHeader]);
  return parsed.success ? parsed.data : 'api';
}

/**
 * The organisation's instructions at the end of the first message of instructions: the same bytes for each request of a group, so
 * that a backend computes them once, and one such message, since many models take no more.
 */
function instruct(chat: ChatRequest, instructions: string): ChatRequest {
  const added = `Instructions of the organisation, which come before all others:\n${instructions}`;
  const [first, ...rest] = chat.messages;
  const isSystem = first?.role === 'system' || first?.role === 'developer';
  const messages: ChatMessage[] =
    isSystem && typeof first.content === 'string'
      ? [{ ...first, content: `${first.content}\n\n${added}` }, ...rest]
      : [{ role: 'system', content: added }, ...chat.messages];
  return { ...chat, messages };
}
