import { launchChromiumServer } from '../../scripts/lib/chromium.mjs';
import { makeStoreTemplate } from '../support/store-template.mjs';

/** Starts the one Chromium that all browser tests share; they connect to the address left in the environment. */
export default async function startBrowser() {
  await makeStoreTemplate();
  globalThis.inkstoneBrowser = await launchChromiumServer();
  process.env.INKSTONE_BROWSER = globalThis.inkstoneBrowser.wsEndpoint();
}
