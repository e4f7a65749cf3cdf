/**
 * `node --liftoff-only scripts/make-empty-store.mjs <file>` writes the empty database that a new embedded store begins as.
 * Making one takes seconds of a processor and 700 MB; a gateway that finds it made unpacks it instead. It is PGlite's own
 * archive of its folder. Not optimising the WebAssembly, which runs this once, saves a third of the time.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const [, , file] = process.argv;
const database = await PGlite.create();
const archive = await database.dumpDataDir('gzip');
writeFileSync(`${file}.new`, Buffer.from(await archive.arrayBuffer()));
renameSync(`${file}.new`, file);
// PGlite leaves handles that would keep the process alive.
process.exit();
