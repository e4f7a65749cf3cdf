import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drainJournal } from '../../../src/gateway/records/journal/drain.ts';
import { openJournal, type Journal } from '../../../src/gateway/records/journal/journal.ts';
import type { GatewayRecord } from '../../../src/gateway/records/record.ts';
import { StoreUnavailable } from '../../../src/gateway/records/store/database.ts';
import { productRoot, until } from '../../support/gateway.ts';
import { registerTypescript, temporaryFolder } from '../../support/records.ts';
import { usage } from '../../support/usage-record.ts';

jest.setTimeout(60_000);

const program = join(productRoot, 'tests/support/journal-program.ts');

describe('the journal of records', () => {
  let folder: string;
  let problems: string[];
  beforeEach(() => {
    folder = temporaryFolder();
    problems = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (more: { limitBytes?: number } = {}): Journal =>
    openJournal({
      folder,
      limitBytes: 1e9,
      onProblem: (message) => problems.push(message.en),
      retryDelayMs: 5,
      ...more,
    });

  /** What a drain brings, by request id. */
  async function drained(journal: Journal): Promise<string[]> {
    const found: GatewayRecord[] = [];
    await drainJournal(journal, folder, async (records) => void found.push(...records));
    return found.map((record) => ('requestId' in record ? record.requestId : ''));
  }

  it('gives back what was appended, in its order, and frees the disk', async () => {
    const journal = open();
    for (let count = 0; count < 1200; count += 1) journal.append(usage({ requestId: `r${count}` }));
    expect(await drained(journal)).toEqual(Array.from({ length: 1200 }, (_, count) => `r${count}`));
    expect(readdirSync(folder)).toEqual([]);
    expect(journal.state).toEqual({ waiting: 0, lost: 0, bytes: 0, problem: { since: null, reason: null } });
    await journal.close();
  });

  it('loses nothing that was on the disk when the process is killed', async () => {
    const child = spawn(process.execPath, ['--import', registerTypescript, program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    const flushed = (): number => Number(/flushed (\d+)\n$/.exec(said)?.[1] ?? 0);
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await until(() => flushed() >= 500, 50_000);
    child.kill('SIGKILL');
    await ended(child);
    const acknowledged = Number([...said.matchAll(/flushed (\d+)\n/g)].at(-1)![1]);
    const journal = open();
    const found = await drained(journal);
    expect(found.slice(0, acknowledged)).toEqual(Array.from({ length: acknowledged }, (_, at) => `r${at + 1}`));
    expect(await drained(journal)).toEqual([]);
    await journal.close();
  });

  it('goes on after a disk that was full, with no record torn or lost', async () => {
    // The shell's limit on the size of a file stands for the disk's: a write then fails half-way.
    const shell = `trap '' XFSZ; ulimit -f 64; exec "$0" --import "$1" "$2" "$3" full`;
    const child = spawn('bash', ['-c', shell, process.execPath, registerTypescript, program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await ended(child)).toBe(0);
    expect(said).toMatch(/^problem The journal in .* cannot be written \(EFBIG\)\. Free the disk/);
    expect(said).toContain('problem The journal is written again.');
    const [, wrote] = /wrote (\d+) waiting 0 lost 0/.exec(said)!;
    const journal = open();
    const found = new Set(await drained(journal));
    expect(found.size).toBe(Number(wrote));
    await journal.close();
  });

  it('counts as lost what comes past its limit, says so once, and takes records again when it was emptied', async () => {
    const journal = open({ limitBytes: 1_000 });
    for (let round = 0; round < 4; round += 1) {
      for (let count = 0; count < 5; count += 1) journal.append(usage());
      await journal.flush();
    }
    expect(journal.state.lost).toBe(15);
    expect(problems).toEqual([expect.stringContaining('is at its limit of 1000 bytes')]);
    expect(await drained(journal)).toHaveLength(5);
    journal.append(usage({ requestId: 'later' }));
    expect(await drained(journal)).toEqual(['later']);
    await journal.close();
  });

  it('keeps a segment until all of it is in the store', async () => {
    const journal = open();
    journal.append(usage({ requestId: 'first' }));
    const gone = drainJournal(journal, folder, () => Promise.reject(new StoreUnavailable('away')));
    await expect(gone).rejects.toThrow(StoreUnavailable);
    journal.append(usage({ requestId: 'second' }));
    expect(await drained(journal)).toEqual(['first', 'second']);
    await journal.close();
  });

  it('leaves out a line that a crash cut, and files that are none of its own', async () => {
    mkdirSync(folder, { recursive: true });
    const line = JSON.stringify(usage({ requestId: 'whole' }));
    writeFileSync(join(folder, '1-999999999-00000000.open'), `${line}\n${line.slice(0, 40)}`);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const journal = open();
    expect(await drained(journal)).toEqual(['whole']);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
    await journal.close();
  });

  it('leaves the file alone that another living process writes to', async () => {
    writeFileSync(join(folder, `1-${process.ppid}-00000000.open`), `${JSON.stringify(usage())}\n`);
    const journal = open();
    expect(await drained(journal)).toEqual([]);
    await journal.close();
  });

  it('costs who appends nothing but a moment, whatever the disk does', async () => {
    const journal = openJournal({
      folder: join(productRoot, 'package.json', 'no-folder'),
      limitBytes: 1e9,
      onProblem: (message) => problems.push(message.en),
      retryDelayMs: 5,
    });
    for (let count = 0; count < 25_000; count += 1) journal.append(usage());
    expect(journal.state).toMatchObject({ waiting: 20_000, lost: 5_000 });
    await journal.flush();
    expect(problems).toEqual([expect.stringMatching(/cannot be written \(ENOTDIR\)/)]);
    await journal.close();
    expect(journal.state).toMatchObject({ waiting: 0, lost: 25_000 });
  });
});

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}
