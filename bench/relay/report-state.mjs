/** Loaded into a gateway that is soaked: answers each message with what the process holds, after a full collection. */
process.on('message', () => {
  globalThis.gc();
  const handles = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  process.send({ heapMb: process.memoryUsage().heapUsed / 1024 / 1024, handles });
});
// Nobody who asks is no reason to stay.
process.channel?.unref();
