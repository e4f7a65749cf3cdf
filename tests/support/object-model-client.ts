import { callMethod, readMember, setProperty } from '../../src/emulator/richapi/member-access.ts';
import { createWordObjectModel } from '../../src/emulator/word/api/word-object-model.ts';
import type { WordDocument } from '../../src/emulator/word/word-document.ts';
import { apiTypeOf } from '../../src/emulator/richapi/object-model.ts';

/** A host object with its declared members at hand, as an add-in has them but at once: no batch, no wire. */
export class Client {
  readonly target: object;

  constructor(target: object) {
    this.target = target;
  }

  /** A scalar property. */
  value(name: string): unknown {
    return readMember(this.target, name);
  }

  /** A navigation property. */
  at(name: string): Client {
    return clientOf(readMember(this.target, name), name);
  }

  /** Calls a method that gives a value or nothing. Clients among the arguments stand for their objects. */
  do(name: string, ...args: readonly unknown[]): unknown {
    return callMethod(
      this.target,
      name,
      args.map((each) => (each instanceof Client ? each.target : each)),
    );
  }

  /** Calls a method that gives an object. */
  call(name: string, ...args: readonly unknown[]): Client {
    return clientOf(this.do(name, ...args), name);
  }

  set(name: string, value: unknown): void {
    setProperty(this.target, name, value);
  }

  /** The items of a collection as it is now. */
  get items(): Client[] {
    const { collection } = apiTypeOf(this.target) ?? {};
    return (collection?.items(this.target) ?? []).map((each) => new Client(each));
  }
}

function clientOf(value: unknown, name: string): Client {
  if (typeof value !== 'object' || value === null) throw new Error(`${name} gave no object.`);
  return new Client(value);
}

/** `Word.Document` over an opened document. */
export function rootOf(document: WordDocument): Client {
  return new Client(createWordObjectModel(document).root);
}
