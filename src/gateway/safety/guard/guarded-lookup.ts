import { lookup as lookUp, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { scopeOf, type AddressScope } from './private-address.ts';

/** An address that nobody may be sent to. */
class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
  readonly code = 'EFORBIDDEN';
}

type AnyLookup = (
  hostname: string,
  options: object,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Looks a name up for a connection and refuses it unless every address that it leads to is allowed. The connection goes to
 * an address that was checked, so a name that changes its address between check and use (DNS rebinding) gains nothing.
 */
export function createGuardedLookup(
  allowed: readonly AddressScope[],
  lookup: AnyLookup = (hostname, options, callback) => lookUp(hostname, { ...options, all: true }, callback),
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const wrong = addresses.find(({ address }) => !allowed.includes(scopeOf(address)));
      const [first] = addresses;
      if (wrong || !first) {
        callback(new ForbiddenAddressError(`"${hostname}" leads to an address that is not allowed.`), '', 0);
      } else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
