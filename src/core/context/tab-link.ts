import * as z from 'zod/mini';

/** What a link brings into the tab: a message, say, that somebody wants to work on there. */
export interface BroughtText {
  readonly title: string;
  readonly text: string;
}

const broughtSchema = z.object({ t: z.string().check(z.maxLength(200)), x: z.string().check(z.minLength(1)) });

/** Teams passes links of some thousand signs; a longer text is cut, and ends with a sign that it was. */
const maxTextLength = 1200;

/**
 * A link into the tab that brings text along, in the `subPageId` that Teams hands to the page. The text is in the link itself,
 * which goes to whoever gets the link, and to nobody else.
 */
export function tabLink(app: { readonly appId: string; readonly tabId: string }, brought?: BroughtText): string {
  const url = new URL(`https://teams.microsoft.com/l/entity/${app.appId}/${app.tabId}`);
  if (brought) {
    const text =
      brought.text.length > maxTextLength ? `${brought.text.slice(0, maxTextLength).trimEnd()} …` : brought.text;
    const subEntityId = encode(JSON.stringify({ t: brought.title.slice(0, 200), x: text }));
    url.searchParams.set('context', JSON.stringify({ subEntityId }));
  }
  return url.href;
}

/** The text that a link brought; `null` for none, or for something else. */
export function readTabLink(subPageId: string | undefined): BroughtText | null {
  if (!subPageId) return null;
  try {
    const { t, x } = broughtSchema.parse(JSON.parse(decode(subPageId)));
    return { title: t, text: x };
  } catch {
    // Another app's link, or one that was cut: the tab opens empty.
    return null;
  }
}

/** Base64 of UTF-8 that may stand in an address (RFC 4648 §5). */
function encode(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decode(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (sign) => sign.charCodeAt(0)));
}
