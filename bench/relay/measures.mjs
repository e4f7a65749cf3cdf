/** What is measured of a target. Processor time is that of all threads of its processes; each measure takes a few seconds. */
import { readdirSync, readFileSync } from 'node:fs';
import { ask, nowUs, open } from './client.mjs';

/** A model of its own, so that what other measurements left behind does not count. */
const cancelModel = 'n4001-r10';
export const models = ['n2-r0', 'n200-r50', 'n200-r200', 'n4000-r10', cancelModel];

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Nanoseconds of processor time of all threads so far. */
function cpuNs(pids) {
  let sum = 0;
  for (const pid of pids) {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    }
  }
  return sum;
}

function rssMb(pids) {
  return pids.reduce(
    (sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024,
    0,
  );
}

/** Milliseconds until the first token, of streams that follow one another on one connection. */
export async function firstToken(target, streams = 100) {
  const socket = open(target);
  const times = [];
  for (let number = 0; number < streams; number += 1) {
    const { firstUs } = await ask(target, { model: 'n2-r0', socket });
    times.push(firstUs / 1000);
  }
  socket.destroy();
  return times;
}

/**
 * Microseconds of processor time for each of the things that `work` says it did, until a gateway has their records in its store. Of what it
 * answered before they are there already: it carries them every half minute, whatever it does just then. The question by which they are
 * carried is none of the work: what it takes with nothing to carry is taken off.
 */
async function costOf(target, work) {
  await target.carry?.();
  await untilIdle(target);
  const before = cpuNs(target.pids);
  const count = await work();
  await target.carry?.();
  await untilIdle(target);
  const after = cpuNs(target.pids);
  let asking = 0;
  if (target.carry) {
    await target.carry();
    await untilIdle(target);
    asking = cpuNs(target.pids) - after;
  }
  return (after - before - asking) / 1000 / count;
}

/** Microseconds for a token of answers of 200 tokens, as a paragraph or two have them: of 200 at once, at 50 tokens a second each. */
export async function tokenCost(target) {
  return costOf(target, () => askAtOnce(target, 'n200-r50', 200));
}

/** How many tokens came. */
async function askAtOnce(target, model, streams) {
  let tokens = 0;
  const onData = (text) => (tokens += text.split('word').length - 1);
  const answers = await Promise.all(Array.from({ length: streams }, () => ask(target, { model, onData })));
  answers.forEach(({ socket }) => socket.destroy());
  return tokens;
}

/** Asks in eight lanes, each its own connection; gives how often. */
async function askInLanes(target, count, stream) {
  const lane = async () => {
    const socket = open(target);
    for (let number = 0; number < count / 8; number += 1) await ask(target, { model: 'n2-r0', stream, socket });
    socket.destroy();
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return count;
}

/** Microseconds for a request that is not streamed. */
export async function requestCost(target) {
  return costOf(target, () => askInLanes(target, 400, false));
}

/**
 * Until a process has done what it does once: compiled what is often run, opened its store. Whoever runs a gateway does so for
 * weeks, and a process that has just started takes several times as long for a request. V8 goes on to compile over some ten thousand
 * requests and a hundred thousand tokens, and over a dozen times that an embedded store, which is WebAssembly, takes records in.
 */
export async function settle(target) {
  for (let turn = 0; turn < 20; turn += 1) {
    await askInLanes(target, 400, true);
    await askInLanes(target, 400, false);
    await askAtOnce(target, 'n200-r200', 40);
    await target.carry?.();
  }
  await untilIdle(target);
}

/**
 * Has a process that was quiet for some seconds at work again, before it is measured: V8 makes use of the quiet to collect all it can, and with
 * hidden classes that no object has just then goes what it had compiled for them.
 */
export async function wake(target) {
  await askInLanes(target, 1600, true);
  await askInLanes(target, 800, false);
  await askAtOnce(target, 'n200-r200', 40);
}

async function untilIdle({ pids }) {
  for (let second = 0, before = cpuNs(pids); second < 40; second += 1) {
    await sleep(1000);
    const now = cpuNs(pids);
    if (now - before < 30_000_000) return;
    before = now;
  }
}

/**
 * Megabytes that a process which has answered 3,000 requests grows by with 1,000 open streams. One that has had as many before
 * grows by nothing, whichever it is: what it once took for its heap it keeps.
 */
export async function memory(target, streams = 1000) {
  await askInLanes(target, 3000, true);
  await untilIdle(target);
  const before = rssMb(target.pids);
  const sockets = Array.from({ length: streams }, () => open(target));
  sockets.forEach((socket) => void ask(target, { model: 'n4000-r10', socket }).catch(() => undefined));
  await sleep(3000);
  const peak = rssMb(target.pids);
  sockets.forEach((socket) => socket.destroy());
  await sleep(300);
  return ((peak - before) / streams) * 1000;
}

/** How many of 20 models are stopped when their clients leave, and how long after that the last one is. */
export async function cancelling(target, mockPort) {
  const aborted = async () => (await fetch(`http://127.0.0.1:${mockPort}/aborted?${cancelModel}`)).json();
  await aborted();
  const sockets = Array.from({ length: 20 }, () => open(target));
  sockets.forEach((socket) => void ask(target, { model: cancelModel, socket }).catch(() => undefined));
  await sleep(600);
  const left = nowUs();
  sockets.forEach((socket) => socket.destroy());
  await sleep(1500);
  const stopped = await aborted();
  return { count: stopped.length, slowestMs: stopped.length === 0 ? undefined : (Math.max(...stopped) - left) / 1000 };
}
