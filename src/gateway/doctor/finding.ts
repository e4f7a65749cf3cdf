/** The hops of a request on its way to a model, in their order. */
export const hops = ['proxy', 'dns', 'tcp', 'tls', 'http', 'key', 'model', 'context', 'streaming'] as const;
export type Hop = (typeof hops)[number];

/** What was found at a hop; `words.ts` has a sentence and a remedy for each. */
export type FindingCode =
  | 'proxy-none'
  | 'proxy-ok'
  | 'proxy-unreachable'
  | 'proxy-refuses'
  | 'dns-ok'
  | 'dns-unknown'
  | 'dns-down'
  | 'tcp-ok'
  | 'tcp-refused'
  | 'tcp-timeout'
  | 'tcp-no-route'
  | 'tcp-broken'
  | 'tls-ok'
  | 'tls-none'
  | 'tls-none-key'
  | 'tls-expires-soon'
  | 'tls-self-signed'
  | 'tls-unknown-authority'
  | 'tls-expired'
  | 'tls-not-yet'
  | 'tls-wrong-name'
  | 'tls-not-spoken'
  | 'tls-broken'
  | 'http-ok'
  | 'http-list-absent'
  | 'http-html'
  | 'http-redirect'
  | 'http-error'
  | 'http-broken'
  | 'http-timeout'
  | 'key-ok'
  | 'key-none'
  | 'key-refused'
  | 'key-missing'
  | 'model-ok'
  | 'model-unlisted'
  | 'model-missing'
  | 'context-ok'
  | 'context-unknown'
  | 'context-unset'
  | 'context-too-large'
  | 'streaming-ok'
  | 'streaming-late'
  | 'streaming-absent'
  | 'streaming-buffered'
  | 'streaming-cut'
  | 'answer-refused'
  | 'answer-slow'
  | 'file-ok'
  | 'file-fails';

export interface Finding {
  readonly hop: Hop;
  readonly outcome: 'ok' | 'warning' | 'failed';
  readonly code: FindingCode;
  /** What the sentences name: hosts, counts, a row's variable. Never a key. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** What was found about a row; its last finding is the failed one, if any is. */
export interface Examination {
  readonly name: string;
  readonly address: string;
  readonly findings: readonly Finding[];
}

export function hasFailed({ findings }: Examination): boolean {
  return findings.some(({ outcome }) => outcome === 'failed');
}

/** Makes the finding of a hop. */
export function found(hop: Hop, outcome: Finding['outcome'], code: FindingCode, facts: Finding['facts'] = {}): Finding {
  return { hop, outcome, code, facts };
}
