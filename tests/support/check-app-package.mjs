/**
 * Reads from stdin a list of packages, each with its settings and a list of changes `[what, from, to]`, and prints the faults of
 * each. `what` is a file of the package or `manifest.xml`; `to: null` removes the file.
 */
import { readFileSync } from 'node:fs';
import { findFaults } from '../../scripts/lib/app-package-rules.mjs';
import { fillAppPackage, readAppPackage } from '../../scripts/lib/app-package.mjs';

const packages = JSON.parse(readFileSync(0, 'utf8'));
const results = packages.map(({ settings, production, changes }) =>
  findFaults(fillAppPackage(changes.reduce(change, readAppPackage()), settings), { production }),
);
process.stdout.write(JSON.stringify(results));

function change(parts, [what, from, to]) {
  const replaced = (text) => {
    if (!text.includes(from)) throw new Error(`${what} has nothing like ${from}.`);
    return text.replaceAll(from, to);
  };
  if (what === 'manifest.xml') return { ...parts, officeXml: replaced(parts.officeXml) };
  if (what.endsWith('.png')) {
    const pictures = { ...parts.pictures };
    if (to === null) delete pictures[what];
    else pictures[what] = Uint8Array.from(Buffer.from(to, 'base64'));
    return { ...parts, pictures };
  }
  if (what === 'manifest.json') return { ...parts, manifest: JSON.parse(replaced(JSON.stringify(parts.manifest))) };
  const languages = { ...parts.languages };
  if (to === null) delete languages[what];
  else languages[what] = JSON.parse(replaced(JSON.stringify(languages[what])));
  return { ...parts, languages };
}
