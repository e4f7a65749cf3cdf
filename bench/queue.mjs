/**
 * The fair queue under 10,000 people on virtual time, against a plain line (first come, first served) and against turns by
 * person without tiers, on the same arrivals. A morning's peak: most ask now and then, a few keep a script running.
 * Prints who waited how long and how evenly people were served; fails when a tier starves or the queue outgrows its bounds.
 *
 *   node bench/queue.mjs [people] [minutes]
 */
import './load-source.mjs';

const { createFairQueue } = await import('../src/gateway/limits/fair-queue.ts');

const people = Number(process.argv[2] ?? 10_000);
const minutes = Number(process.argv[3] ?? 30);
const maxConcurrent = 64;
const bounds = { perPerson: 16, inAll: 4000, timeoutMs: 120_000 };
const weights = { high: 6, normal: 3, low: 1 };

/** Numbers that are the same in every run (mulberry32). */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Events by time: a heap of arrays [time, sequence, callback, isCancelled]. */
function createClock() {
  const heap = [];
  let now = 0;
  let sequence = 0;
  const isBefore = (one, other) => one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
  function push(entry) {
    heap.push(entry);
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at], heap[parent])) break;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  }
  function pop() {
    const [top] = heap;
    const last = heap.pop();
    if (heap.length > 0) {
      heap[0] = last;
      for (let at = 0; ;) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2]) {
          if (child < heap.length && isBefore(heap[child], heap[least])) least = child;
        }
        if (least === at) break;
        [heap[at], heap[least]] = [heap[least], heap[at]];
        at = least;
      }
    }
    return top;
  }
  return {
    now: () => now,
    after(milliseconds, callback) {
      const entry = [now + milliseconds, (sequence += 1), callback, false];
      push(entry);
      return () => (entry[3] = true);
    },
    run(until) {
      while (heap.length > 0 && heap[0][0] <= until) {
        const [time, , callback, isCancelled] = pop();
        now = time;
        if (!isCancelled) callback();
      }
      now = until;
    },
  };
}

/** 5 % of people in the high tier, 15 % in the low one; of each tier one in fifty runs a script. */
const tierOf = (person) => (person % 20 === 0 ? 'high' : person % 20 > 16 ? 'low' : 'normal');
const isHeavy = (person) => person % 50 === 7 || person % 1000 === 0 || person % 1000 === 17;

/** Everybody's requests: light ones every twenty minutes or so, heavy ones every five seconds. */
function makeArrivals() {
  const random = createRandom(20_260_101);
  const arrivals = [];
  for (let person = 0; person < people; person += 1) {
    const pauseMs = isHeavy(person) ? 5_000 : 1_200_000;
    for (let at = -Math.log(1 - random()) * pauseMs; at < minutes * 60_000; at -= Math.log(1 - random()) * pauseMs) {
      // Answers of a few seconds, some of them long.
      arrivals.push({ at, person, tookMs: 1500 - Math.log(1 - random()) * 2500 });
    }
  }
  return arrivals.sort((one, other) => one.at - other.at);
}

/** What each way of waiting knows of a person. */
const ways = [
  { name: 'first come', person: () => 'all', tier: () => 'normal', bounds: { ...bounds, perPerson: bounds.inAll } },
  { name: 'by person', person: (person) => `${person}`, tier: () => 'normal', bounds },
  { name: 'inkstone', person: (person) => `${person}`, tier: tierOf, bounds },
];

function simulate(way, arrivals) {
  const clock = createClock();
  const queue = createFairQueue({ ...way.bounds, maxConcurrent, weights, clock });
  const waits = { high: [], normal: [], low: [], light: [], heavy: [] };
  const refused = { light: 0, heavy: 0 };
  const servedOfHeavy = new Map();
  let most = 0;
  let busyMs = 0;
  for (const { at, person, tookMs } of arrivals) {
    clock.after(at, () => {
      const asked = clock.now();
      const kind = isHeavy(person) ? 'heavy' : 'light';
      queue.enter({
        person: way.person(person),
        priority: way.tier(person),
        onTurn(release) {
          const waited = clock.now() - asked;
          waits[kind].push(waited);
          if (kind === 'light') waits[tierOf(person)].push(waited);
          else if (tierOf(person) === 'normal') servedOfHeavy.set(person, (servedOfHeavy.get(person) ?? 0) + 1);
          busyMs += tookMs;
          clock.after(tookMs, release);
        },
        onRefused: () => (refused[kind] += 1),
      });
      most = Math.max(most, queue.waiting);
    });
  }
  const started = performance.now();
  clock.run(minutes * 60_000 + 600_000);
  const counts = [...servedOfHeavy.values()];
  const sum = counts.reduce((total, count) => total + count, 0);
  const jain = (sum * sum) / (counts.length * counts.reduce((total, count) => total + count * count, 0));
  return { waits, refused, most, jain, busyMs, left: queue.waiting, tookMs: performance.now() - started };
}

const at = (values, share) =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? 0;
const seconds = (ms) => (ms / 1000).toFixed(1).padStart(7);
const arrivals = makeArrivals();
const work = arrivals.reduce((total, { tookMs }) => total + tookMs, 0) / (maxConcurrent * minutes * 60_000);
console.log(
  `${people} people, ${minutes} minutes, ${arrivals.length} chats, ${maxConcurrent} at once: asked for ${work.toFixed(2)} times what there is\n`,
);
console.log(
  '                       light p50    p95    high p95  normal p95   low p95   refused light  heavy   most   Jain',
);
let failed = false;
for (const way of ways) {
  const { waits, refused, most, jain, left, tookMs } = simulate(way, arrivals);
  const share = (kind) => `${((100 * refused[kind]) / (refused[kind] + waits[kind].length)).toFixed(1)} %`;
  console.log(
    `  ${way.name.padEnd(18)} ${seconds(at(waits.light, 0.5))} s ${seconds(at(waits.light, 0.95))} s ${seconds(at(waits.high, 0.95))} s ` +
      `${seconds(at(waits.normal, 0.95))} s ${seconds(at(waits.low, 0.95))} s ${share('light').padStart(11)} ${share('heavy').padStart(9)} ${String(most).padStart(7)}  ${jain.toFixed(3)}` +
      `   (${((1000 * tookMs) / arrivals.length).toFixed(1)} µs a chat)`,
  );
  if (left > 0 || most > bounds.inAll || waits.low.length === 0) failed = true;
  if (way.name === 'inkstone' && (jain < 0.95 || at(waits.high, 0.95) > at(waits.normal, 0.95) + 1)) failed = true;
}
console.log(
  '\nlight: who asks now and then. heavy: who keeps asking. Jain: how evenly the heavy ones of one tier were served.',
);
process.exit(failed ? 1 : 0);
