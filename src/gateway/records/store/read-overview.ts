import { mapConcurrently } from '../../../base/map-concurrently.ts';
import type { Overview } from '../../../protocol/records.ts';
import type { Database } from './database.ts';
import { readAnswerers } from './read-answerers.ts';
import { countFeedback } from './read-feedback.ts';
import { readUsage, type Period, type UsageDimension } from './read-usage.ts';

/** By what use is told, and by how many of each at most. */
const told: readonly (readonly [UsageDimension, number])[] = [
  ['all', 1],
  ['day', 400],
  ['model', 20],
  ['group', 20],
  ['person', 20],
  ['command', 20],
  ['outcome', 10],
];

/**
 * Overviews, one after another and of three statements at once: of a year of a large organisation each takes seconds, and whoever
 * opens a prompt or asks whether the store is there must not wait for a connection meanwhile.
 */
export function createOverviewReader(): (database: Database, period: Period) => Promise<Overview> {
  let last: Promise<unknown> = Promise.resolve();
  return (database, period) => {
    const reading = last.then(() => readOverview(database, period));
    last = reading.catch(() => undefined);
    return reading;
  };
}

async function readOverview(database: Database, period: Period): Promise<Overview> {
  const [[all, byDay, byModel, byGroup, byPerson, byCommand, byOutcome], byAnswerer] = await Promise.all([
    mapConcurrently(told, 2, async ([by, limit]) => [...(await readUsage(database, by, period, limit))]),
    readAnswerers(database, period, 40),
  ]);
  const feedback = await countFeedback(database, period);
  return {
    ...period,
    all: all ?? [],
    byDay: byDay ?? [],
    byModel: byModel ?? [],
    byGroup: byGroup ?? [],
    byPerson: byPerson ?? [],
    byCommand: byCommand ?? [],
    byOutcome: byOutcome ?? [],
    byAnswerer: [...byAnswerer],
    feedback: [...feedback],
  };
}
