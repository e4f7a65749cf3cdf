import type { TokenUsage } from '../chat-stage.ts';
import type { Price } from './prices-schema.ts';

export interface Cost {
  readonly cost: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** One chat while it runs: its share of the GPUs' time is counted from here. */
export interface PricedChat {
  /** What it costs with these tokens, up to now. */
  costOf(usage: TokenUsage | undefined): Cost | undefined;
  end(): void;
}

export interface Pricing {
  readonly isEmpty: boolean;
  /** `undefined` where the model has no price. */
  begin(model: string, backend: string): PricedChat | undefined;
}

/** `now` is in milliseconds and never goes back. */
export function createPricing(prices: readonly Price[], now: () => number = () => performance.now()): Pricing {
  const rows = prices.map((price) => ({ price, pattern: toPattern(price.model), clock: createSharedClock(now) }));
  return {
    isEmpty: rows.length === 0,
    begin(model, backend) {
      const row = rows.find(
        ({ price, pattern }) => pattern.test(model) && (price.backend === undefined || price.backend === backend),
      );
      if (!row) return undefined;
      const { price, clock } = row;
      const { currency } = price;
      const from = clock.enter();
      let isOver = false;
      return {
        costOf: (usage) => {
          const cost = costIn(price, usage, clock.read() - from);
          return cost === undefined ? undefined : { cost, currency };
        },
        end() {
          if (!isOver) clock.leave();
          isOver = true;
        },
      };
    },
  };
}

function costIn({ perMillion, gpu }: Price, usage: TokenUsage | undefined, sharedMs: number): number | undefined {
  if (gpu && gpu.tokensPerSecond === undefined) return (sharedMs / 3_600_000) * gpu.perHour * gpu.count;
  if (!usage) return undefined;
  if (perMillion) return (usage.promptTokens * perMillion.in + usage.completionTokens * perMillion.out) / 1_000_000;
  if (gpu?.tokensPerSecond === undefined) return undefined;
  const seconds = (usage.promptTokens + usage.completionTokens) / gpu.tokensPerSecond;
  return (seconds / 3600) * gpu.perHour * gpu.count;
}

interface SharedClock {
  enter(): number;
  read(): number;
  leave(): void;
}

/**
 * A clock that runs n times slower while n chats share it. The difference between two readings is one chat's share of
 * the time, and the shares of all add up to the time that any ran.
 */
function createSharedClock(now: () => number): SharedClock {
  let running = 0;
  let shown = 0;
  let seenAt = 0;
  function advance(): number {
    const time = now();
    if (running > 0) shown += (time - seenAt) / running;
    seenAt = time;
    return shown;
  }
  return {
    enter() {
      const time = advance();
      running += 1;
      return time;
    },
    read: advance,
    leave() {
      advance();
      running -= 1;
    },
  };
}

function toPattern(model: string): RegExp {
  const parts = model.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
