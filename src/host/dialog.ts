import { AssistantError } from '../base/errors.ts';

/** Whether Office signs the add-in in with the account that it has. */
export function supportsNestedSignIn(): boolean {
  return Office.context.requirements.isSetSupported('NestedAppAuth', '1.1');
}

/** Opens a page of ours in a window of its own; resolves with the first thing that it says, and closes it. */
export function openDialog(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    Office.context.ui.displayDialogAsync(
      `${location.origin}${path}`,
      { height: 60, width: 30, promptBeforeOpen: false },
      ({ status, value: dialog, error }) => {
        if (status === Office.AsyncResultStatus.Failed) {
          const message = `Office could not open the window (${error.code}).`;
          reject(new AssistantError('host-failed', message, { reason: 'window-blocked', cause: error }));
          return;
        }
        dialog.addEventHandler(Office.EventType.DialogMessageReceived, (received) => {
          dialog.close();
          if ('message' in received && received.origin === location.origin) resolve(received.message);
          else
            reject(new AssistantError('host-failed', 'The window said nothing of use.', { reason: 'window-silent' }));
        });
        dialog.addEventHandler(Office.EventType.DialogEventReceived, () =>
          reject(new AssistantError('aborted', 'The window was closed.')),
        );
      },
    );
  });
}

/** In such a window: says something to the pane that opened it, and to no page of another origin. */
export async function tellPane(message: string): Promise<void> {
  await Office.onReady();
  Office.context.ui.messageParent(message, { targetOrigin: location.origin });
}
