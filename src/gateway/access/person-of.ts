import type { Person } from '../chat-stage.ts';

const people = new WeakMap<Request, Person>();

/** Keeps who asks beside the request, for the routes that come after. */
export function rememberPerson(request: Request, person: Person): void {
  people.set(request, person);
}

/** Who asks, on every route below `/v1/`. */
export function personOf(request: Request): Person {
  const person = people.get(request);
  if (!person) throw new Error('This route is not among those that ask who somebody is.');
  return person;
}
