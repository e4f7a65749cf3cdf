import { createSheetAnalyst, type Analyst } from '../assistant/sheet-analyst.ts';
import { SheetDesk, type OpenSheetLine, type SheetLine } from '../core/sheet/sheet-desk.ts';
import type { SheetReply } from '../core/sheet/sheet-work.ts';

/** Counts the cells of large tables in a thread of its own. */
export function openAnalyst(): Analyst {
  return createSheetAnalyst(new SheetDesk(openLine, pause));
}

/** Starts the thread; its code is fetched then, from the gateway as all other code. */
const openLine: OpenSheetLine = (onReply, onFailure): SheetLine => {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url));
  worker.addEventListener('message', ({ data }: MessageEvent<SheetReply>) => onReply(data));
  worker.addEventListener('error', onFailure);
  worker.addEventListener('messageerror', onFailure);
  return { post: (message) => worker.postMessage(message), close: () => worker.terminate() };
};

/** Lets the pane draw and take clicks. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
