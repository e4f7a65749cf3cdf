import {
  addressContext,
  defuseAddresses,
  mayHoldAddress,
  openAddressAt,
  type AddressScan,
} from '../../../base/answer-addresses.ts';
import type { TextTransform } from './text-transform.ts';

/** Makes plain the addresses that are not safe, in a text that comes in pieces. Only what may become an address waits. */
export function createAddressTransform(scan: AddressScan): TextTransform {
  let held = '';
  /** Said last: it tells whether an address is a picture's. */
  let before = '';

  function release(text: string): string {
    if (text === '') return '';
    const done = mayHoldAddress(text) ? defuseAddresses(before + text, scan, before.length) : text;
    before += text;
    if (before.length > 8 * addressContext) before = before.slice(-addressContext);
    return done;
  }

  return {
    push(text) {
      held += text;
      const context = before.slice(-addressContext);
      const at = openAddressAt(context + held, context.length) - context.length;
      const ready = held.slice(0, at);
      held = held.slice(at);
      return release(ready);
    },
    end() {
      const rest = held;
      held = '';
      return release(rest);
    },
  };
}
