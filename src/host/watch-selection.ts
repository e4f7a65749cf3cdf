const delayMs = 150;

/** Tells of a selection that has come to rest, as a drag passes through many. Gives the way to stop. */
export function watchSelection(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const handler = (): void => {
    clearTimeout(timer);
    timer = setTimeout(listener, delayMs);
  };
  // What was selected while the handler was on its way told nobody.
  Office.context.document.addHandlerAsync(Office.EventType.DocumentSelectionChanged, handler, handler);
  return () => {
    clearTimeout(timer);
    Office.context.document.removeHandlerAsync(Office.EventType.DocumentSelectionChanged, { handler });
  };
}
