import type { RunningAnswers } from '../running-answers.ts';
import { signInRequired } from './bearer.ts';
import type { Revocations } from './access.ts';

/** An answer whose person was shut out goes on for this time at most. */
const lookEveryMs = 1000;

/**
 * Ends the running answers of people whose token was taken away. Whether there may be any is asked once for all of them, and each
 * is looked at only when there may. Gives the way to stop.
 */
export function endRevokedAnswers(answers: RunningAnswers, revocations: Revocations): () => void {
  let seen = revocations.version();
  const timer = setInterval(() => {
    if (answers.size === 0) return;
    const version = revocations.version();
    if (version === seen) return;
    seen = version;
    for (const { request, cut } of answers.all()) if (revocations.isRevoked(request)) cut.cut(revoked());
  }, lookEveryMs).unref();
  return () => clearInterval(timer);
}

function revoked(): ReturnType<typeof signInRequired> {
  return signInRequired(
    {
      en: 'Your token was removed while this answer was coming, so it ends here. Ask for a new token.',
      zh: '回答进行中，你的令牌已被删除，因此回答到此为止。请索取新的令牌。',
    },
    'unknown-token',
  );
}
