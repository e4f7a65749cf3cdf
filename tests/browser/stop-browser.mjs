export default async function stopBrowser() {
  await globalThis.inkstoneBrowser.close();
}
