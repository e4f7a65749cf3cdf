import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';

/**
 * What browsers have and jsdom lacks. Node's encoder gives arrays of Node's own realm, so jsdom's window takes that
 * realm's `Uint8Array` too, else `instanceof` fails between them.
 */
if (typeof window !== 'undefined') {
  const nodeUint8Array = Object.getPrototypeOf(Buffer.prototype).constructor as typeof Uint8Array;
  const missing = { TextDecoder, TextEncoder, Uint8Array: nodeUint8Array };
  for (const [name, value] of Object.entries(missing))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  if (!('randomUUID' in globalThis.crypto)) {
    Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
  }
}
