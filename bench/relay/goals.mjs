import { median, quantile, ratio } from './table.mjs';

/** The goals of the relay, each a ratio within one run, and whether `of` reaches them. */
export function reachesGoals({ results, of }) {
  const pipe = results.get('node:http pipe');
  const portkey = results.get('Portkey');
  const own = results.get(of);
  const base = median(results.get('direct').first);
  const added = (result) => median(result.first) - base;
  const rateOf = (other) => 1 / ratio(own.token, other.token);
  // A measure that failed saw no model stop.
  const slowest = own.cancel.map((one) => one?.slowestMs ?? Number.POSITIVE_INFINITY);
  const goals = [
    { goal: 'first token added, of the node:http pipe’s', is: added(own) / added(pipe), most: 1.5 },
    portkey && { goal: 'first token added, of Portkey’s', is: added(own) / added(portkey), most: 1 / 15 },
    { goal: 'tokens a second per core, of the node:http pipe’s', is: rateOf(pipe), least: 0.9 },
    portkey && { goal: 'tokens a second per core, of Portkey’s', is: rateOf(portkey), least: 2 },
    {
      goal: 'memory of open streams, of the node:http pipe’s',
      is: median(own.memory) / median(pipe.memory),
      most: 1.3,
    },
    { goal: 'a model is stopped, ms after its client left (p99)', is: quantile(slowest, 0.99), most: 50 },
    { goal: 'models stopped of 20', is: Math.min(...own.cancel.map((one) => one?.count ?? 0)), least: 20 },
  ].filter(Boolean);
  console.log(`\n| goal for “${of}” | is | shall be | |`);
  console.log('| --- | --- | --- | --- |');
  let all = true;
  for (const { goal, is, most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } of goals) {
    const isReached = is <= most && is >= least;
    all &&= isReached;
    const bound = Number.isFinite(most) ? `≤ ${Number(most.toFixed(3))}` : `≥ ${least}`;
    console.log(`| ${goal} | ${Number(is.toFixed(3))} | ${bound} | ${isReached ? 'reached' : '**missed**'} |`);
  }
  return all;
}
