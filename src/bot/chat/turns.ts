/** Answers one message of a conversation after the other: the next may build on the last. */
export interface Turns {
  /** Does the work in its turn; `false` for one that is refused because too many wait. */
  take(conversation: string, work: () => Promise<void>): Promise<void> | false;
  /** Whether this activity came before: Teams sends again what it thinks was lost. */
  isRepeated(conversation: string, activity: string | undefined): boolean;
  /** Resolves when all work is done. */
  settled(): Promise<void>;
}

const mostWaiting = 3;
const mostRemembered = 2_000;

export function createTurns(): Turns {
  const lines = new Map<string, { last: Promise<void>; waiting: number }>();
  const seen = new Set<string>();

  return {
    take(conversation, work) {
      const line = lines.get(conversation) ?? { last: Promise.resolve(), waiting: 0 };
      if (line.waiting > mostWaiting) return false;
      lines.set(conversation, line);
      line.waiting += 1;
      const turn = line.last.then(work).finally(() => {
        line.waiting -= 1;
        if (line.waiting === 0) lines.delete(conversation);
      });
      line.last = turn.catch(() => undefined);
      return turn;
    },
    isRepeated(conversation, activity) {
      if (activity === undefined) return false;
      const key = `${conversation} ${activity}`;
      if (seen.has(key)) return true;
      seen.add(key);
      const [oldest] = seen;
      if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest);
      return false;
    },
    async settled() {
      await Promise.all([...lines.values()].map(({ last }) => last));
    },
  };
}
