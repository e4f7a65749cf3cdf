import { createContext, useContext } from 'react';
import type { AdminGateway } from './admin-gateway.ts';
import type { AdminStrings } from './strings.ts';

/** What every part of the page may use. */
export interface AdminPageContext {
  readonly gateway: AdminGateway;
  readonly strings: AdminStrings;
}

export const PageContext = createContext<AdminPageContext | null>(null);

export function usePage(): AdminPageContext {
  const page = useContext(PageContext);
  if (!page) throw new Error('The component stands outside the page.');
  return page;
}
