/** An endpoint beside chats, as data: requests for it are passed on to the row of their model. */
export interface Endpoint {
  /** Behind `/v1` here, and behind a row's base URL there. */
  readonly path: string;
  /** The field with what a person wrote: a text, or a list of texts. */
  readonly textField?: string;
  /** The request and its answer are of OpenAI's responses, with texts in many places. */
  readonly isResponse?: true;
  /** The request is a form with a file. */
  readonly isForm?: true;
  /** Content types of an answer, besides JSON and events. */
  readonly passes?: RegExp;
}

const endpoints: readonly Endpoint[] = [
  { path: '/embeddings', textField: 'input' },
  { path: '/images/generations', textField: 'prompt' },
  { path: '/audio/speech', textField: 'input', passes: /^(?:audio\/|application\/octet-stream)/i },
  { path: '/audio/transcriptions', isForm: true, passes: /^text\//i },
  { path: '/responses', isResponse: true },
];

/** The endpoint at `/v1/…`. */
export function findEndpoint(path: string): Endpoint | undefined {
  return path.startsWith('/v1/') ? endpoints.find((endpoint) => `/v1${endpoint.path}` === path) : undefined;
}
