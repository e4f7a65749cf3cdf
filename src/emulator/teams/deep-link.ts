/** Where a deep link of Teams leads. */
export type DeepLink =
  | { readonly type: 'chat'; readonly users: readonly string[]; readonly message: string }
  | { readonly type: 'tab'; readonly appId: string; readonly entityId: string; readonly subPageId: string | null };

const hosts = ['teams.microsoft.com', 'teams.cloud.microsoft'];

/** Reads a deep link to a chat or to a tab; `null` for any other address. */
export function readDeepLink(address: string): DeepLink | null {
  if (!URL.canParse(address)) return null;
  const { host, pathname, searchParams } = new URL(address);
  if (!hosts.includes(host)) return null;
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts[0] === 'l' && parts[1] === 'chat') {
    const users = (searchParams.get('users') ?? '').split(',').filter((user) => user !== '');
    return { type: 'chat', users, message: searchParams.get('message') ?? '' };
  }
  const [, kind, appId, entityId] = parts;
  if (parts[0] !== 'l' || kind !== 'entity' || appId === undefined || entityId === undefined) return null;
  return { type: 'tab', appId, entityId, subPageId: subPageOf(searchParams.get('context')) };
}

function subPageOf(context: string | null): string | null {
  try {
    const { subEntityId } = JSON.parse(context ?? '{}') as { readonly subEntityId?: unknown };
    return typeof subEntityId === 'string' ? subEntityId : null;
  } catch {
    return null;
  }
}
