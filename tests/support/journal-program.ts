import { openJournal } from '../../src/gateway/records/journal/journal.ts';
import { usage } from './usage-record.ts';

/** Appends records without end, and says after each batch how many are on the disk for good. */
const [folder = '', kind = 'endless'] = process.argv.slice(2);
const journal = openJournal({
  folder,
  limitBytes: 1e9,
  onProblem: ({ en }) => process.stdout.write(`problem ${en}\n`),
  retryDelayMs: 20,
});
let count = 0;
async function batch(size: number): Promise<void> {
  for (let at = 0; at < size; at += 1) {
    count += 1;
    journal.append(usage({ requestId: `r${count}` }));
  }
  await journal.flush();
}

if (kind === 'endless') {
  for (;;) {
    await batch(17);
    process.stdout.write(`flushed ${count}\n`);
  }
}

// Each file may only grow to the limit that the shell has set: as on a disk that is full.
while (journal.state.problem.since === null) await batch(17);
process.stdout.write(`waiting ${journal.state.waiting > 0}\n`);
await journal.closedSegments();
await journal.flush();
process.stdout.write(`wrote ${count} waiting ${journal.state.waiting} lost ${journal.state.lost}\n`);
await journal.close();
