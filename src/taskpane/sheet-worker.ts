import { SheetWork, type SheetMessage } from '../core/sheet/sheet-work.ts';

/** The thread that counts the cells of a large table, so that the pane stays quick. */
const work = new SheetWork();

self.addEventListener('message', ({ data }: MessageEvent<SheetMessage>) => {
  const reply = work.take(data);
  if (reply) self.postMessage(reply);
});
