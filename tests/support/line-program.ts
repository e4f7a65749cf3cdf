import { defaultLimits } from '../../src/gateway/limits/limits-schema.ts';
import { openSharedLines } from '../../src/gateway/limits/shared-line/open-shared-lines.ts';

/** A gateway's part in a shared line: takes the row's two places for good and lets one more wait, until it is killed. */
const [url = '', row = '', leaseMs = ''] = process.argv.slice(2);
const lines = openSharedLines({ url, whenStoreFails: 'refuse', leaseMs: Number(leaseMs) });
const line = lines.open(row, { ...defaultLimits.queue, maxConcurrent: 2, timeoutMs: 60_000 });
for (const person of ['one', 'two', 'three']) {
  line.enter({
    person,
    priority: 'normal',
    onTurn: () => process.stdout.write(`turn ${person}\n`),
    onRefused: (reason) => process.stdout.write(`refused ${reason}\n`),
  });
}
