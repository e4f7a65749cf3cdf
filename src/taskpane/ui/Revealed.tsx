import { useEffect, useRef, type ReactNode } from 'react';

/** Brings into sight what it holds, when that appears: a message below a long answer would go unseen. */
export function Revealed({ children }: { readonly children: ReactNode }): React.JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), []);
  return <div ref={element}>{children}</div>;
}
