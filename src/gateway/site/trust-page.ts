/**
 * The page that office.js, when its host page is not on its list of trusted ones (as on plain `http://localhost`), loads in
 * a hidden frame at `AgaveErrorUX/index.html` and asks by a message `{"hostname","noHttps"}`, a JSON string. It goes on when
 * it hears the JSON string `{"hostUserTrusted":true}` (office.js 1.1.110). Microsoft's own page asks the person by
 * `confirm()`; ours trusts this machine and the pane's own host name, and says no to all others.
 */
export const trustPage =
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Trust</title></head>' +
  '<body><p>The page around this pane is not one that this server trusts.</p>' +
  '<script src="trust.js"></script></body></html>\n';

export const trustScript = `'use strict';
addEventListener('message', function (event) {
  if (event.source !== parent || event.origin !== location.origin) return;
  var question;
  try {
    question = JSON.parse(event.data);
  } catch (error) {
    return;
  }
  if (!question || typeof question.hostname !== 'string') return;
  var known = ['localhost', '127.0.0.1', '[::1]', location.hostname];
  var answer = { hostUserTrusted: known.indexOf(question.hostname.toLowerCase()) >= 0 };
  parent.postMessage(JSON.stringify(answer), location.origin);
});
`;

/** Whether a path below office.js's folder, in lower case, is the trust page's or its script's. */
export function trustFile(path: string): { readonly body: string; readonly contentType: string } | undefined {
  if (path === 'agaveerrorux/index.html') return { body: trustPage, contentType: 'text/html; charset=utf-8' };
  if (path === 'agaveerrorux/trust.js') return { body: trustScript, contentType: 'text/javascript; charset=utf-8' };
  return undefined;
}
