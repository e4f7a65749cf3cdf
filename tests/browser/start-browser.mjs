import { launchChromiumServer } from '../../scripts/lib/chromium.mjs';
import { makeEmptyStore } from '../../scripts/lib/empty-store.mjs';

/** Starts the one Chromium that all browser tests share; they connect to the address left in the environment. */
export default async function startBrowser() {
  process.env.INKSTONE_EMPTY_STORE = await makeEmptyStore();
  globalThis.inkstoneBrowser = await launchChromiumServer();
  process.env.INKSTONE_BROWSER = globalThis.inkstoneBrowser.wsEndpoint();
}
