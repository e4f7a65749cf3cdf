import { join } from 'node:path';
import type { Database } from './store/database.ts';

/** Where records are kept, as the configuration says it. */
export type RecordsPlace =
  | { readonly store: 'none' }
  | { readonly store: 'embedded'; readonly folder: string }
  | { readonly store: 'postgres'; readonly folder: string; readonly url: string };

/** The store's code is loaded here and not before: a gateway that is not asked for records starts without it. */
export async function openDatabase(place: Exclude<RecordsPlace, { store: 'none' }>): Promise<Database> {
  if (place.store === 'postgres') return (await import('./store/postgres.ts')).openPostgres(place.url);
  return (await import('./store/embedded.ts')).openEmbedded(join(place.folder, 'store'));
}
