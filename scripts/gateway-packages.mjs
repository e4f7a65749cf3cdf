/**
 * `node scripts/gateway-packages.mjs <folder>`: copies the packages that the built gateway imports, and those that they need,
 * to a folder to be its `node_modules`. For images: the pane's packages are in its bundles already, and the build's are done.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyGatewayPackages } from './lib/gateway-packages.mjs';
import { fail, root } from './lib/workspace.mjs';

const [target] = process.argv.slice(2);
if (!target) fail('Say where to: node scripts/gateway-packages.mjs <folder>');
if (existsSync(resolve(target))) fail(`${target} is there already. Remove it, or name another folder.`);
if (!existsSync(join(root, 'dist/gateway/main.js'))) fail('The gateway is not built: npm run build');
const folders = copyGatewayPackages(resolve(target));
process.stdout.write(`${folders.length} packages: ${folders.map((path) => path.slice(13)).join(', ')}\n`);
