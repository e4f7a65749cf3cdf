import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import type { Policies } from '../access/policies.ts';
import type { ChatStage } from '../chat-stage.ts';
import { reasonOf, type Words } from '../language.ts';
import type { StoreWatch } from '../stores/store-watch.ts';
import type { LimitStore } from './limit-store.ts';
import type { LimitsConfig } from './limits-schema.ts';
import { chargesOf, estimateChat, settledCharge, type NamedCharge } from './quotas.ts';

export interface QuotaOptions {
  readonly store: LimitStore;
  readonly policyOf: Policies['policyOf'];
  readonly whenStoreFails: LimitsConfig['whenStoreFails'];
  /** Of the store. */
  readonly watch?: StoreWatch | undefined;
}

/**
 * Holds every chat to the limits of its person and group: a request and the tokens that it may take are entered before, and set
 * right by what it took when it is over. An answer longer than was reckoned with counts against the ones that follow.
 */
export function createQuotaStage({ store, policyOf, whenStoreFails, watch }: QuotaOptions): ChatStage {
  function notReserved(cause: unknown): undefined {
    watch?.failed(reasonOf(cause));
    if (whenStoreFails === 'allow') return undefined;
    const words = {
      en: 'The limits cannot be checked, because their store does not answer; so no chat is taken for now.',
      zh: '保存用量的存储没有响应，无法核对限额，因此暂时不接受对话。',
    };
    throw new ToldFailure('gateway-unreachable', words, {
      reason: 'limits-unavailable',
      retryable: true,
      retryAfterSeconds: 5,
      cause,
    });
  }

  return async (exchange, next) => {
    const policy = policyOf(exchange.person);
    const estimated = policy ? estimateChat(exchange.chat) : 0;
    const charges = policy ? chargesOf(policy, exchange.person, estimated) : [];
    if (charges.length === 0) return next(exchange);
    const impossible = charges.find(({ amount, limit }) => amount > limit);
    if (impossible) throw neverFits(impossible);
    // What is counted in this process is known at once.
    const reserved = store.reserve(charges);
    const reservation = reserved instanceof Promise ? await reserved.catch(notReserved) : reserved;
    if (!reservation) return next(exchange);
    watch?.works();
    if (!reservation.granted) throw exceeded(charges[reservation.refusedBy], reservation.retryAfterSeconds);

    const settle = (taken: { requests: number; tokens: number }): Promise<void> => {
      const corrections = charges.flatMap(({ unit, amount }, index) => {
        const counter = reservation.counters[index];
        const by = taken[unit] - amount;
        return counter === undefined || by === 0 ? [] : [{ counter, by }];
      });
      // What is not given back now ends with its window.
      return store.correct(corrections).catch(() => undefined);
    };
    try {
      const outcome = await next(exchange);
      await settle(settledCharge(outcome, estimated));
      return outcome;
    } catch (error) {
      await settle({ requests: 0, tokens: 0 });
      throw error;
    }
  };
}

function describe({ name, limit }: NamedCharge): Words {
  const [whose, what, , span] = name.split('-');
  const unit = what === 'requests' ? '次请求' : '个词元';
  return {
    en: `${whose === 'group' ? 'the group’s' : 'your'} ${limit} ${what ?? ''} of this ${span ?? ''}`,
    zh: `${whose === 'group' ? '小组' : '你'}${span === 'day' ? '每天' : '每小时'} ${limit} ${unit}的额度`,
  };
}

function exceeded(charge: NamedCharge | undefined, retryAfterSeconds: number): AssistantError {
  const which = charge ? describe(charge) : { en: 'a limit', zh: '额度' };
  const words = {
    en: `This would be more than ${which.en}. It begins anew in ${retryAfterSeconds} s.`,
    zh: `这会超出${which.zh}，${retryAfterSeconds} 秒后重新计算。`,
  };
  return new ToldFailure('quota-exceeded', words, {
    ...(charge && { reason: charge.name }),
    retryAfterSeconds,
  });
}

/** Waiting does not help. */
function neverFits(charge: NamedCharge): AssistantError {
  const which = describe(charge);
  const words = {
    en: `This chat may take about ${charge.amount} tokens, which is more than ${which.en} at any time. Send less.`,
    zh: `这次对话大约需要 ${charge.amount} 个词元，任何时候都超出${which.zh}。请少发送一些。`,
  };
  return new ToldFailure('context-too-long', words, { reason: `too-long-for-${charge.name}` });
}
