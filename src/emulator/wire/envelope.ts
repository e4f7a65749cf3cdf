/**
 * One message of the conversation between a page that hosts Office and an add-in's office.js. Each travels as JSON
 * text by `postMessage`. Field names and numbers were observed in office.js 1.1.110.
 */
export interface Envelope {
  readonly _messageType: 0 | 1;
  readonly _actionName: string;
  /** 0 calls a method, 1 registers for an event, 2 unregisters. */
  readonly _actionType?: 0 | 1 | 2;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _origin: string;
  readonly _data?: unknown;
  readonly _errorCode?: number;
  /** 0 answers a call, 1 is an event. */
  readonly _responseType?: 0 | 1;
  readonly _serializerVersion: number;
}

export const errorCodes = { ok: 0, errorInRequest: -1, errorHandlingRequest: -2, accessDenied: -5 } as const;

/** The envelope in a message's data, or `undefined` for anything that is not one. */
export function parseEnvelope(data: unknown): Envelope | undefined {
  if (typeof data !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const envelope = value as Partial<Envelope>;
  const complete =
    (envelope._messageType === 0 || envelope._messageType === 1) &&
    typeof envelope._actionName === 'string' &&
    typeof envelope._conversationId === 'string' &&
    typeof envelope._correlationId === 'number';
  return complete ? (envelope as Envelope) : undefined;
}
